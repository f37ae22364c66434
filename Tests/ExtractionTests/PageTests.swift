import Extraction
import Incidents
import Testing

/// Pages are not clean text.
@Suite struct PageTests {
  private let story = "On Sunday Israel struck Damascus, killing five people."

  @Test func whatSurroundsTheTextIsNotRead() throws {
    let page = """
      Menu
      Home | World | Opinion

      \(story)

      Related stories

      Drone kills six in Erbil
      January 3, 2024

      Leave a comment
      """
    #expect(acts(read(page, published: "2024-02-05")).count == 1)
  }

  @Test func lineEndsAndAByteOrderMarkChangeNothing() throws {
    let plain = acts(read("Headline\n\n\(story)\n", published: "2024-02-05"))
    #expect(plain.count == 1)
    #expect(
      acts(read("\u{FEFF}Headline\r\n\r\n\(story)\r\n", published: "2024-02-05")) == plain)
  }

  @Test func anyBytesAreReadWithoutFailing() {
    let extractor = Extractor()
    var state: UInt64 = 42
    var pages: [[UInt8]] = [
      [], [0], [0xFF, 0xFE, 0xC3], Array("killed 99999999999999999999".utf8),
    ]
    // Scrambled pages: pieces of a story cut and joined anywhere, also inside a letter.
    let bytes = Array("“\(story)” — 31 February 2024, §".utf8)
    for _ in 0..<200 {
      var page: [UInt8] = []
      for _ in 0..<6 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let from = Int(state >> 33) % bytes.count
        page += bytes[from...].prefix(Int(state >> 20) & 31)
      }
      pages.append(page)
    }
    for page in pages {
      let reading = extractor.read(
        Report(name: "x", bytes: page, published: Day(iso: "2024-02-05")))
      for trace in reading.traces { #expect(trace.bytes.upperBound <= page.count) }
    }
  }

  @Test func theSameBytesGiveTheSameReading() throws {
    let one = read(story, published: "2024-02-05")
    let other = read(story, published: "2024-02-05")
    #expect(one.incidents == other.incidents)
    #expect(one.traces == other.traces)
  }

  /// The time for a long page grows with its length: a page of many stories is read to its end.
  @Test func aLongPageIsReadToItsEnd() throws {
    let cities = ["Damascus", "Homs", "Aleppo", "Latakia"]
    let page = (1...300).map { number in
      "On January \(number % 28 + 1) Israel struck \(cities[number % 4]). Officials in the capital gave"
        + " the number of the dead as \(number).\n"
    }
    let end = "On February 4 Israel struck Daraa, killing seven people."
    let reading = read(page.joined(separator: "\n") + "\n" + end, published: "2024-02-05")
    #expect(reading.incidents.contains { $0.killed == CountInterval(exactly: 7) })
  }
}
