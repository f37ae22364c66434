import Foundation
import Testing

/// The language of everything that a user reads: plain technical English, and no option of the
/// command line below the command line.
@Suite struct WordsTests {
  /// Words and phrases that are old-fashioned, that stand for two things, or that only their author
  /// understands, and what to write instead.
  static let unwanted: [(phrases: [String], instead: String)] = [
    (["foretell", "foretells", "foretold", "foretelling"], "forecast"),
    (["told from", "tell apart", "tells apart", "told apart", "telling apart"], "distinguish"),
    (
      ["bring about", "brings about", "brought about", "bringing about"],
      "cause, lead to, follow from"
    ),
    (["nats", "nat"], "the log score, and what it means"),
    (["down the ladder", "stands on the baseline"], "holds under every baseline"),
    (["parted by", "parted with"], "separated by"), (["as quick as", "as fast as"], "the number"),
    (["run away", "runs away", "ran away", "running away", "runaway", "runaways"], "diverge"),
    (["may do that"], "the reason"), (["not told", "is told", "are told"], "identifiable"),
    (["from elsewhere"], "from the baseline"),
    (["one by one known", "known one by one"], "known"),
    (["campaign", "campaigns"], "shared trend; a campaign is a military one"),
    (
      ["agree with no answer", "agrees with no answer", "no answer at all"],
      "a shared trend explains the data as well"
    ),
    (["nothing to search"], "which limit to change"),
    (["left a stream empty"], "had an empty stream"), (["whatever they say"], "are treated as"),
    (
      [
        "is no date", "is no day", "is no number", "is no count", "is no utf", "are no days",
        "are no dates", "is no command", "is no time", "is no kind", "are no reports",
      ], "is not a ..."
    ),
    (["hitherto", "thereof", "whilst", "albeit", "lest", "ere", "nought"], "plain words"),
  ]

  /// A text as words without case and punctuation, a blank around each.
  private static func words(_ text: String) -> String {
    " " + text.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: " ") + " "
  }

  /// The unwanted phrase that a text holds, with what to write instead.
  static func offence(_ text: String) -> String? {
    let words = words(text)
    for (phrases, instead) in unwanted {
      for phrase in phrases where words.contains(" \(phrase) ") {
        return "'\(phrase)' (write: \(instead))"
      }
    }
    return nil
  }

  /// Literals that hold such a word for a reason.
  static let allowed: [(file: String, text: String, reason: String)] = []

  /// Every literal of every room but the words that reports are read with.
  static func literals() throws -> [(room: String, file: String, literal: StringLiterals.Literal)] {
    let rooms = LayeringTests.rooms.map(\.name).filter {
      !LayeringTests.systemModules.contains($0)
    }
    return try (rooms + ["Talion"]).flatMap { room in
      try LayeringTests.sources(of: room).flatMap { file in
        StringLiterals(file.text).all.map { (room, file.name, $0) }
      }
    }
  }

  @Test func nothingThatAUserReadsHasUnwantedWords() throws {
    let literals = try Self.literals()
    #expect(literals.count > 2000)
    for (room, file, literal) in literals {
      guard let offence = Self.offence(literal.text),
        !Self.allowed.contains(where: { $0.file == file && literal.text.contains($0.text) })
      else { continue }
      Issue.record("\(room)/\(file):\(literal.line): \(offence): \(literal.text)")
    }
  }

  @Test func everyExceptionIsNeeded() throws {
    let literals = try Self.literals()
    for exception in Self.allowed {
      #expect(
        literals.contains { $0.file == exception.file && $0.literal.text.contains(exception.text) },
        "\(exception)")
    }
  }

  /// A library has no command line, and a study file has keys.
  @Test func onlyTheCommandLineNamesItsOptions() throws {
    let pattern = /(^|[\s'"(])--[a-z][a-z-]+/
    for (room, file, literal) in try Self.literals()
    where !["Settings", "TalionCommands"].contains(room) {
      #expect(
        literal.text.firstMatch(of: pattern) == nil,
        "\(room)/\(file):\(literal.line): \(literal.text)")
    }
  }

  @Test func literalsAreFoundWhereverTheyStand() {
    let source = #"""
      /// A "comment" of words.
      let a = "one \(b ? "two" : "three") four" // "five"
      let c =
        "six "
        + "seven"
      /* "eight" */ let d = """
        nine \
        ten
        """
      """#
    let literals = StringLiterals(source).all
    #expect(
      literals.map(\.text.trimmed) == ["two", "three", "one \\(...) four", "six seven", "nine ten"])
    #expect(literals.map(\.line) == [2, 2, 2, 4, 6])
  }

  @Test func unwantedWordsAreFound() {
    for text in [
      "the models foretell it", "Parted by commas", "told from: no campaign", "it is not told",
      "ran away", "5.4 nats", "brought about by", "Not told. After", "'31/02' is no date",
      "lags leave nothing to search", "known one-by-one",
    ] {
      #expect(Self.offence(text) != nil, "\(text)")
    }
    for text in ["one party", "untold", "donations", "is not a date", "bring them about", ""] {
      #expect(Self.offence(text) == nil, "\(text)")
    }
  }
}

extension String {
  /// The text without blanks and line breaks around it.
  fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
