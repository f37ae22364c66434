/// Pieces of JSON text (RFC 8259).
public enum JSONText {
  /// A string with its quotes.
  public static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// A number; what JSON cannot say (NaN and infinities) is null.
  public static func number(_ value: Double) -> String {
    value.isFinite ? NumberText.shortest(value) : "null"
  }

  /// An array of strings.
  static func array(_ texts: [String]) -> String {
    "[" + texts.map(string).joined(separator: ", ") + "]"
  }

  /// A cell; what is missing is null, however it is missing.
  static func cell(_ cell: Table.Cell) -> String {
    switch cell {
    case .open, .empty: "null"
    case .integer(let value): String(value)
    case .number(let value): number(value)
    case .text(let text): text.isEmpty ? "null" : string(text)
    }
  }
}
