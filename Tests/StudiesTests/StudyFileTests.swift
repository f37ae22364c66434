import Escalation
import Studies
import Testing

@Suite struct StudyFileTests {
  static let valid = """
    study: A test
    window: 2024-01-01..2024-03-31
    streams: [US->militias, militias->US]
    incidents: incidents.csv
    claims:
      file: claims.csv
      rule: widest-band
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
    #expect(study.title == "A test" && study.window.length == 91)
    #expect(study.streams.map(\.description) == ["US->militias", "militias->US"])
    #expect(study.seed == 1 && study.level == 0.95 && study.horizon == 30)
    #expect(study.totals.rule == .widestBand && study.totals.scopes == nil)
    #expect(study.reports == nil && study.sides == nil)
    guard case .hawkes(let baseline, let options) = study.models[0].fit else {
      Issue.record("not a Hawkes fit")
      return
    }
    #expect(options.family == .weibull && options.imputations == 40)
    #expect(baseline == .breaks(["2024-02-01"]))
    guard case .autoregression(let options) = study.models[1].fit else {
      Issue.record("not an autoregression")
      return
    }
    #expect(options.order == .fixed(7))
  }

  @Test func datesAreFittedAsTheyAreByDefault() throws {
    let text = Self.valid.replacing(
      "kernel: weibull", with: "slower-than: 21\n    ladder: [none, 7]\n    prior-lag-median: 5")
    guard
      case .posterior(let baseline, let options) = try StudyFile(text: text, file: "s").models[0]
        .fit
    else {
      Issue.record("not a posterior")
      return
    }
    #expect(baseline == .smooth(slowerThan: 21, breaks: ["2024-02-01"], weekdays: false))
    #expect(options.scales == [nil, 7] && options.sampling.priors.lagMedian == 5)
    let mixed = Self.valid.replacing("kernel: weibull", with: "bootstrap: 40")
    #expect(throws: StudyError.self) { try StudyFile(text: mixed, file: "s") }
  }

  /// The valid study with one line replaced, and the message that it must give.
  @Test(arguments: [
    ("study: A test", "sed: 5", "s.yaml:1:1: unknown key 'sed'; did you mean 'seed'?"),
    (
      "study: A test", "weather: rain",
      "s.yaml:1:1: unknown key 'weather'; the keys here are study, window"
    ),
    (
      "window: 2024-01-01..2024-03-31", "window: 2024-01-01",
      "s.yaml:2:9: '2024-01-01' is not a window; write START..END"
    ),
    ("window: 2024-01-01..2024-03-31", "level: 0.9", "s.yaml:1:1: the key 'window' is missing"),
    (
      "    kernel: weibull", "    kernel: gama",
      "s.yaml:11:13: 'gama' is not known here; did you mean 'gamma'?"
    ),
    (
      "    kernel: weibull", "    kernels: weibull",
      "s.yaml:11:5: unknown key 'kernels'; did you mean 'kernel'?"
    ),
    (
      "    lags: 7", "    kernel: gamma",
      "s.yaml:15:5: unknown key 'kernel'; the keys here are name, fit, lags"
    ),
    (
      "    lags: 7", "    lags: seven",
      "s.yaml:15:11: 'seven' should be a whole number; from 0 to 1000"
    ),
    ("    fit: var", "    fit: vr", "s.yaml:14:10: 'vr' is not known here; did you mean 'var'?"),
    ("  - name: counts", "  - name: first", "s.yaml:13:5: two models are named 'first'"),
    ("  - name: counts", "  - name: a/b", "s.yaml:13:11: 'a/b' cannot name a folder"),
    (
      "  rule: widest-band", "  rule: loudest",
      "s.yaml:7:9: 'loudest' is not known here; use one of latest-statement, widest-band"
    ),
    (
      "streams: [US->militias, militias->US]", "streams: [US, militias]",
      "s.yaml:3:11: 'US' is not a dyad"
    ),
    (
      "    breaks: [2024-02-01]", "    baseline: piecewise",
      "s.yaml:9:5: a piecewise baseline needs its breaks"
    ),
    ("study: A test", "study: 'unended", "s.yaml:"),
    (
      "study: A test", "window: 2024-01-01..2024-02-01", "s.yaml:1:1: the key 'window' stands twice"
    ),
  ])
  func mistakesAreNamedWithLineAndSuggestion(line: String, replacement: String, message: String) {
    let text = Self.valid.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0 == line ? replacement : String($0) }.joined(separator: "\n")
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, file: "s.yaml") }
    #expect(error?.description.hasPrefix(message) == true, "\(error?.description ?? "none")")
  }

  @Test func anEmptyFileIsNamed() {
    let error = #expect(throws: StudyError.self) { try StudyFile(text: "", file: "s.yaml") }
    #expect(error?.problem == "the file is empty")
  }

  @Test func breaksMustLieInTheWindow() throws {
    let span = try ObservedSpan("2024-01-01..2024-01-31")
    #expect(try BaselinePlan.breaks(["2024-01-11"]).breaks(in: span) == [10])
    #expect(try BaselinePlan.every(days: 10).breaks(in: span) == [10, 20, 30])
    #expect(throws: PlanError.self) { try BaselinePlan.breaks(["2024-02-11"]).breaks(in: span) }
    #expect(try BaselinePlan.breaks(["7.5"]).breaks(in: ObservedSpan("5..20")) == [2.5])
    #expect(throws: PlanError.self) {
      try BaselinePlan.breaks(["soon"]).breaks(in: ObservedSpan("5..20"))
    }
  }
}
