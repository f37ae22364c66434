/// What is wrong in a table: the first faults, and how many there are.
public struct TableFaults: Error, Hashable, Sendable {
  /// The faults in the order of the table, ``limit`` at most.
  public let first: [TabularError]
  /// All faults.
  public let count: Int

  /// So many faults are listed.
  public static let limit = 20
}

extension TableFaults: CustomStringConvertible {
  /// The faults, a line each, and how many more there are.
  public var description: String {
    let others = count - first.count
    let more =
      others == 0
      ? [] : ["and \(others) more \(others == 1 ? "fault" : "faults")"]
    return (first.map(\.description) + more).joined(separator: "\n")
  }
}

/// Gathers the faults of a table while it is read to its end.
public final class FaultCollector {
  private var first: [TabularError] = []
  /// The faults so far.
  public private(set) var count = 0

  /// No faults yet.
  public init() {}

  /// Adds a fault.
  public func add(_ fault: TabularError) {
    count += 1
    if first.count < TableFaults.limit { first.append(fault) }
  }

  /// The value of a cell; nil where it is at fault.
  public func take<Value>(_ value: @autoclosure () throws -> Value) rethrows -> Value? {
    do { return try value() } catch let fault as TabularError {
      add(fault)
      return nil
    }
  }

  /// The faults so far; nil where there are none.
  public var faults: TableFaults? {
    guard count > 0 else { return nil }
    // Cells of a row are not always read from left to right.
    let sorted = first.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    return TableFaults(first: sorted, count: count)
  }

  /// Ends reading.
  ///
  /// - Throws: The only fault as it is, or all of them as ``TableFaults``.
  public func check() throws {
    guard let faults else { return }
    if count == 1 { throw faults.first[0] }
    throw faults
  }
}

extension CSVReader {
  /// Reads every row to the end, and gathers what is wrong.
  ///
  /// - Parameters:
  ///   - faults: Where faults go.
  ///   - body: Is called with every row that has the right width. It takes its cells by
  ///     ``FaultCollector/take(_:)``; a fault that it throws is gathered, too.
  /// - Throws: What is no fault of the table.
  public func forEachRow(
    gathering faults: FaultCollector, _ body: (CSVReader) throws -> Void
  ) throws {
    while true {
      do {
        guard try next() else { return }
        try body(self)
      } catch let fault as TabularError {
        faults.add(fault)
      }
    }
  }
}
