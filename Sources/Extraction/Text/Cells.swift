/// A cell of a row of a table.
struct Cell: Sendable {
  /// How many cells stand before it, empty ones included.
  let column: Int
  let tokens: Range<Int>
}

extension Document {
  /// The cells of a line, parted by tabs or by two blanks and more.
  static func cells(of line: Range<Int>, tokens: [Token], bytes: [UInt8]) -> [Cell] {
    var result: [Cell] = []
    var column = 0
    var start = line.lowerBound
    for index in line.dropFirst() {
      let gap = bytes[Int(tokens[index - 1].end)..<Int(tokens[index].start)]
      let tabs = gap.count { $0 == UInt8(ascii: "\t") }
      guard tabs > 0 || gap.count >= 2 else { continue }
      result.append(Cell(column: column, tokens: start..<index))
      column += max(1, tabs)
      start = index
    }
    if start < line.upperBound {
      result.append(Cell(column: column, tokens: start..<line.upperBound))
    }
    return result
  }
}
