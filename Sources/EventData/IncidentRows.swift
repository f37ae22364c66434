import Incidents
import Tabular

/// The rows of a table of incidents one after the other, in constant memory.
///
/// Every cell is checked. What a count of acts needs (who, on whom, when, how many) is read without
/// making texts of fields; the whole ``incident(_:)`` only where it is asked for.
final class IncidentRows {
  /// What counting needs of a row.
  struct Core {
    let source: Side
    let target: Side
    let days: DayInterval
    let count: CountInterval
    fileprivate let weapon: Weapon
    fileprivate let killed: CountInterval?
    fileprivate let wounded: CountInterval?
    fileprivate let confidence: Double?
    fileprivate let bytes: Range<Int>?
  }

  let reader: CSVReader
  /// Columns that are not known and not read, and what else is to be said before the rows.
  let unused: [RowRemark]
  let dates: DateCells
  private let document: String
  private let columns: [String: Int]
  private let (source, target): (Int, Int)
  private let (dateMin, dateMax): (Int, Int)
  private let (countMin, countMax): (Int?, Int?)
  private let (killedMin, killedMax): (Int?, Int?)
  private let (woundedMin, woundedMax): (Int?, Int?)
  private let (weaponColumn, confidenceColumn): (Int?, Int?)
  private let (byteStart, byteEnd): (Int?, Int?)
  // Nothing else reaches them while a row is read, and a check at every access costs a tenth of the time.
  @exclusivity(unchecked) private var confidences: NumberCells
  @exclusivity(unchecked) private var names: SideNames
  @exclusivity(unchecked) private var weapons = RepeatedCells<Weapon>()
  private var texts = RepeatedTexts()

  /// - Throws: ``TabularError`` for a column that is missing or misspelt.
  init(_ reader: CSVReader, sides: Sides?, dateOrder: DateOrder?) throws {
    self.reader = reader
    let known = IncidentTable.columns
    // A column `date` alone holds both ends.
    let single =
      ["date_min", "date_max"].allSatisfy { reader.column($0) == nil }
      ? reader.column("date") : nil
    unused = try reader.unusedColumns(known: known + (single == nil ? [] : ["date"]))
    source = try reader.requiredColumn("source")
    target = try reader.requiredColumn("target")
    dateMin = try single ?? reader.requiredColumn("date_min")
    dateMax = try single ?? reader.requiredColumn("date_max")
    document = reader.document
    let columns = known.reduce(into: [String: Int]()) { $0[$1] = reader.column($1) }
    self.columns = columns
    func ends(_ name: String) -> (Int?, Int?) {
      let low = columns["\(name)_min"]
      return (low, columns["\(name)_max"] ?? low)
    }
    (countMin, countMax) = ends("count")
    (killedMin, killedMax) = ends("killed")
    (woundedMin, woundedMax) = ends("wounded")
    (weaponColumn, confidenceColumn) = (columns["weapon"], columns["confidence"])
    (byteStart, byteEnd) = (columns["byte_start"], columns["byte_end"])
    dates = DateCells(columns: [dateMin, dateMax], order: dateOrder)
    confidences = NumberCells(columns: [confidenceColumn].compactMap(\.self))
    names = SideNames(sides)
  }

  /// Reads every row to the end; `body` is called with every row that has no fault.
  func forEach(gathering faults: FaultCollector, _ body: (Core) throws -> Void) throws {
    try reader.forEachRow(gathering: faults) { row in
      let weapon = try faults.take(self.weapon(row))
      let from = try faults.take(names.side(row, source, orBy: columns["source_name"]))
      let to = try faults.take(names.side(row, target, orBy: columns["target_name"]))
      let days = try faults.take(dates.days(row, dateMin, dateMax))
      let count = try faults.take(row.count(countMin, countMax)) ?? nil
      let killed = try faults.take(row.count(killedMin, killedMax)) ?? nil
      let wounded = try faults.take(row.count(woundedMin, woundedMax)) ?? nil
      let bytes = try faults.take(row.byteRange(byteStart, byteEnd)) ?? nil
      let confidence = try confidenceColumn.flatMap { column in
        try faults.take(confidences.value(column, in: row)) ?? nil
      }
      guard let weapon, let from, let to, let days else { return }
      try body(
        Core(
          source: from, target: to, days: days, count: count ?? .one, weapon: weapon,
          killed: killed, wounded: wounded, confidence: confidence, bytes: bytes))
    }
  }

  /// The incident of the current row.
  ///
  /// - Throws: ``TabularError`` for a text that is no UTF-8.
  func incident(_ core: Core) throws -> Incident {
    let row = reader
    let answers = try row.optionalText(columns["retaliation_for"]) ?? ""
    return Incident(
      id: try row.optionalText(columns["id"]) ?? "r\(row.line)", source: core.source,
      target: core.target, dates: core.days, count: core.count, weapon: core.weapon,
      place: try texts.text(row, columns["place"]), killed: core.killed, wounded: core.wounded,
      answers: answers.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty },
      sourceName: try texts.text(row, columns["source_name"]),
      targetName: try texts.text(row, columns["target_name"]), confidence: core.confidence,
      provenance: Provenance(
        document: try texts.text(row, columns["doc"]) ?? document, row: row.line,
        bytes: core.bytes, evidence: try row.optionalText(columns["evidence"]) ?? ""))
  }

  /// The weapon that a row names.
  private func weapon(_ row: CSVReader) throws -> Weapon {
    guard let column = weaponColumn, !row.isBlank(column) else { return .unknown }
    return try weapons.value(row, column) { text in
      guard let weapon = Weapon(rawValue: text) else {
        let names = Weapon.allCases.map(\.rawValue).joined(separator: ", ")
        throw row.error(
          column, problem: "'\(text)' is not a weapon of this table", hint: "use one of \(names)")
      }
      return weapon
    }
  }
}
