import ArgumentParser
import Escalation
import Settings
import Studies
import Testing

/// A model's entry in a study file is a command line: the same options, checks and messages.
@Suite struct OneDoorTests {
  /// A model's mapping in a study file, and the same as arguments of the command.
  struct Case: Sendable, CustomTestStringConvertible {
    let fit: String
    let mapping: String
    let arguments: [String]

    init(_ fit: String, _ mapping: String, _ arguments: [String]) {
      self.fit = fit
      self.mapping = mapping
      self.arguments = arguments
    }

    var testDescription: String { "\(fit): \(mapping)" }

    var text: String {
      "data: {counts: c.csv}\nmodels:\n  - {name: m, fit: \(fit)"
        + (mapping.isEmpty ? "" : ", \(mapping)") + "}\n"
    }

    /// What the command says; nil where it accepts the arguments.
    func ofCommand() throws -> (analysis: (any Analysis)?, message: String?) {
      let type = try #require(Models.named(fit))
      do {
        return (try type.parse(arguments).analysis(), nil)
      } catch {
        return (nil, type.message(for: error))
      }
    }
  }

  static let valid = [
    Case("hawkes", "", []),
    Case(
      "hawkes", "kernel: weibull, method: mle, breaks: [2024-01-05, 2024-02-01], bootstrap: 40",
      [
        "--kernel", "weibull", "--method", "mle", "--breaks", "2024-01-05,2024-02-01",
        "--bootstrap", "40",
      ]),
    Case(
      "hawkes", "weekdays: yes, ladder: [none, 14.5], lags-from: 90",
      ["--weekdays", "--ladder", "none,14.5", "--lags-from", "90"]),
    Case("hawkes", "weekdays: no", []),
    Case(
      "var", "max-lags: 6, criterion: hqic, dummies: month, exogenous: [x, y], exogenous-lags: 2",
      [
        "--max-lags", "6", "--criterion", "hqic", "--dummies", "month", "--exogenous", "x,y",
        "--exogenous-lags", "2",
      ]),
    Case("var", "lags: 0, bootstrap: 0", ["--lags", "0", "--bootstrap", "0"]),
    Case(
      "counts", "response: a, provokers: b, lags: 3, zeros: hurdle",
      ["--response", "a", "--provokers", "b", "--lags", "3", "--zeros", "hurdle"]),
    Case(
      "counts", "model: ingarch, response: a, past-observations: [1, 7], past-means: none",
      [
        "--model", "ingarch", "--response", "a", "--past-observations", "1,7", "--past-means",
        "none",
      ]),
    Case("counts", "model: endemic, season: 52.18", ["--model", "endemic", "--season", "52.18"]),
    Case(
      "projections", "law: poisson, errors: lag-augmented, shock: unit",
      ["--law", "poisson", "--errors", "lag-augmented", "--shock", "unit"]),
    Case("compare", "lags: 7, no-forecasts: yes", ["--lags", "7", "--no-forecasts"]),
    Case("describe", "jitter-window: 35", ["--jitter-window", "35"]),
    Case(
      "changepoints", "cost: negative-binomial, penalty: 15, act: 2024-02-02",
      ["--cost", "negative-binomial", "--penalty", "15", "--act", "2024-02-02"]),
    Case("model-free", "reach: 2.5, gap: 3", ["--reach", "2.5", "--gap", "3"]),
    Case("test", "refits: 19, surrogates: 199", ["--refits", "19", "--surrogates", "199"]),
  ]

