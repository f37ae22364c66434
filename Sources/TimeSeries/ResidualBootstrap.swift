import LinearAlgebra
import Randomness

/// Refits of a vector autoregression to series rebuilt from its own residuals.
///
/// Errors are drawn from the residuals and fed through the fitted equations from the observed first
/// periods on (Lütkepohl 2005, appendix D.3). Corrected for bias, the equations are first moved by
/// what refits miss on average, and each refit after that in the same way (Kilian 1998); a
/// correction that would make the equations unstable is shortened.
public struct ResidualBootstrap: Sendable {
  /// One refit.
  public struct Draw: Sendable {
    /// Effects of the lags, first lag first.
    public let lagMatrices: [Matrix]
    /// Covariance of the errors, divisor T - terms.
    public let covariance: Matrix
  }

  /// The refits, in the order of the replicates; those whose rebuilt series could not be fitted are
  /// left out.
  public let draws: [Draw]
  /// How many replicates could not be fitted.
  public let failures: Int

  /// Refits a model to rebuilt series.
  ///
  /// - Parameters:
  ///   - fit: The model.
  ///   - replicates: How many.
  ///   - seed: Of the random numbers.
  ///   - resampling: How errors are drawn.
  ///   - correctsBias: Whether the bias of the coefficients is taken out.
  ///   - shrunk: Shrunk coefficients, which then take the place of the fit's; refits are shrunk by
  ///     the same rule.
  ///   - part: Their name; replicate numbers are counted within it.
  ///   - firstReplicate: The number of the first one.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` for a number of replicates that is negative
  ///   or whose refits would not fit into memory, or a block longer than the data.
  public init(
    of fit: VectorAutoregression, replicates: Int, seed: UInt64,
    resampling: ErrorResampling = .residual, correctsBias: Bool = false,
    shrunk: ShrunkAutoregression? = nil,
    part: RandomStream.Part = .init("residual bootstrap"), firstReplicate: Int = 0
  ) throws(TimeSeriesError) {
    let size = fit.seriesCount * fit.seriesCount * (fit.lags + 1)
    try Bounds.check(
      replicates, 0...min(Bounds.replicates, Bounds.numbers / size),
      "The number of bootstrap replicates")
    try Bounds.check(
      firstReplicate, 0...(Int.max - Bounds.replicates), "The number of the first replicate")
    if case .block(let length?) = resampling {
      try Bounds.check(length, 1...fit.observations, "The length of a block")
    }
    let engine = MomentRefit(of: fit)
    let source = ErrorSource(of: fit, by: resampling)
    let start = engine.start(of: fit)
    let estimate = engine.packed((shrunk?.coefficients) ?? fit.coefficients)
    let rule = shrunk?.rule ?? .init()
    var failures = 0
    func refits(
      _ coefficients: [Double], _ part: RandomStream.Part, count: Int, from: Int
    ) -> [(packed: [Double], covariance: Matrix)] {
      var series = start
      var errors = [Double](repeating: 0, count: fit.observations * fit.seriesCount)
      var result: [(packed: [Double], covariance: Matrix)] = []
      for replicate in 0..<count {
        var random = RandomStream(seed: seed, part: part, replicate: from + replicate)
        source.draw(&errors, &random)
        engine.simulate(&series, packed: coefficients, errors: errors)
        if let refit = engine.fit(series, rule: rule) {
          result.append(refit)
        } else {
          failures += 1
        }
      }
      return result
    }
    guard correctsBias, fit.lags > 0, replicates > 0 else {
      draws = refits(estimate, part, count: replicates, from: firstReplicate).map {
        Draw(lagMatrices: engine.lagMatrices($0.packed), covariance: $0.covariance)
      }
      self.failures = failures
      return
    }
    // The bias is learnt from replicates of its own, the same for all parts of a run.
    let pilot = refits(
      estimate, .init("bootstrap bias"), count: ResidualBootstrap.pilotReplicates, from: 0)
    failures = 0
    var bias = [Double](repeating: 0, count: estimate.count)
    for refit in pilot {
      for index in bias.indices {
        bias[index] += (refit.packed[index] - estimate[index]) / Double(max(1, pilot.count))
      }
    }
    let corrected = ResidualBootstrap.corrected(estimate, bias: bias, engine)
    draws = refits(corrected, part, count: replicates, from: firstReplicate).map {
      Draw(
        lagMatrices: engine.lagMatrices(
          ResidualBootstrap.corrected($0.packed, bias: bias, engine)), covariance: $0.covariance)
    }
    self.failures = failures
  }

  /// Refits from which the bias is learnt.
  static let pilotReplicates = 500

  /// Coefficients less their bias, as far as the equations stay stable.
  private static func corrected(
    _ packed: [Double], bias: [Double], _ engine: MomentRefit
  ) -> [Double] {
    guard radius(packed, engine) < 1 else { return packed }
    var share = 1.0
    while share > 0.005 {
      let moved = zip(packed, bias).map { $0 - share * $1 }
      if radius(moved, engine) < 1 { return moved }
      share -= 0.01
    }
    return packed
  }

  private static func radius(_ packed: [Double], _ engine: MomentRefit) -> Double {
    let companion = CompanionMatrix.of(engine.lagMatrices(packed))
    return (try? GeneralEigen(companion).spectralRadius) ?? .infinity
  }
}

/// The matrix that makes an autoregression of any order one of order one.
enum CompanionMatrix {
  static func of(_ lagMatrices: [Matrix]) -> Matrix {
    guard let k = lagMatrices.first?.rows else { return Matrix(rows: 0, columns: 0) }
    var companion = Matrix(rows: k * lagMatrices.count, columns: k * lagMatrices.count)
    for (lag, matrix) in lagMatrices.enumerated() {
      for column in 0..<k {
        for row in 0..<k { companion[row, lag * k + column] = matrix[row, column] }
      }
    }
    for index in 0..<(k * (lagMatrices.count - 1)) { companion[k + index, index] = 1 }
    return companion
  }
}
