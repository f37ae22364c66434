import PointProcesses
import Randomness
import RealModule
import Testing

/// What is said as data: the law of a statement, and what it tells of who answers whom.
@Suite struct StatementTests {
  static let strikes = 5.0
  static let attacks = [1.0, 3.5]

  /// One strike after two attacks, all at known times, with given parameters.
  static func chain(
    _ saying: Statements.Saying, pretext: Double, naming: Statements.Naming = .likeAnswers,
    mistaken: Double = 0, halfLife: Double? = nil, lag: Double = 2, harm: [Double]? = nil
  ) throws -> HawkesChain {
    let data = try LatentEvents(
      EventHistory(times: [[strikes], attacks], duration: 10))
    var random = RandomStream(seed: 3, part: .init("statements"))
    let start = try LatentStart(of: data, using: &random)
    let baseline = LogBaseline(streamCount: 2, duration: 10, shape: BaselineShape())
    let chain = HawkesChain(
      model: try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.01...100),
      priors: HawkesPriors(), data: data, baseline: baseline, random: random, start: start,
      statements: Statements(
        responder: 0, provoker: 1, sayings: [saying], pretext: pretext, naming: naming,
        mistaken: mistaken, halfLife: halfLife, harm: harm, attacks: 2))
    var state = chain.state
    state.strengths = [0.1, 0.6, 0.2, 0.3]
    state.lags = try (0..<4).map { _ in
      try LagDistribution(family: .exponential, mean: lag)
    }
    state.statements = (0.7, 0, 0)
    chain.take(state)
    return chain
  }

  static func named(_ attack: Int) -> Statements.Saying { .named(.init(labels: [attack])) }

  @Test(arguments: Statements.Naming.allCases, [nil, 1.5] as [Double?])
  func allThatCanBeSaidHasProbabilityOne(naming: Statements.Naming, halfLife: Double?) throws {
    for mistaken in [0, 0.2] {
      func value(_ saying: Statements.Saying) throws -> Double {
        try Self.chain(
          saying, pretext: 0.4, naming: naming, mistaken: mistaken, halfLife: halfLife,
          harm: [2, 0]
        ).logLikelihood
      }
      let unsaid = try value(.unknown)
      let all = try [.silent, Self.named(0), Self.named(1)].map {
        Double.exp(try value($0) - unsaid)
      }
      #expect(abs(all.reduce(0, +) - 1) < 1e-12)
      #expect(all.allSatisfy { $0 > 0.01 })
    }
  }

  @Test func theParentIsKnownInClosedForm() throws {
    let chain = try Self.chain(Self.named(0), pretext: 0.4)
    func density(_ lag: Double) -> Double { Double.exp(-lag / 2) / 2 }
    let (own, other) = (density(Self.strikes - 1), density(Self.strikes - 3.5))
    let base = chain.baseline.rate(0, at: Self.strikes)
    let answer = 0.7 * 0.6 * own
    let pretext = 0.7 * 0.4 * own / (own + other) * base
    let draw = try #require(chain.statementDraw)
    #expect(abs(draw.acts[0].probability - answer / (answer + pretext)) < 1e-12)
    #expect(abs(draw.acts[0].pretext - own / (own + other)) < 1e-12)
    // Without a motive the rate of answers counts, less what would have been named.
    let silent = try #require(try Self.chain(.silent, pretext: 0.4).statementDraw)
    let quiet = (0.3 * 0.6 * (own + other), (1 - 0.4 * 0.7) * base)
    #expect(abs(silent.acts[0].probability - quiet.0 / (quiet.0 + quiet.1)) < 1e-12)
  }

  /// A motive is given for every act and names all attacks: nothing is said.
  @Test func whatNamesAllAttacksSaysNothing() throws {
    let everything = Statements.Saying.named(.init(labels: [], span: 0...10))
    for lag in [0.5, 2, 20] {
      let said = try Self.chain(everything, pretext: 1, lag: lag).logLikelihood
      let unsaid = try Self.chain(.unknown, pretext: 1, lag: lag).logLikelihood
      #expect(abs(said - unsaid - Double.log(0.7)) < 1e-12)
    }
  }

  /// The worst attack of the last seven days, or the latest.
  @Test func pretextsPickTheWorstOrTheLatest() throws {
    func share(_ attack: Int, harm: [Double]) throws -> Double {
      let chain = try Self.chain(
        Self.named(attack), pretext: 1, naming: .latestOrWorst, harm: harm)
      return try #require(chain.statementDraw).acts[0].pretext
    }
    #expect(try abs(share(1, harm: [0, 0]) - 0.95) < 1e-12)
    #expect(try abs(share(0, harm: [3, 0]) - 0.95) < 1e-12)
    #expect(try abs(share(0, harm: [3, 3]) - 0.05) < 1e-12)
  }

  @Test(arguments: Statements.Naming.allCases)
  func factorsStayWhatTheyShouldBe(naming: Statements.Naming) throws {
    let design = try SimulatedHistory(
      family: .gamma, shape: BaselineShape(slowerThan: 5), width: 3, naming: naming)
    var random = RandomStream(seed: 31, part: .init("factors"))
    for replicate in 0..<40 {
      let parameters = design.parameters(using: &random)
      guard let (chain, _) = design.chain(parameters, using: &random, replicate: replicate)
      else { continue }
      for _ in 0..<30 { chain.sweep(tuning: 0.1) }
      let kept = chain.logLikelihood
      chain.refresh()
      #expect(abs(chain.logLikelihood - kept) < 1e-7 * max(1, abs(kept)))
    }
  }

  @Test func statementsMustFitTheirData() async throws {
    let data = try LatentEvents(EventHistory(times: [[5], [1, 7]], duration: 10))
    let model = try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.01...100)
    func sample(_ change: (inout Statements) -> Void) async throws {
      var statements = Statements(
        responder: 0, provoker: 1, sayings: [.silent], pretext: 0.3, mistaken: 0, attacks: 2)
      change(&statements)
      _ = try await HawkesPosterior.sample(
        model, data: data, options: .init(), statements: statements)
    }
    for change in [
      { $0.pretext = 1.1 }, { $0.pretext = -0.1 }, { $0.mistaken = 1 }, { $0.halfLife = 0 },
      { $0.sayings = [] }, { $0.provoker = 0 }, { $0.harm = [] },
      { $0.sayings = [.named(.init(labels: [2]))] }, { $0.sayings = [.named(.init(labels: []))] },
      { $0.sayings = [.named(.init(labels: [1]))] },
    ] as [@Sendable (inout Statements) -> Void] {
      await #expect(throws: PointProcessError.self) { try await sample(change) }
    }
  }
}
