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
