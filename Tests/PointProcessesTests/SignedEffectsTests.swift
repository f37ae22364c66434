import Estimation
import LinearAlgebra
import PointProcesses
import Randomness
import RealModule
import Testing

/// Hawkes processes in which one stream may deter another.
@Suite struct SignedEffectsTests {
  static let lagRange = 0.05...60.0

  static func law(_ family: KernelFamily, mean: Double) throws -> LagDistribution {
    try LagDistribution(
      family: family, mean: mean,
      shape: family == .exponential ? 1 : family == .logNormal ? 0.6 : 2)
  }

  /// The second stream cuts the first one.
  static func truth(
    _ family: KernelFamily = .gamma, own: Double = 0.3, cross: Double = -2, ownLag: Double = 1
  ) throws -> HawkesParameters {
    try HawkesParameters(
      rates: [[0.8], [0.4]], branching: [[own, cross], [0, 0.2]],
      lags: [
        [law(family, mean: ownLag), law(family, mean: 4)],
        [law(family, mean: 2), law(family, mean: 2)],
      ])
  }

  static func simulated(
    _ parameters: HawkesParameters, duration: Double, replicate: Int = 0
  ) throws -> EventHistory {
    var random = RandomStream(seed: 29, part: .init("signed tests"), replicate: replicate)
    return try parameters.simulate(duration: duration, using: &random)
  }

  // MARK: Likelihood

  /// The rate as the documentation states it, written apart from the program.
  static func rate(
    _ parameters: HawkesParameters, _ i: Int, at time: Double, _ history: EventHistory
  ) -> Double {
    var net = 0.0
    for j in history.times.indices {
      for event in history.times[j] where event < time {
        net += parameters.branching[i, j] * parameters.lags[i][j].density(time - event)
      }
    }
    let mu = parameters.rates[i][0]
    return net >= 0 ? mu + net : mu * Double.exp(net / mu)
  }

  /// Its integral by the trapezoidal rule in steps that shrink toward every event.
  static func integral(
    _ parameters: HawkesParameters, _ i: Int, _ history: EventHistory, until end: Double
  ) -> Double {
    let edges = ([0] + history.times.joined().filter { $0 < end } + [end]).sorted()
    var sum = 0.0
    for (start, stop) in zip(edges, edges.dropFirst()) where stop > start {
      let steps = 1500
      // Cubed places crowd at the beginning; the rate just after an event is met from its right.
      func place(_ step: Int) -> Double {
        let share = Double(step) / Double(steps)
        return start + (stop - start) * max(share * share * share, 1e-15)
      }
      var before = (place(0), rate(parameters, i, at: place(0), history))
      for step in 1...steps {
        let now = (place(step), rate(parameters, i, at: place(step), history))
        sum += 0.5 * (now.0 - before.0) * (now.1 + before.1)
        before = now
      }
    }
    return sum
  }

