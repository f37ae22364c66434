import Escalation
import Settings
import Studies
import Testing

@Suite struct StudyFileTests {
  static let valid = """
    study: A test
    data:
      window: 2024-01-01..2024-03-31
      streams: [US->militias, militias->US]
      incidents: incidents.csv
      claims: claims.csv
      totals-rule: widest-band
    models:
      - name: first
        fit: hawkes
        kernel: weibull
        breaks: [2024-02-01]
      - name: counts
        fit: var
        lags: 7
    """

  @Test func everythingIsRead() throws {
    let text = Self.valid.replacing("kernel: weibull", with: "kernel: weibull\n    method: mle")
    let study = try StudyFile(text: text, file: "s.yaml")
    #expect(study.title == "A test" && study.models.map(\.name) == ["first", "counts"])
    #expect(study.data.selection.window == "2024-01-01..2024-03-31")
    #expect(study.data.streams?.entries == ["US->militias", "militias->US"])
    #expect(study.data.incidents == "incidents.csv" && study.data.claims == "claims.csv")
    #expect(study.computation.seed == 1 && study.computation.level == 0.95)
    #expect(study.data.totals.rule == .widestBand && study.data.totals.scopes == nil)
    #expect(study.data.reports == nil && study.data.sides == nil)
    let hawkes = try #require(study.models[0].analysis as? HawkesAnalysis)
    #expect(hawkes.method == .mle)
    #expect(hawkes.likelihood.family == .weibull && hawkes.likelihood.imputations == 40)
    #expect(hawkes.likelihood.baseline == .breaks(["2024-02-01"]))
    let counts = try #require(study.models[1].analysis as? VectorAutoregressionAnalysis)
    #expect(counts.order == .fixed(7))
    // A model looks at what the study looks at, unless it says otherwise.
    #expect(study.models[1].selection.window == "2024-01-01..2024-03-31")
    let own = Self.valid.replacing("lags: 7", with: "lags: 7\n    window: 2024-02-01..2024-03-31")
    #expect(
      try StudyFile(text: own, file: "s").models[1].selection.window == "2024-02-01..2024-03-31")
  }

  @Test func datesAreFittedAsTheyAreByDefault() throws {
    let text = Self.valid.replacing(
      "kernel: weibull", with: "slower-than: 21\n    ladder: [none, 7]\n    prior-lag-median: 5")
    let hawkes = try #require(
      try StudyFile(text: text, file: "s").models[0].analysis as? HawkesAnalysis)
    #expect(hawkes.method == .bayes)
    #expect(
      hawkes.posterior.baseline
        == .smooth(slowerThan: 21, breaks: ["2024-02-01"], weekdays: false))
    #expect(
      hawkes.posterior.scales == [nil, 7] && hawkes.posterior.sampling.priors.lagMedian == 5)
    let mixed = Self.valid.replacing("kernel: weibull", with: "bootstrap: 40\n    chains: 4")
    #expect(throws: StudyError.self) { try StudyFile(text: mixed, file: "s") }
  }

  /// The valid study with one line replaced, and the message that it must give.
  @Test(arguments: [
    ("study: A test", "sed: 5", "s.yaml:1:1: unknown key 'sed'; did you mean 'seed'?"),
    (
      "study: A test", "weather: rain",
      "s.yaml:1:1: unknown key 'weather'; the keys here are study, data, seed, level, evidence-draws, models"
    ),
    ("study: A test", "seed: -1", "s.yaml:1:1: The value '-1' is invalid for 'seed'"),
    ("study: A test", "level: 95", "s.yaml:1:1: The value '95' is invalid for 'level'"),
    ("  streams: [US->militias, militias->US]", "", "s.yaml:3:3: Name the streams"),
    (
      "  totals-rule: widest-band", "  totls-rule: widest-band",
      "s.yaml:7:3: unknown key 'totls-rule'; did you mean 'totals-rule'?"
    ),
    (
      "    kernel: weibull", "    kernel: gama",
      "s.yaml:11:5: The value 'gama' is invalid for 'kernel'"
    ),
    (
      "    kernel: weibull", "    kernels: weibull",
      "s.yaml:11:5: unknown key 'kernels'"
    ),
    ("    lags: 7", "    kernel: gamma", "s.yaml:15:5: unknown key 'kernel'"),
    (
      "    lags: 7", "    lags: seven",
      "s.yaml:15:5: The value 'seven' is invalid for 'lags': write a whole number from 0 to 1000."
    ),
    ("    fit: var", "    fit: vr", "s.yaml:14:10: 'vr' is not known here; did you mean 'var'?"),
    ("  - name: counts", "  - name: first", "s.yaml:13:5: two models are named 'first'"),
    ("  - name: counts", "  - name: a/b", "s.yaml:13:11: 'a/b' cannot name a folder"),
    (
      "  totals-rule: widest-band", "  totals-rule: loudest",
      "s.yaml:7:3: The value 'loudest' is invalid for 'totals-rule'"
    ),
    (
      "    breaks: [2024-02-01]", "    baseline: piecewise",
      "s.yaml:9:5: A piecewise baseline needs 'breaks' or 'piece-days'."
    ),
    ("    lags: 7", "    binary: perhaps", "s.yaml:15:13: 'binary' should be yes or no"),
    ("study: A test", "study: 'unended", "s.yaml:"),
    ("study: A test", "data: {}", "s.yaml:1:1: the key 'data' is given twice"),
    ("data:", "datas:", "s.yaml:2:1: unknown key 'datas'; did you mean 'data'?"),
  ])
  func mistakesAreNamedWithLineAndSuggestion(line: String, replacement: String, message: String) {
    let text = Self.valid.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? replacement : String($0) }.joined(separator: "\n")
    #expect(text != Self.valid)
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, file: "s.yaml") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "none")")
    // No option of the command line is named where there is none.
    #expect(error?.description.contains("--") == false, "\(error?.description ?? "none")")
  }

  @Test(arguments: [
    ("", "the file is empty"), ("study: only a title", "the key 'data' is missing"),
    ("data: {counts: c.csv}", "the key 'models' is missing"),
    ("data: {counts: c.csv}\nmodels: []", "there is no model"),
    ("data: {counts: c.csv}\nmodels: [{fit: var}]", "the model has no name"),
    ("data: {counts: c.csv}\nmodels: [{name: v}]", "the model 'v' has no fit"),
    ("data: {counts: c.csv, times: t.csv}\nmodels: [{name: v, fit: var}]", "one kind of data"),
    ("- a\n- b", "keys with values are expected here"),
  ])
  func whatIsMissingIsNamed(text: String, problem: String) {
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, file: "s.yaml") }
    #expect(error?.problem.contains(problem) == true, "\(error?.description ?? "none")")
  }

  @Test func breaksMustLieInTheWindow() throws {
    let span = try ObservedSpan("2024-01-01..2024-01-31")
    #expect(try Baseline.breaks(["2024-01-11"]).breaks(in: span) == [10])
    #expect(try Baseline.every(days: 10).breaks(in: span) == [10, 20, 30])
    #expect(throws: ConflictDataError.self) {
      try Baseline.breaks(["2024-02-11"]).breaks(in: span)
    }
    #expect(try Baseline.breaks(["7.5"]).breaks(in: ObservedSpan("5..20")) == [2.5])
    #expect(throws: ConflictDataError.self) {
      try Baseline.breaks(["soon"]).breaks(in: ObservedSpan("5..20"))
    }
  }

  @Test(arguments: [
    ("pakistan-drones", ["US->militants": 263, "militants->state": 177], 75),
    ("korea-1990s", ["North->allies": 37, "allies->North": 39], 0),
  ])
  func theDataSetsOfFurtherDyadsAreReadWhole(
    name: String, acts: [String: Double], others: Int
  ) throws {
    let folder = CountStudyTests.project.appendingPathComponent("Datasets/\(name)").path
    let text = try String(contentsOfFile: "\(folder)/study.yaml", encoding: .utf8)
    let study = try StudyFile(text: text, file: "study.yaml")
    let source = try DataSource(study.data) { "\(folder)/\($0)" }
    let data = try source.data(ColumnRequest(), selection: study.data.selection)
    let series = try #require(data.expectedCounts)
    for (dyad, counts) in zip(series.dyads, series.counts) {
      let total: Double = counts.reduce(0, +)
      let expected: Double = acts[dyad.description] ?? 0
      #expect(abs(total - expected) < 1e-9, "\(dyad)")
    }
    let left = try source.tables().first { $0.name == "rows" }?.rows.count { row in
      if case .text(let reason) = row[3] { return reason.hasPrefix("no stream") }
      return false
    }
    #expect(left ?? 0 == others)
  }
}
