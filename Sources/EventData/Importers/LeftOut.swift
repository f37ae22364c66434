import Incidents
import Tabular

/// Why a row, or an act of it, was left out of an import.
package enum LeftOut: Error {
  case width(found: Int, expected: Int)
  case noActor
  case notViolent
  case otherSides
  case sameSide
  case noDate
  case badDate(DateTextError)
  case guessedDate(days: Int)
  case outsideWindow
  case repeats(row: Int, file: String?, what: String)
  case undirected
  case noAct

  /// The rule, by which rows are counted.
  package var rule: ImportRule {
    switch self {
    case .width: .width
    case .noActor: .noActor
    case .notViolent: .notViolent
    case .otherSides: .otherSides
    case .sameSide: .sameSide
    case .noDate: .noDate
    case .badDate: .badDate
    case .guessedDate: .guessedDate
    case .outsideWindow: .outsideWindow
    case .repeats: .repeats
    case .undirected: .undirected
    case .noAct: .noAct
    }
  }

  /// What is said of this row beyond its rule; nil where the rule says it all.
  var particular: String? {
    switch self {
    case .width(let found, let expected):
      "the row has \(found) \(found == 1 ? "field" : "fields"), the table \(expected)"
    case .badDate(let error): "\(error)"
    case .guessedDate(let days): "the date is \(days) days before the report: a guess"
    case .repeats(let row, let file, let what):
      "the \(what) of row \(row)" + (file.map { " of \($0)" } ?? "")
    default: nil
    }
  }
}

/// The rules by which rows are left out, in the order in which they are applied.
public enum ImportRule: String, CaseIterable, Hashable, Sendable {
  /// The row has too few or too many fields.
  case width
  /// The row counts no act.
  case noAct
  /// The source or the target is missing.
  case noActor
  /// The act is not violent.
  case notViolent
  /// A side was not chosen.
  case otherSides
  /// Source and target are the same side.
  case sameSide
  /// There is no date.
  case noDate
  /// The date cannot be read.
  case badDate
  /// The date was made from words such as "a year ago".
  case guessedDate
  /// All days lie outside of the window.
  case outsideWindow
  /// An earlier row tells the same act.
  case repeats
  /// Nobody says who began.
  case undirected

  var words: (reason: StaticString, remedy: StaticString) {
    switch self {
    case .width:
      (
        "the row has another number of fields than the table",
        "Look for a separator or a line break inside a field."
      )
    case .noAct: ("the row counts no act", "Nothing needs to be done.")
    case .noActor:
      (
        "the source or the target is missing",
        "Nothing can be done unless the provider names it."
      )
    case .notViolent: ("not an act of violence", "Import without the limit to violence.")
    case .otherSides: ("a side was not chosen", "Choose its name too if it belongs to a side.")
    case .sameSide: ("source and target are the same side", "Nothing needs to be done.")
    case .noDate: ("the date is missing", "Nothing can be done unless the provider dates it.")
    case .badDate: ("the date cannot be read", "Correct it as YYYY-MM-DD.")
    case .guessedDate:
      ("the date is a guess of the provider", "Nothing can be done: the day is unknown.")
    case .outsideWindow: ("outside the window", "Widen the window if it belongs there.")
    case .repeats: ("an earlier row tells the same act", "Nothing needs to be done.")
    case .undirected:
      ("nobody says who began", "Choose the first side or both directions if that is right.")
    }
  }

  /// Why such rows are left out.
  public var reason: String { "\(words.reason)" }
}
