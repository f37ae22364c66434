import Estimation
import LinearAlgebra
import RealModule

/// A Hawkes process fitted by maximum likelihood, with what is needed to profile it.
public struct HawkesFit: Sendable {
  /// What was fitted.
  public let model: HawkesModel
  /// The data.
  public let history: EventHistory
  /// The estimates.
  public let parameters: HawkesParameters
  /// The maximum of the log-likelihood.
  public let logLikelihood: Double
  /// The part of each responder: the likelihood is a product over responders.
  public var responderLogLikelihoods: [Double] { peaks.map { -$0[0].value } }
  /// How the search for each responder's parameters ended.
  public let convergence: [ConvergenceRecord]
  /// For each responder, how many peaks of the likelihood the searches from several starts found.
  public var peakCounts: [Int] { peaks.map(\.count) }

  private let likelihoods: [ResponderLikelihood]
  /// For each responder the ends of all searches that differ, best first.
  private let peaks: [[TrustRegionNewton.Optimum]]

  /// Fits a model to a history by Newton searches from several starts.
  ///
  /// - Parameters:
  ///   - model: What is fitted.
  ///   - history: The data.
  ///   - guess: A fit of the same model whose peaks are the starts; nil takes starts of all kinds.
  /// - Throws: ``PointProcessError/wrongStreamCount(expected:found:)``,
  ///   ``PointProcessError/tooManyEvents(count:limit:)``,
  ///   ``PointProcessError/tooManyPairs(count:limit:)``, ``PointProcessError/emptyStream(_:)``, ``PointProcessError/unorderedBreaks(_:)``, and
  ///   ``LinearAlgebraError`` when an eigenvalue iteration fails.
  public init(
    _ model: HawkesModel, to history: EventHistory, startingFrom guess: HawkesFit? = nil
  ) throws {
    guard history.streamCount == model.streamCount else {
      throw PointProcessError.wrongStreamCount(
        expected: model.streamCount, found: history.streamCount)
    }
    if let empty = history.times.firstIndex(where: \.isEmpty) {
      throw PointProcessError.emptyStream(empty)
    }
    guard history.eventCount <= HawkesFit.mostEvents else {
      throw PointProcessError.tooManyEvents(
        count: history.eventCount, limit: HawkesFit.mostEvents)
    }
    let horizon = ResponderLikelihood.horizon(model, history)
    let nodes = ResponderLikelihood.grid(model, history)?.nodes
    let pairs = (history.times + (nodes.map { [$0] } ?? [])).reduce(0) {
      $0 + PairLags.count(from: $1, to: history, horizon: horizon)
    }
    guard pairs <= HawkesFit.mostPairs else {
      throw PointProcessError.tooManyPairs(count: pairs, limit: HawkesFit.mostPairs)
    }
    var likelihoods: [ResponderLikelihood] = []
    var peaks: [[TrustRegionNewton.Optimum]] = []
    for responder in 0..<model.streamCount {
      let layout = try ResponderLayout(
        model: model, locations: [LagLocation](repeating: .mean, count: model.streamCount),
        history: history, responder: responder)
      let likelihood = try ResponderLikelihood(
        layout: layout, history: history, responder: responder, like: likelihoods.first)
      let starts =
        guess?.peaks[responder].map(\.point) ?? HawkesFit.starts(layout, history, responder)
      let ends = try starts.map { start in
        try TrustRegionNewton().minimize(
          from: start, lower: layout.lowerBounds, upper: layout.upperBounds
        ) { likelihood($0) }
      }
      likelihoods.append(likelihood)
      peaks.append(HawkesFit.distinct(ends))
    }
    try self.init(model: model, history: history, likelihoods: likelihoods, peaks: peaks)
  }

  private init(
    model: HawkesModel, history: EventHistory, likelihoods: [ResponderLikelihood],
    peaks: [[TrustRegionNewton.Optimum]]
  ) throws {
    let optima = peaks.map { $0[0] }
    let streams = 0..<model.streamCount
    let pieces = model.baseline.pieceCount
    var branching = Matrix(rows: model.streamCount, columns: model.streamCount)
    for responder in streams {
      for provoker in streams {
        branching[responder, provoker] =
          optima[responder].point[likelihoods[responder].layout.strength(provoker)]
      }
    }
    self.model = model
    self.history = history
    self.likelihoods = likelihoods
    self.peaks = peaks
    parameters = try HawkesParameters(
      rates: optima.map { Array($0.point[..<pieces]) }, branching: branching,
      lags: streams.map { responder in
        streams.map { likelihoods[responder].layout.kernel($0, optima[responder].point) }
      })
    logLikelihood = -optima.reduce(0) { $0 + $1.value }
    convergence = optima.map(\.convergence)
  }

