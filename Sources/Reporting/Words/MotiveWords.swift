import Escalation
import Incidents
import PointProcesses
import TextCharts

/// What stated motives tell, in words.
struct MotiveWords {
  private let findings: MotiveFindings
  private let fit: Fit

  init(_ findings: MotiveFindings, _ fit: Fit) {
    self.findings = findings
    self.fit = fit
  }

  private var stream: String { fit.estimates.streams[findings.acts.responder] }

  /// The side that speaks.
  private var side: String { (try? Dyad(stream))?.source.code ?? stream }

  private func days(_ summary: MotiveCell.Summary) -> String {
    "\(number(summary.value)) days (\(number(summary.lower)) to \(number(summary.upper)))"
  }

  private func number(_ value: Double) -> String { Numeral.significant(value, digits: 2) }

  private func percent(_ share: Double) -> String { Numeral.fixed(100 * share, decimals: 0) }

  private func estimate(_ estimand: Estimand, _ assumption: Estimate.Assumption?) -> Estimate? {
    fit.estimates[
      estimand, responder: findings.acts.responder, provoker: findings.acts.provoker,
      assuming: assumption]
  }

  /// The finding as one paragraph.
  var paragraph: String {
    ([counted] + [lag, share, severity].compactMap { $0 }).joined(separator: " ")
  }

  private var counted: String {
    let acts = findings.acts
    let count =
      "In \(acts.statedCount) of \(acts.acts.count) cases \(side) named the attack that it answered."
    guard findings.cells.isEmpty else { return count }
    let row = estimate(.statedAnswerLag, nil)
    let few =
      " That is too few for statements to be data (\(MotiveOptions.fewest) are needed): quote no lag for them."
    guard let row, row.verdict.isUsable else { return count + few }
    return count
      + " The stated answers came \(number(row.value)) days later (\(number(row.lower)) to "
      + "\(number(row.upper)))." + few
  }

  private var lag: String? {
    guard let word = findings.main.first(where: { $0.naming == .likeAnswers }) else { return nil }
    guard findings.main.allSatisfy(\.agrees) else {
      return
        "The chains with statements do not agree, so no lag of answers can be quoted. Raise 'draws'."
    }
    let atWord =
      word.pretext == 0
      ? "Taken at their word, answers come \(days(word.lag)) later."
      : "With a pretext ratio of \(Numeral.setting(word.pretext)), answers come \(days(word.lag)) later."
    if findings.isBeyondPretext {
      return atWord
        + " The lag hardly changes when a motive is given for every act, whether pretexts pick as answers "
        + "do or name the latest or worst attack."
    }
    if findings.holdsIfPretextsPickAsAnswers {
      return atWord
        + " The lag hardly changes when motives are doubted, as long as a pretext picks among attacks "
        + "as an answer would."
    }
    guard let last = findings.main.last(where: { $0.naming == .likeAnswers }),
      last.pretext > word.pretext
    else { return atWord }
    return findings.lagRatio < 1.5
      ? atWord
        + " The interval is too wide for more than an order of magnitude."
      : atWord
        + " It rests on their word: with a pretext ratio of \(Numeral.setting(last.pretext)) it is "
        + "\(days(last.lag))."
  }

  private var share: String? {
    guard let cell = findings.cell(1, .likeAnswers),
      let row = estimate(.answeredShareBeyondPretext, cell.assumption)
    else { return nil }
    let interval = "\(percent(row.lower)) to \(percent(row.upper)) %"
    return row.verdict.isUsable
      ? "\(interval) of the acts are answers even if a motive is given for every act."
      : "Whether the acts would have come anyway, the data cannot say: \(interval) are answers if a motive "
        + "is given for every act."
  }

  private var severity: String? {
    guard let found = findings.severity?.cell.severity else { return nil }
    func range(_ summary: MotiveCell.Summary) -> String {
      "\(number(summary.value)) times (\(number(summary.lower)) to \(number(summary.upper)))"
    }
    let times =
      found.times.lower > 1
      ? "By their times, severe attacks have \(range(found.times)) the answers of others."
      : found.times.upper < 1
        ? "By their times, severe attacks have fewer answers: \(range(found.times)) those of others."
        : "Whether severe attacks have more answers, their times cannot say: \(range(found.times)) those of others."
    return times
      + (found.named.lower > 1
        ? " They are named more often than others at the same lag: \(range(found.named))." : "")
  }

  /// The tables of the report.
  var section: Page {
    let laws = findings.options.namings
    var table = TextTable(
      columns: [.init("pretext ratio", alignsRight: true)]
        + laws.flatMap { law in
          [
            TextTable.Column("lag, days: \(MotiveWords.words(law))", alignsRight: true),
            TextTable.Column("share that answers", alignsRight: true),
          ]
        })
    for pretext in findings.options.pretexts {
      table.append(
        [Numeral.setting(pretext)]
          + laws.flatMap { law -> [String] in
            guard let cell = findings.cell(pretext, law) else { return ["-", "-"] }
            return [
              "\(number(cell.lag.value)) (\(number(cell.lag.lower)) to \(number(cell.lag.upper)))",
              "\(Numeral.fixed(cell.answered.value, decimals: 2)) (\(Numeral.fixed(cell.answered.lower, decimals: 2)) "
                + "to \(Numeral.fixed(cell.answered.upper, decimals: 2)))",
            ]
          })
    }
    return Page([
      .heading("Stated motives of \(side)"), .table(table),
      .paragraph(
        "The pretext ratio says how many times as often an act that answers nothing names a motive as an "
          + "answer does: 0 takes all statements at their word, 1 gives a motive to every act. It cannot be "
          + "estimated from these data; read down the table to see what rests on it."),
    ])
  }

  private static func words(_ law: Statements.Naming) -> String {
    switch law {
    case .likeAnswers: "like answers"
    case .latestOrWorst: "latest or worst"
    }
  }
}
