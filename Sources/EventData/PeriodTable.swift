import Incidents
import Tabular

/// A table of one row a period: labels in the first column, numbers in the others.
///
/// `counts.csv` is one, with a date as label and a column a stream; quarterly or monthly series
/// from elsewhere are others. Periods are taken as they stand, in the order of the rows; where the
/// labels are days, each must follow the one before it.
public struct PeriodTable: Hashable, Sendable {
  /// The labels.
  public let labels: [String]
  /// The names of the number columns.
  public let names: [String]
  /// `columns[k]` are the numbers of `names[k]`.
  public let columns: [[Double]]
  /// Whether the labels are successive days.
  public let isDaily: Bool

  /// Reads the bytes of a table.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - names: The columns wanted, in this order; nil takes all.
  /// - Throws: ``TabularError`` for a missing number, a missing day or an unknown column.
  public init(_ bytes: [UInt8], file: String, names: [String]? = nil) throws {
    try self.init(CSVReader(bytes: bytes, file: file), names: names)
  }

  /// The names of a table's number columns, without reading them.
  ///
  /// - Throws: ``TabularError`` for a table without a header.
  public static func names(_ bytes: [UInt8], file: String) throws -> [String] {
    Array(try CSVReader(bytes: bytes, file: file).header.dropFirst())
  }

  init(_ opened: consuming CSVReader, names wanted: [String]?) throws {
    var reader = opened
    let names = wanted ?? Array(reader.header.dropFirst())
    var positions: [Int] = []
    for name in names { positions.append(try reader.requiredColumn(name)) }
    guard !positions.isEmpty else {
      throw TabularError(
        file: reader.file, line: 1, column: 0, problem: "there are no columns of numbers",
        hint:
          "the first column holds dates or labels, the others numbers; columns are separated by "
          + "commas")
    }
    var labels: [String] = []
    var columns = [[Double]](repeating: [], count: names.count)
    var lastDay: Day?
    var isDaily = true
    while try reader.next() {
      let label = try reader.text(0)
      let day = Day(iso: label)
      if let day, let last = lastDay, isDaily, day != last + 1 {
        // Two days in a row make a daily table; then no day may be missing.
        if labels.count > 1 || day <= last {
          throw reader.error(
            0, problem: "\(day) does not follow \(last)",
            hint: "every day of the window needs a row, in order; write 0 where nothing happened")
        }
        isDaily = false
      }
      if day == nil {
        if label.count == 10, label.dropFirst(4).first == "-", label.dropFirst(7).first == "-" {
          throw reader.error(
            0, problem: "'\(label)' is no day of the calendar", hint: "write dates as YYYY-MM-DD")
        }
        isDaily = false
      }
      lastDay = day
      labels.append(label)
      for (index, position) in positions.enumerated() {
        guard let value = try reader.number(position) else {
          throw reader.error(
            position, problem: "the number is missing",
            hint: "write 0 if nothing happened; periods without data cannot be used")
        }
        columns[index].append(value)
      }
    }
    guard !labels.isEmpty else {
      throw TabularError(
        file: reader.file, line: 2, column: 0, problem: "there are no rows",
        hint: "write a row for every period")
    }
    self.labels = labels
    self.names = names
    self.columns = columns
    self.isDaily = isDaily && !labels.isEmpty
  }

  /// The table of a count series.
  public static func table(_ series: CountSeries) -> Table {
    var table = Table(name: "counts", columns: ["date"] + series.dyads.map(\.description))
    for day in 0..<series.window.length {
      table.append(
        [.text("\(series.window.start + day)")] + series.counts.map { .number($0[day]) })
    }
    return table
  }
}
