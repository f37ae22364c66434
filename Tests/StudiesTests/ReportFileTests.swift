import Studies
import Testing

@Suite struct ReportFileTests {
  private func problem(_ bytes: [UInt8]) -> String {
    do throws(ReportProblem) {
      _ = try ReportFile(bytes, name: "r.txt", path: "r.txt")
      return "read"
    } catch {
      return "\(error)"
    }
  }

  @Test func textsAreTakenAsTheyAre() throws {
    let file = try ReportFile(Array("Two hurt.\n".utf8), name: "r.txt", path: "r.txt")
    #expect(!file.isDecoded)
    #expect(file.text == Array("Two hurt.\n".utf8))
  }

  @Test func pagesAndWideTextsAreDecoded() throws {
    let page = Array(
      "<html><head><meta name='date' content='2024-02-03'></head><p>Two hurt.</p>".utf8)
    let file = try ReportFile(page, name: "a/r.html", path: "r.html")
    #expect(file.isDecoded)
    #expect(file.text == Array("Two hurt.\n".utf8))
    #expect(file.statedDays.map(\.description) == ["2024-02-03"])
    #expect(file.textName == "a_r.html.txt")
    let wide = try ReportFile([0xFF, 0xFE, 0x41, 0, 0xE9, 0], name: "w", path: "w")
    #expect(wide.text == Array("A\u{e9}".utf8))
  }

  @Test func whatIsNoReportIsNamed() {
    #expect(problem([]).hasPrefix("r.txt: the file is empty"))
    #expect(problem(Array(" \n\n".utf8)).hasPrefix("r.txt: the file is empty"))
    #expect(problem(Array("%PDF-1.7".utf8)).contains("a PDF document"))
    #expect(problem([0x41, 0, 0x42]).contains("a binary file"))
    #expect(problem([0x1F, 0x8B, 8, 0, 0]).contains("ends too early"))
    #expect(problem(Array("<html><script>x</script></html>".utf8)).contains("no text"))
    let latin = Array("Line.\nKa".utf8) + [0xE9] + Array("b.".utf8)
    #expect(problem(latin).hasPrefix("r.txt:2:3: the byte 0xE9 is not UTF-8"))
    // A character cut in two at the end.
    #expect(problem(Array("Ok ".utf8) + [0xE2, 0x80]).hasPrefix("r.txt:1:4:"))
  }
}
