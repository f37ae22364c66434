import Escalation
import Incidents
import LinearAlgebra
import PointProcesses
import Randomness
import Reporting
import Testing
import TextCharts

/// The first screen of any fit, from estimates made for the purpose.
@Suite struct AnswersTests {
  static let streams = ["A->B", "B->A"]

  static func fit(
    _ rows: [Estimate], columns: [[Double]] = [[1, 2, 0, 1], [0, 1, 3, 1]]
  ) throws -> Fit {
    let data = try ConflictData(
      CountData(
        names: streams, labels: (1...4).map { "2024-01-0\($0)" }, columns: columns, time: .day))
    return Fit(
      data: data,
      context: FitContext(
        counts: try #require(data.table), method: .bayes, model: "made-up", baseline: "constant",
        computation: Computation()), estimates: Estimates(streams: streams, rows: rows))
  }

  /// The first screen on one line.
  static func screen(_ fit: Fit) throws -> String {
    try Findings(fit).screen.lines(ChartStyle(glyphs: .ascii)).joined(separator: " ")
      .split(separator: " ").joined(separator: " ")
  }

  private static func strength(_ verdict: Verdict, _ value: Double = 0.61) -> Estimate {
    Estimate(
      .responsesPerIncident, responder: 0, provoker: 1, value: value, lower: value - 0.2,
      upper: value + 0.2, verdict: verdict, interval: .posterior)
  }

  private static func lag(_ verdict: Verdict) -> Estimate {
    Estimate(
      .lag(.median), responder: 0, provoker: 1, value: 1.7, lower: 0.9, upper: 3.2,
      verdict: verdict, interval: .posterior)
  }

