/// The string literals of a Swift file with their lines; comments are none, and code inside of an
/// interpolation is searched for literals of its own.
struct StringLiterals {
  /// A literal without its quotes; an interpolation is `\(...)`.
  struct Literal: Hashable {
    let line: Int
    var text: String
  }

  private(set) var all: [Literal] = []
  private let source: [Character]
  private var position = 0
  private var line = 1

  init(_ text: String) {
    source = Array(text)
    code(until: nil)
    // Literals that are joined by + to one message are read as one.
    all = StringLiterals.joined(all, in: text)
  }

  private func starts(_ text: String) -> Bool {
    var index = position
    for letter in text {
      guard index < source.count, source[index] == letter else { return false }
      index += 1
    }
    return true
  }

  private mutating func advance(_ count: Int = 1) {
    for _ in 0..<count where position < source.count {
      if source[position] == "\n" { line += 1 }
      position += 1
    }
  }

  /// Reads code up to the end of the file, or to the bracket that closes an interpolation.
  private mutating func code(until closing: Character?) {
    var depth = 0
    while position < source.count {
      if starts("//") {
        while position < source.count, source[position] != "\n" { advance() }
      } else if starts("/*") {
        while position < source.count, !starts("*/") { advance() }
        advance(2)
      } else if starts("\"") || starts("#\"") {
        literal()
      } else {
        let letter = source[position]
        if letter == "(" { depth += 1 }
        if letter == ")" {
          if closing == ")", depth == 0 { return }
          depth -= 1
        }
        advance()
      }
    }
  }

  private mutating func literal() {
    let pounds = starts("#") ? "#" : ""
    advance(pounds.count)
    let quotes = starts("\"\"\"") ? "\"\"\"" : "\""
    let first = line
    advance(quotes.count)
    var text = ""
    while position < source.count, !starts(quotes + pounds) {
      if starts("\\" + pounds + "(") {
        advance(2 + pounds.count)
        text += "\\(...)"
        code(until: ")")
        advance()
      } else if pounds.isEmpty, starts("\\") {
        // A line break that is escaped is none, and so is the indentation behind it.
        let isBreak = position + 1 < source.count && source[position + 1] == "\n"
        advance(2)
        if isBreak { while starts(" ") { advance() } } else { text += " " }
      } else {
        text.append(source[position])
        advance()
      }
    }
    advance(quotes.count + pounds.count)
    all.append(Literal(line: first, text: text))
  }

  /// Joins `"..."\n + "..."`, since a phrase can be broken at the end of a line.
  private static func joined(_ literals: [Literal], in text: String) -> [Literal] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var result: [Literal] = []
    for literal in literals {
      let start = lines[literal.line - 1].drop { $0 == " " }
      if start.hasPrefix("+ \""), var last = result.last, literal.line - last.line <= 8 {
        last.text += literal.text
        result[result.count - 1] = last
      } else {
        result.append(literal)
      }
    }
    return result
  }
}
