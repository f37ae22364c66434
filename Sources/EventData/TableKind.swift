import Tabular

/// What a table holds, by its header.
public enum TableKind: String, Hashable, Sendable {
  /// Incidents, `incidents.csv`.
  case incidents
  /// Incidents that people coded by hand.
  case codedIncidents
  /// Running totals, `claims.csv`.
  case totals
  /// Running totals that people coded by hand.
  case codedTotals
  /// Answers whose motive is stated.
  case statedPairs
  /// Exact times.
  case times
  /// Days on which documents were published.
  case publications
  /// Counts or other numbers, a row a period.
  case periods

  /// The columns by which a kind is recognized.
  private static let marks: [(kind: TableKind, columns: [String])] = [
    (.codedIncidents, ["date_earliest", "actor"]), (.codedTotals, ["since", "actor"]),
    (.totals, ["since_min", "until_max"]), (.statedPairs, ["trigger_earliest", "responder"]),
    (.incidents, ["source", "target"]), (.incidents, ["date_min", "date_max"]),
    (.times, ["time", "stream"]), (.publications, ["document", "date"]),
  ]

  /// The kind that a header shows; a table of periods where it shows nothing else.
  init(_ reader: CSVReader) {
    let found = TableKind.marks.first { $0.columns.allSatisfy { reader.column($0) != nil } }
    self = found?.kind ?? .periods
  }
}
