import Tabular

/// A table of an event data set where incidents are expected: it must be imported first.
public struct EventDataError: Error, Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The name of the set by which it is imported.
  public let set: String
}

extension EventDataError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    "\(file): this is a table of events (\(set)), not of incidents; make incidents of it first"
  }
}

extension CSVReader {
  /// Refuses a table of an event data set, so that a newspaper in a column `source` is not taken for
  /// an attacker, and one whose columns say who acted on whom under other names.
  ///
  /// - Throws: ``EventDataError``, ``ImportError/unknownTable(file:columns:suggested:)``.
  func refuseEventData() throws {
    let shape = TableShape(file: file, first: header, separator: dialect.separator)
    if let found = EventSets.recognized(shape) {
      throw EventDataError(file: file, set: found.set.name)
    }
    let suggested = TableImporter.suggested(shape)
    guard TableKind(self) == .periods, column("source") == nil,
      ["source", "target", "date"].allSatisfy({ suggested[$0] != nil })
    else { return }
    throw ImportError.unknownTable(file: file, columns: header, suggested: suggested)
  }
}
