import Escalation
import RealModule
import Tabular
import TextCharts
import TimeSeries

extension ChangesOfSeries: DetailedReport {
  func screen(_ fit: Fit) throws -> Page? {
    var page = Page([.heading("Changes")])
    for (name, entry) in zip(fit.context.streams, series) {
      let count = entry.changes.positions.count
      page.append(
        .paragraph(
          "\(name): \(count == 0 ? "no change" : "\(count) change\(count == 1 ? "" : "s")"). "
            + entry.method))
      if let interruption = entry.interruption {
        page.append(.paragraph(words(interruption, series: name)))
      }
    }
    return page
  }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page()
    for (name, entry) in zip(fit.context.streams, series) {
      var shown = TextTable(columns: [
        .init("from"), .init("to"), .init("mean", alignsRight: true),
        .init("variance", alignsRight: true),
      ])
      for segment in entry.segments {
        shown.append([
          labels[segment.rows.lowerBound], labels[segment.rows.upperBound - 1],
          Numeral.significant(segment.mean), Numeral.significant(segment.variance),
        ])
      }
      page.append(.heading(name))
      page.append(.table(shown))
    }
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    var changes = Table(
      name: "changepoints",
      columns: ["series", "position", "first_period", "mean_before", "mean_after"])
    var acts = Table(
      name: "interruption",
      columns: [
        "series", "date", "is_placebo", "level", "level_error", "level_low", "level_high", "slope",
        "slope_error",
      ])
    for (name, entry) in zip(fit.context.streams, series) {
      for (before, after) in zip(entry.segments, entry.segments.dropFirst()) {
        let start = after.rows.lowerBound
        changes.append([
          .text(name), .integer(start), .text(labels[start]), .number(before.mean),
          .number(after.mean),
        ])
      }
      guard let interruption = entry.interruption else { continue }
      let all = [(interruption.change, false)] + interruption.placebos.map { ($0, true) }
      for (change, isPlacebo) in all {
        let interval = change.levelInterval(fit.context.level)
        acts.append([
          .text(name), .text(labels[min(change.position, labels.count - 1)]),
          .text(isPlacebo ? "yes" : "no"), .number(change.level), .number(change.levelError),
          .number(interval.lowerBound), .number(interval.upperBound), .number(change.slope),
          .number(change.slopeError),
        ])
      }
    }
    return [changes] + (act == nil ? [] : [acts])
  }

  /// The change at the act in words, with what other dates say of it.
  private func words(_ interruption: InterruptedSeries, series: String) -> String {
    let change = interruption.change
    let interval = change.levelInterval(0.95)
    func shown(_ value: Double) -> String {
      Numeral.significant(interruption.isCount ? Double.exp(value) : value)
    }
    let move =
      interruption.isCount
      ? "the level of \(series) is multiplied by" : "the level of \(series) moves by"
    let others = interruption.placebos.count
    let dates = "other date\(others == 1 ? "" : "s")"
    let comparison: String
    if others < 9, interruption.placeboShare * Double(others + 1) < 1.5 {
      comparison =
        "Only \(others) \(dates) could be compared, and none shows as much: too few to judge."
    } else {
      comparison =
        "Of the act and \(others) \(dates) a share of "
        + "\(Numeral.probability(interruption.placeboShare)) shows as much. "
        + (interruption.placeboShare > 0.1
          ? "Other dates show that, too."
          : interval.contains(0)
            ? "That is more than other dates show, but the interval includes no change."
            : "That is more than other dates show.")
    }
    return "At \(act ?? "the act") \(move) \(shown(change.level)) (95 % interval "
      + "\(shown(interval.lowerBound)) to \(shown(interval.upperBound))). \(comparison)"
  }
}

extension SeriesChanges {
  /// How the changes were found.
  fileprivate var method: String {
    let penalty = "Penalty of a change: \(Numeral.significant(changes.penalty))."
    guard let choice = changes.choice else { return penalty }
    let kind =
      choice.isCount
      ? "counts with a variance of \(Numeral.significant(choice.dispersion, digits: 2)) times "
        + "their mean" : "a series that is not a count"
    return "Cost: \(choice.cost.rawValue), chosen for \(kind). \(penalty) It is "
      + "\(Numeral.significant(choice.inflation, digits: 2)) times that of independent values, because "
      + "up to \(Numeral.fixed(100 * choice.ownAnswers, decimals: 0)) % of the values may follow "
      + "earlier ones."
  }
}
