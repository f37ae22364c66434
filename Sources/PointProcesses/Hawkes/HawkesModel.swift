/// What is fitted: a multivariate Hawkes process with estimated lags.
///
/// The rate of stream i at time t is
///
///     lambda_i(t) = mu_i(t) + sum over j of g[i, j] * sum over events s < t of j of phi_ij(t - s)
///
/// with phi_ij the density of the lag of i's responses to j and g[i, j] their expected number.
/// Row i responds, column j provokes. With signed effects g[i, j] of two streams may be negative; the
/// rate is then kept above zero as ``RateExpansion`` says. Source: A. G. Hawkes, Biometrika 58 (1971); the cluster
/// representation is that of Hawkes and Oakes, J. Appl. Prob. 11 (1974).
public struct HawkesModel: Hashable, Sendable {
  /// The number of streams.
  public let streamCount: Int
  /// The family of all lag distributions.
  public let family: KernelFamily
  /// The shape of all lag distributions, or nil when each pair's is estimated.
  public let fixedShape: Double?
  /// The mean lags, days, among which a fit searches. A lag near the length of the window could not
  /// be told from a trend.
  public let lagRange: ClosedRange<Double>
  /// The baseline of all streams.
  public let baseline: PiecewiseBaseline
  /// The signs that effects of one stream on another may have.
  public let effects: CrossEffects

  /// A model.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` when the number of streams is not
  ///   from 1 to ``mostStreams``, the lag range does not begin above zero, or the family does not
  ///   have the shape.
  public init(
    streamCount: Int, family: KernelFamily, fixedShape: Double? = nil,
    lagRange: ClosedRange<Double>, baseline: PiecewiseBaseline = PiecewiseBaseline(),
    effects: CrossEffects = .nonNegative
  ) throws(PointProcessError) {
    guard streamCount > 0 else {
      throw .parameterOutOfRange("The model has no stream. Name at least one.")
    }
    guard streamCount <= HawkesModel.mostStreams else {
      throw .parameterOutOfRange(
        "The model has \(streamCount) streams; the limit is \(HawkesModel.mostStreams). Use fewer.")
    }
    guard lagRange.lowerBound > 0, lagRange.upperBound.isFinite else {
      throw .parameterOutOfRange(
        "The mean lags to search are \(lagRange.lowerBound) to \(lagRange.upperBound) days. Use a "
          + "positive lower and a finite upper end.")
    }
    if let fixedShape { try family.check(shape: fixedShape) }
    self.streamCount = streamCount
    self.family = family
    self.fixedShape = family.hasShape ? fixedShape : nil
    self.lagRange = lagRange
    self.baseline = baseline
    self.effects = effects
  }

  /// The most streams of a model.
  public static let mostStreams = 100

  /// Whether each pair has a shape to estimate.
  public var estimatesShape: Bool { family.hasShape && fixedShape == nil }

  /// Parameters of one responder: the baseline's pieces and, for each provoker, strength, location
  /// and perhaps shape.
  public var parametersPerResponder: Int {
    baseline.pieceCount + streamCount * (estimatesShape ? 3 : 2)
  }

  /// All parameters.
  public var parameterCount: Int { streamCount * parametersPerResponder }
}
