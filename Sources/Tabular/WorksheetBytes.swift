/// A sheet of a workbook as records of the dialect ``Dialect/sheet``: one for every row from the first,
/// so that the number of a record is that of its row.
///
/// Cells are what a reader sees of them, without the format: texts; numbers with the fewest digits that
/// read back exactly; dates by ISO 8601; TRUE and FALSE; of formulas the values that were saved. Errors
/// such as #N/A are blank and are listed. The first row that is not blank names the columns; cells
/// beside it must be blank.
final class WorksheetBytes: ByteSource {
  private let xml: XMLPull
  private let book: Workbook
  /// Other sheets of the workbook, where none was asked for.
  let others: [String]
  /// Cells that hold an error, and formulas without a value: the first ten places, and how many.
  private(set) var errors = Places()
  private(set) var emptyFormulas = Places()

  struct Places {
    var first: [String] = []
    var count = 0

    mutating func add(_ place: @autoclosure () -> String) {
      count += 1
      if first.count < 10 { first.append(place()) }
    }
  }

  private var pending: [UInt8] = []
  private var position = 0
  private var lastRow = 0
  /// Columns that have a name, once they are known.
  private var width: Int?

  init(_ xml: XMLPull, of book: Workbook, others: [String]) {
    self.xml = xml
    self.book = book
    self.others = others
  }

  /// Whether serial dates count from 1904.
  var countsFrom1904: Bool { book.countsFrom1904 }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while position == pending.count {
      pending.removeAll(keepingCapacity: true)
      position = 0
      guard try nextRow() else { return 0 }
    }
    let count = min(buffer.count, pending.count - position)
    pending.withUnsafeBytes {
      buffer.copyMemory(from: .init(rebasing: $0[position..<position + count]))
    }
    position += count
    return count
  }

  private func nextRow() throws -> Bool {
    while let piece = try xml.next() {
      guard piece == .start, xml.name == "row" else { continue }
      let row = xml.attribute("r").flatMap { Int($0) } ?? lastRow + 1
      // Rows that the file leaves out are blank.
      for _ in 0..<max(0, row - lastRow - 1) { pending.append(Dialect.sheet.recordEnd) }
      lastRow = max(lastRow + 1, row)
      write(xml.isEmpty ? [] : try cells())
      return true
    }
    return false
  }

  /// Writes a record as wide as the header.
  private func write(_ cells: [String]) {
    var cells = cells
    while cells.count > width ?? 0, cells.last?.isEmpty == true { cells.removeLast() }
    if width == nil, !cells.isEmpty { width = cells.count }
    if let width {
      cells += [String](repeating: "", count: max(0, width - cells.count))
    }
    for (index, cell) in cells.enumerated() {
      if index > 0 { pending.append(Dialect.sheet.separator) }
      // Escapes of the workbook can hide the marks of the dialect.
      pending.append(contentsOf: cell.utf8.lazy.map { $0 == 0x1E || $0 == 0x1F ? 0x20 : $0 })
    }
    pending.append(Dialect.sheet.recordEnd)
  }

  /// The cells of a row, blank ones between them too.
  private func cells() throws -> [String] {
    var cells: [String] = []
    while let piece = try xml.next() {
      if piece == .end, xml.name == "row" { break }
      guard piece == .start, xml.name == "c" else { continue }
      let reference = xml.attribute("r")
      let column = reference.flatMap { WorksheetBytes.column($0) } ?? cells.count
      while cells.count < column { cells.append("") }
      let text = try cell(reference ?? "row \(lastRow), column \(column + 1)")
      if column < cells.count { cells[column] = text } else { cells.append(text) }
    }
    return cells
  }

  /// The column of a reference such as `AB12`, from 0; nil beyond the last one, XFD.
  private static func column(_ reference: String) -> Int? {
    var column = 0
    for byte in reference.utf8 {
      guard (0x41...0x5A).contains(byte) else { break }
      column = 26 * column + Int(byte) - 0x40
    }
    return (1...16_384).contains(column) ? column - 1 : nil
  }

  private func cell(_ place: String) throws -> String {
    let kind = xml.attribute("t") ?? "n"
    let style = xml.attribute("s").flatMap { Int($0) } ?? 0
    guard !xml.isEmpty else { return "" }
    var value = ""
    var hasFormula = false
    var isText = false
    var isPhonetic = false
    loop: while let piece = try xml.next() {
      switch piece {
      case .start:
        switch xml.name {
        case "f": hasFormula = true
        case "v", "t": isText = !xml.isEmpty && !isPhonetic
        case "rPh": isPhonetic = !xml.isEmpty
        default: break
        }
      case .end:
        switch xml.name {
        case "c": break loop
        case "v", "t": isText = false
        case "rPh": isPhonetic = false
        default: break
        }
      case .text: if isText { value += xml.text }
      case .other: break
      }
    }
    if hasFormula, value.isEmpty, kind != "str" { emptyFormulas.add(place) }
    return text(kind, value, style, place)
  }

  private func text(_ kind: String, _ value: String, _ style: Int, _ place: String) -> String {
    switch kind {
    case "s":
      return Int(value).flatMap { book.texts.indices.contains($0) ? book.texts[$0] : nil } ?? ""
    case "str", "inlineStr": return Workbook.unescaped(value)
    case "b": return value == "1" || value == "true" ? "TRUE" : value.isEmpty ? "" : "FALSE"
    case "e":
      errors.add("\(place) (\(value))")
      return ""
    case "d": return value.hasSuffix("T00:00:00") ? String(value.dropLast(9)) : value
    default:
      guard let number = Double(value), number.isFinite else { return value }
      let form = book.forms.indices.contains(style) ? book.forms[style] : .number
      if form != .number,
        let text = SerialText.text(number, form, from1904: book.countsFrom1904)
      {
        return text
      }
      return NumberText.shortest(number)
    }
  }
}
