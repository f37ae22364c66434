/// The ways in which a table can be written as data.
public enum TableFormat: String, CaseIterable, Hashable, Sendable {
  /// Comma-separated values, RFC 4180 with LF line ends.
  case csv
  /// Tab-separated values.
  case tsv
  /// An array of objects.
  case json
}

extension Table {
  /// The table in a format, as UTF-8.
  ///
  /// Numbers have the fewest digits that read back exactly; infinities are `inf` and `-inf` (null in
  /// JSON). What is missing (an empty cell, NaN, a text without characters) is an empty cell, and
  /// null in JSON. An open end of a range is `+`, and null in JSON. A text that a spreadsheet would
  /// take for a formula (it begins with = + - @, a tab or a carriage return) is preceded by an
  /// apostrophe in CSV and TSV.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - dialect: How CSV separates cells and writes decimals; of no effect on other formats.
  /// - Returns: The bytes of the file.
  public func encoded(_ format: TableFormat, dialect: CSVDialect = .standard) -> [UInt8] {
    switch format {
    case .csv: Array(dialect.mark.utf8) + separated(by: dialect.separator, dialect.decimal)
    case .tsv: separated(by: "\t", ".")
    case .json: json
    }
  }

  private func separated(by separator: Character, _ decimal: Character) -> [UInt8] {
    var text = ""
    func add(_ fields: [String]) {
      text += fields.joined(separator: String(separator))
      text += "\n"
    }
    func field(_ cell: Cell) -> String {
      switch cell {
      case .empty: return ""
      case .open: return "+"
      case .integer(let value): return String(value)
      case .number(let value):
        guard !value.isNaN else { return "" }
        let number = NumberText.shortest(value)
        return decimal == "." ? number : String(number.map { $0 == "." ? decimal : $0 })
      case .text(let text): return Table.quoted(Table.guarded(text), separator)
      }
    }
    add(columns.map { Table.quoted($0, separator) })
    for row in rows { add(row.map(field)) }
    return Array(text.utf8)
  }

  /// A leading apostrophe keeps spreadsheets from running a text (CWE-1236).
  private static func guarded(_ text: String) -> String {
    // A sign alone, as in an open maximum, is no formula.
    guard let first = text.utf8.first, text.utf8.count > 1 else { return text }
    let risky: [UInt8] = [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D]
    return risky.contains(first) ? "'" + text : text
  }

  private static func quoted(_ text: String, _ separator: Character) -> String {
    guard text.contains(where: { $0 == separator || $0 == "\"" || $0.isNewline }) else {
      return text
    }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private var json: [UInt8] {
    var lines: [String] = []
    for row in rows {
      let pairs = zip(columns, row).map { column, cell in
        "\(JSONText.string(column)): \(JSONText.cell(cell))"
      }
      lines.append("  {" + pairs.joined(separator: ", ") + "}")
    }
    return Array(("[\n" + lines.joined(separator: ",\n") + "\n]\n").utf8)
  }
}
