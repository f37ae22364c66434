import Escalation
import PointProcesses
import Tabular
import TextCharts

extension Findings {
  /// What tests of retaliation against a common trend have to say: a table and a sentence for each
  /// direction, and tests.csv.
  public init(_ tests: RobustnessTests) {
    self.init()
    tables = [RobustnessReport.table(tests)]
    report.append(.heading("Retaliation, or a common campaign?"))
    report.append(.paragraph(RobustnessReport.introduction(tests.options)))
    for direction in tests.directions {
      report.append(.heading("\(direction.responder) in answer to \(direction.provoker)"))
      report.append(.table(RobustnessReport.summary(direction)))
      report.append(.paragraph(RobustnessReport.sentence(direction, tests.options)))
    }
  }
}

/// Words and tables about tests of retaliation.
enum RobustnessReport {
  static func introduction(_ options: RobustnessTests.Options) -> String {
    let window = Numeral.setting(options.windowDays)
    return
      "Two sides that fight in the same campaign look as if they answered each other. The jitter "
      + "test asks whether incidents of one side follow those of the other within days more often "
      + "than if its times were drawn anew within windows of \(window) days. The lead test asks "
      + "whether one side leads more than two sides would that share a trend which may double and "
      + "halve within weeks. Dates are drawn from their intervals in the data and in all "
      + "\(options.surrogates) surrogates."
  }

  static func summary(_ direction: RobustnessTests.Direction) -> TextTable {
    var table = TextTable(columns: [
      .init("test"), .init("statistic", alignsRight: true), .init("by chance", alignsRight: true),
      .init("p", alignsRight: true),
    ])
    let parts: [(String, SurrogateTest)] = [
      ("lead", direction.lead), ("jitter", direction.jitter),
      ("lead-lag ratio, log", direction.leadLag), ("jitter, time reversed", direction.reversed),
      ("actors shuffled", direction.shuffled), ("likelihood ratio", direction.likelihoodRatio),
    ]
    for (name, test) in parts where !test.pValue.isNaN {
      table.append([
        name, Numeral.significant(test.observed, digits: 2),
        Numeral.significant(test.expected, digits: 2), Numeral.probability(test.pValue),
      ])
    }
    return table
  }

  static func sentence(
    _ direction: RobustnessTests.Direction, _ options: RobustnessTests.Options
  ) -> String {
    let verdict = "Verdict: \(direction.conclusion.verdict.rawValue). "
    let window = Numeral.setting(options.windowDays)
    switch direction.conclusion {
    case .beyondRoughTrend:
      return
        verdict + "The incidents follow in a way that even a rough common trend would hardly bring "
        + "about."
    case .beyondSlowTrend:
      return
        verdict + "The incidents follow more closely than a trend would bring about that is steady "
        + "within \(window) days; a rougher trend that both sides share would do, so the data cannot tell."
    case .notToldApart:
      return
        verdict + "Not told apart from a common trend or from chance. That is no evidence that "
        + "there is no answer; with mutual answers and few incidents the tests often miss one."
    case .tooFew:
      return verdict + "Too few incidents to tell."
    }
  }

  static func table(_ tests: RobustnessTests) -> Table {
    var table = Table(
      name: "tests",
      columns: [
        "test", "responder", "provoker", "statistic", "expected", "p_value", "surrogates",
        "verdict",
      ])
    for direction in tests.directions {
      let parts: [(String, SurrogateTest)] = [
        ("lead", direction.lead), ("jitter", direction.jitter), ("lead_lag", direction.leadLag),
        ("time_reversed", direction.reversed), ("shuffled_labels", direction.shuffled),
        ("likelihood_ratio", direction.likelihoodRatio),
      ]
      for (name, test) in parts where name != "likelihood_ratio" || tests.options.refits > 0 {
        table.append([
          .text(name), .text(direction.responder), .text(direction.provoker),
          .number(test.observed), .number(test.expected), .number(test.pValue),
          .integer(test.surrogates), .text(direction.conclusion.verdict.rawValue),
        ])
      }
    }
    return table
  }
}
