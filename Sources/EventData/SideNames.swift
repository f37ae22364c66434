import Incidents
import Tabular

/// The sides of the names in a table, each looked up once.
struct SideNames {
  private let sides: Sides?
  private var found = RepeatedCells<Match>()
  private var named = RepeatedCells<Match>()

  private struct Match {
    let side: Side
    /// Whether the file of sides has the name.
    let isKnown: Bool
  }

  /// Names that no side has stand for themselves; all do without a file of sides.
  init(_ sides: Sides?) {
    self.sides = sides
  }

  /// The side that a field names.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - column: The field.
  ///   - spelling: The field with the name as the source spells it: the file of sides may know that
  ///     one only.
  /// - Returns: The side; one of its own for a name that no side has.
  /// - Throws: ``TabularError`` where it is empty.
  mutating func side(_ row: CSVReader, _ column: Int, orBy spelling: Int? = nil) throws -> Side {
    let match = try found.value(row, column) { [sides] name in
      guard name.contains(where: { !$0.isWhitespace }) else {
        throw row.error(
          column, problem: "the side is missing", hint: "write its name, or UNKNOWN")
      }
      let side = sides?.side(named: name)
      return Match(side: side ?? Side(name.trimmed), isKnown: side != nil)
    }
    guard !match.isKnown, let sides, let spelling, !row.isBlank(spelling) else { return match.side }
    let other = try named.value(row, spelling) { name in
      let side = sides.side(named: name)
      return Match(side: side ?? .unknown, isKnown: side != nil)
    }
    return other.isKnown ? other.side : match.side
  }
}

/// Texts that many rows repeat, each kept once.
struct RepeatedTexts {
  private var texts: Set<String> = []

  /// The text of a field, or nil where there is none.
  mutating func text(
    _ reader: CSVReader, _ column: Int?
  ) throws(TabularError) -> String? {
    guard let text = try reader.optionalText(column) else { return nil }
    // Short texts need no memory of their own, and texts that differ in every row gain nothing.
    guard text.utf8.count > 15, texts.count < 100_000 else { return text }
    return texts.insert(text).memberAfterInsert
  }
}
