import Foundation
import Testing

/// Every case of a public enumeration has a documentation comment; the formatter checks all other
/// public declarations.
@Suite struct DocumentationTests {
  /// Cases without a comment in a Swift source, as `line: text`.
  static func undocumentedCases(_ source: String) -> [String] {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var found: [String] = []
    // Indentations of the declarations that are open here, and whether each is a public enum.
    var open: [(indentation: Int, isPublicEnum: Bool)] = []
    for (number, line) in lines.enumerated() {
      let code = line.drop { $0 == " " }
      guard !code.isEmpty else { continue }
      let indentation = line.count - code.count
      while let last = open.last, indentation <= last.indentation, !code.hasPrefix(")") {
        open.removeLast()
      }
      if code.hasPrefix("public enum ") || code.hasPrefix("public indirect enum ") {
        open.append((indentation, true))
      } else if code.hasSuffix("{") {
        open.append((indentation, false))
      }
      if code.hasPrefix("case "), let last = open.last, last.isPublicEnum,
        !lines[number - 1].drop(while: { $0 == " " }).hasPrefix("///")
      {
        found.append("\(number + 1): \(code)")
      }
    }
    return found
  }

  @Test func everyCaseOfAPublicEnumHasAComment() throws {
    let sources = Repository.root.appendingPathComponent("Sources")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      count += 1
      let text = try String(contentsOf: file, encoding: .utf8)
      for found in Self.undocumentedCases(text) {
        Issue.record("\(file.lastPathComponent):\(found)")
      }
    }
    #expect(count > 300)
  }

  @Test func casesWithoutACommentAreFound() {
    let source = """
      public enum Kind {
        /// The first.
        case first
        case second, third

        var name: String {
          switch self {
          case .first: "first"
          case .second, .third: "another"
          }
        }
      }

      enum Own {
        case hidden
      }
      """
    #expect(Self.undocumentedCases(source) == ["4: case second, third"])
  }
}
