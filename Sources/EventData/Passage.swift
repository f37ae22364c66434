/// Finds words in a page.
public enum Passage {
  /// Where words stand in a page, whatever blanks and line breaks lie between them.
  ///
  /// - Parameters:
  ///   - words: The words.
  ///   - page: The bytes of the page.
  /// - Returns: The bytes of every place, in order; none for no words.
  public static func places(of words: String, in page: [UInt8]) -> [Range<Int>] {
    let wanted = words.utf8.split(whereSeparator: isBlank).map(Array.init)
    guard let first = wanted.first else { return [] }
    var places: [Range<Int>] = []
    var start = 0
    while let found = next(first, in: page, from: start) {
      if let end = end(of: wanted, in: page, from: found) {
        places.append(found..<end)
        start = end
      } else {
        start = found + 1
      }
    }
    return places
  }

  private static func next(_ word: [UInt8], in page: [UInt8], from start: Int) -> Int? {
    guard page.count >= word.count, start <= page.count - word.count else { return nil }
    return (start...(page.count - word.count)).first {
      page[$0] == word[0] && page[$0..<($0 + word.count)].elementsEqual(word)
    }
  }

  private static func end(of words: [[UInt8]], in page: [UInt8], from start: Int) -> Int? {
    var place = start
    for (number, word) in words.enumerated() {
      if number > 0 {
        guard place < page.count, isBlank(page[place]) else { return nil }
        while place < page.count, isBlank(page[place]) { place += 1 }
      }
      guard page.count - place >= word.count,
        page[place..<(place + word.count)].elementsEqual(word)
      else { return nil }
      place += word.count
    }
    return place
  }

  /// The words at some bytes, blanks and line breaks as one blank; nil where the bytes do not lie in
  /// the page, cut a character, or hold no word.
  public static func words(at bytes: Range<Int>, in page: [UInt8]) -> String? {
    guard bytes.lowerBound >= 0, bytes.upperBound <= page.count, !bytes.isEmpty else { return nil }
    func cuts(_ place: Int) -> Bool { place < page.count && page[place] & 0xC0 == 0x80 }
    guard !cuts(bytes.lowerBound), !cuts(bytes.upperBound) else { return nil }
    let words = page[bytes].split(whereSeparator: isBlank)
    guard !words.isEmpty else { return nil }
    return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }
}