  /// An interval far from zero and 'no answer agrees with the data' cannot both be true.
  @Test(arguments: [
    VerdictReason.sharedTrend(p: 0.08), .evidence(ratio: 0.4), .directionOpen(ratio: 40),
    .deterrence(ratio: 20), .baseline(slowerThan: 14),
    .wideInterval, .nearPrior(contraction: 0.1), .openInterval, .outsideBootstrap, .fewDraws(9),
  ])
  func anUnidentifiableStrengthIsNotCalledNone(reason: VerdictReason) throws {
    let verdict = Verdict.notIdentifiable([reason])
    let text = try Self.screen(Self.fit([Self.strength(verdict), Self.lag(verdict)]))
    #expect(
      text.contains("How often: 0.61 (0.41 to 0.81) responses per incident, not identifiable."))
    #expect(text.contains("Why: "))
    for claim in ["no answer", "no response explains", "includes zero", "no additional"] {
      #expect(!text.contains(claim), "\(text)")
    }
  }

  @Test func theVerdictIsSaidWithItsReason() throws {
    let verdict = Verdict.notIdentifiable([.sharedTrend(p: 0.08)])
    let text = try Self.screen(Self.fit([Self.strength(verdict), Self.lag(verdict)]))
    #expect(
      text.contains("Why: a shared trend explains the data as well (p = 0.080)."))
    #expect(text.contains("How fast: not identifiable."))
    #expect(text.contains("Next: Widen the window"))
  }

  @Test func anEstimateIsSaidWithItsLagAndWithoutReasons() throws {
    let text = try Self.screen(
      Self.fit([Self.strength(.estimated), Self.lag(.weak([.wideInterval]))]))
    #expect(text.contains("How often: 0.61 (0.41 to 0.81) responses per incident, estimated."))
    #expect(text.contains("half of the responses come within 1.7 (0.90 to 3.2) days, weak."))
    #expect(!text.contains("not identifiable"))
  }

  /// What is found and what is not are told apart in what to do next.
  @Test func whatMayBeQuotedIsNamed() throws {
    let open = Estimate(
      .responsesPerIncident, responder: 1, provoker: 0, value: 0.2, lower: 0.01, upper: 0.7,
      verdict: .notIdentifiable([.evidence(ratio: 0.25)]), interval: .posterior)
    let text = try Self.screen(Self.fit([Self.strength(.estimated), open]))
    let streams = Self.streams
    #expect(text.contains("before you quote \(streams[0]) in answer to \(streams[1])."))
    #expect(text.contains("Do not quote \(streams[1]) in answer to \(streams[0])."))
    #expect(text.contains("4.0 times less probable with answers"))
  }

  @Test func aLagHasReasonsOfItsOwn() throws {
    let text = try Self.screen(
      Self.fit([Self.strength(.estimated), Self.lag(.notIdentifiable([.changesSign]))]))
    #expect(
      text.contains(
        "How fast: not identifiable. Why: the response changes sign from lag to lag, so it has no lag."
      ))
    #expect(!text.contains("1.7"))
  }

  @Test func aNegativeStrengthIsDeterrence() throws {
    let text = try Self.screen(Self.fit([Self.strength(.estimated, -0.61)]))
    #expect(text.contains("-0.61 (-0.81 to -0.41)") && text.contains("Fewer incidents follow"))
    let positive = try Self.screen(Self.fit([Self.strength(.estimated)]))
    #expect(!positive.contains("Fewer"))
  }

  @Test func theMeaningOfTheIntensityAgreesWithItsInterval() throws {
    func meaning(_ lower: Double, _ upper: Double) throws -> String {
      try Self.screen(
        Self.fit([
          Estimate(
            .escalationIntensity, value: (lower + upper) / 2, lower: lower, upper: upper,
            verdict: .estimated, interval: .posterior)
        ]))
    }
    #expect(try meaning(0.4, 0.8).contains("Violence dies out"))
    #expect(try meaning(0.4, 1.2).contains("is open: the interval includes 1"))
    #expect(try meaning(1.1, 1.4).contains("Violence feeds itself"))
  }

  /// Whatever is estimated, words and numbers of the first screen say the same.
  @Test(arguments: 1...60)
  func wordsAgreeWithNumbers(seed: UInt64) throws {
    var random = RandomStream(seed: seed, part: .init("answers"))
    let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 2))
    let (center, spread) = (random.uniform(-0.6, 0.8), random.uniform(0, 0.4))
    func responses(_ strength: Double) -> Responses {
      Responses(
        branching: [[0.1, strength], [0.2, 0.1]], laws: [[kernel, kernel], [kernel, kernel]],
        baselineRates: [0.1, 0.2], shares: [[0.2, 0.3, 0.5], [0.4, 0.1, 0.5]])
    }
    let draws = (0..<60).map { _ in responses(center + spread * random.normal()) }
    let estimates = try Estimands(
      of: ResponseFunction(
        streams: Self.streams, model: "m", fits: [responses(center)], draws: draws), level: 0.95
    ).estimates()
    let strength = try #require(estimates[.responsesPerIncident, responder: 0, provoker: 1])
    let rows = estimates.rows.filter { $0.responder == 0 && $0.provoker == 1 }
    let text = try Self.screen(Self.fit(rows))
    let isAway = strength.lower > 0 || strength.upper < 0
    #expect(text.contains("includes zero") == !isAway)
    #expect(text.contains("Fewer incidents follow") == (strength.upper < 0))
    #expect(!text.contains("half of the responses come") || strength.value > 0)
    #expect(text.contains("half of the responses come") == (strength.lower > 0))
  }

  /// The answers fit into the first screen of a terminal.
  @Test func theScreenHasAtMost24LinesOf80Columns() throws {
    var rows: [Estimate] = []
    for (i, j) in [(0, 1), (1, 0)] {
      rows.append(
        Estimate(
          .responsesPerIncident, responder: i, provoker: j, value: 0.5, lower: 0.1, upper: 2,
          verdict: .notIdentifiable([.sharedTrend(p: 0.2), .baseline(slowerThan: 14)]),
          interval: .posterior))
      rows.append(
        Estimate(
          .lag(.median), responder: i, provoker: j, value: 2, lower: 0.1, upper: 20,
          verdict: .notIdentifiable([.openInterval]), interval: .posterior))
    }
    rows.append(
      Estimate(
        .escalationIntensity, value: 0.5, lower: 0.1, upper: 1.2, verdict: .weak([.wideInterval]),
        interval: .posterior))
    let lines = try Findings(Self.fit(rows)).screen.lines(ChartStyle(width: 80, glyphs: .ascii))
    #expect(lines.count <= 24 && lines.allSatisfy { $0.count <= 80 }, "\(lines)")
  }
}