  @Test(arguments: KernelFamily.allCases)
  func theLikelihoodAgreesWithBruteForceQuadrature(family: KernelFamily) throws {
    // Bursts of some hours are the hardest for the grid.
    for (cross, ownLag, error) in [(-0.5, 1, 1e-3), (-2, 1, 1e-3), (-8, 1, 1e-3), (-2, 0.1, 0.02)] {
      let parameters = try Self.truth(family, cross: cross, ownLag: ownLag)
      let history = try Self.simulated(parameters, duration: 40, replicate: 3)
      #expect(history.eventCount > 20)
      let integral = Self.integral(parameters, 0, history, until: 40)
      let brute =
        integral
        - history.times[0].reduce(0) {
          $0 + Double.log(Self.rate(parameters, 0, at: $1, history))
        }
      let model = try HawkesModel(
        streamCount: 2, family: family,
        fixedShape: family.hasShape ? parameters.lags[0][0].shape : nil,
        lagRange: Self.lagRange, effects: .signed)
      let layout = ResponderLayout(
        model: model, responder: 0, locations: [.mean, .mean], highestRate: 100)
      let likelihood = try ResponderLikelihood(layout: layout, history: history, responder: 0)
      let value = try #require(
        likelihood([0.8, 0.3, Double.log(ownLag), cross, Double.log(4)])
      ).value
      // A hundredth of a unit of log-likelihood moves no interval.
      #expect(abs(value - brute) < error, "\(family) \(cross) \(ownLag): \(value - brute)")
      // The same integral, with its parts by origin.
      let expected = parameters.expectedCount(
        of: 0, until: 40, history: history, baseline: PiecewiseBaseline())
      #expect(abs(expected.total - integral) < error)
      #expect(expected.excited[1] < 0 && expected.excited[0] >= 0)
    }
  }

  @Test(arguments: KernelFamily.allCases)
  func withoutDeterrenceItIsTheLinearProcess(family: KernelFamily) throws {
    let history = try Self.simulated(Self.truth(family, cross: 0.4), duration: 100)
    let expansions = try [CrossEffects.nonNegative, .signed].map { effects in
      let model = try HawkesModel(
        streamCount: 2, family: family, lagRange: Self.lagRange, effects: effects)
      let likelihood = try ResponderLikelihood(
        layout: ResponderLayout(
          model: model, responder: 0, locations: [.mean, .mean], highestRate: 100),
        history: history, responder: 0)
      let shape = model.estimatesShape ? [Double.log(1.3)] : []
      return try #require(likelihood([0.5, 0.3, 0.1] + shape + [0.4, 1.2] + shape))
    }
    #expect(expansions[0].value == expansions[1].value)
    #expect(expansions[0].gradient == expansions[1].gradient)
    #expect(expansions[0].hessian == expansions[1].hessian)
  }

  @Test(arguments: KernelFamily.allCases)
  func gradientAndHessianAgreeWithDifferences(family: KernelFamily) throws {
    let history = try Self.simulated(Self.truth(family), duration: 40, replicate: 1)
    let model = try HawkesModel(
      streamCount: 2, family: family, lagRange: Self.lagRange,
      baseline: PiecewiseBaseline(breaks: [17.3]), effects: .signed)
    let likelihood = try ResponderLikelihood(
      layout: ResponderLayout(
        model: model, responder: 0, locations: [.quantile(0.5), .mean], highestRate: 100),
      history: history, responder: 0)
    let shape = model.estimatesShape ? [Double.log(family == .logNormal ? 0.6 : 1.7)] : []
    let point = [0.9, 0.6, 0.2, 0.4] + shape + [-1.1, 1.2] + shape
    // A node whose net effect changes its sign within the step bends the slope a little.
    try expectDerivatives(of: likelihood, at: point, step: 1e-6, gradient: 2e-6, hessian: 2e-3)
  }

  @Test func aStreamCannotDeterItself() throws {
    #expect(throws: PointProcessError.self) { try Self.truth(own: -0.1) }
  }

  // MARK: Simulation, rates and residuals

  @Test func simulationHasTheRateOfTheModel() throws {
    let parameters = try Self.truth()
    var (expected, found) = (0.0, 0.0)
    for replicate in 0..<40 {
      let history = try Self.simulated(parameters, duration: 100, replicate: replicate)
      found += Double(history.times[0].count)
      expected +=
        parameters.expectedCount(
          of: 0, until: 100, history: history, baseline: PiecewiseBaseline()
        ).total
    }
    // Counts less compensator are a martingale whose variance is the compensator.
    #expect(abs(found - expected) < 4 * expected.squareRoot())
    // Without the second stream the first would have 0.8 / (1 - 0.3) acts a day.
    #expect(found < 0.6 * 40 * 100 * 0.8 / 0.7)
  }

  @Test func residualsOfTheTruthAreUniformAndThoseWithoutDeterrenceAreNot() throws {
    let parameters = try Self.truth(cross: -6)
    let history = try Self.simulated(parameters, duration: 1500)
    func pValue(_ parameters: HawkesParameters) -> Double {
      HawkesResiduals(
        of: 0, parameters: parameters, history: history, baseline: PiecewiseBaseline()
      ).test.pValue
    }
    #expect(pValue(parameters) > 0.01)
    #expect(pValue(try Self.truth(cross: 0)) < 0.001)
  }

  @Test func dailyRatesAddUpToTheCompensator() throws {
    let parameters = try Self.truth()
    let history = try Self.simulated(parameters, duration: 60)
    let days = parameters.dailyRates(of: 0, history: history, baseline: PiecewiseBaseline())
    let total = parameters.expectedCount(
      of: 0, until: 60, history: history, baseline: PiecewiseBaseline())
    #expect(abs(days.reduce(0) { $0 + $1.total } - total.total) < 2e-3)
    #expect(abs(days.reduce(0) { $0 + $1.excited[1] } - total.excited[1]) < 2e-3)
    #expect(days.allSatisfy { $0.total > 0 })
    for time in [3.3, 20.1, 47.7] {
      let now = parameters.intensity(
        of: 0, at: time, history: history, baseline: PiecewiseBaseline())
      #expect(abs(now.total - Self.rate(parameters, 0, at: time, history)) < 1e-12)
    }
  }

  // MARK: Fits

  static func model(_ effects: CrossEffects = .signed) throws -> HawkesModel {
    try HawkesModel(streamCount: 2, family: .exponential, lagRange: lagRange, effects: effects)
  }

  /// The profile interval of the first stream's responses to the second, over some replicates.
  static func intervals(
    _ replicates: Int, _ simulate: (inout RandomStream) throws -> EventHistory
  ) throws -> [ProfileInterval] {
    try (0..<replicates).map { replicate in
      var random = RandomStream(seed: 31, part: .init("signed fits"), replicate: replicate)
      return try HawkesFit(model(), to: simulate(&random))
        .interval(.strength(provoker: 1), responder: 0)
    }
  }

  /// About a hundred events of each stream in 300 days; the first one's rate falls to a fifth for
  /// five days after each event of the second, which is no kernel of the model.
  static func cut(_ random: inout RandomStream) throws -> EventHistory {
    let second = (0..<random.poisson(mean: 100)).map { _ in 300 * random.uniform() }
    let first = (0..<random.poisson(mean: 280)).map { _ in 300 * random.uniform() }.filter { time in
      let isCut = second.contains { $0 < time && time - $0 < 5 }
      return random.uniform() < (isCut ? 0.2 : 1)
    }
    return try EventHistory(times: [first, second], duration: 300)
  }

  static func answering(_ g: Double) throws -> HawkesParameters {
    let lag = try LagDistribution(family: .exponential, mean: 2)
    return try HawkesParameters(
      rates: [[0.33 * (0.7 - g)], [0.33 * 0.7]], branching: [[0.3, g], [0, 0.3]],
      lags: [[lag, lag], [lag, lag]])
  }

  @Test func deterrenceAnswersAndNothingAreToldApart() throws {
    let deterred = try Self.intervals(10) { try Self.cut(&$0) }
    #expect(deterred.count { $0.upper < 0 } >= 9)
    #expect(deterred.allSatisfy { $0.estimate < 0 })
    let answers = try Self.intervals(10) {
      try Self.answering(0.6).simulate(duration: 300, using: &$0)
    }
    #expect(answers.count { $0.lower > 0 } >= 9)
    let nothing = try Self.intervals(20) {
      try Self.answering(0).simulate(duration: 300, using: &$0)
    }
    // One in twenty is expected to miss zero, and a free lag makes it more.
    #expect(nothing.count { $0.lower <= 0 && $0.upper >= 0 } >= 16)
  }

  @Test func intervalsOfADeterrenceCoverIt() throws {
    let lag = try LagDistribution(family: .exponential, mean: 3)
    let parameters = try HawkesParameters(
      rates: [[0.7], [0.3]], branching: [[0.2, -1], [0, 0.2]], lags: [[lag, lag], [lag, lag]])
    let found = try Self.intervals(30) { try parameters.simulate(duration: 300, using: &$0) }
    // At a cover of 95 % fewer than 25 of 30 come once in 300 times.
    #expect(found.count { ($0.lower...$0.upper).contains(-1) } >= 25)
  }

  @Test func theSignedFitIsNoWorseThanThatWithoutSigns() throws {
    let history = try Self.simulated(Self.truth(.exponential), duration: 200)
    let (signed, plain) = (
      try HawkesFit(Self.model(), to: history), try HawkesFit(Self.model(.nonNegative), to: history)
    )
    #expect(signed.converged)
    #expect(signed.parameters.branching[0, 1] < 0 && plain.parameters.branching[0, 1] >= 0)
    #expect(signed.logLikelihood > plain.logLikelihood + 4)
    // From its own peaks the same history gives the same fit.
    let again = try HawkesFit(Self.model(), to: history, startingFrom: signed)
    #expect(abs(again.logLikelihood - signed.logLikelihood) < 1e-6)
  }
}
