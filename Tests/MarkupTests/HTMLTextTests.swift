import Markup
import Testing

@Suite struct HTMLTextTests {
  private func read(_ html: String) -> HTMLText { HTMLText(Array(html.utf8), isUTF8: true) }
  private func text(_ html: String) -> String { String(decoding: read(html).text, as: UTF8.self) }

  @Test func blocksAreLinesAndInlineElementsRunOn() {
    #expect(
      text("<html><body><h1>Two  hurt</h1><p>A <b>drone</b> hit\n the base.</p><p>No more.</p>")
        == "Two hurt\n\nA drone hit the base.\n\nNo more.\n")
  }

  @Test func whatIsNoTextIsLeftOut() {
    #expect(
      text(
        "<body><nav>Home</nav><script>var a = 'bomb'</script><style>p{}</style><p>Kept.</p>"
          + "<figcaption>A soldier.</figcaption><footer>All rights</footer>") == "Kept.\n")
  }

  @Test func entitiesBecomeLetters() {
    #expect(
      text("<p>Kata&rsquo;ib &amp; &#233;tat&nbsp;x</p>") == "Kata\u{2019}ib & \u{e9}tat\u{a0}x\n")
  }

  @Test func statedDaysAreFound() {
    #expect(
      read(
        "<head><meta property='article:published_time' content='2024-02-03T10:00:00Z'>"
          + "<meta name='viewport' content='2020-01-01'></head>"
      ).dates == ["2024-02-03"])
    #expect(
      read("<p><time datetime='2024-02-04' pubdate>Sunday</time></p>").dates == ["2024-02-04"])
    #expect(
      read(
        "<script type='application/ld+json'>{\"datePublished\": \"2024-02-05T01:00\"}</script>"
      ).dates == ["2024-02-05"])
    #expect(read("<meta name='date' content='soon'>").dates == [])
  }

  @Test func otherCharacterSetsAreRead() {
    let page =
      Array("<html><head><meta charset='iso-8859-1'></head><body><p>Kata".utf8) + [0xE9]
      + Array("b</p></body></html>".utf8)
    #expect(
      String(decoding: HTMLText(page, isUTF8: false).text, as: UTF8.self) == "Kata\u{e9}b\n")
  }

  @Test func deepAndBrokenPagesAreRead() {
    let deep = String(repeating: "<div>", count: 200_000) + "Bottom."
    #expect(text(deep).contains("Bottom") || text(deep).isEmpty)
    #expect(text("<p>One<p>Two</div></table><b>Three").contains("Three"))
    #expect(text("") == "")
    #expect(HTMLText([0xFF, 0xFE, 0x3C, 0x00], isUTF8: false).text.count < 100)
  }

  @Test func pagesAreTold() {
    #expect(HTMLText.isHTML(Array("  <!DOCTYPE html><html>".utf8)))
    #expect(!HTMLText.isHTML(Array("Rockets fell on a base (3 < 4).".utf8)))
  }
}
