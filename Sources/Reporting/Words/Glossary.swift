import Escalation
import Incidents

/// The words of reports and tables: estimands, verdicts, reasons of verdicts and terms.
public enum Glossary {
  /// All entries, by kind.
  public static let sections: [(title: String, entries: [GlossaryEntry])] = [
    ("Estimates", Estimand.kinds.map(\.glossaryEntry)),
    ("Verdicts", Verdict.kinds.map(\.glossaryEntry)),
    ("Reasons of verdicts", VerdictReason.kinds.map(\.glossaryEntry)),
    ("Terms", terms),
  ]

  /// The entry of a word; case, blanks, dashes, underscores and numbers do not matter.
  public static func entry(_ word: String) -> GlossaryEntry? {
    let key = key(word)
    return sections.lazy.flatMap(\.entries).first { entry in
      ([entry.term] + entry.aliases).contains { self.key($0) == key }
    }
  }

  /// The word that a mistyped one was probably meant to be.
  public static func suggestion(_ word: String) -> String? {
    Suggestion.nearest(
      to: word, among: sections.flatMap(\.entries).flatMap { [$0.term] + $0.aliases })
  }

  /// A word without what does not matter: `retaliation_lag_q25` and `Retaliation lag q90` are one.
  private static func key(_ word: String) -> String {
    var key = ""
    for letter in word.lowercased() {
      let next: Character =
        letter.isNumber ? "0" : letter == "_" || letter == "-" || letter.isWhitespace ? " " : letter
      if (next == "0" || next == " ") && key.last == next { continue }
      key.append(next)
    }
    return key
  }
}
