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
    case .csv:
      Array(dialect.mark.utf8)
        + separated(by: dialect.separator.asciiValue ?? 0x2C, decimal: dialect.decimal)
    case .tsv: separated(by: 0x09)
    case .json: json
    }
  }

  private func separated(by separator: UInt8, decimal: Character = ".") -> [UInt8] {
    var text = SeparatedText(separator: separator, decimal: decimal)
    for column in columns { text.append(name: column) }
    text.endRow()
    for row in rows {
      for cell in row { text.append(cell) }
      text.endRow()
    }
    return text.bytes
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
