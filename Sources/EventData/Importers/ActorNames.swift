import Incidents
import Tabular

/// Which names of the data are taken, and for which sides.
public enum SideChoice: Hashable, Sendable {
  /// Every name is a side of its own.
  case all
  /// These sides: each takes the names that are the same, whole or before a bracket.
  case between([String])
  /// The sides of a file.
  case sides(Sides)
}

/// The names of actors as they are met, each looked up once.
struct ActorNames {
  /// What a name stands for.
  enum Meaning: Equatable {
    case missing
    case other
    case side(Int)
  }

  private let choice: SideChoice
  /// Between the names of several actors in one field.
  private let listSeparator: UInt8?
  private var texts = ByteTexts()
  private var meanings: [Meaning] = []
  private var rows: [Int] = []
  private(set) var sides: [Side] = []
  private var titles: [String] = []
  private var numberOfCode: [String: Int] = [:]
  private var wanted: [String: Int] = [:]

  init(_ choice: SideChoice, listSeparator: UInt8? = UInt8(ascii: ";")) {
    self.choice = choice
    self.listSeparator = listSeparator
    if case .between(let names) = choice {
      for name in names { wanted[Sides.folded(name)] = add(name) }
    }
  }

  /// What the name in a field stands for; the row is counted.
  mutating func meaning(_ field: FieldBytes) -> Meaning {
    let number = texts.number(of: field)
    if number == meanings.count {
      meanings.append(found(field))
      rows.append(0)
    }
    rows[number] += 1
    return meanings[number]
  }

  private mutating func found(_ field: FieldBytes) -> Meaning {
    guard !field.isMissing else { return .missing }
    let text = field.text.trimmed
    let names =
      listSeparator.map { separator in
        text.split(separator: Character(Unicode.Scalar(separator))).map(\.trimmed)
          .filter { !$0.isEmpty }
      } ?? [text]
    switch choice {
    case .all: return .side(add(names.first ?? text))
    case .between:
      for name in names {
        let whole = Sides.folded(name)
        if let side = wanted[whole] { return .side(side) }
        if let side = wanted[Sides.folded(ActorNames.beforeBracket(name))] { return .side(side) }
      }
    case .sides(let sides):
      for name in names {
        if let side = sides.side(named: name) ?? sides.side(named: ActorNames.beforeBracket(name)) {
          return .side(add(side.code, code: side.code, title: sides.titles[side]))
        }
      }
    }
    return .other
  }

  /// `Military Forces of Redland` of `Military Forces of Redland (2030-)`.
  static func beforeBracket(_ name: String) -> String {
    name.prefix { $0 != "(" && $0 != "[" }.trimmed
  }

  /// The number of the side of a name.
  private mutating func add(_ name: String, code: String? = nil, title: String? = nil) -> Int {
    let wanted = code ?? ActorNames.code(of: name)
    if let known = numberOfCode[wanted], titles[known] == (title ?? name) { return known }
    var free = wanted
    var suffix = 2
    while numberOfCode[free] != nil {
      free = "\(wanted)_\(suffix)"
      suffix += 1
    }
    numberOfCode[free] = sides.count
    sides.append(Side(free))
    titles.append(title ?? name)
    return sides.count - 1
  }

  /// A name as a code that files of sides and lists of streams can hold: letters, digits, `_`, `.`.
  static func code(of name: String) -> String {
    var result = ""
    for scalar in name.unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "."
      if isPlain {
        result.unicodeScalars.append(scalar)
      } else if scalar != "'", scalar != "\u{2019}", !result.isEmpty, !result.hasSuffix("_") {
        result += "_"
      }
    }
    while result.hasSuffix("_") { result.removeLast() }
    return result.isEmpty ? "side" : result
  }

  /// The names of the sides that rows have, by their number.
  var taken: [(side: Int, name: String, rows: Int)] {
    meanings.indices.compactMap { index in
      guard case .side(let side) = meanings[index] else { return nil }
      return (side, texts.text(index), rows[index])
    }
  }

  /// The file of sides: a member for every name that was taken.
  var sidesFile: Sides {
    var file = Sides()
    var members = [[String]](repeating: [], count: sides.count)
    for entry in taken { members[entry.side].append(entry.name) }
    for (index, side) in sides.enumerated() where !members[index].isEmpty {
      file.add(side, title: titles[index])
      // A name with a semicolon or another mark of the file cannot stand in it.
      for name in members[index].sorted()
      where name != side.code && !name.contains(where: { ";=#[]\n\r".contains($0) }) {
        file.add(Sides.Member(side: side, kind: .group, name: name.trimmed))
      }
    }
    return file
  }

  /// The names that were not taken and are most like those that were asked for.
  func nearest(_ count: Int) -> [(name: String, rows: Int)] {
    guard case .between = choice else { return [] }
    var ranked: [(rank: Int, index: Int)] = []
    let targets = wanted.keys.sorted().map { (text: $0, words: NameWords($0)) }
    for index in meanings.indices where meanings[index] == .other {
      let name = NameWords(Sides.folded(texts.text(index)))
      let rank = targets.map { name.distance(to: $0.words) }.min() ?? 100
      if rank < 100 { ranked.append((rank, index)) }
    }
    ranked.sort { ($0.rank, -rows[$0.index], $0.index) < ($1.rank, -rows[$1.index], $1.index) }
    return ranked.prefix(count).map { (texts.text($0.index), rows[$0.index]) }
  }
}

/// A name as its words, for finding the names that are most like it.
private struct NameWords {
  private let text: String
  private let words: Set<Substring>

  init(_ folded: String) {
    text = folded
    words = Set(
      folded.split { !$0.isLetter && !$0.isNumber }.filter { $0.utf8.count > 2 })
  }

  /// Small where names are alike, 100 where they share nothing.
  func distance(to other: NameWords) -> Int {
    if !other.text.isEmpty, text.contains(other.text) { return 0 }
    let shared = words.intersection(other.words).count
    if shared > 0 { return 1 + words.union(other.words).count - shared }
    guard abs(text.utf8.count - other.text.utf8.count) <= 3 else { return 100 }
    let edits = Suggestion.distance(text, other.text)
    return 3 * edits <= other.text.utf8.count ? 20 + edits : 100
  }
}
