import Incidents

extension DayInterval {
  /// Days as they are typed: `2024-01-28`, `2024-01-28..2024-02-01`, either end empty; nil for
  /// anything else.
  init?(cell: String) {
    let (first, last) = typedEnds(cell)
    let days = [first, last].map { Day(iso: $0) }
    guard days[0] != nil || first.isEmpty, days[1] != nil || last.isEmpty,
      let interval = try? DayInterval(earliest: days[0], latest: days[1])
    else { return nil }
    self = interval
  }

  /// The days as ``init(cell:)`` reads them.
  public var cell: String {
    if earliest == latest { return earliest?.description ?? "" }
    return "\(earliest?.description ?? "")..\(latest?.description ?? "")"
  }
}

extension CountInterval {
  /// A number as it is typed: `4`, `4..6` or `4..+`; nil for anything else.
  init?(cell: String) {
    let (first, last) = typedEnds(cell)
    guard let low = Int(first), last == "+" || Int(last) != nil,
      let count = try? CountInterval(minimum: low, maximum: last == "+" ? nil : Int(last))
    else { return nil }
    self = count
  }
}

extension Range<Int> {
  /// Bytes as they are typed: `12..40`, the end not among them; nil for anything else.
  public init?(byteCell text: String) {
    guard let dots = text.firstRange(of: ".."), let first = Int(text[..<dots.lowerBound].trimmed),
      let end = Int(text[dots.upperBound...].trimmed), first >= 0, first < end
    else { return nil }
    self = first..<end
  }
}

/// What stands before and behind `..`; twice the whole where there is none.
private func typedEnds(_ value: String) -> (String, String) {
  guard let dots = value.firstRange(of: "..") else { return (value, value) }
  return (value[..<dots.lowerBound].trimmed, value[dots.upperBound...].trimmed)
}

/// What is typed behind a command: words, and cells as `COLUMN=VALUE`, where a value with blanks
/// stands in double quotes.
public struct TypedCells: Hashable, Sendable {
  /// A cell.
  public struct Cell: Hashable, Sendable {
    /// Its column.
    public let column: String
    /// Its value.
    public let value: String
  }

  /// The words that are no cells, with one blank between them.
  public let words: String
  /// The cells, in their order.
  public let cells: [Cell]

  /// Reads what was typed; what stands before `=` is a cell only where it is one of the columns.
  public init(_ text: String, columns: [String]) {
    var words: [String] = []
    var cells: [Cell] = []
    for part in Self.parts(text) {
      if let sign = part.text.firstIndex(of: "="), !part.beginsQuoted,
        columns.contains(String(part.text[..<sign]))
      {
        let value = part.text[part.text.index(after: sign)...]
        cells.append(Cell(column: String(part.text[..<sign]), value: String(value)))
      } else if !part.text.isEmpty {
        words.append(part.text)
      }
    }
    self.words = words.joined(separator: " ")
    self.cells = cells
  }

  /// The pieces between blanks that stand outside of quotes; two quotes in a quotation are one.
  private static func parts(_ text: String) -> [(text: String, beginsQuoted: Bool)] {
    var parts: [(text: String, beginsQuoted: Bool)] = []
    var current = ""
    var (isOpen, isQuoted, beginsQuoted) = (false, false, false)
    var rest = text[...]
    while let letter = rest.popFirst() {
      if letter == "\"" {
        if isQuoted, rest.first == "\"" {
          current.append("\"")
          rest.removeFirst()
          continue
        }
        if !isOpen { beginsQuoted = true }
        (isQuoted, isOpen) = (!isQuoted, true)
      } else if letter.isWhitespace, !isQuoted {
        if isOpen { parts.append((current, beginsQuoted)) }
        (current, isOpen, beginsQuoted) = ("", false, false)
      } else {
        current.append(letter)
        isOpen = true
      }
    }
    if isOpen { parts.append((current, beginsQuoted)) }
    return parts
  }

  /// Cells as they are typed.
  static func text(_ cells: [Cell]) -> String {
    cells.map { cell in
      let isPlain = !cell.value.isEmpty && !cell.value.contains { $0.isWhitespace || $0 == "\"" }
      let value =
        isPlain
        ? cell.value
        : "\"\(cell.value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\""))\""
      return "\(cell.column)=\(value)"
    }.joined(separator: " ")
  }
}