  /// The most events of a history that is fitted.
  public static let mostEvents = 100_000
  /// The most pairs of events within reach of a kernel, over all pairs of streams; a pair takes 24
  /// bytes, and each evaluation of the likelihood visits it.
  public static let mostPairs = 30_000_000

  /// Whether every responder's search ended at an optimum.
  public var converged: Bool { convergence.allSatisfy(\.converged) }

  /// Penalized log-likelihoods; n is the number of events.
  public var criteria: InformationCriteria {
    InformationCriteria(
      logLikelihood: logLikelihood, parameterCount: model.parameterCount,
      observations: history.eventCount)
  }

  /// Degrees of freedom to which the profiles of a responder are referred: its events less one, an
  /// event that stands for several acts counted once.
  ///
  /// The chi-square table is too narrow for the few events that conflicts leave; the t table with
  /// these degrees of freedom brings the cover of the intervals near its level (Benchmarks,
  /// profile-coverage).
  public func degreesOfFreedom(responder: Int) -> Double {
    Double(max(1, history.times[responder].count - 1))
  }

  /// The profile likelihood interval of one quantity of one responder.
  ///
  /// - Parameters:
  ///   - target: The quantity; lags and shapes come as logarithms.
  ///   - responder: The stream that responds.
  ///   - level: Such as 0.95.
  /// - Returns: The interval.
  /// - Throws: As ``profile(_:responder:reach:exactAt:)``.
  public func interval(
    _ target: Target, responder: Int, level: Double = 0.95
  ) throws -> ProfileInterval {
    let degrees = degreesOfFreedom(responder: responder)
    let reach = StudentT(degreesOfFreedom: degrees).quantile(0.5 + level / 2)
    return try profile(target, responder: responder, reach: reach)
      .interval(level: level, degreesOfFreedom: degrees)
  }

  /// A quantity whose profile likelihood can be asked for.
  public enum Target: Hashable, Sendable {
    /// A piece of the baseline rate, events a day.
    case rate(piece: Int)
    /// Expected responses to one event of a provoker.
    case strength(provoker: Int)
    /// The logarithm of a point of the lag distribution, in days.
    case logLag(provoker: Int, LagLocation)
    /// The logarithm of the kernel's shape.
    case logShape(provoker: Int)
  }

