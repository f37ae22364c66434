import Estimation
import Randomness
import RealModule
import Testing

import PointProcesses

@Suite struct LomaxTests {
  static let heavy = try! LagDistribution(family: .lomax, mean: 2, shape: 1.5)

  /// Mean 2 and shape 1.5 have scale 1: survivor (1 + t)^-1.5, density 1.5 (1 + t)^-2.5.
  @Test func theLawIsThatOfPareto() {
    for lag in [0.01, 0.5, 3, 99, 1e6] {
      #expect(abs(Self.heavy.density(lag) / (1.5 * Double.pow(1 + lag, -2.5)) - 1) < 1e-13)
      #expect(abs(1 - Self.heavy.cumulative(lag) - Double.pow(1 + lag, -1.5)) < 1e-15)
    }
    #expect(abs(Self.heavy.quantile(0.999) - 99) < 1e-9)
    #expect(abs(Self.heavy.median - (Double.pow(2, 2.0 / 3) - 1)) < 1e-14)
    #expect(Self.heavy.mode == 0)
    #expect(Self.heavy.density(0) == 0 && Self.heavy.cumulative(-1) == 0)
  }

  @Test func shapesWithoutAMeanAreRefused() {
    for shape in [1, 0.5, -2, .nan, .infinity] {
      #expect(throws: PointProcessError.self) {
        try LagDistribution(family: .lomax, mean: 1, shape: shape)
      }
      #expect(throws: PointProcessError.self) {
        try HawkesModel(streamCount: 1, family: .lomax, fixedShape: shape, lagRange: 0.1...10)
      }
    }
  }

  @Test func drawsHaveTheQuantilesOfTheLaw() {
    var random = RandomStream(seed: 6, part: .init("lomax draws"))
    let draws = SampleQuantiles((0..<20_000).map { _ in Self.heavy.draw(using: &random) })
    for p in [0.1, 0.5, 0.9, 0.99] {
      // Four standard errors of a sample quantile.
      let error =
        4 * (p * (1 - p) / 20_000).squareRoot() / Self.heavy.density(Self.heavy.quantile(p))
      #expect(abs(draws(p) - Self.heavy.quantile(p)) < error)
    }
    // A shape of 6 has four moments, so that the mean of draws has an error of its own.
    let light = try! LagDistribution(family: .lomax, mean: 3, shape: 6)
    let mean = (0..<20_000).reduce(0) { sum, _ in sum + light.draw(using: &random) } / 20_000
    #expect(abs(mean - 3) < 4 * 3 * 1.5.squareRoot() / 20_000.0.squareRoot())
  }

  static func simulated(_ duration: Double) throws -> (HawkesParameters, EventHistory) {
    let truth = try HawkesParameters(
      rates: [[0.3]], branching: [[0.5]],
      lags: [[try LagDistribution(family: .lomax, mean: 2, shape: 3)]])
    var random = RandomStream(seed: 14, part: .init("lomax"))
    return (truth, try truth.simulate(duration: duration, using: &random))
  }

  @Test func aLongHistoryGivesTheTruthBack() throws {
    let (truth, history) = try Self.simulated(1500)
    let fit = try HawkesFit(
      HawkesModel(streamCount: 1, family: .lomax, lagRange: 0.05...60), to: history)
    #expect(fit.converged)
    for (target, value, width) in [
      (HawkesFit.Target.strength(provoker: 0), truth.branching[0, 0], 0.6),
      (.logLag(provoker: 0, .mean), Double.log(2), 3),
      (
        .logLag(provoker: 0, .quantile(0.5)),
        Double.log(truth.lags[0][0].median), 2
      ),
    ] {
      let interval = try fit.profile(target, responder: 0, reach: 3.3).interval(level: 0.999)
      #expect((interval.lower...interval.upper).contains(value))
      #expect(interval.upper - interval.lower < width)
    }
  }

  @Test func thePosteriorHoldsTheTruth() async throws {
    let (truth, history) = try Self.simulated(400)
    var options = HawkesPosterior.Options()
    options.baseline = BaselineShape()
    options.chains = 2
    options.warmup = 300
    options.draws = 300
    options.wantedSize = 100
    options.threads = 2
    // Times known to the day, so that lags move together with times.
    let data = try LatentEvents(
      known: [
        history.times[0].map { .init(lower: $0.rounded(.down), upper: $0.rounded(.down) + 1) }
      ],
      duration: 400)
    let posterior = try await HawkesPosterior.sample(
      HawkesModel(streamCount: 1, family: .lomax, lagRange: 0.01...365), data: data,
      options: options)
    #expect(posterior.agrees)
    let draws = posterior.pooled
    for (value, number) in [
      (truth.branching[0, 0], { $0.branching[0, 0] }),
      (truth.lags[0][0].median, { $0.lags[0][0].median }), (120, { $0.baselineCounts[0] }),
    ] as [(Double, (HawkesPosterior.Draw) -> Double)] {
      let interval = try #require(SampleQuantiles(draws.map(number)).interval(level: 0.999))
      #expect(interval.contains(value))
    }
    #expect(Set(draws.map { $0.lags[0][0].shape }).count > 100)
  }
}
