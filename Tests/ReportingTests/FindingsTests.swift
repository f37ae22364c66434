import Escalation
import Incidents
import LinearAlgebra
import PointProcesses
import Randomness
import Reporting
import Tabular
import Testing
import TextCharts

@Suite struct FindingsTests {
  static let window = try! ObservationWindow("2024-01-01..2024-04-30")

  static let history: EventHistory = {
    let kernel = try! LagDistribution(family: .gamma, mean: 2, shape: 2)
    let truth = try! HawkesParameters(
      rates: [[0.15], [0.15]], branching: [[0.2, 0.4], [0.4, 0.2]],
      lags: [[kernel, kernel], [kernel, kernel]])
    var random = RandomStream(seed: 4, part: .init("findings tests"))
    return try! truth.simulate(duration: 121, using: &random)
  }()

  static let log: [Incident] = ["A->B", "B->A"].enumerated().flatMap { index, name in
    history.times[index].enumerated().map { position, time in
      let dyad = try! Dyad(name)
      return Incident(
        id: "x\(index)\(position)", source: dyad.source, target: dyad.target,
        dates: DayInterval(window.start + Int(time)), provenance: Provenance(document: "log.csv"))
    }
  }

  static func hawkes(imputed: Bool) async throws -> Findings {
    var analysis = HawkesLikelihoodAnalysis()
    analysis.family = .exponential
    analysis.imputations = 20
    analysis.replicates = 40
    analysis.horizon = 15
    let data =
      imputed
      ? try ConflictData(
        incidents: log, window: window, streams: [Dyad("A->B"), Dyad("B->A")])
      : try ConflictData(
        streams: ["A->B", "B->A"], times: history.times, span: .calendar(window))
    return try Findings(try await analysis.fit(data, Computation(threads: 2)))
  }

  static func counts(replicates: Int = 50) async throws -> Findings {
    let series = CountSeries(
      times: history.times, dyads: [try Dyad("A->B"), try Dyad("B->A")], window: window)
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .selected(maximum: 5, by: .aic, minimum: 1)
    analysis.replicates = replicates
    analysis.horizon = 10
    return try Findings(
      try await analysis.fit(
        ConflictData(
          CountData(
            names: ["A->B", "B->A"], labels: (0..<121).map { "\(window.start + $0)" },
            columns: series.counts, time: .day)), Computation()))
  }

  private func table(_ name: String, _ findings: Findings) throws -> Table {
    try #require(findings.tables.first { $0.name == name })
  }