  /// The profile likelihood of one quantity of one responder.
  ///
  /// - Parameters:
  ///   - target: The quantity.
  ///   - responder: The stream that responds.
  ///   - reach: How far to follow it, as the signed root of the deviance.
  ///   - exactAt: The signed root at which it is computed rather than interpolated.
  /// - Returns: The curve. Where a better fit turned up on the way, ``improved(by:responder:)``
  ///   makes a fit of it.
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` for a shape that is not estimated.
  public func profile(
    _ target: Target, responder: Int, reach: Double = 1.96, exactAt: Double? = nil
  ) throws -> ProfileCurve {
    var locations = [LagLocation](repeating: .mean, count: model.streamCount)
    if case .logLag(let provoker, let location) = target { locations[provoker] = location }
    let likelihood = likelihoods[responder].located(by: locations)
    let layout = likelihood.layout
    let index: Int
    let step: Double
    var scan: [Double] = []
    switch target {
    case .rate(let piece):
      index = piece
      step = 0.2 * max(parameters.rates[responder][piece], 1 / history.duration)
    case .strength(let provoker):
      index = layout.strength(provoker)
      step = 0.05
      // Peaks of the other sign may lie beyond what the profile meets on its way.
      if model.effects == .signed {
        scan = peaks[responder].map {
          $0.point[likelihoods[responder].layout.strength(provoker)]
        }
      }
    case .logLag(let provoker, _):
      index = layout.location(provoker)
      step = 0.2
      // The whole range, half a unit of the logarithm apart.
      scan =
        Array(
          stride(from: layout.lowerBounds[index], to: layout.upperBounds[index], by: 0.5)
        ) + [layout.upperBounds[index]]
    case .logShape(let provoker):
      guard let shape = layout.shape(provoker) else {
        throw PointProcessError.parameterOutOfRange(
          "The kernel's shape is fixed. Leave it free to profile it.")
      }
      index = shape
      step = 0.2
    }
    // The same peaks in the coordinates of this target.
    let starts = peaks[responder].map { peak in
      let mean = likelihoods[responder].layout
      return layout.vector(
        rates: Array(peak.point[..<layout.pieceCount]),
        strengths: (0..<model.streamCount).map { peak.point[mean.strength($0)] },
        lags: (0..<model.streamCount).map { mean.kernel($0, peak.point) })
    }
    let (lower, upper) = (layout.lowerBounds, layout.upperBounds)
    let optimum = try TrustRegionNewton().minimize(from: starts[0], lower: lower, upper: upper) {
      likelihood($0)
    }
    return try ProfileLikelihood(
      lower: lower, upper: upper, negativeLogLikelihood: { likelihood($0) }
    ).curve(
      of: index, around: optimum, alternatives: Array(starts.dropFirst()), scan: scan,
      reach: reach, exactAt: exactAt, step: step)
  }

  /// This fit with one responder's parameters replaced by a better end that a profile of the mean
  /// lag or of a strength met.
  ///
  /// - Throws: What a search throws.
  public func improved(
    by better: TrustRegionNewton.Optimum, responder: Int
  ) throws -> HawkesFit {
    let likelihood = likelihoods[responder]
    let end = try TrustRegionNewton().minimize(
      from: better.point, lower: likelihood.layout.lowerBounds,
      upper: likelihood.layout.upperBounds
    ) { likelihood($0) }
    var peaks = peaks
    peaks[responder] = HawkesFit.distinct(peaks[responder] + [end])
    return try HawkesFit(model: model, history: history, likelihoods: likelihoods, peaks: peaks)
  }

  /// Half of the responder's rate as baseline, and lags of all orders of magnitude in the range.
  private static func starts(
    _ layout: ResponderLayout, _ history: EventHistory, _ responder: Int
  ) -> [[Double]] {
    let model = layout.model
    let count = model.streamCount
    let range = model.lagRange
    let typical = [0.7, 3, 12].map { min(max($0, range.lowerBound), range.upperBound) }
    var combinations: [[Double]]
    if count <= 2 {
      combinations = [[]]
      for _ in 0..<count {
        combinations = combinations.flatMap { head in typical.map { head + [$0] } }
      }
    } else {
      combinations = typical.map { [Double](repeating: $0, count: count) }
      for (own, other) in [(typical[0], typical[2]), (typical[2], typical[0])] {
        combinations.append((0..<count).map { $0 == responder ? own : other })
      }
    }
    let rate = history.actCount(of: responder) / history.duration
    let shape = model.fixedShape ?? model.family.typicalShape
    func start(_ means: [Double], rate: Double, cross: Double) -> [Double] {
      layout.vector(
        rates: [Double](repeating: rate, count: layout.pieceCount),
        strengths: (0..<count).map { $0 == responder ? 0.5 / Double(count) : cross },
        lags: means.map {
          LagDistribution(family: model.family, mean: $0, checkedShape: shape)
        })
    }
    let answers = combinations.map { start($0, rate: 0.5 * rate, cross: 0.5 / Double(count)) }
    guard model.effects == .signed, count > 1 else { return answers }
    // Deterrence starts from more than the mean rate.
    return answers
      + typical.map { lag in
        start(
          (0..<count).map { $0 == responder ? 3 : lag }, rate: rate, cross: -0.5 / Double(count))
      }
  }

  /// The ends that differ in likelihood, best first, without those hopelessly far below the best.
  private static func distinct(_ ends: [TrustRegionNewton.Optimum]) -> [TrustRegionNewton.Optimum] {
    let sorted = ends.sorted { $0.value < $1.value }
    var result = [sorted[0]]
    for end in sorted.dropFirst() {
      guard end.value < sorted[0].value + 8, result.count < 6 else { break }
      if end.value > result[result.count - 1].value + 1e-4 { result.append(end) }
    }
    return result
  }
}
