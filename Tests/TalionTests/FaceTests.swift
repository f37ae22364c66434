// Foundation beside Talion: no name of the two is ambiguous.
import Foundation
import Talion
import Testing

/// The library as a stranger finds it: `import Talion`, and nothing else.
@Suite struct FaceTests {
  static let window = "2023-01-01..2023-12-31"
  static let streams = ["army->rebels", "rebels->army"]
  static let counts = Input.file(Repository.path("Datasets/first-look/counts.csv"))

  static func quickFit() async throws -> ConflictFit {
    try await Conflict(counts: counts).fit(.autoregression(lags: 7, replicates: 40))
  }

  @Test func foundationMakesNoNameAmbiguous() throws {
    let day: Day = try #require(Day(iso: "2023-01-01"))
    let dyad: Dyad = try Dyad("A->B")
    let verdict: Verdict = .weak([.wideInterval])
    let estimand: Estimand = .lag(.median)
    let model: Model = .posterior
    let input: Input = "incidents.csv"
    let date: Date = Date(timeIntervalSince1970: 0)
    let data: Data = Data()
    #expect("\(day)" == "2023-01-01")
    #expect(dyad.source == Side("A"))
    #expect(verdict.isUsable)
    #expect(estimand.name == "retaliation_lag_median")
    #expect(model.analysis.name == "hawkes")
    #expect(input.name == "incidents.csv")
    #expect(date.timeIntervalSince1970 == 0 && data.isEmpty)
  }

