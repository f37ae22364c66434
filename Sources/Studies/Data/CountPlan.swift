import Escalation
import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// Counting incidents or exact times by periods: what `talion count` is asked for.
public struct CountPlan: Sendable {
  /// The table of incidents, or of exact times.
  public var file: String
  /// What a row of the counts is.
  public var unit = PeriodCounts.Unit.day
  /// The streams; nil takes every pair of sides.
  public var streams: [String]?
  /// The file of sides, if there is one.
  public var sides: String?
  /// The observed days; nil takes the first to the last day of the data.
  public var window: ObservationWindow?
  /// Where an act is counted whose day is uncertain.
  public var dates = PeriodCounts.Dates.share
  /// How many acts an incident of an uncertain number is.
  public var acts = PeriodCounts.Acts.least
  /// The seed of days that are drawn.
  public var seed: UInt64 = 1

  /// A count with the usual options.
  public init(file: String) { self.file = file }

  /// The longest table of counts, rows.
  static let mostPeriods = 1_000_000
  /// The most pairs of sides that are counted without being named.
  static let mostStreams = 100

  /// Reads the table and counts.
  ///
  /// - Returns: The table of counts with a page about it, and the files that were read.
  /// - Throws: ``FileError``, ``TabularError``, ``IncidentError``, ``PlanError``.
  public func findings() throws -> (findings: Findings, inputs: Inputs) {
    var inputs = Inputs()
    let sides = try self.sides.map { try Sides(inputs.read($0), file: $0) }
    let bytes = try inputs.read(file)
    let header = Set(try CSVReader(bytes: bytes, file: file).header)
    let findings =
      header.isSuperset(of: ["time", "stream"])
      ? try ofTimes(bytes) : try ofIncidents(bytes, sides)
    return (findings, inputs)
  }

  private func ofTimes(_ bytes: [UInt8]) throws -> Findings {
    guard let window else {
      throw PlanError.usage(
        "\(file) holds exact times: name the observed days, such as 2023-10-17..2024-02-04")
    }
    try check(window)
    let events = try EventTimesTable.read(bytes, file: file, streams: streams, window: window)
    var account = ["\(file): \(events.times.reduce(0) { $0 + $1.count }) times counted."]
    if events.otherRows > 0 { account.append("\(events.otherRows) rows are of other streams.") }
    let counts = PeriodCounts(names: events.streams, times: events.times, window: window, by: unit)
    return page(counts, window, account: account, remarks: events.remarks)
  }

  private func ofIncidents(_ bytes: [UInt8], _ sides: Sides?) throws -> Findings {
    guard unit != .hour else {
      throw PlanError.data(
        "\(file): incidents are dated to days; hours need a table of exact times (time,stream)")
    }
    let table = try IncidentTable.contents(of: bytes, file: file, sides: sides)
    let window = try self.window ?? ObservationWindow(of: table.rows, file: file)
    try check(window)
    let dyads = try streams?.map { try Dyad($0) } ?? Self.dyads(of: table.rows, file: file)
    let account = IncidentAccount(
      of: table.rows, file: file, streams: dyads, window: window, sides: sides)
    let streams = dyads.map {
      IncidentStream(dyad: $0, window: window, incidents: account.incidents)
    }
    let counts = PeriodCounts(
      streams, window: window, by: unit, dates: dates, acts: acts, seed: seed)
    return page(
      counts, window, account: ["\(file): \(account.summary)"],
      remarks: table.remarks + account.remarks)
  }

  /// The pairs of different sides that the incidents have, in the order of their names.
  private static func dyads(of incidents: [Incident], file: String) throws(PlanError) -> [Dyad] {
    let dyads = Set(incidents.map(\.dyad)).filter {
      $0.source != $0.target && $0.source != .unknown && $0.target != .unknown
    }
    guard !dyads.isEmpty else { throw .data("\(file): no row has two different sides") }
    guard dyads.count <= mostStreams else {
      throw .usage("\(file) has \(dyads.count) pairs of sides; name the streams to count")
    }
    return dyads.sorted()
  }

  private func check(_ window: ObservationWindow) throws(PlanError) {
    let periods = window.length * (unit == .hour ? 24 : 1)
    guard periods <= Self.mostPeriods else {
      throw .usage(
        "\(window) has \(periods) \(unit.rawValue)s; count \(Self.mostPeriods) at most")
    }
  }

  private func page(
    _ counts: PeriodCounts, _ window: ObservationWindow, account: [String], remarks: [RowRemark]
  ) -> Findings {
    var table = TextTable(columns: [
      .init("stream"), .init("acts", alignsRight: true),
      .init("a \(unit.rawValue)", alignsRight: true), .init("most", alignsRight: true),
      .init("\(unit.rawValue)s without", alignsRight: true),
      .init("outside the window", alignsRight: true),
    ])
    for (index, name) in counts.names.enumerated() {
      let column = counts.columns[index]
      let total = column.reduce(0, +)
      table.append([
        name, Numeral.significant(total),
        Numeral.significant(total / Double(max(1, column.count))),
        Numeral.significant(column.max() ?? 0), "\(column.count { $0 == 0 })",
        Numeral.significant(counts.outside[index]),
      ])
    }
    var page = Page([
      .lines(account + ["\(counts.labels.count) \(unit.rawValue)s of \(window)."]), .table(table),
    ])
    if !counts.partial.isEmpty {
      page.append(
        .paragraph(
          "The window holds only a part of \(counts.partial.joined(separator: " and ")): choose one "
            + "that begins and ends with a \(unit.rawValue), or leave these rows out."))
    }
    var findings = Findings(screen: page, tables: [CountPlan.table(counts)])
    if !remarks.isEmpty { findings.tables.append(RowsTable.table(remarks)) }
    return findings
  }

  private static func table(_ counts: PeriodCounts) -> Table {
    var table = Table(name: "counts", columns: ["date"] + counts.names)
    for (row, label) in counts.labels.enumerated() {
      table.append([.text(label)] + counts.columns.map { .number($0[row]) })
    }
    return table
  }
}
