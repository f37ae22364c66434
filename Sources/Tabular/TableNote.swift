/// What a user should know about how a table was read.
public enum TableNote: Hashable, Sendable {
  /// The file says nothing of its encoding and is no UTF-8; it was read as this one.
  case encoding(TextEncoding)
  /// Sheets of the workbook that were not read, because none was named.
  case otherSheets([String])
  /// Cells that hold an error and were read as blank: the first ones, and how many.
  case errorCells([String], count: Int)
  /// Cells whose formula was saved without its value and that were read as blank.
  case formulasWithoutValue([String], count: Int)
}

extension StringProtocol {
  /// The text without blanks and tabs around it.
  func trimmingBlanks() -> String {
    var text = self[...]
    while text.first == " " || text.first == "\t" { text = text.dropFirst() }
    while text.last == " " || text.last == "\t" { text = text.dropLast() }
    return String(text)
  }
}
