/// A rectangle of characters that charts are drawn on.
public struct Canvas: Sendable {
  /// Columns.
  public let width: Int
  /// Rows.
  public let height: Int
  private var cells: [[Character]]

  /// A blank canvas.
  public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = Array(
      repeating: Array(repeating: " ", count: max(0, width)), count: max(0, height))
  }

  /// The character at a row (from the top) and a column; setting outside the canvas does nothing.
  public subscript(row: Int, column: Int) -> Character {
    get { cells[row][column] }
    set {
      guard cells.indices.contains(row), cells[row].indices.contains(column) else { return }
      cells[row][column] = newValue
    }
  }

  /// Writes a text from a column on; what does not fit is cut.
  public mutating func write(_ text: some StringProtocol, row: Int, column: Int) {
    var position = column
    for character in text {
      self[row, position] = character
      position += 1
    }
  }

  /// The rows without trailing blanks.
  public var lines: [String] {
    cells.map { row in
      var end = row.count
      while end > 0, row[end - 1] == " " { end -= 1 }
      return String(row[..<end])
    }
  }
}
