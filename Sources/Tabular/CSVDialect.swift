/// How CSV separates cells and writes decimals, for the spreadsheet that opens it.
public enum CSVDialect: String, CaseIterable, Hashable, Sendable {
  /// Commas and decimal points, UTF-8 without a mark: RFC 4180 with LF line ends, for scripts.
  case standard
  /// Semicolons and decimal commas, UTF-8 without a mark.
  case semicolon
  /// As ``standard`` with the mark that tells Excel of UTF-8.
  case excelEnglish = "excel-en"
  /// As ``semicolon`` with the mark that tells Excel of UTF-8: for Excel in German, French, Spanish
  /// and other languages with decimal commas.
  case excelGerman = "excel-de"

  /// What stands between cells.
  var separator: Character {
    switch self {
    case .standard, .excelEnglish: ","
    case .semicolon, .excelGerman: ";"
    }
  }

  /// What stands before the decimals of a number.
  var decimal: Character {
    switch self {
    case .standard, .excelEnglish: "."
    case .semicolon, .excelGerman: ","
    }
  }

  /// What a file begins with.
  var mark: String {
    switch self {
    case .standard, .semicolon: ""
    case .excelEnglish, .excelGerman: "\u{FEFF}"
    }
  }
}
