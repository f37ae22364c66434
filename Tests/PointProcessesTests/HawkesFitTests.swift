import Estimation
import LinearAlgebra
import PointProcesses
import Randomness
import RealModule
import Testing

@Suite struct HawkesFitTests {
  static let truth = try! HawkesParameters(
    rates: [[0.1], [0.15]], branching: [[0.35, 0.3], [0.3, 0.35]],
    lags: [
      [
        try! LagDistribution(family: .gamma, mean: 3, shape: 2),
        try! LagDistribution(family: .gamma, mean: 2, shape: 2),
      ],
      [
        try! LagDistribution(family: .gamma, mean: 2, shape: 2),
        try! LagDistribution(family: .gamma, mean: 3, shape: 2),
      ],
    ])

  static func simulated(duration: Double, replicate: Int = 0) throws -> EventHistory {
    var random = RandomStream(seed: 11, part: .init("fit tests"), replicate: replicate)
    return try truth.simulate(duration: duration, using: &random)
  }

  @Test func aLongHistoryGivesTheTruthBack() throws {
    let history = try Self.simulated(duration: 2000)
    let model = try HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.05...60)
    let fit = try HawkesFit(model, to: history)
    #expect(fit.converged)
    for j in 0..<2 {
      let strength = try fit.profile(.strength(provoker: j), responder: 0, reach: 3.3)
        .interval(level: 0.999)
      #expect((strength.lower...strength.upper).contains(Self.truth.branching[0, j]))
      #expect(strength.upper - strength.lower < 0.6)
      let lag = try fit.profile(.logLag(provoker: j, .mean), responder: 0, reach: 3.3)
        .interval(level: 0.999)
      #expect((lag.lower...lag.upper).contains(Double.log(Self.truth.lags[0][j].mean)))
      #expect(lag.upper - lag.lower < 2)
    }
    // The truth cannot be likelier than the maximum, and lies within the likelihood's reach of it:
    // 14 parameters, chi-square 99.9 % point 36.1.
    let slow = Self.logLikelihood(Self.truth, history)
    #expect(fit.logLikelihood >= slow)
    #expect(2 * (fit.logLikelihood - slow) < 36.1)
    #expect(abs(Self.logLikelihood(fit.parameters, history) - fit.logLikelihood) < 1e-6)
  }

  /// An independent evaluation through intensity and compensator.
  static func logLikelihood(_ parameters: HawkesParameters, _ history: EventHistory) -> Double {
    let baseline = PiecewiseBaseline()
    return (0..<2).reduce(0) { sum, stream in
      sum
        + history.times[stream].reduce(0) {
          $0
            + Double.log(
              parameters.intensity(of: stream, at: $1, history: history, baseline: baseline).total)
        }
        - parameters.expectedCount(
          of: stream, until: history.duration, history: history, baseline: baseline
        ).total
    }
  }

  @Test func profileEndsLoseTheRightAmountOfLikelihood() throws {
    let history = try Self.simulated(duration: 250)
    let model = try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.05...60)
    let fit = try HawkesFit(model, to: history)
    for target in [
      HawkesFit.Target.strength(provoker: 1), .logLag(provoker: 1, .mean), .rate(piece: 0),
    ] {
      let curve = try fit.profile(target, responder: 0)
      let interval = curve.interval(level: 0.95)
      #expect(interval.lower < interval.estimate && interval.estimate < interval.upper)
      for end in [interval.lower, interval.upper] {
        #expect(abs(abs(curve.signedRoot(at: end)) - 1.959964) < 1e-3)
      }
    }
  }

  @Test func anExponentialMedianIsAFixedShareOfItsMean() throws {
    let fit = try HawkesFit(
      HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.05...60),
      to: Self.simulated(duration: 250))
    let mean = try fit.profile(.logLag(provoker: 1, .mean), responder: 0).interval(level: 0.95)
    let median = try fit.profile(.logLag(provoker: 1, .quantile(0.5)), responder: 0)
      .interval(level: 0.95)
    let shift = Double.log(Double.log(2))
    #expect(abs(median.estimate - mean.estimate - shift) < 1e-6)
    #expect(abs(median.lower - mean.lower - shift) < 1e-3)
    #expect(abs(median.upper - mean.upper - shift) < 1e-3)
  }

  @Test func residualsOfTheTruthAreUniform() throws {
    let history = try Self.simulated(duration: 3000)
    for stream in 0..<2 {
      let residuals = HawkesResiduals(
        of: stream, parameters: Self.truth, history: history, baseline: PiecewiseBaseline())
      #expect(residuals.spacings.count == history.times[stream].count)
      #expect(residuals.test.pValue > 0.01)
      let wrong = HawkesResiduals(
        of: stream,
        parameters: try HawkesParameters(
          rates: Self.truth.rates.map { $0.map { $0 * 2.5 } },
          branching: Matrix(rows: 2, columns: 2),
          lags: Self.truth.lags),
        history: history, baseline: PiecewiseBaseline())
      #expect(wrong.test.pValue < 0.001)
    }
  }

  @Test func attributionSharesSumToOneAndToTheTruth() throws {
    let history = try Self.simulated(duration: 4000)
    let events = Self.truth.attribution(of: 0, history: history, baseline: PiecewiseBaseline())
    for event in events {
      let total = event.parents.reduce(event.spontaneous) { $0 + $1.probability }
      #expect(abs(total - 1) < 1e-12)
    }
    // In the stationary process the share from stream 1 is g01 Lambda1 / Lambda0.
    let own = Self.truth.branching[0, 0]
    let cross = Self.truth.branching[0, 1]
    let determinant = (1 - own) * (1 - own) - cross * cross
    let mean0 = ((1 - own) * 0.1 + cross * 0.15) / determinant
    let mean1 = ((1 - own) * 0.15 + cross * 0.1) / determinant
    let share = events.reduce(0) { $0 + $1.share(of: 1) } / Double(events.count)
    #expect(abs(share - cross * mean1 / mean0) < 0.05)
  }

  @Test func piecesOfTheBaselineAreFoundBack() throws {
    var random = RandomStream(seed: 3, part: .init("pieces"))
    let baseline = PiecewiseBaseline(breaks: [200])
    let truth = try HawkesParameters(
      rates: [[0.2, 1.0]], branching: [[0.4]],
      lags: [[try LagDistribution(family: .exponential, mean: 1)]])
    let history = try truth.simulate(baseline: baseline, duration: 400, using: &random)
    let fit = try HawkesFit(
      HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...60, baseline: baseline),
      to: history)
    #expect(abs(fit.parameters.rates[0][0] - 0.2) < 0.1)
    #expect(abs(fit.parameters.rates[0][1] - 1) < 0.35)
  }

  @Test func simulationHasTheMeanOfTheProcess() throws {
    var total = 0
    for replicate in 0..<200 {
      total += try Self.simulated(duration: 300, replicate: replicate).times[0].count
    }
    // Stationary rate 0.3421 a day less what has not built up at the beginning: the same branching
    // process with integrals of the kernels, about 100 events in 300 days.
    #expect(abs(Double(total) / 200 - 100.5) < 6)
  }

  @Test func explosionIsAnError() throws {
    let explosive = try HawkesParameters(
      rates: [[1]], branching: [[1.5]], lags: [[try LagDistribution(family: .exponential, mean: 1)]]
    )
    var random = RandomStream(seed: 1, part: .init("explosion"))
    #expect(throws: PointProcessError.explosive(limit: 2000)) {
      try explosive.simulate(duration: 100, using: &random, limit: 2000)
    }
  }

  @Test func badHistoriesAreNamed() throws {
    #expect(
      throws: PointProcessError.timeOutsideSpan(stream: 0, position: 1, time: 11, duration: 10)
    ) {
      try EventHistory(times: [[1, 11]], duration: 10)
    }
    #expect(throws: PointProcessError.self) { try EventHistory(times: [[.nan]], duration: 10) }
    #expect(throws: PointProcessError.emptySpan(0)) { try EventHistory(times: [[]], duration: 0) }
    let model = try HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.05...60)
    #expect(throws: PointProcessError.emptyStream(1)) {
      try HawkesFit(model, to: EventHistory(times: [[1, 2], []], duration: 10))
    }
    #expect(throws: PointProcessError.wrongStreamCount(expected: 2, found: 1)) {
      try HawkesFit(model, to: EventHistory(times: [[1, 2]], duration: 10))
    }
    let broken = try HawkesModel(
      streamCount: 1, family: .gamma, lagRange: 0.05...60, baseline: PiecewiseBaseline(breaks: [12])
    )
    #expect(throws: PointProcessError.unorderedBreaks([12])) {
      try HawkesFit(broken, to: EventHistory(times: [[1, 2]], duration: 10))
    }
  }

  @Test func oneEventHasAnAnswer() throws {
    let model = try HawkesModel(streamCount: 1, family: .exponential, lagRange: 0.05...60)
    let fit = try HawkesFit(model, to: EventHistory(times: [[4]], duration: 10))
    #expect(fit.converged)
    #expect(abs(fit.parameters.rates[0][0] - 0.1) < 1e-6)
    #expect(fit.parameters.branching[0, 0] == 0)
  }
}
