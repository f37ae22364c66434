import Foundation
import Reporting
import Testing

/// Every word of a table of estimates can be looked up.
@Suite struct GlossaryTests {
  /// The texts of the cases of a switch in a file of Escalation.
  static func names(_ file: String) throws -> [String] {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Escalation/Answers/\(file)")
    let text = try String(contentsOf: path, encoding: .utf8)
    return text.matches(of: /case [^\n]*: "([^"\\]+)"\n/).map { String($0.output.1) }
  }

  @Test(arguments: ["Estimand.swift", "Verdict.swift", "VerdictReason.swift"])
  func everyNameHasAnEntry(file: String) throws {
    let names = try Self.names(file)
    #expect(names.count >= 4)
    for name in names { #expect(Glossary.entry(name)?.term == name, "\(name)") }
  }

  @Test func wordsAreFoundAsTheyAreTyped() {
    #expect(Glossary.entry("Not-Identifiable")?.term == "not identifiable")
    #expect(Glossary.entry("retaliation lag q25")?.term == "retaliation_lag_q90")
    #expect(
      Glossary.entry("retaliation_probability_within_14d")?.term
        == "retaliation_probability_within_7d")
    #expect(Glossary.entry("median lag")?.term == "retaliation_lag_median")
    #expect(Glossary.entry("weather") == nil)
    #expect(Glossary.suggestion("loop_gian") == "loop_gain")
  }

  @Test func noWordHasTwoMeanings() {
    var seen: Set<String> = []
    for entry in Glossary.sections.flatMap(\.entries) {
      for word in [entry.term] + entry.aliases {
        #expect(seen.insert(word.lowercased()).inserted, "\(word)")
      }
    }
  }
}
