import Incidents

/// What a table holds: its rows, and remarks on what was not read.
public struct TableContents<Row: Hashable & Sendable>: Hashable, Sendable {
  /// One value for each row, in the order of the table.
  public let rows: [Row]
  /// Columns that are not known and were not read, if there are any: one remark for the table.
  public let remarks: [RowRemark]

  /// The contents of a table.
  public init(rows: [Row], remarks: [RowRemark]) {
    self.rows = rows
    self.remarks = remarks
  }
}
