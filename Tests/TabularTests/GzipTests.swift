import Tabular
import Testing

@Suite struct GzipTests {
  /// "retaliation\n", compressed by gzip.
  static let file: [UInt8] = [
    0x1F, 0x8B, 0x08, 0, 0, 0, 0, 0, 0x02, 0x03, 0x2B, 0x4A, 0x2D, 0x49, 0xCC, 0xC9, 0x4C, 0x2C,
    0xC9, 0xCC, 0xCF, 0xE3, 0x02, 0x00, 0xEA, 0xEE, 0x03, 0x6E, 0x0C, 0, 0, 0,
  ]

  @Test func aFileIsUnpacked() throws {
    #expect(Gzip.isCompressed(Self.file))
    #expect(try Gzip.inflated(Self.file, limit: 100) == Array("retaliation\n".utf8))
    #expect(
      try Gzip.inflated(Self.file + Self.file, limit: 100)
        == Array("retaliation\nretaliation\n".utf8))
  }

  @Test func whatIsWrongIsNamed() {
    #expect(throws: GzipError.cutOff) { try Gzip.inflated(Array(Self.file.prefix(20)), limit: 100) }
    #expect(throws: GzipError.tooLarge(limit: 4)) { try Gzip.inflated(Self.file, limit: 4) }
    var changed = Self.file
    changed[14] ^= 0xFF
    #expect(throws: GzipError.self) { try Gzip.inflated(changed, limit: 100) }
  }
}
