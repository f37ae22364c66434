import Incidents
import Tabular

/// Reads the rows of one event data set: who did something to whom, when, and what else is known.
///
/// A set is a type in a file of its own that stands in ``EventSets/all``. The three questions are asked
/// in this order, and the later ones only of rows that the answers before did not leave out.
package protocol EventImporter {
  /// The name that users give, and what the set is called.
  static var set: EventSet { get }

  /// Whether a table is of this set.
  static func recognizes(_ shape: TableShape) -> Bool

  /// Whether the first row of a table of the set names its columns.
  static func hasHeader(_ shape: TableShape) -> Bool

  /// A reader of the rows of a table.
  ///
  /// - Throws: ``TabularError`` for a table that lacks a column.
  init(_ shape: TableShape, _ options: ImportOptions) throws

  /// Whether a row has the right number of fields.
  ///
  /// - Parameters:
  ///   - row: The row.
  ///   - width: The number of columns of the first row.
  /// - Returns: Whether it can be read.
  func fits(_ row: FieldRow, width: Int) -> Bool

  /// Whether every row must be seen before the first one is read.
  var needsSurvey: Bool { get }

  /// Looks at a row before the first one is read.
  mutating func survey(_ row: FieldRow)

  /// Called when every row was looked at.
  mutating func endSurvey()

  /// The names and the date of a row as they stand, for lists of rows that were left out.
  func label(_ row: FieldRow) -> RowLabel

  /// The acts of a row: usually one.
  ///
  /// - Returns: Why the row has none, or nil.
  mutating func acts(_ row: FieldRow, into acts: inout [Act]) -> LeftOut?

  /// The days on which an act of a row can have happened.
  mutating func days(_ row: FieldRow) throws(LeftOut) -> ClosedRange<Day>

  /// What else a row says of an act.
  func details(_ row: FieldRow) -> ActDetails

  /// What the reader must know about the rules that were used.
  var notes: [String] { get }
}

extension EventImporter {
  package static func hasHeader(_ shape: TableShape) -> Bool { true }
  package func fits(_ row: FieldRow, width: Int) -> Bool { row.count == width }
  package var needsSurvey: Bool { false }
  package mutating func survey(_ row: FieldRow) {}
  package mutating func endSurvey() {}
  package var notes: [String] { [] }
}

/// An event data set by its names.
public struct EventSet: Hashable, Sendable {
  /// The name that users give, such as `acled`.
  public let name: String
  /// What it is called, such as `ACLED`.
  public let title: String
  /// What repeats in rows that are left out because they tell an act again.
  let repeated: String
  /// What an analyst should know of any file of the set, in sentences.
  public let caveats: [String]

  init(_ name: String, _ title: String, repeated: String = "id", caveats: [String] = []) {
    self.name = name
    self.title = title
    self.repeated = repeated
    self.caveats = caveats
  }
}

/// Who did something to whom, as a row says it.
package struct Act {
  /// Its identifier.
  var id: FieldBytes
  /// The acting side; the first side of an act without direction.
  var source: FieldBytes
  /// The other side.
  var target: FieldBytes
  /// Other names of both, by which they can be chosen too.
  var aliases: (source: FieldBytes, target: FieldBytes) = (.none, .none)
  /// Whether the set says who acted.
  var isDirected = true
  /// Whether it is an act of violence rather than talk, protest or an agreement.
  var isViolent: Bool
  /// Rows with the same key tell the same act; nil where no row does.
  var key: UInt64?
  /// How many acts it is, where the row states it for each of several.
  var count: CountInterval?
}

/// What is known of an act besides its sides and its date.
package struct ActDetails {
  var count = CountInterval.one
  var weapon = Weapon.unknown
  var place = FieldBytes.none
  var killed: CountInterval?
  var wounded: CountInterval?
  /// Words of the row, in order; blank ones are left out.
  var evidence: [FieldBytes] = []
  /// When the provider last edited the row.
  var edited: Day?
}

/// The names and the date of a row as they stand.
package struct RowLabel {
  var source = FieldBytes.none
  var target = FieldBytes.none
  var date = FieldBytes.none
}

/// How rows are chosen and read.
public struct ImportOptions: Hashable, Sendable {
  /// What becomes of acts of which nobody says who began.
  public enum Undirected: String, CaseIterable, Hashable, Sendable {
    /// They are left out.
    case drop
    /// The side that is named first is taken for the one that acted.
    case first
    /// Each side is taken to have acted on the other.
    case both
  }

  /// What becomes of acts of which nobody says who began.
  public var undirected = Undirected.drop
  /// Whether only acts of violence are taken.
  public var violentOnly = false
  /// The observed days; nil takes all.
  public var window: ObservationWindow?
  /// By how many days an act can precede a date that is only that of the report.
  public var publicationSlack = 0
  /// Columns of a table of the user's own by what they hold: `source`, `target`, `date`, ...
  public var columns: [String: String] = [:]

  /// The order of day and month in a table of the user's own; nil where its dates show it.
  public var dateOrder: DateOrder?

  /// The usual options.
  public init() {}
}
