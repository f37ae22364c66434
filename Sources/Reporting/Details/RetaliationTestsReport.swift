import Escalation
import PointProcesses
import Tabular
import TextCharts

extension RetaliationTests: DetailedReport {
  func screen(_ fit: Fit) throws -> Page? {
    var page = Page([
      .heading("Retaliation, or a shared trend?"),
      .paragraph(RobustnessReport.introduction(tests.options)),
    ])
    let evidence = EvidenceWords(fit)
    // Directions go responder by responder, in the order of the streams.
    let streams = fit.context.streams.indices
    let pairs = streams.flatMap { i in streams.filter { $0 != i }.map { (i, $0) } }
    for ((i, j), direction) in zip(pairs, tests.directions) {
      page.append(
        .lines(
          ["\(direction.responder) in answer to \(direction.provoker)"]
            + (evidence?.judgement(i, j) ?? [])
            + ["  Beside it: \(RobustnessReport.sentence(direction, tests.options))"]))
    }
    return page
  }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page()
    for direction in tests.directions {
      page.append(.heading("\(direction.responder) in answer to \(direction.provoker)"))
      page.append(.table(RobustnessReport.summary(direction)))
    }
    try page.append(partners.sections(fit))
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    try partners.tables(fit) + [RobustnessReport.table(tests)]
  }
}

/// Words and tables about tests of retaliation.
enum RobustnessReport {
  static func introduction(_ options: RobustnessTests.Options) -> String {
    let window = Numeral.setting(options.windowDays)
    return
      "Two sides that share a trend look as if they answered each other. The evidence ratio decides. "
      + "Two tests stand beside it. The jitter test asks whether "
      + "incidents of one side follow those of the other within days more often than if its times "
      + "were drawn anew within windows of \(window) days. The lead test asks whether one side leads "
      + "more than two sides would that share a trend which may double and halve within weeks. Dates "
      + "are drawn from their intervals in the data and in all \(options.surrogates) surrogates."
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
    switch direction.conclusion {
    case .beyondRoughTrend:
      return "even a rough shared trend would hardly make incidents follow like this (lead test)."
    case .beyondSlowTrend:
      return
        "incidents follow more closely than under a trend that is constant within "
        + "\(Numeral.setting(options.windowDays)) days (jitter test); a faster one would do the same."
    case .notToldApart:
      return "the lead and jitter tests find nothing; they often miss mutual answers."
    case .tooFew: return "too few incidents for the lead and jitter tests."
    }
  }

  static func table(_ tests: RobustnessTests) -> Table {
    var table = Table(
      name: "tests",
      columns: [
        "test", "responder", "provoker", "statistic", "expected", "p_value", "surrogates",
        "finding",
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
          .integer(test.surrogates), .text(SampledHawkesWords.name(of: direction.conclusion)),
        ])
      }
    }
    return table
  }
}
