import Escalation
import RealModule
import Tabular
import TextCharts
import TimeSeries

/// Changes of several series, and of each at a dated act.
public struct ChangeReport: Sendable {
  /// One series' changes.
  public struct Entry: Sendable {
    /// The series.
    public let name: String
    /// Its changes.
    public let changes: ChangePoints
    /// The change at the act, where one is asked for.
    public let interruption: InterruptedSeries?
    /// Means of the segments, in the series' own unit.
    let means: [Double]
    /// Variances of the segments.
    let variances: [Double]

    /// One series' changes.
    public init(
      name: String, values: [Double], changes: ChangePoints, interruption: InterruptedSeries?
    ) {
      self.name = name
      let ends = changes.positions + [values.count]
      let segments = zip([0] + changes.positions, ends).map { values[$0..<$1] }
      let means = segments.map { $0.reduce(0, +) / Double($0.count) }
      self.means = means
      variances = zip(segments, means).map { segment, mean in
        segment.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(segment.count)
      }
      self.changes = changes
      self.interruption = interruption
    }
  }

  private let entries: [Entry]
  private let labels: [String]
  private let act: String?

  /// A report.
  public init(entries: [Entry], labels: [String], act: String?) {
    self.entries = entries
    self.labels = labels
    self.act = act
  }

  /// The changes as tables and a report.
  public var findings: Findings {
    var findings = Findings()
    var table = Table(
      name: "changepoints",
      columns: ["series", "position", "first_period", "mean_before", "mean_after"])
    var acts = Table(
      name: "interruption",
      columns: [
        "series", "date", "is_placebo", "level", "level_error", "level_low", "level_high", "slope",
        "slope_error",
      ])
    findings.report.append(.heading("Changes"))
    for entry in entries {
      var shown = TextTable(columns: [
        .init("from"), .init("to"), .init("mean", alignsRight: true),
        .init("variance", alignsRight: true),
      ])
      let starts = [0] + entry.changes.positions
      let ends = entry.changes.positions + [labels.count]
      for (index, (start, end)) in zip(starts, ends).enumerated() {
        shown.append([
          labels[start], labels[end - 1], Numeral.significant(entry.means[index]),
          Numeral.significant(entry.variances[index]),
        ])
        if index > 0 {
          table.append([
            .text(entry.name), .integer(start), .text(labels[start]),
            .number(entry.means[index - 1]), .number(entry.means[index]),
          ])
        }
      }
      let count = entry.changes.positions.count
      findings.report.append(
        .paragraph(
          "\(entry.name): \(count == 0 ? "no change" : "\(count) change\(count == 1 ? "" : "s")") "
            + "at a penalty of \(Numeral.significant(entry.changes.penalty)) each."))
      findings.report.append(.table(shown))
      if let interruption = entry.interruption {
        let own = [(interruption.change, false)] + interruption.placebos.map { ($0, true) }
        for (change, isPlacebo) in own {
          let interval = change.levelInterval(0.95)
          acts.append([
            .text(entry.name), .text(labels[min(change.position, labels.count - 1)]),
            .text(isPlacebo ? "yes" : "no"), .number(change.level), .number(change.levelError),
            .number(interval.lowerBound), .number(interval.upperBound), .number(change.slope),
            .number(change.slopeError),
          ])
        }
        findings.report.append(.paragraph(words(interruption, series: entry.name)))
      }
    }
    findings.tables = [table]
    if act != nil { findings.tables.append(acts) }
    return findings
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
    let share = Numeral.probability(interruption.placeboShare)
    let comparison: String
    if others < 9, interruption.placeboShare * Double(others + 1) < 1.5 {
      comparison =
        "Only \(others) other date\(others == 1 ? "" : "s") could be compared, none of which shows "
        + "as much: too few to tell."
    } else {
      comparison =
        "Of the act and \(others) other date\(others == 1 ? "" : "s") a share of \(share) shows as much. "
        + (interruption.placeboShare > 0.1
          ? "Other dates do that too."
          : interval.contains(0)
            ? "That is more than other dates do, but the interval holds no change."
            : "That is more than other dates do.")
    }
    return "At \(act ?? "the act") \(move) \(shown(change.level)) (95 % interval "
      + "\(shown(interval.lowerBound)) to \(shown(interval.upperBound))). \(comparison)"
  }
}
