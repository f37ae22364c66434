import Tabular

/// Finds out by its header to which event data set a table belongs, so that a newspaper in a column
/// `source` is not taken for an attacker.
package protocol HeaderRecognizer: Sendable {
  /// The name of the set by which it is imported; nil where the header is of no known set.
  func set(of header: [String], separator: UInt8) -> String?
}

/// The recognizer of the sets that can be imported.
package struct KnownHeaders: HeaderRecognizer {
  /// The recognizer of the sets that can be imported.
  package init() {}

  package func set(of header: [String], separator: UInt8) -> String? {
    EventSets.recognized(TableShape(file: "", first: header, separator: separator))?.set.name
  }
}

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
  /// Refuses a table of an event data set.
  func refuseEventData(
    _ recognizer: some HeaderRecognizer = KnownHeaders()
  ) throws(EventDataError) {
    guard let set = recognizer.set(of: header, separator: dialect.separator) else { return }
    throw EventDataError(file: file, set: set)
  }
}