  @Test func answersAreThoseOfTheTable() async throws {
    let fit = try await Self.quickFit()
    let strength = try fit.responses(of: Self.streams[0], inAnswerTo: Self.streams[1])
    let interval = try #require(strength.interval)
    #expect(interval.contains(try #require(strength.value)))
    #expect(strength.unit == "responses per incident")
    #expect(strength.level == 0.95)
    let row = try #require(
      fit.estimatesCSV.split(separator: "\n").first {
        $0.hasPrefix("retaliations_per_incident,army->rebels,rebels->army,")
      })
    let cells = row.split(separator: ",", omittingEmptySubsequences: false)
    #expect(Double(cells[4]) == strength.value)
    #expect(Double(cells[5]) == interval.lowerBound)
    #expect(Double(cells[6]) == interval.upperBound)
    #expect(String(cells[11]) == strength.verdict.name)
    #expect(fit.answers.contains(strength))
    #expect(fit.answers.count == fit.estimatesCSV.split(separator: "\n").count - 1)
  }

  @Test func reasonsAreWordsWhereTheVerdictIsNotGood() async throws {
    let fit = try await Self.quickFit()
    for answer in fit.answers {
      #expect(answer.reasons.isEmpty == (answer.verdict == .estimated))
      #expect("\(answer)".contains(answer.verdict.name.dropFirst()))
    }
  }

  @Test func reportHoldsTheSummaryAndTheCharts() async throws {
    let fit = try await Self.quickFit()
    #expect(fit.report.hasPrefix(fit.summary))
    #expect(!fit.chart.isEmpty)
    for line in fit.chart.split(separator: "\n") { #expect(fit.report.contains(line)) }
    #expect(fit.report.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(fit.csv("responses") == fit.responsesCSV)
    #expect(fit.csv("no-such-table") == nil)
    #expect(fit.tableNames.first == "estimates")
  }

  @Test func valuesGiveWhatTheTableGives() async throws {
    var series: [[Double]] = [[], []]
    for line in try Repository.text("Datasets/first-look/counts.csv").split(separator: "\n")
      .dropFirst()
    {
      let cells = line.split(separator: ",")
      series[0].append(try #require(Double(cells[1])))
      series[1].append(try #require(Double(cells[2])))
    }
    let day = try #require(Day(iso: "2023-01-01"))
    let conflict = try Conflict(
      counts: ["army->rebels": series[0], "rebels->army": series[1]], from: day)
    let fit = try await conflict.fit(.autoregression(lags: 7, replicates: 40))
    let other = try await Self.quickFit()
    #expect(fit.answers == other.answers)
  }

  @Test func bytesGiveWhatTheFileGives() async throws {
    let text = try Repository.text("Datasets/first-look/incidents.csv")
    let fromBytes = try Conflict(
      incidents: .text(text, name: "mine.csv"), window: Self.window, streams: Self.streams)
    let fromFile = try Conflict(
      incidents: .file(Repository.path("Datasets/first-look/incidents.csv")),
      window: Self.window, streams: Self.streams)
    let account = try #require(fromBytes.account.first)
    #expect(account.hasPrefix("mine.csv: 195 rows: all used"))
    let model = Model.autoregression(lags: 3, replicates: 40) { $0.imputations = 20 }
    let (a, b) = (try await fromBytes.fit(model), try await fromFile.fit(model))
    #expect(a.answers == b.answers)
  }

  @Test func incidentsAreValues() async throws {
    let start = try #require(Day(iso: "2024-01-01"))
    func incident(_ source: String, _ target: String, on number: Int) -> Incident {
      Incident(
        id: "\(source)\(number)", source: Side(source), target: Side(target),
        dates: DayInterval(start.advanced(by: number)),
        provenance: Provenance(document: "own", evidence: ""))
    }
    // B answers A on the next day, every time, and acts on some days of its own.
    let days = (0..<119).filter { ($0 * $0 * 7 + $0) % 11 < 4 }
    let incidents =
      days.flatMap { [incident("A", "B", on: $0), incident("B", "A", on: $0 + 1)] }
      + (0..<7).map { incident("B", "A", on: 17 * $0 + 3) }
    let conflict = try Conflict(
      incidents: incidents, window: ObservationWindow(start: start, end: start.advanced(by: 119)),
      streams: [Dyad("A->B"), Dyad("B->A")])
    let fit = try await conflict.fit(.projections(lags: 1, horizon: 4) { $0.surrogates = 0 })
    #expect(fit.streams == ["A->B", "B->A"])
    let strength = try fit.responses(of: "B->A", inAnswerTo: "A->B")
    #expect(try #require(strength.value) > 0.5)
  }

  @Test func timesAreExact() async throws {
    let conflict = try Conflict(
      times: ["A": [1.5, 7.2, 9.9, 15, 18, 22], "B": [2.4, 8.8, 10.1, 16.5, 19, 24]], duration: 30)
    let fit = try await conflict.fit(.likelihood(kernel: .exponential, replicates: 20))
    let intensity = try #require(fit.escalationIntensity)
    #expect(try #require(intensity.value) >= 0)
    #expect(intensity.estimand == .escalationIntensity)
  }

  @Test func errorsSayWhatToDo() async throws {
    let fit = try await Self.quickFit()
    #expect(
      throws: ConflictError.unknownStream(
        "army->rebel", known: Self.streams, nearest: "army->rebels")
    ) { try fit.lag(of: "army->rebel", inAnswerTo: "rebels->army") }
    #expect(throws: ConflictError.notEstimated(.statedLag, model: fit.details.context.model)) {
      try fit.answer(.statedLag)
    }
    func error(_ body: () throws -> Conflict) throws -> ConflictError {
      do {
        _ = try body()
      } catch let error as ConflictError { return error }
      throw ConflictError.request("no error was thrown")
    }
    let missing = try error { try Conflict(counts: "no/such.csv") }
    guard case .unreadable(let text) = missing else { throw missing }
    #expect(text.hasPrefix("no/such.csv"))
    let table = "source,target,date_min,date_max\nA,B,31/02/2024,2024-02-01\n"
    let wrong = try error {
      try Conflict(
        incidents: .text(table, name: "mine.csv"), window: "2024-01-01..2024-03-01",
        streams: ["A->B"])
    }
    guard case .data(let place) = wrong else { throw wrong }
    #expect(place.hasPrefix("mine.csv:2:5"))
    let window = try error {
      try Conflict(
        incidents: .text(table, name: "mine.csv"), window: "2024-03-01..2024-01-01",
        streams: ["A->B"])
    }
    guard case .request = window else { throw window }
    #expect(throws: ConflictError.self) {
      try Conflict(times: ["A": [1, 31]], duration: 30)
    }
  }

  @Test func modelsOfOneStreamChooseTheirColumn() async throws {
    let day = try #require(Day(iso: "2023-01-01"))
    let noise = (0..<120).map { Double(($0 * 7 + $0 / 3) % 4) }
    let conflict = try Conflict(counts: ["A": noise, "B": noise.reversed()], from: day)
    let fit = try await conflict.fit(
      .autoregression(lags: 2, replicates: 40) { $0.exogenous = ["B"] })
    #expect(fit.streams == ["A"])
    await #expect(throws: ConflictError.unknownStream("C", known: ["A", "B"], nearest: "A")) {
      try await conflict.fit(.autoregression(lags: 2) { $0.exogenous = ["C"] })
    }
  }

  /// The study of the second Intifada as shipped: all of it is understood, and its first model gives
  /// the F values that statsmodels 0.15.0 gives for the same table.
  @Test func theIntifadaStudyRunsAsShipped() throws {
    let quick =
      "s/bootstrap: 500/bootstrap: 0, surrogates: 0/; "
      + "/fit: compare/d; /name: second/d; /name: third/d"
    let (text, code) = try Repository.run(
      """
      mkdir study && cp Datasets/second-intifada/*.csv study \
        && sed '\(quick)' Datasets/second-intifada/study.yaml > study/study.yaml \
        && talion study run study/study.yaml --output results --quiet > /dev/null; \
        grep granger_f results/first/causality.csv results/first-years/causality.csv
      """)
    #expect(code == 0, "\(text)")
    let expected = [
      ("first/", "palestinians_killed,israelis_killed", 6.428560),
      ("first/", "israelis_killed,palestinians_killed", 1.268831),
      ("first-years/", "palestinians_killed,israelis_killed", 6.717255),
      ("first-years/", "israelis_killed,palestinians_killed", 1.240709),
    ]
    let rows = text.split(separator: "\n")
    for (model, pair, value) in expected {
      let row = rows.first { $0.contains(model) && $0.contains("granger_f,\(pair),") }
      let found = row?.split(separator: ",").dropFirst(3).first.flatMap { Double($0) }
      #expect(found.map { abs($0 - value) < 1e-5 } ?? false, "\(model) \(pair): \(text)")
    }
  }
}
