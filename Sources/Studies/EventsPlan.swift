import Escalation
import EventData
import Incidents
import PointProcesses
import Tabular

/// Events from files to data that fits and tests take.
struct EventsPlan {
  let source: HawkesPlan.Source
  let sides: String?
  let span: ObservedSpan
  let streams: [String]?
  let totals: TotalsPlan

  /// What was read.
  struct Events {
    var data: AnalysisData
    var incidents: [Incident] = []
    /// The account of incidents and totals; nil for exact times.
    var record: ConflictRecord?
    var sides: Sides?
    var notes: [String] = []
  }

  /// Reads the events.
  ///
  /// - Parameters:
  ///   - inputs: Notes what is read.
  ///   - refuse: Throws where so many streams are too few; told the table of times that holds them, or
  ///     nil where streams are named for incidents.
  /// - Returns: The events.
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``.
  func read(
    _ inputs: inout Inputs, refusing refuse: (_ streams: Int, _ table: String?) throws -> Void
  ) throws -> Events {
    switch source {
    case .times(let path):
      let events = try EventTimesTable.read(
        inputs.read(path), file: path, streams: streams, window: span.window,
        span: span.numbersOnly)
      try refuse(events.streams.count, path)
      return Events(
        data: AnalysisData(
          names: events.streams, times: events.times, duration: span.length, window: span.window),
        notes: events.otherRows > 0
          ? ["\(path): \(events.otherRows) events of other streams are not used"] : [])
    case .incidents(let path, let claims):
      guard let window = span.window else {
        throw PlanError.usage("incidents need a window of dates, such as 2023-10-17..2024-02-04")
      }
      let streams = streams ?? []
      try refuse(streams.count, nil)
      let sides = try sides.map { try Sides(inputs.read($0), file: $0) }
      let dyads = try streams.map { try Dyad($0) }
      let log = try IncidentTable.read(inputs.read(path), file: path, sides: sides)
      let totals = try claims.map {
        try ClaimTable.read(inputs.read($0), file: $0, sides: sides)
      }
      let record = try ConflictRecord(
        incidents: log, claims: totals ?? [], streams: dyads, window: window, totals: self.totals)
      return Events(
        data: record.data, incidents: log, record: record, sides: sides, notes: record.notes)
    }
  }
}
