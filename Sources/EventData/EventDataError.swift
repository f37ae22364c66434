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
  /// an attacker.
  func refuseEventData() throws(EventDataError) {
    let shape = TableShape(file: file, first: header, separator: dialect.separator)
    guard let found = EventSets.recognized(shape) else { return }
    throw EventDataError(file: file, set: found.set.name)
  }
}
