/// Names of places as numbers, and which name holds which: "Homs" stands in "city of Homs".
struct PlaceNames {
  private var numberOfName: [String: Int] = [:]
  /// For each name the numbers of those that it holds, its own among them.
  private(set) var held: [[Int]] = []

  /// A name of more words is compared as a whole.
  private static let mostWords = 40

  init(_ names: some Sequence<String>) {
    var texts: [[UInt8]] = []
    var numberOfText: [[UInt8]: Int] = [:]
    for name in names where numberOfName[name] == nil {
      // Case aside; bytes, because many thousands of names are compared.
      let text = name.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
      let number = numberOfText[text] ?? texts.count
      if number == texts.count {
        numberOfText[text] = number
        texts.append(text)
      }
      numberOfName[name] = number
    }
    held = texts.indices.map { Self.held(in: texts[$0], itself: $0, numberOfText) }
  }

  /// The number of a name that was given.
  func number(of name: String) -> Int? { numberOfName[name] }

  /// Whether one name holds the other.
  func areSame(_ one: Int, _ other: Int) -> Bool {
    one == other || held[one].contains(other) || held[other].contains(one)
  }

  private static func held(
    in text: [UInt8], itself: Int, _ numbers: [[UInt8]: Int]
  ) -> [Int] {
    let words = text.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
    guard words.count <= mostWords else { return [itself] }
    var held: Set<Int> = [itself]
    for first in words.indices {
      var part: [UInt8] = []
      for last in first..<words.count {
        if last > first { part.append(UInt8(ascii: " ")) }
        part += words[last]
        if let number = numbers[part] { held.insert(number) }
      }
    }
    return held.sorted()
  }
}
