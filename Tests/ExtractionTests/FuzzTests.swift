import Extraction
import Incidents
import Testing

/// Reading never fails and never takes long, whatever the bytes are.
@Suite struct FuzzTests {
  static let extractor = Extractor()

  static func read(_ bytes: [UInt8]) -> Reading {
    extractor.read(Report(name: "fuzz", bytes: bytes, published: Day(iso: "2024-02-05")))
  }

  /// Every range of a reading must lie in its page.
  static func isSound(_ reading: Reading, _ count: Int) -> Bool {
    reading.traces.allSatisfy { $0.bytes.lowerBound >= 0 && $0.bytes.upperBound <= count }
      && reading.incidents.allSatisfy { ($0.provenance.bytes?.upperBound ?? 0) <= count }
  }

  @Test func randomBytes() {
    var generator = Splitmix(state: 7)
    for length in [0, 1, 2, 3, 17, 100, 1000, 20_000] {
      for _ in 0..<20 {
        let bytes = (0..<length).map { _ in UInt8.random(in: 0...255, using: &generator) }
        #expect(Self.isSound(Self.read(bytes), length))
      }
    }
  }

  @Test func cutAndChangedReports() {
    var generator = Splitmix(state: 11)
    let text = Array(
      "TEL AVIV — On Feb. 3, Kata’ib Hezbollah fired 20 rockets at U.S. troops in Erbil (KH), killing at least two; it was the 103rd attack since October 17. “In retaliation” Israel’s jets struck Damascus two days later."
        .utf8)
    for end in text.indices {
      // A cut inside a character leaves half of it.
      #expect(Self.isSound(Self.read(Array(text[..<end])), end))
    }
    for _ in 0..<2000 {
      var changed = text
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        changed[Int.random(in: changed.indices, using: &generator)] =
          UInt8.random(in: 0...255, using: &generator)
      }
      #expect(Self.isSound(Self.read(changed), changed.count))
    }
  }

  @Test func wordsInAnyOrder() {
    var generator = Splitmix(state: 13)
    let words =
      "the a US Iran Houthi rockets struck killed three on Sunday , . ; ( ) \" - after in retaliation for attack attacks by which that said it its Damascus near base 17 October since and or was had been were not will"
      .split(
        separator: " ")
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
        words[Int.random(in: words.indices, using: &generator)]
      }.joined(separator: " ")
      #expect(Self.isSound(Self.read(Array(text.utf8)), text.utf8.count))
    }
  }

  @Test func oneVeryLongLine() {
    let sentence = Array("Israel struck Damascus on Sunday and killed three men. ".utf8)
    var line: [UInt8] = []
    // 10 MB of letters without a blank, then of words without a full stop, then of sentences.
    line = [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20)
    #expect(Self.read(line).incidents.isEmpty)
    line = Array(repeating: Array("word ".utf8), count: 2 << 20).flatMap { $0 }
    #expect(Self.read(line).incidents.isEmpty)
    line = Array(repeating: sentence, count: 4000).flatMap { $0 }
    #expect(Self.isSound(Self.read(line), line.count))
  }
}

extension FuzzTests {
  /// Letters, numbers, dates and layout that readers stumble over.
  static let scraps: [[UInt8]] =
    [
      "\u{0}", "\u{FEFF}", "\u{200B}", "\u{1F680}", "e\u{301}\u{301}", "\u{202E}", "\r\n\r\n",
      "\t|\t",
      "((((", "99999999999999999999999", "-9223372036854775808", "31 February 0000", "Feb. 30",
      "1 January 9999", "12/31/99999", "between 9999999999 and 3", "1,000,000,000,000,000,000,000",
      "one hundred million billion trillion thousand", "since 1 January 0001", "10000 years ago",
      "in the last 99999999 days", "next week", "the 103rd", "<p><b>", "</table>", "| 3 May |",
      "* ",
      "1) ", "04:30 ", "3 MAY: ", "KABUL, 3 May -- ",
    ].map { Array($0.utf8) } + [
      [0xC3], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
    ]

  /// Pieces cut, repeated, moved and mixed with scraps, in every layout and at every day of
  /// publication.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func mutatedReports(seed: UInt64) {
    var generator = Splitmix(state: seed)
    let page = Array(
      """
      SITUATION REPORT No. 4, 5 February 2024
      3 February: Rebels ambushed an army convoy near the port, killing between four and 11 soldiers.
      * 2 Feb - The army shelled two villages in answer; 40 attacks since October 2023.
      | 1 Feb | Aden | Houthi missile hits tanker | 0 dead |
      "We struck the enemy's base twice," the group's statement said on Sunday. Iran denied that it had \
      fired on U.S. troops, as it had a day earlier.
      """.utf8)
    func range(_ count: Int) -> Range<Int> {
      let start = Int.random(in: 0...count, using: &generator)
      return start..<min(count, start + Int.random(in: 0...80, using: &generator))
    }
    let days = ["2024-02-05", "0001-01-01", "9999-12-31"].map { Day(iso: $0) } + [nil]
    for _ in 0..<400 {
      var text = page
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: text.removeSubrange(range(text.count))
        case 1:
          let piece = Array(text[range(text.count)])
          text.insert(contentsOf: piece, at: range(text.count).lowerBound)
        case 2:
          text.insert(
            contentsOf: Self.scraps[Int.random(in: Self.scraps.indices, using: &generator)],
            at: range(text.count).lowerBound)
        case 3:
          let other = range(text.count)
          text[other].shuffle(using: &generator)
        case 4:
          for index in range(text.count) where (97...122).contains(text[index]) {
            text[index] -= 32
          }
        default:
          var scalars = String.UnicodeScalarView()
          for _ in 0..<20 {
            if let scalar = Unicode.Scalar(UInt32.random(in: 0...0x10FFFF, using: &generator)) {
              scalars.append(scalar)
            }
          }
          text.insert(contentsOf: Array(String(scalars).utf8), at: range(text.count).lowerBound)
        }
      }
      let published = days[Int.random(in: days.indices, using: &generator)]
      let reading = Self.extractor.read(Report(name: "fuzz", bytes: text, published: published))
      #expect(Self.isSound(reading, text.count))
      for act in reading.considered {
        #expect(act.tellings.allSatisfy { !$0.isEmpty && $0.upperBound <= text.count })
        #expect((0...1).contains(act.probability))
      }
      #expect(reading.incidents.allSatisfy { (0...1).contains($0.confidence ?? -1) })
    }
  }
}

/// A small generator with a seed, so that a failure repeats.
struct Splitmix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
