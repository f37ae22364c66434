import Incidents
import Tabular

/// Reads the dates of a table as people write them (``DateColumn``).
///
/// ISO dates are read as they stand. When the first other one comes, the table is read through once
/// more to learn how it writes dates.
final class DateCells {
  private let columns: [Int]
  private let order: DateOrder?
  private var learnt: DateColumn?
  private var known: [String: DayInterval] = [:]
  private var hasFaultOfColumn = false

  /// The dates of some columns, which are written in one way; nil lets the table show whether day or
  /// month comes first.
  init(columns: [Int?], order: DateOrder?) {
    self.columns = columns.compactMap(\.self)
    self.order = order
  }

  /// The order of day and month that was learnt; nil where none was needed or found.
  var foundOrder: DateOrder? { learnt?.order }

  /// A field as the days that it can mean; nil when it is empty.
  ///
  /// - Throws: ``TabularError`` when it is no date. That the order of day and month is not known is
  ///   said once; further such dates are open intervals.
  func interval(_ reader: CSVReader, _ column: Int) throws -> DayInterval? {
    let bytes = reader.bytes(column)
    guard !bytes.isEmpty else { return nil }
    if let day = Day(isoBytes: bytes) { return DayInterval(day) }
    let text = try reader.text(column)
    if let interval = known[text] { return interval }
    let dates = try learnt ?? learn(from: reader)
    learnt = dates
    do throws(DateTextError) {
      let interval = try dates.interval(text)
      // A table repeats few days often; what never repeats need not be kept.
      if known.count < 100_000 { known[text] = interval }
      return interval
    } catch {
      if error.concernsColumn {
        if hasFaultOfColumn { return .unknown }
        hasFaultOfColumn = true
      }
      throw reader.error(column, problem: "\(error)", hint: error.remedy)
    }
  }

  /// Two fields as a date interval; an empty one is an open end, and a missing second field that
  /// follows a first one means the first one's days where `singleDay` allows it.
  func days(
    _ reader: CSVReader, _ earliest: Int, _ latest: Int, singleDay: Bool = false
  ) throws -> DayInterval {
    let first = try interval(reader, earliest)
    let last = try interval(reader, latest) ?? (singleDay ? first : nil)
    do {
      return try DayInterval(earliest: first?.earliest, latest: last?.latest)
    } catch {
      throw reader.error(latest, problem: "\(error)", hint: "")
    }
  }

  /// A field as one day; nil when it is empty or leaves the day open, as a month alone does.
  func day(_ reader: CSVReader, _ column: Int) throws -> Day? {
    guard let days = try interval(reader, column), days.length == 1 else { return nil }
    return days.earliest
  }

  private func learn(from reader: CSVReader) throws -> DateColumn {
    var dates = DateColumn(
      statedOrder: order, serials: reader.countsFrom1904 ? .since1904 : .since1900)
    var seen: Set<String> = []
    let table = try reader.reopened()
    // What is wrong in other rows is found where they are read.
    try table.forEachRow(gathering: FaultCollector()) { row in
      for column in columns where Day(isoBytes: row.bytes(column)) == nil {
        let text = try row.text(column)
        guard seen.count > 100_000 || seen.insert(text).inserted else { continue }
        dates.learn(text)
      }
    }
    return dates
  }
}
