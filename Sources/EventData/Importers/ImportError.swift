import Tabular

/// A file that no importer can read as it was asked for.
public enum ImportError: Error, Hashable, Sendable {
  /// No set has this name.
  case unknownSet(String)
  /// The file is of another set than the one that was named.
  case otherSet(file: String, named: EventSet, found: EventSet)
  /// The file is of no known set; nil or the columns of it that seem to hold source, target and date.
  case unknownTable(file: String, columns: [String], suggested: [String: String])
  /// The file lacks a column that was named for a part of the events.
  case noColumn(file: String, part: String, column: String, columns: [String])
  /// A part of the events that no table has.
  case unknownPart(String, parts: [String])
}

extension ImportError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownSet(let name):
      "'\(name)' is not a known set of event data; use one of "
        + EventSets.sets.map(\.name).joined(separator: ", ")
    case .otherSet(let file, let named, let found):
      "\(file): the header is that of \(found.title), not of \(named.title)"
    case .unknownTable(let file, let columns, _):
      "\(file): this is not a table of incidents, and no known set of event data has its columns: "
        + columns.prefix(20).joined(separator: ", ") + (columns.count > 20 ? ", ..." : "")
    case .noColumn(let file, let part, let column, let columns):
      "\(file): there is no column '\(column)' for \(part); the columns are "
        + columns.joined(separator: ", ")
    case .unknownPart(let part, let parts):
      "'\(part)' is not a part of an event; use one of \(parts.joined(separator: ", "))"
    }
  }
}
