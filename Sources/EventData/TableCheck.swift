import Incidents
import Tabular

/// What a table is, how it is read, and everything that is wrong in it.
public struct TableCheck: Sendable {
  /// The file, as the user named it.
  public let file: String
  /// What it holds.
  public let kind: TableKind
  /// How fields and records are kept apart.
  public let dialect: Dialect
  /// How it writes its letters.
  public let encoding: TextEncoding
  /// Rows without a fault.
  public let rows: Int
  /// The names of the columns, as the table has them.
  public let columns: [String]
  /// The order of day and month, where the table has dates such as 03/05/2020.
  public let dateOrder: DateOrder?
  /// The decimal sign of its numbers; nil where none shows one.
  public let decimalSign: Character?
  /// Incidents by pair and day; nil for other tables.
  public let pairs: PairDays?
  /// What is not read, or not as it stands.
  public let remarks: [RowRemark]
  /// What is wrong; nil where nothing is.
  public let faults: TableFaults?

  /// Reads a table to its end.
  ///
  /// - Parameters:
  ///   - path: The file; `-` is standard input.
  ///   - sides: Which names stand for which side; nil takes names as they are.
  ///   - dateOrder: Whether day or month comes first; nil lets the table show it.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a table without a header,
  ///   ``EventDataError``.
  public init(path: String, sides: Sides? = nil, dateOrder: DateOrder? = nil) throws {
    let reader = try CSVReader(path: path)
    try reader.refuseEventData()
    (file, kind, columns) = (reader.file, TableKind(reader), reader.header)
    let faults = FaultCollector()
    var rows = 0
    var remarks: [RowRemark] = []
    var pairs: PairDays?
    var order: DateOrder?
    func take<Row>(_ table: TableContents<Row>) {
      rows = table.rows.count
      remarks = table.remarks
    }
    do {
      switch kind {
      case .incidents:
        let table = try IncidentRows(reader, sides: sides, dateOrder: dateOrder)
        var grouped = PairDays()
        try table.forEach(gathering: faults) { grouped.add($0.source, $0.target, $0.days) }
        (rows, pairs) = (grouped.rows, grouped)
        remarks = table.unused + reader.remarks
        order = table.dates.foundOrder
      case .codedIncidents:
        let table = try CodedLog.readIncidents(reader, sides: sides, dateOrder: dateOrder)
        take(table)
        var grouped = PairDays()
        for row in table.rows { grouped.add(row.source, row.target, row.dates) }
        pairs = grouped
      case .codedTotals:
        take(try CodedLog.readClaims(reader, sides: sides, dateOrder: dateOrder))
      case .totals: take(try ClaimTable.contents(reader, sides: sides, dateOrder: dateOrder))
      case .statedPairs:
        take(try StatedPairTable.contents(reader, sides: sides, dateOrder: dateOrder))
      case .times:
        let events = try EventTimesTable.read(reader, streams: nil, window: nil, span: nil)
        rows = events.times.reduce(0) { $0 + $1.count }
        remarks = events.remarks
      case .publications: rows = try PublicationTable.read(reader).count
      case .periods:
        rows = try PeriodTable(reader, names: nil).labels.count
        remarks = reader.remarks
      }
      self.faults = faults.faults
    } catch let all as TableFaults {
      self.faults = all
    } catch let fault as TabularError {
      faults.add(fault)
      self.faults = faults.faults
    }
    (dialect, encoding) = (reader.dialect, reader.encoding)
    decimalSign = try TableCheck.decimalSign(
      reader, kind.decimalColumns(of: reader.header))
    (self.rows, self.remarks, self.pairs, self.dateOrder) = (rows, remarks, pairs, order)
  }

  /// The decimal sign of some columns: that of the first number which has one.
  private static func decimalSign(_ reader: CSVReader, _ columns: [String]) throws -> Character? {
    let positions = columns.compactMap { reader.column($0) }
    guard !positions.isEmpty else { return nil }
    let again = try reader.reopened()
    var numbers = DecimalNumbers()
    // What cannot be read is a fault of the table, and listed as such.
    while (try? again.next()) == true {
      for position in positions { numbers.learn((try? again.text(position)) ?? "") }
      if let sign = numbers.sign { return sign }
    }
    return nil
  }
}
