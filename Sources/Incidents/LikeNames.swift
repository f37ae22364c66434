/// Names of different sides that differ only by accents, capitals, spaces or marks: perhaps one side
/// spelled in several ways.
public struct LikeNames: Hashable, Sendable {
  /// The names, one of each side.
  public let names: [String]

  /// The likenesses among names.
  ///
  /// - Parameter names: Names with the side of each, the most usual first.
  /// - Returns: One entry for every spelling that several sides share, in the order of the names.
  package static func found(among names: [(name: String, side: Side)]) -> [LikeNames] {
    var order: [String] = []
    var groups: [String: [(name: String, side: Side)]] = [:]
    for entry in names {
      let letters = letters(of: entry.name)
      guard !letters.isEmpty else { continue }
      if groups[letters] == nil { order.append(letters) }
      if groups[letters]?.contains(where: { $0.side == entry.side }) != true {
        groups[letters, default: []].append(entry)
      }
    }
    return order.compactMap { letters in
      guard let group = groups[letters], group.count > 1 else { return nil }
      return LikeNames(names: group.map(\.name))
    }
  }

  /// The letters and digits of a name, small and without accents.
  static func letters(of name: String) -> String {
    var result = ""
    for scalar in name.lowercased().unicodeScalars {
      let properties = scalar.properties
      guard properties.isAlphabetic || properties.numericType != nil else { continue }
      // The name of an accented letter is that of the plain one and its accent: "LATIN SMALL LETTER E
      // WITH ACUTE" (Unicode Standard, 4.8).
      if scalar.isASCII {
        result.unicodeScalars.append(scalar)
      } else if let whole = properties.name, let accent = whole.firstRange(of: " WITH ") {
        let plain = whole[..<accent.lowerBound]
        result +=
          plain.hasPrefix("LATIN SMALL LETTER ") && plain.dropFirst(19).count == 1
          ? plain.dropFirst(19).lowercased() : String(plain)
      } else if properties.generalCategory != .nonspacingMark {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

extension LikeNames: CustomStringConvertible {
  /// The names, and how they become those of one side.
  public var description: String {
    let quoted = names.map { "'\($0)'" }
    let list = quoted.dropLast().joined(separator: ", ") + " and " + (quoted.last ?? "")
    let members = names.dropFirst().map { "group \($0)" }.joined(separator: ", ")
    return "\(list) differ only by accents, capitals, spaces or marks, and are names of different "
      + "sides. If they mean one side, delete all but the first in the file of sides and write the "
      + "others indented below it: \(members)."
  }
}

extension Sides {
  /// Names of different sides that differ only by accents, capitals, spaces or marks.
  public var likeNames: [LikeNames] {
    // A member is written with the words of the source, which a code need not have.
    let named = members.flatMap { member in
      ([member.name] + member.spellings).map { (name: $0, side: member.side) }
    }
    let titled = all.map {
      (name: titles[$0].flatMap { $0.isEmpty ? nil : $0 } ?? $0.code, side: $0)
    }
    return LikeNames.found(among: named + titled)
  }
}