  @Test func theTablesAreAsContracted() async throws {
    let hawkes = try await Self.hawkes(imputed: true)
    let columns = [
      "estimates":
        "estimand,responder,provoker,unit,value,lower,upper,level,method,model,baseline,verdict,"
        + "n_responder,n_provoker,window_start,window_end,seed,input_sha256,interval,prior_lower,"
        + "prior_upper,contraction,r_hat,ess_bulk,ess_tail,mc_error,reasons,pretext,naming",
      "responses": "responder,provoker,lag_days,kind,value,lower,upper,model",
      "parameters": "parameter,responder,provoker,estimate,std_error,lower,upper,level,unit",
      "fit": "quantity,value",
    ]
    for (name, expected) in columns {
      #expect(try table(name, hawkes).columns.joined(separator: ",") == expected)
    }
    let counts = try await Self.counts()
    let others = [
      "coefficients": "equation,term,estimate,std_error,statistic,p_value",
      "lag_selection": "order,aic,bic,hqic,fpe",
      "causality": "test,caused,causing,statistic,df1,df2,p_value,lag",
      "diagnostics": "test,equation,statistic,df,p_value",
      "forecast": "date,stream,mean,lower,upper,level",
      "responses": columns["responses"]!, "estimates": columns["estimates"]!,
    ]
    for (name, expected) in others {
      #expect(try table(name, counts).columns.joined(separator: ",") == expected)
    }
    #expect(counts.tables.first?.name == "estimates")
    #expect(try table("forecast", counts).rows.first?.first == .text("2024-05-01"))
    let kinds = Set(try table("responses", counts).rows.map { $0[3] })
    #expect(
      kinds == [.text("direct"), .text("total"), .text("cumulative"), .text("orthogonalized")])
  }

  @Test func everyEstimateHasIntervalUnitAndVerdict() async throws {
    let names = ["estimated", "weak", "not identifiable", "not converged"]
    for findings in [try await Self.hawkes(imputed: true), try await Self.counts()] {
      let estimates = try table("estimates", findings)
      #expect(estimates.rows.count > 30)
      for row in estimates.rows {
        guard case .number(let value) = row[4], case .number(let lower) = row[5],
          case .number(let upper) = row[6], case .text(let verdict) = row[11],
          case .text(let unit) = row[3], case .text(let reasons) = row[26]
        else {
          Issue.record("a cell of another kind")
          continue
        }
        #expect(!unit.isEmpty)
        #expect(names.contains(verdict))
        #expect(reasons.isEmpty == (verdict == "estimated"), "\(row[0]): \(verdict) \(reasons)")
        if row[0] == .text("P(radius >= 1)") {
          #expect(lower.isNaN && upper.isNaN && row[18] == .text("none"))
        } else {
          #expect(value.isNaN || (lower <= value && value <= upper), "\(row[0])")
        }
      }
    }
  }

  @Test func theMethodSaysHowDatesWereTreated() async throws {
    let imputed = try table("estimates", try await Self.hawkes(imputed: true))
    #expect(Set(imputed.rows.map { $0[8] }) == [.text("imputed")])
    #expect(
      imputed.rows.first?[14] == .text("2024-01-01")
        && imputed.rows.first?[15] == .text("2024-04-30"))
    let exact = try table("estimates", try await Self.hawkes(imputed: false))
    #expect(Set(exact.rows.map { $0[8] }) == [.text("mle")])
    let counts = try table("estimates", try await Self.counts())
    #expect(Set(counts.rows.map { $0[8] }) == [.text("ols")])
  }

  @Test func thePageFitsAndHasFourKindsOfCharts() async throws {
    let findings = try await Self.hawkes(imputed: true)
    for glyphs in [GlyphSet.unicode, .ascii] {
      let lines = findings.report.lines(ChartStyle(glyphs: glyphs))
      #expect(lines.allSatisfy { $0.displayWidth <= 80 && $0.last != " " })
      #expect(!lines.contains { $0.contains("-0.000") || $0.contains("nan") })
    }
    let text = findings.report.text(ChartStyle())
    for title in [
      "Incidents a day", "Lag density: A->B in answer to one B->A", "Rate of B->A by origin",
      "Branching matrix",
    ] {
      #expect(text.contains(title))
    }
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("Dates are intervals: times were drawn evenly from them 20 times"))
    let charts = findings.report.blocks.count {
      if case .chart = $0 { true } else { false }
    }
    #expect(charts == 6)
  }

  @Test func attributionNamesIncidentsAndSumsToOne() async throws {
    let rows = try table("attribution", try await Self.hawkes(imputed: true)).rows
    #expect(rows.count == Self.log.count)
    for row in rows {
      var sum = 0.0
      for cell in row[4...6] { if case .number(let share) = cell { sum += share } }
      #expect(abs(sum - 1) < 1e-9)
    }
    #expect(rows.contains { $0[1] == .text("x00") })
  }

  @Test func anUnstableAutoregressionFailsItsCheck() async throws {
    let values = (0..<60).map { index -> Double in
      let ripple = index % 3 == 0 ? 0.5 : 0
      return Double(index * index) * 0.01 + ripple
    }
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = .fixed(1)
    analysis.replicates = 10
    let fit = try await analysis.fit(
      ConflictData(
        CountData(
          names: ["x"], labels: (0..<60).map { "p\($0)" }, columns: [values], time: .unlabelled)),
      Computation())
    let findings = try Findings(fit)
    #expect(findings.failedChecks.contains { $0.contains("not stable") })
    let rows = try table("estimates", findings).rows
    let lag = try #require(rows.first { $0[0] == .text("retaliation_lag_median") })
    #expect(lag[3] == .text("periods"))
    // One lag leaves nothing to estimate about lags.
    #expect(lag[11] == .text("not identifiable") && lag[26] == .text("one_lag_only"))
  }

  @Test func sparseCountsAreWarnedOf() async throws {
    let notes = try await Self.counts().notes
    #expect(notes.contains { $0.contains("is zero in") && $0.contains("Gaussian") })
  }

  /// Ends that are equal to the value would say that it is known exactly.
  @Test func withoutDrawsTheBoundsOfResponsesAreEmpty() async throws {
    let findings = try await Self.counts(replicates: 0)
    let text = String(decoding: try table("responses", findings).encoded(.csv), as: UTF8.self)
    let lines = text.split(separator: "\n").dropFirst()
    #expect(lines.count > 40)
    for line in lines {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      #expect(!cells[4].isEmpty && cells[5].isEmpty && cells[6].isEmpty, "\(line)")
    }
    let json = String(decoding: try table("responses", findings).encoded(.json), as: UTF8.self)
    #expect(json.contains("\"lower\": null") || json.contains("\"lower\":null"))
    #expect(!json.contains("\"lower\": \"\"") && !json.contains("\"lower\":\"\""))
  }

  /// Scores and indices are no incidents, and what acts on them is none.
  @Test(arguments: [1.0, -1.0])
  func aSeriesOfScoresIsNeverCalledIncidents(sign: Double) async throws {
    var random = RandomStream(seed: 7, part: .init("scores"))
    var columns: [[Double]] = [[0.5], [0.5]]
    for t in 1..<200 {
      columns[0].append(0.5 * sign * columns[1][t - 1] + random.normal())
      columns[1].append(0.3 * columns[0][t - 1] + random.normal())
    }
    let data = try ConflictData(
      CountData(
        names: ["tone", "trade"], labels: (0..<200).map { "p\($0)" }, columns: columns,
        time: .unlabelled))
    var autoregression = VectorAutoregressionAnalysis()
    autoregression.order = .fixed(2)
    autoregression.replicates = 60
    autoregression.surrogates = 99
    autoregression.horizon = 8
    var projections = ProjectionAnalysis()
    projections.lags = 2
    projections.horizon = 4
    projections.surrogates = 99
    var comparison = ComparisonAnalysis(lags: 3, replicates: 40)
    comparison.analyses = [autoregression, projections]
    for analysis in [autoregression, projections, comparison, DescriptionAnalysis()]
      as [any Analysis]
    {
      let findings = try Findings(try await analysis.fit(data, Computation()))
      let words = findings.report.text(ChartStyle()) + findings.notes.joined()
      #expect(!words.lowercased().contains("incident"), "\(analysis.name): \(words)")
      for table in findings.tables where table.columns.contains("unit") {
        for row in table.rows {
          guard case .text(let unit) = row[3] else { continue }
          #expect(!unit.contains("incident"), "\(row[0]): \(unit)")
        }
      }
    }
  }
}
