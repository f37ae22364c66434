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

  /// The columns that are read of a table of this kind; nil where all are.
  public var columns: [String]? {
    switch self {
    case .incidents: IncidentTable.columns + ["date"]
    case .codedIncidents: CodedLog.incidentColumns.filter { $0 != "source_date" }
    case .totals: ClaimTable.columns
    case .codedTotals: CodedLog.claimColumns
    case .statedPairs:
      StatedPairTable.columns.filter { !$0.hasPrefix("lag_days") }
    case .times: ["time", "stream"]
    case .publications: ["document", "date"]
    case .periods: nil
    }
  }

  /// Columns that can hold numbers with a decimal sign, of a table with these columns.
  func decimalColumns(of header: [String]) -> [String] {
    switch self {
    case .incidents: header.filter { $0 == "confidence" }
    case .times: ["time"]
    case .periods: Array(header.dropFirst())
    case .codedIncidents, .totals, .codedTotals, .statedPairs, .publications: []
    }
  }

  /// The kind that a header shows; a table of periods where it shows nothing else.
  init(_ reader: CSVReader) {
    let found = TableKind.marks.first { $0.columns.allSatisfy { reader.column($0) != nil } }
    self = found?.kind ?? .periods
  }
}
