import Escalation
import EventData
import Incidents
import PointProcesses

/// Events from files to data that tests and models take.
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
    var sides: Sides?
    var notes: [String] = []
  }

  /// Reads the events.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``.
  func read(_ inputs: inout Inputs) throws -> Events {
    switch source {
    case .times(let path): try readTimes(path, &inputs)
    case .incidents(let path, let claims): try readIncidents(path, claims: claims, &inputs)
    }
  }

  private func readTimes(_ path: String, _ inputs: inout Inputs) throws -> Events {
    var window: ObservationWindow?
    var numbers: ClosedRange<Double>?
    switch span {
    case .calendar(let calendar): window = calendar
    case .numbers(let range): numbers = range
    }
    let events = try EventTimesTable.read(
      inputs.read(path), file: path, streams: streams, window: window, span: numbers)
    guard events.streams.count > 1 else {
      throw PlanError.data("\(path): tests of answers need two streams or more")
    }
    var notes: [String] = []
    if events.otherRows > 0 {
      notes.append("\(path): \(events.otherRows) events of other streams are not used")
    }
    return Events(
      data: AnalysisData(
        names: events.streams, times: events.times, duration: span.length, window: window),
      notes: notes)
  }

  private func readIncidents(
    _ path: String, claims: String?, _ inputs: inout Inputs
  ) throws -> Events {
    guard case .calendar(let window) = span else {
      throw PlanError.usage("incidents need a window of dates, such as 2023-10-17..2024-02-04")
    }
    guard let streams, streams.count > 1 else {
      throw PlanError.usage("name two streams, such as --streams \"US->militias,militias->US\"")
    }
    let sides = try sides.map { try Sides(inputs.read($0), file: $0) }
    let dyads = try streams.map { try Dyad($0) }
    let log = try IncidentTable.read(inputs.read(path), file: path, sides: sides)
    let totals = try claims.map {
      try ClaimTable.read(inputs.read($0), file: $0, sides: sides)
    }
    let record = try ConflictRecord(
      incidents: log, claims: totals ?? [], streams: dyads, window: window, totals: self.totals)
    return Events(data: record.data, incidents: log, sides: sides, notes: record.notes)
  }
}
