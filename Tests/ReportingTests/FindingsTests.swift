import Escalation
import Incidents
import LinearAlgebra
import PointProcesses
import Randomness
import Reporting
import Tabular
import TextCharts
import TimeSeries
import Testing

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
    var options = HawkesAnalysis.Options()
    options.family = .exponential
    options.imputations = 20
    options.replicates = 40
    options.threads = 2
    let data: AnalysisData
    if imputed {
      data = AnalysisData(
        streams: try ["A->B", "B->A"].map {
          IncidentStream(dyad: try Dyad($0), window: window, incidents: log)
        },
        window: window)
    } else {
      data = AnalysisData(
        names: ["A->B", "B->A"], times: history.times, duration: 121, window: window)
    }
    let analysis = try await HawkesAnalysis.run(data, options: options)
    return try Findings(
      analysis, baseline: "constant", inputHash: "abc", log: imputed ? log : [], horizon: 15)
  }

  static func counts() async throws -> Findings {
    let series = CountSeries(
      times: history.times, dyads: [try Dyad("A->B"), try Dyad("B->A")], window: window)
    var options = VectorAutoregressionAnalysis.Options()
    options.order = .selected(maximum: 5, by: .aic, minimum: 1)
    options.replicates = 50
    options.horizon = 10
    let analysis = try await VectorAutoregressionAnalysis.run(
      CountData(
        names: ["A->B", "B->A"], labels: (0..<121).map { "\(window.start + $0)" },
        columns: series.counts, isDaily: true), options: options)
    return try Findings(analysis, inputHash: "abc")
  }

  private func table(_ name: String, _ findings: Findings) throws -> Table {
    try #require(findings.tables.first { $0.name == name })
  }

  @Test func theTablesAreAsContracted() async throws {
    let hawkes = try await Self.hawkes(imputed: true)
    let columns = [
      "estimates":
        "estimand,responder,provoker,unit,value,lower,upper,level,method,model,baseline,verdict,n_responder,n_provoker,window_start,window_end,seed,input_sha256,interval,prior_lower,prior_upper,contraction,r_hat,ess_bulk,ess_tail,mc_error",
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
      "causality": "test,caused,causing,statistic,df1,df2,p_value",
      "diagnostics": "test,equation,statistic,df,p_value",
      "forecast": "date,stream,mean,lower,upper,level",
      "responses": columns["responses"]!, "estimates": columns["estimates"]!,
    ]
    for (name, expected) in others {
      #expect(try table(name, counts).columns.joined(separator: ",") == expected)
    }
    #expect(try table("forecast", counts).rows.first?.first == .text("2024-05-01"))
    let kinds = Set(try table("responses", counts).rows.map { $0[3] })
    #expect(
      kinds == [.text("direct"), .text("total"), .text("cumulative"), .text("orthogonalized")])
  }

  @Test func everyEstimateHasIntervalUnitAndVerdict() async throws {
    for findings in [try await Self.hawkes(imputed: true), try await Self.counts()] {
      let estimates = try table("estimates", findings)
      #expect(estimates.rows.count > 30)
      for row in estimates.rows {
        guard case .number(let value) = row[4], case .number(let lower) = row[5],
          case .number(let upper) = row[6], case .text(let verdict) = row[11],
          case .text(let unit) = row[3]
        else {
          Issue.record("a cell of another kind")
          continue
        }
        #expect(!unit.isEmpty)
        #expect(Verdict(rawValue: verdict) != nil)
        #expect(value.isNaN || (lower <= value && value <= upper), "\(row[0])")
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
    #expect(text.contains("method: imputed"))
    #expect(findings.charts.count == 6)
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
    var options = VectorAutoregressionAnalysis.Options()
    options.order = .fixed(1)
    options.replicates = 10
    let analysis = try await VectorAutoregressionAnalysis.run(
      CountData(names: ["x"], labels: (0..<60).map { "p\($0)" }, columns: [values], isDaily: false),
      options: options)
    let findings = try Findings(analysis, inputHash: "")
    #expect(findings.failedChecks.contains { $0.contains("not stable") })
    #expect(findings.estimates.first { $0.estimand == "retaliation_lag_median" }?.unit == "periods")
    // One lag leaves nothing to estimate about lags.
    #expect(
      findings.estimates.first { $0.estimand == "retaliation_lag_median" }?.verdict
        == .notIdentifiable)
  }

  @Test func sparseCountsAreWarnedOf() async throws {
    let notes = try await Self.counts().notes
    #expect(notes.contains { $0.contains("is zero in") && $0.contains("Gaussian") })
  }
}
