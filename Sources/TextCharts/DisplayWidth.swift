extension Character {
  /// The columns that a terminal gives the character: two for wide ones, none for marks alone.
  public var displayWidth: Int {
    guard let scalar = unicodeScalars.first else { return 0 }
    let value = scalar.value
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // East Asian wide and fullwidth blocks, and the emoji planes (Unicode Standard Annex 11).
    let wide: [ClosedRange<UInt32>] = [
      0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
    ]
    return wide.contains { $0.contains(value) } ? 2 : 1
  }
}

extension StringProtocol {
  /// The columns that a terminal gives the text.
  public var displayWidth: Int { reduce(0) { $0 + $1.displayWidth } }

  /// The text cut to a number of columns, the cut marked.
  public func truncated(to width: Int, ellipsis: String = "…") -> String {
    guard displayWidth > width else { return String(self) }
    let room = width - ellipsis.displayWidth
    guard room > 0 else { return String(ellipsis.prefix(Swift.max(0, width))) }
    var result = ""
    var used = 0
    for character in self {
      guard used + character.displayWidth <= room else { break }
      result.append(character)
      used += character.displayWidth
    }
    return result + ellipsis
  }

  /// The text in pieces of at most a number of columns, broken at blanks where there are any.
  ///
  /// - Returns: One piece at least; pieces after the first are indented by one column.
  public func wrapped(to width: Int) -> [String] {
    guard displayWidth > width, width > 2 else { return [String(self)] }
    var pieces: [String] = []
    var rest = Array(String(self))
    while !rest.isEmpty {
      let room = pieces.isEmpty ? width : width - 1
      var (used, end, blank) = (0, 0, 0)
      while end < rest.count, used + rest[end].displayWidth <= room {
        used += rest[end].displayWidth
        if rest[end] == " " { blank = end }
        end += 1
      }
      if end < rest.count, rest[end] == " " { blank = end }
      // A blank near the beginning would leave most of the line empty.
      if end < rest.count, 2 * blank > room { end = blank }
      end = Swift.max(end, 1)
      pieces.append((pieces.isEmpty ? "" : " ") + String(rest[..<end]))
      rest = Array(rest[end...].drop { $0 == " " })
    }
    return pieces
  }

  /// The text with blanks added on one side up to a number of columns.
  public func padded(to width: Int, alignRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: Swift.max(0, width - displayWidth))
    return alignRight ? blanks + self : self + blanks
  }
}
