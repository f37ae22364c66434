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

  /// The text in pieces of at most a number of columns, broken at blanks and behind arrows, commas,
  /// slashes and underscores where there are any.
  ///
  /// - Returns: One piece at least; pieces after the first are indented by one column.
  public func wrapped(to width: Int) -> [String] {
    guard displayWidth > width, width > 2 else { return [String(self)] }
    var pieces: [String] = []
    var rest = Array(String(self))
    while !rest.isEmpty {
      let room = pieces.isEmpty ? width : width - 1
      var (used, end, seam) = (0, 0, 0)
      while end < rest.count, used + rest[end].displayWidth <= room {
        used += rest[end].displayWidth
        if rest[end] == " " { seam = end }
        if TextSeam.isBehind(rest, end) { seam = end + 1 }
        end += 1
      }
      if end < rest.count, rest[end] == " " { seam = end }
      // A seam near the beginning leaves most of the line empty: only for a part that fits the next.
      if end < rest.count, seam > 0,
        2 * seam > room || TextSeam.firstPart(rest[seam...]) < width
      {
        end = seam
      }
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

/// Where a long name can be broken besides at blanks.
enum TextSeam {
  /// Whether a text can be broken behind a character.
  static func isBehind(_ text: [Character], _ index: Int) -> Bool {
    switch text[index] {
    case "_", "/", ",": true
    case ">": index > 0 && text[index - 1] == "-"
    default: false
    }
  }

  /// The columns of the first part that cannot be broken, without blanks before it.
  static func firstPart(_ text: ArraySlice<Character>) -> Int {
    let letters = Array(text.drop { $0 == " " })
    let end = letters.indices.first { letters[$0] == " " || isBehind(letters, $0) }
    return letters[..<(end ?? letters.count)].reduce(0) { $0 + $1.displayWidth }
  }

  /// The columns of the longest part that cannot be broken.
  static func longestPart(_ text: String) -> Int {
    let letters = Array(text)
    var (longest, part) = (0, 0)
    for index in letters.indices {
      part = letters[index] == " " ? 0 : part + letters[index].displayWidth
      longest = max(longest, part)
      if isBehind(letters, index) { part = 0 }
    }
    return longest
  }
}
