/// A small table of results, before it is known how it will be written.
public struct Table: Hashable, Sendable {
  /// A value of a table.
  public enum Cell: Hashable, Sendable {
    /// A text; guarded against being taken for a formula.
    case text(String)
    /// A whole number.
    case integer(Int)
    /// A number, written with as many digits as it takes to read it back exactly.
    case number(Double)
    /// An end that a range does not have: `+`; null in JSON, where both ends are null of a range
    /// that is missing.
    case open
    /// Nothing.
    case empty
  }

  /// The name of the file that it goes into, without its ending.
  public let name: String
  /// The names of the columns.
  public let columns: [String]
  /// The rows; each as wide as the columns.
  public private(set) var rows: [[Cell]]

  /// A table without rows.
  public init(name: String, columns: [String]) {
    self.name = name
    self.columns = columns
    rows = []
  }

  /// The rows of several tables of the same columns below each other.
  ///
  /// - Precondition: There is at least one table, and all have its columns.
  public init(joining tables: [Table], name: String) {
    precondition(Set(tables.map(\.columns)).count == 1, "tables of the same columns")
    self.init(name: name, columns: tables[0].columns)
    rows = tables.flatMap(\.rows)
  }

  /// This table under another name.
  public func renamed(_ name: String) -> Table {
    Table(joining: [self], name: name)
  }

  /// Adds a row.
  ///
  /// - Precondition: It has a cell for every column.
  public mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row of \(name) needs \(columns.count) cells")
    rows.append(row)
  }
}

extension Table.Cell {
  /// A text, or an empty cell where there is none.
  public init(_ text: String?) {
    self = text.map { .text($0) } ?? .empty
  }

  /// A whole number, or an empty cell where there is none.
  public init(_ integer: Int?) {
    self = integer.map { .integer($0) } ?? .empty
  }

  /// A number, or an empty cell where there is none.
  public init(_ number: Double?) {
    self = number.map { .number($0) } ?? .empty
  }
}
