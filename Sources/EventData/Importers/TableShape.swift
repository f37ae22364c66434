import Tabular

/// What the first row of a table shows: the names of its columns, or values where it has no header.
package struct TableShape {
  /// The file, as the user named it.
  package let file: String
  /// The first row.
  package let first: [String]
  /// Between fields.
  package let separator: UInt8
  /// The first row as names: small letters, `_` for every run of other characters.
  package let names: [String]
  private let positions: [String: Int]

  /// The shape of a table.
  package init(file: String, first: [String], separator: UInt8) {
    self.file = file
    self.first = first
    self.separator = separator
    names = first.map(TableShape.folded)
    positions = Dictionary(
      names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A name as it is compared: `Event Date`, `EVENT_DATE` and `event.date` are the same.
  package static func folded(_ name: String) -> String {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        result.unicodeScalars.append(scalar)
      } else if !result.isEmpty, !result.hasSuffix("_") {
        result += "_"
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result
  }

  /// The number of columns.
  package var count: Int { first.count }

  /// Whether tabs separate the fields.
  package var hasTabs: Bool { separator == 0x09 }

  /// The position of a column by any of its names.
  package func column(_ names: String...) -> Int? { names.lazy.compactMap { positions[$0] }.first }

  /// Whether the table has all of these columns.
  package func has(_ names: String...) -> Bool { names.allSatisfy { positions[$0] != nil } }

  /// The position of a column that must be there.
  ///
  /// - Throws: ``TabularError`` that lists the columns of the table.
  package func required(_ names: String...) throws(TabularError) -> Int {
    if let found = names.lazy.compactMap({ positions[$0] }).first { return found }
    throw TabularError(
      file: file, line: 1, column: 0, problem: "there is no column '\(names[0])'",
      hint: "the columns are \(first.joined(separator: ", "))")
  }

  /// Whether a value of the first row is a whole number of so many digits.
  package func isNumber(_ column: Int, digits: ClosedRange<Int>) -> Bool {
    guard column < count else { return false }
    let text = first[column].utf8
    return digits.contains(text.count) && text.allSatisfy { 0x30...0x39 ~= $0 }
  }
}
