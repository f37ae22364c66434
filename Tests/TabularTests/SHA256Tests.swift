import CHashing
import Tabular
import Testing

/// Known answers of FIPS 180-4's examples and of the million a's.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func knownAnswers(text: String, expected: String) {
    #expect(SHA256.hex(Array(text.utf8)) == expected)
  }

  @Test func aMillionInPieces() {
    var hash = SHA256()
    var left = 1_000_000
    var piece = 1
    while left > 0 {
      let count = min(left, piece)
      hash.update([UInt8](repeating: 0x61, count: count))
      left -= count
      piece = piece * 3 % 1009 + 1
    }
    #expect(hash.finish() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func instructionsOfTheProcessorGiveTheSame() {
    let data = (0..<(64 * 37)).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 7) }
    var (fast, plain) = ([UInt32](1...8), [UInt32](1...8))
    talion_sha256_blocks(&fast, data, 37)
    talion_sha256_blocks_portable(&plain, data, 37)
    #expect(fast == plain && fast != [UInt32](1...8))
  }
}
