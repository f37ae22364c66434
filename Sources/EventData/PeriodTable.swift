import Incidents
import Tabular

/// A table of one row a period: labels in the first column, numbers in the others.
///
/// `counts.csv` is one, with a date as label and a column a stream; weekly, monthly, quarterly or
/// yearly series are others. Labels must follow each other (``PeriodLabels``): no period is missing,
/// stands twice or out of order, and no row is a sum of others.
public struct PeriodTable: Hashable, Sendable {
  /// The labels.
  public let labels: [String]
  /// The names of the number columns.
  public let names: [String]
  /// `columns[k]` are the numbers of `names[k]`.
  public let columns: [[Double]]
  /// How far the rows are apart.
  public let period: Period

  /// Whether the labels are successive days.
  public var isDaily: Bool { period == .day }

  /// Reads the bytes of a table.
  ///
  /// - Parameters:
  ///   - bytes: The table.
  ///   - file: Its name, for messages.
  ///   - names: The columns wanted, in this order; nil takes all.
  /// - Throws: ``TabularError`` or ``TableFaults`` for a missing number, a label that does not follow the one before, a
  ///   row of sums or an unknown column.
  public init(_ bytes: [UInt8], file: String, names: [String]? = nil) throws {
    try self.init(CSVReader(bytes: bytes, file: file), names: names)
  }

  /// The names of a table's number columns, without reading them.
  ///
  /// - Throws: ``TabularError`` for a table without a header.
  public static func names(_ bytes: [UInt8], file: String) throws -> [String] {
    Array(try CSVReader(bytes: bytes, file: file).header.dropFirst())
  }

  init(_ reader: CSVReader, names wanted: [String]?) throws {
    let names = wanted ?? Array(reader.header.dropFirst())
    var positions: [Int] = []
    for name in names { positions.append(try reader.requiredColumn(name)) }
    guard !positions.isEmpty else {
      throw TabularError(
        file: reader.file, line: 1, column: 0, problem: "there are no columns of numbers",
        hint:
          "the first column holds dates or labels, the others numbers; columns are separated by "
          + "commas, semicolons, tabs or pipes")
    }
    var labels: [String] = []
    var lines: [Int] = []
    var columns = [[Double]](repeating: [], count: names.count)
    var numbers = NumberCells(columns: positions)
    let faults = FaultCollector()
    try reader.forEachRow(gathering: faults) { row in
      labels.append(try row.text(0))
      lines.append(row.line)
      for (index, position) in positions.enumerated() {
        if let value = try faults.take(PeriodTable.number(row, position, &numbers)) {
          columns[index].append(value)
        }
      }
    }
    try faults.check()
    guard !labels.isEmpty else {
      throw TabularError(
        file: reader.file, line: 2, column: 0, problem: "there are no rows",
        hint: "write a row for every period")
    }
    period = try PeriodTable.period(
      of: labels, columns: columns, file: reader.file, header: reader.header[0], lines: lines)
    self.labels = labels
    self.names = names
    self.columns = columns
  }

  private static func number(
    _ row: CSVReader, _ column: Int, _ numbers: inout NumberCells
  ) throws -> Double {
    guard let value = try numbers.value(column, in: row) else {
      throw row.error(
        column, problem: "the number is missing",
        hint: "write 0 if nothing happened; periods without data cannot be used")
    }
    return value
  }

  /// The period of labels that follow each other.
  private static func period(
    of labels: [String], columns: [[Double]], file: String, header: String, lines: [Int]
  ) throws(TabularError) -> Period {
    do throws(PeriodLabelError) {
      let period = try PeriodLabels(labels).period
      let last = labels.count - 1
      if period == .unlabelled, !labels[last].contains(where: \.isNumber),
        columns.allSatisfy(isSum)
      {
        throw PeriodLabelError(row: last, problem: .total(labels[last]))
      }
      return period
    } catch {
      var problem = "\(error)"
      if case .repeated(_, let first) = error.problem {
        problem += ", here and in line \(lines[first])"
      }
      throw TabularError(
        file: file, line: lines[error.row], column: 1, problem: "\(header): \(problem)",
        hint: error.remedy)
    }
  }

  /// Whether the last of at least four numbers is the sum of the others, two of them not zero.
  private static func isSum(_ numbers: [Double]) -> Bool {
    guard numbers.count > 3, let last = numbers.last else { return false }
    let others = numbers.dropLast()
    return others.count { $0 != 0 } > 1 && others.reduce(0, +) == last
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
