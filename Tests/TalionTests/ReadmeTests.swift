import Foundation
import Testing

/// README.md shows what the program prints.
///
/// With TALION_GOLDEN_UPDATE=1 its blocks are written anew, to be reviewed in the diff. The block of
/// `make demo` takes minutes; Scripts/demo-in-readme.sh compares it with the demo itself.
@Suite(.serialized) struct ReadmeTests {
  static func blocks() throws -> [ConsoleBlock] {
    ConsoleBlock.blocks(of: try Repository.text("README.md")).filter {
      !$0.command.hasPrefix("make ")
    }
  }

  @Test func commandsPrintWhatIsShown() throws {
    let update = ProcessInfo.processInfo.environment["TALION_GOLDEN_UPDATE"] == "1"
    let blocks = try Self.blocks()
    #expect(blocks.count >= 3, "README.md shows fewer commands than a reader needs")
    var lines = try Repository.text("README.md")
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    // From the last block up, so that the lines of the others stay where they are.
    for block in blocks.reversed() {
      let (text, _) = try Repository.run(block.command)
      let excerpt = try #require(block.excerpt(of: text), "\(block.command): \(text)")
      if update {
        lines.replaceSubrange(block.range, with: excerpt)
      } else {
        #expect(block.shown == excerpt, "\(block.command)")
      }
    }
    if update {
      try lines.joined(separator: "\n").write(
        toFile: Repository.path("README.md"), atomically: true, encoding: .utf8)
    }
  }

  @Test func theSnippetIsTheTest() throws {
    let readme = try Repository.text("README.md")
    let shown = try #require(Self.between("```swift\n", "\n```", in: readme))
    let source = try Repository.text("Tests/TalionTests/SnippetTests.swift")
    let run = try #require(Self.between("// README begins\n", "\n    // README ends", in: source))
    let code = run.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.hasPrefix("    ") ? String($0.dropFirst(4)) : String($0)
    }
    #expect(shown == "import Talion\n\n" + code.joined(separator: "\n"))
  }

  private static func between(_ opening: String, _ closing: String, in text: String) -> String? {
    guard let start = text.range(of: opening),
      let end = text.range(of: closing, range: start.upperBound..<text.endIndex)
    else { return nil }
    return String(text[start.upperBound..<end.lowerBound])
  }

  @Test func aBlockIsReadWithItsCommandAndItsEnd() throws {
    let text = """
      Words.
      <!-- until Next: -->
      ```console
      $ echo one \\
          two
      one two
      ...
      ```
      """
    let block = try #require(ConsoleBlock.blocks(of: text).first)
    #expect(block.command == "echo one \\\n  two")
    #expect(block.shown == ["one two", "..."])
    #expect(block.until == "Next:")
    #expect(block.excerpt(of: "a\nNext: b\nc\n\nd\n") == ["a", "Next: b", "c", "..."])
    #expect(block.excerpt(of: "a\n") == nil)
  }
}
