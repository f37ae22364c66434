import PointProcesses

extension MotiveFindings {
  /// Its rows of `estimates.csv`.
  var estimates: [Estimate] {
    var rows: [Estimate] = []
    if let row = stated?.estimates.first {
      rows.append(
        Estimate(
          .statedAnswerLag, responder: acts.responder, provoker: acts.provoker, value: row.value,
          lower: row.lower, upper: row.upper,
          verdict: row.verdict.isUsable ? .asStated([.atTheirWord]) : row.verdict,
          interval: row.interval))
    }
    for cell in main { rows.append(lag(cell)) }
    if let cell = cell(0, .likeAnswers) {
      rows.append(
        row(
          .answeredShareAtWord, cell.answered, cell, naming: nil,
          verdict: failure(cell) ?? .asStated([.atTheirWord])))
    }
    if let cell = cell(1, .likeAnswers) {
      rows.append(row(.answeredShareBeyondPretext, cell.answered, cell, verdict: beyond(cell)))
      if severity == nil { rows += within(cell) }
    }
    if let severity, let found = severity.cell.severity {
      for (estimand, summary) in [
        (Estimand.timesMoreAnswers, found.times), (.namedTimesMore, found.named),
      ] {
        let isOpen = summary.lower <= 1 && summary.upper >= 1
        rows.append(
          row(
            estimand, summary, severity.cell,
            verdict: failure(severity.cell)
              ?? Verdict(
                (summary.lower, summary.upper), range: .positive,
                obstacles: isOpen ? [.includesOne] : [])))
      }
      rows += within(severity.cell)
    }
    return rows
  }

  private func row(
    _ estimand: Estimand, _ summary: MotiveCell.Summary, _ cell: MotiveCell,
    naming: Statements.Naming? = .likeAnswers, verdict: Verdict
  ) -> Estimate {
    Estimate(
      estimand, responder: acts.responder, provoker: acts.provoker, value: summary.value,
      lower: summary.lower, upper: summary.upper, verdict: verdict, interval: .posterior,
      assumption: .init(pretext: cell.pretext, naming: naming.map { _ in cell.naming }))
  }

  private func failure(_ cell: MotiveCell) -> Verdict? {
    cell.agrees ? nil : .notConverged([.chains(rHat: cell.rHat, effective: cell.effective)])
  }

  /// The lag under one assumption. Its verdict looks at all of them: what changes with the share of
  /// pretexts, or with the way in which they pick, is not known.
  private func lag(_ cell: MotiveCell) -> Estimate {
    let verdict = failure(cell) ?? lagVerdict(cell)
    return row(.answerLag, cell.lag, cell, verdict: verdict)
  }

  /// The cells that differ in the pretext ratio alone, pretexts picking as answers do.
  private var table: [MotiveCell] { main.filter { $0.naming == .likeAnswers } }

  /// The largest median lag over the smallest, over all pretext ratios.
  public var lagRatio: Double {
    let medians = table.map(\.lag.value)
    return (medians.max() ?? .nan) / (medians.min() ?? .nan)
  }

  private func lagVerdict(_ cell: MotiveCell) -> Verdict {
    var doubts: [VerdictReason] = []
    if !table.allSatisfy({ $0.lag.isWithin(factor: 10) }) { doubts.append(.wideInterval) }
    if !(lagRatio < MotiveFindings.largestRatio) { doubts.append(.pretext(ratio: lagRatio)) }
    if cell.naming != .likeAnswers, !isBeyondPretext { doubts.append(.naming) }
    return doubts.isEmpty ? .estimated : .weak(doubts)
  }

  /// Medians that differ by less tell the same lag.
  static let largestRatio = 1.5

  /// Whether the lag stands under every pretext ratio, pretexts picking as answers do.
  public var holdsIfPretextsPickAsAnswers: Bool {
    !table.isEmpty && table.allSatisfy { $0.agrees && $0.lag.isWithin(factor: 10) }
      && lagRatio < MotiveFindings.largestRatio
  }

  /// Whether it stands as well when a motive is given for every act and pretexts pick the latest or worst
  /// attack.
  public var isBeyondPretext: Bool {
    guard holdsIfPretextsPickAsAnswers, let last = table.last,
      let other = cell(last.pretext, .latestOrWorst), last.pretext == 1
    else { return false }
    let ratio = other.lag.value / last.lag.value
    return other.agrees && other.lag.isWithin(factor: 10)
      && max(ratio, 1 / ratio) < MotiveFindings.largestRatio
  }

  /// A share of answers whose interval begins below it may be none.
  static let smallestShare = 0.25

  private func beyond(_ cell: MotiveCell) -> Verdict {
    if let failed = failure(cell) { return failed }
    return cell.answered.lower >= MotiveFindings.smallestShare
      ? .estimated : .notIdentifiable([.smallShare(lower: cell.answered.lower)])
  }

  private func within(_ cell: MotiveCell) -> [Estimate] {
    cell.within.map { item in
      row(
        .answerProbability(days: item.days, item.attack), item.probability, cell,
        verdict: Verdict(
          (item.probability.lower, item.probability.upper), range: .share,
          failures: cell.agrees
            ? [] : [.chains(rHat: cell.rHat, effective: cell.effective)]))
    }
  }
}
