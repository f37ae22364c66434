import Escalation
import Incidents
import PointProcesses
import Testing

/// Stated motives on their way from pairs to statements, and what becomes of pairs that do not fit.
@Suite struct MotiveTests {
  static let window = try! ObservationWindow("2024-01-01..2024-03-31")
  static let dyads = [try! Dyad("A->B"), try! Dyad("B->A")]

  static func incident(_ id: String, _ source: String, _ day: Int, killed: Int? = nil) -> Incident {
    Incident(
      id: id, source: Side(source), target: Side(source == "A" ? "B" : "A"),
      dates: DayInterval(window.start + day), killed: killed.map { CountInterval(exactly: $0) },
      provenance: Provenance(document: "log.csv"))
  }

  /// Attacks of B on days 0, 3, ..., answers of A a day after every third of them.
  static let log: [Incident] =
    (0..<28).map { incident("b\($0)", "B", 3 * $0, killed: $0 % 4 == 0 ? 2 : 0) }
    + (0..<9).map { incident("a\($0)", "A", 9 * $0 + 1) }

  static func pair(
    answer: Int, trigger: Int, id: String? = nil, triggers: [String] = [], since: Int? = nil
  ) throws -> StatedPair {
    var pair = try #require(
      StatedPair(
        responder: Side("A"), provoker: Side("B"), trigger: DayInterval(window.start + trigger),
        answer: DayInterval(window.start + answer)))
    pair.answerName = id.map { .init(id: $0) }
    pair.triggerNames = triggers.map { .init(id: $0) }
    pair.since = since.map { window.start + $0 }
    pair.place = "pairs.csv:2"
    return pair
  }

  static func analysis() -> HawkesPosteriorAnalysis {
    var analysis = PosteriorAnalysisTests.analysis()
    analysis.scales = []
    analysis.tests = nil
    analysis.heldOutShare = 0
    analysis.motives = MotiveOptions()
    analysis.motives?.halfLives = [nil]
    return analysis
  }

  static func findings(
    _ pairs: [StatedPair], log: [Incident] = log, _ change: (inout MotiveOptions) -> Void = { _ in }
  ) async throws -> (fit: Fit, findings: [MotiveFindings]) {
    var analysis = analysis()
    var options = MotiveOptions()
    options.halfLives = [nil]
    change(&options)
    analysis.motives = options
    let data = try ConflictData(
      incidents: log, window: window, streams: dyads, stated: pairs)
    let fit = try await analysis.fit(data, Computation(threads: 2))
    return (fit, try #require(fit.details as? SampledHawkesDetails).motives)
  }

  @Test func statementsTellTheLag() async throws {
    let pairs = try (0..<9).map { try Self.pair(answer: 9 * $0 + 1, trigger: 9 * $0) }
    let (fit, all) = try await Self.findings(pairs)
    let findings = try #require(all.first)
    #expect(all.count == 1 && findings.acts.statedCount == 9 && findings.notes.isEmpty)
    #expect(findings.acts.acts.map { Self.log[$0.named[0]].id } == (0..<9).map { "b\(3 * $0)" })
    for row in fit.estimates.rows where row.estimand == .answerLag {
      // Days that follow each other are 0 to 2 days apart.
      #expect(row.value > 0.4 && row.value < 2.5, "\(row)")
      #expect(row.hasInterval && row.lower > 0)
    }
    let word = try #require(
      fit.estimates[
        .answeredShareAtWord, responder: 0, provoker: 1,
        assuming: .init(pretext: 0, naming: nil)])
    // Taken at their word all are answers.
    #expect(word.value == 1 && word.verdict == .asStated([.atTheirWord]))
    let stated = try #require(fit.estimates[.statedAnswerLag, responder: 0, provoker: 1])
    #expect(stated.verdict.name == "as stated" && stated.value > 0 && stated.value <= 2)
    let severity = try #require(findings.severity)
    #expect(severity.severe == 7 && severity.others == 21)
    #expect(severity.permutation > 0 && severity.permutation <= 1)
    #expect(fit.estimates.rows.contains { $0.estimand == .timesMoreAnswers })
    for cell in findings.main {
      #expect(cell.acts.count == 9)
      #expect(cell.acts.allSatisfy { (0...1).contains($0.probability) })
      #expect(cell.pretext > 0 || cell.acts.allSatisfy { $0.probability > 0.999 })
    }
  }

  @Test func theSameSeedGivesTheSameNumbersForAnyThreads() async throws {
    let pairs = try (0..<9).map { try Self.pair(answer: 9 * $0 + 1, trigger: 9 * $0) }
    var values: [[Double]] = []
    for threads in [1, 3] {
      var analysis = Self.analysis()
      analysis.motives?.pretexts = [0.3]
      let data = try ConflictData(
        incidents: Self.log, window: Self.window, streams: Self.dyads, stated: pairs)
      let fit = try await analysis.fit(data, Computation(threads: threads))
      values.append(
        fit.estimates.rows.flatMap { [$0.value, $0.lower, $0.upper] }.filter { !$0.isNaN })
    }
    #expect(values[0] == values[1])
  }

  @Test func fewStatementsGiveNoLag() async throws {
    let (fit, all) = try await Self.findings([
      Self.pair(answer: 1, trigger: 0), Self.pair(answer: 1, trigger: 0),
      Self.pair(answer: 10, trigger: 9),
    ])
    let findings = try #require(all.first)
    // The same pair twice is one.
    #expect(findings.acts.pairs.count == 2 && findings.cells.isEmpty)
    #expect(findings.notes.count == 1)
    #expect(!fit.estimates.rows.contains { $0.estimand == .answerLag })
    let none = try await Self.findings([])
    #expect(none.findings.isEmpty && none.fit.warnings.contains(.noStatements))
  }

  @Test func namesAndSeriesAndDaysAreMatched() async throws {
    let (_, all) = try await Self.findings([
      Self.pair(answer: 1, trigger: 0, id: "a1", triggers: ["b0", "b2"]),
      Self.pair(answer: 19, trigger: 5, since: 4),
      // No attack has that date: the days themselves are named.
      Self.pair(answer: 28, trigger: 25),
      // The attack lies before the window.
      Self.pair(answer: 1, trigger: -3, id: "a0"),
    ])
    let acts = try #require(all.first).acts
    func act(_ id: String) throws -> StatedActs.Act {
      try #require(acts.acts.first { Self.log[$0.incident].id == id })
    }
    #expect(try act("a1").named.map { Self.log[$0].id } == ["b0", "b2"])
    #expect(try act("a2").days == (Self.window.start + 4)...(Self.window.start + 19))
    #expect(try act("a3").days == (Self.window.start + 25)...(Self.window.start + 25))
    #expect(try act("a0").isElsewhere && !act("a0").isStated)
    #expect(acts.statedCount == 3 && acts.notes.count == 1)
  }

  @Test func pairsThatDoNotFitAreRefused() async throws {
    func refused(_ pairs: [StatedPair], log: [Incident] = MotiveTests.log) async throws -> String {
      do {
        _ = try await Self.findings(pairs, log: log)
        return ""
      } catch let error as ConflictDataError { return "\(error)" }
    }
    let cases: [(pair: StatedPair, words: String)] = [
      (try Self.pair(answer: 1, trigger: 0, id: "a77"), "no incident 'a77'"),
      (try Self.pair(answer: 1, trigger: 0, triggers: ["b77"]), "no incident 'b77'"),
      (try Self.pair(answer: 1, trigger: 0, id: "b0"), "an act of B->A"),
      (try Self.pair(answer: 1, trigger: 0, triggers: ["a3"]), "an act of A->B"),
      (try Self.pair(answer: 1, trigger: 0, id: "a0", triggers: ["b9"]), "comes before it"),
      (try Self.pair(answer: 10, trigger: 0, since: 20), "after the answer"),
    ]
    for (pair, words) in cases {
      let message = try await refused([pair])
      #expect(message.hasPrefix("pairs.csv:2:") && message.contains(words), "\(message)")
    }
    let twins = Self.log + [Self.incident("b0", "B", 40)]
    let message = try await refused(
      [try Self.pair(answer: 1, trigger: 0, triggers: ["b0"])], log: twins)
    #expect(message.contains("'b0' names 2 incidents"))
    // Acts of the same day may each be said to answer the other.
    let day = [Self.incident("x", "A", 5), Self.incident("y", "B", 5)]
    var back = try #require(
      StatedPair(
        responder: Side("B"), provoker: Side("A"), trigger: DayInterval(Self.window.start + 5),
        answer: DayInterval(Self.window.start + 5)))
    back.answerName = .init(id: "y")
    back.triggerNames = [.init(id: "x")]
    let circle = try await refused(
      [try Self.pair(answer: 5, trigger: 5, id: "x", triggers: ["y"]), back], log: Self.log + day)
    #expect(circle.contains("circle"))
  }

  @Test func classesNeedEnoughAttacks() async throws {
    let pairs = try (0..<9).map { try Self.pair(answer: 9 * $0 + 1, trigger: 9 * $0) }
    let (_, all) = try await Self.findings(pairs) {
      $0.severeFrom = 3
      $0.pretexts = [0.3]
      $0.namings = [.likeAnswers]
    }
    let findings = try #require(all.first)
    #expect(findings.severity == nil && findings.notes.count == 1)
    #expect(findings.cells.count == 1)
  }
}
