import Incidents
import Tabular

/// Exact event times as `times.csv`: `time,stream[,mark]`, the time in days from the beginning of
/// the window (decimal) or as an ISO date with a time of day.
public enum EventTimesTable {
  /// The events of the named streams.
  public struct Events: Hashable, Sendable {
    /// The streams in the order asked for, or of their first appearance.
    public let streams: [String]
    /// Times of each stream, days from the beginning of the window.
    public let times: [[Double]]
    /// Rows of streams that were not asked for.
    public let otherRows: Int
    /// Columns that are not known and were not read, if there are any.
    public let remarks: [RowRemark]
  }

  /// Reads event times from the bytes of a table.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - streams: The streams wanted, or nil for all.
  ///   - window: Day 0 is its first midnight; needed where times are dates.
  ///   - span: The observed times where there is no window, days.
  /// - Returns: The events, their times counted from the beginning of the window or span.
  /// - Throws: ``TabularError`` or ``TableFaults``, also for a time outside the window.
  public static func read(
    _ bytes: [UInt8], file: String, streams: [String]?, window: ObservationWindow?,
    span: ClosedRange<Double>? = nil
  ) throws -> Events {
    try read(CSVReader(bytes: bytes, file: file), streams: streams, window: window, span: span)
  }

  static func read(
    _ reader: CSVReader, streams: [String]?, window: ObservationWindow?,
    span: ClosedRange<Double>?
  ) throws -> Events {
    let remarks = try reader.unusedColumns(known: ["time", "stream", "mark"])
    let time = try reader.requiredColumn("time")
    let stream = try reader.requiredColumn("stream")
    var names = streams ?? []
    var times = [[Double]](repeating: [], count: names.count)
    var otherRows = 0
    let span = span ?? 0...(window.map { Double($0.length) } ?? .infinity)
    var numbers = NumberCells(columns: [time])
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      let text = try row.text(time)
      let comma = text.contains(",") ? try numbers.value(time, in: row) : nil
      guard let value = Double(text) ?? instant(text, window) ?? comma
      else {
        throw row.error(
          time, problem: "'\(text)' is not a time",
          hint: window == nil
            ? "write days from the start, for example 12.75; dates need a window"
            : "write days from the start, for example 12.75, or a date such as 2024-01-28T04:30")
      }
      guard value.isFinite, span.contains(value) else {
        throw row.error(
          time, problem: "the time \(text) is outside the window",
          hint: "widen the window or delete the row")
      }
      let name = try row.text(stream)
      if let index = names.firstIndex(of: name) {
        times[index].append(value - span.lowerBound)
      } else if streams == nil {
        names.append(name)
        times.append([value - span.lowerBound])
      } else {
        otherRows += 1
      }
    }
    try faults.check()
    return Events(
      streams: names, times: times.map { $0.sorted() }, otherRows: otherRows,
      remarks: remarks)
  }

  /// Days from the beginning of the window to `YYYY-MM-DDTHH:MM[:SS]` (or a blank instead of T).
  private static func instant(_ text: String, _ window: ObservationWindow?) -> Double? {
    guard let window, text.utf8.count >= 16, let day = Day(iso: text.prefix(10)) else { return nil }
    let clock = text.dropFirst(10)
    guard clock.first == "T" || clock.first == " " else { return nil }
    var pieces = clock.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
    if let last = pieces.last, last.hasSuffix("Z") { pieces[pieces.count - 1] = last.dropLast() }
    guard pieces.count == 2 || pieces.count == 3, let hour = Int(pieces[0]),
      let minute = Int(pieces[1]), (0...23).contains(hour), (0...59).contains(minute)
    else { return nil }
    let second = pieces.count == 3 ? Double(pieces[2]) : 0
    guard let second, (0..<61).contains(second) else { return nil }
    return window.time(of: day) + (Double(hour * 3600 + minute * 60) + second) / 86_400
  }
}