  static let invalid = [
    Case(
      "var", "max-lags: 3, min-lags: 10, bootstrap: 5",
      ["--max-lags", "3", "--min-lags", "10", "--bootstrap", "5"]),
    Case("var", "max-lags: 3, min-lags: 10", ["--max-lags", "3", "--min-lags", "10"]),
    Case("var", "lags: 3, criterion: aic", ["--lags", "3", "--criterion", "aic"]),
    Case("var", "lags: -3", ["--lags", "-3"]),
    Case("var", "lags: 9223372036854775807", ["--lags", "9223372036854775807"]),
    Case("var", "lag: 3", ["--lag", "3"]),
    Case("var", "link: log", ["--link", "log"]),
    Case("var", "bootstrap: 1e9", ["--bootstrap", "1e9"]),
    Case(
      "counts", "model: kernel, zeros: hurdle, season: 7",
      ["--model", "kernel", "--zeros", "hurdle", "--season", "7"]),
    Case("counts", "model: endemic, lags: 3", ["--model", "endemic", "--lags", "3"]),
    Case("counts", "model: inar", ["--model", "inar"]),
    Case("counts", "model: kernal", ["--model", "kernal"]),
    Case(
      "counts", "model: ingarch, response: a, past-observations: 0",
      ["--model", "ingarch", "--response", "a", "--past-observations", "0"]),
    Case("hawkes", "method: mle, ladder: 7", ["--method", "mle", "--ladder", "7"]),
    Case("hawkes", "ladder: [none, x]", ["--ladder", "none,x"]),
    Case("hawkes", "lags-from: 90, lags-to: 60", ["--lags-from", "90", "--lags-to", "60"]),
    Case("hawkes", "kernal: gamma", ["--kernal", "gamma"]),
    Case("hawkes", "open-share: 20", ["--open-share", "20"]),
    Case("changepoints", "penalty: some", ["--penalty", "some"]),
    Case("compare", "bootstrap: 5", ["--bootstrap", "5"]),
    Case("describe", "lags: 0", ["--lags", "0"]),
    Case("test", "surrogates: 20", ["--surrogates", "20"]),
  ]

  @Test(arguments: valid)
  func bothMakeTheSameAnalysis(of one: Case) throws {
    let command = try one.ofCommand()
    let analysis = try #require(command.analysis, "\(command.message ?? "")")
    let study = try StudyFile(text: one.text, file: "s.yaml")
    #expect(type(of: study.models[0].analysis) == type(of: analysis))
    #expect("\(study.models[0].analysis)" == "\(analysis)")
    let settings = try #require(Models.named(one.fit)).parse(one.arguments)
    #expect(
      ParsedValues.of(study.models[0].settings).map(\.value)
        == ParsedValues.of(settings).map(\.value))
  }

  /// A message without what only one of the doors has: dashes before options, quotes around keys,
  /// the placeholder of a value.
  private func plain(_ message: String) -> String {
    message.replacing(/\ <[^>]*>/, with: "").replacing("--", with: "").replacing("'", with: "")
      .replacing("Unknown option", with: "unknown key").replacing(". Did", with: "; did")
  }

  @Test(arguments: invalid)
  func bothRefuseWithTheSameWords(of one: Case) throws {
    let message = try #require(try one.ofCommand().message, "the command accepts it")
    let error = #expect(throws: StudyError.self) {
      try StudyFile(text: one.text, file: "s.yaml")
    }
    let found = try #require(error)
    #expect(found.file == "s.yaml" && found.line == 3 && found.column > 4, "\(found)")
    let text = found.hint.isEmpty ? found.problem : "\(found.problem); \(found.hint)"
    #expect(plain(text) == plain(message))
    #expect(!found.description.contains("--"), "\(found)")
  }

  @Test(arguments: [
    ("var", "lag: 3", "'lags'"), ("hawkes", "kernal: gamma", "'kernel'"),
    ("counts", "famly: poisson", "'family'"), ("var", "bootstap: 50", "'bootstrap'"),
  ])
  func aMisspeltKeyIsNamedWithTheNearest(fit: String, mapping: String, key: String) {
    let text = Case(fit, mapping, []).text
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, file: "s.yaml") }
    #expect(error?.description.contains("; did you mean \(key)?") == true, "\(error!)")
    // The place is that of the key, behind '  - {name: m, fit: ' and a comma.
    #expect(error?.column == 22 + fit.count, "\(error!)")
  }
}
