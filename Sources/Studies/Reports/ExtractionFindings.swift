import EventData
import Extraction
import Incidents
import Reporting
import Tabular
import TextCharts

/// What was found in reports, as tables and words.
struct ExtractionFindings {
  let incidents: [Incident]
  let claims: [Claim]
  let documentCount: Int
  /// The incidents with those that several documents tell made one.
  let merged: [MergedIncident]
  /// incidents.csv, claims.csv, evidence.csv, considered.csv; merged.csv for several documents.
  let tables: [Table]
  /// Documents and what they yielded.
  private let documents: TextTable
  private let notes: [String]

  init(_ readings: [(name: String, reading: Reading)], minimumConfidence: Double = 0) {
    var leftOut = 0
    incidents = readings.flatMap { entry in
      let kept = entry.reading.incidents.filter { $0.confidence ?? 1 >= minimumConfidence }
      leftOut += entry.reading.incidents.count - kept.count
      // A link to a row that was left out would point nowhere.
      let identifiers = Set(kept.map(\.id))
      return kept.map { incident in
        var incident = incident
        incident.answers = incident.answers.filter(identifiers.contains)
        return incident
      }
    }
    claims = readings.flatMap(\.reading.claims)
    documentCount = readings.count
    var evidence = Table(
      name: "evidence", columns: ["doc", "row", "column", "byte_start", "byte_end", "reason"])
    var documents = TextTable(columns: [
      .init("document"), .init("published"), .init("because"),
      .init("incidents", alignsRight: true), .init("totals", alignsRight: true),
    ])
    let kept = Set(incidents.map { "\($0.provenance.document):\($0.id)" })
    for (name, reading) in readings {
      for trace in reading.traces
      where !trace.row.hasPrefix("i") || kept.contains("\(name):\(trace.row)") {
        evidence.append([
          .text(name), .text(trace.row), .text(trace.column.rawValue),
          .integer(trace.bytes.lowerBound), .integer(trace.bytes.upperBound),
          .text(trace.reason.rawValue),
        ])
      }
      documents.append([
        name, reading.publication.map { "\($0.day)" } ?? "unknown",
        reading.publication?.reason ?? "-", "\(reading.incidents.count)",
        "\(reading.claims.count)",
      ])
    }
    self.documents = documents
    merged = IncidentMerge.merged(incidents)
    let table = readings.count > 1 ? [MergedIncidentTable.table(merged)] : []
    let considered = readings.flatMap { name, reading in
      reading.considered.map { Self.without(lost: $0) { kept.contains("\(name):\($0)") } }
    }
    tables =
      [
        IncidentTable.table(incidents), ClaimTable.table(claims), evidence,
        ConsideredTable.table(considered),
      ] + table
    var notes = readings.flatMap { entry in entry.reading.notes.map { "\(entry.name): \($0)" } }
    if leftOut > 0 {
      notes.append("\(leftOut) incidents below a confidence of \(minimumConfidence) are left out")
    }
    self.notes = notes
  }

  /// An act that was considered, where rows below the confidence asked for are no rows.
  private static func without(
    lost act: ConsideredAct, isRow: (String) -> Bool
  ) -> ConsideredAct {
    guard let row = act.row, !isRow(row) else { return act }
    var act = act
    act.row = nil
    act.outcome = .improbable
    return act
  }

  /// The tables with a page that lists documents, incidents and totals.
  var findings: Findings {
    var page = Page([.heading("Documents"), .table(documents)])
    if !incidents.isEmpty {
      var table = TextTable(columns: [
        .init("document"), .init("id"), .init("who on whom"), .init("when"), .init("weapon"),
        .init("place"),
      ])
      for incident in incidents {
        table.append([
          incident.provenance.document, incident.id, "\(incident.dyad)", "\(incident.dates)",
          incident.weapon.rawValue, incident.place ?? "",
        ])
      }
      page.append(.heading("Incidents"))
      page.append(.table(table))
    }
    let shared = merged.filter { $0.tellings.count > 1 }
    if !shared.isEmpty {
      page.append(.heading("Told by several documents"))
      var table = TextTable(columns: [
        .init("id"), .init("who on whom"), .init("when"), .init("killed"), .init("told in"),
      ])
      for act in shared {
        table.append([
          act.incident.id, "\(act.incident.dyad)", "\(act.incident.dates)",
          act.incident.killed.map { "\($0)" } ?? "",
          act.tellings.map { "\($0.provenance.document):\($0.id)" }.joined(separator: " "),
        ])
      }
      page.append(.table(table))
    }
    if !claims.isEmpty {
      var table = TextTable(columns: [
        .init("document"), .init("who on whom"), .init("total", alignsRight: true), .init("unit"),
        .init("since"), .init("until"),
      ])
      for claim in claims {
        table.append([
          claim.provenance.document, "\(claim.dyad)", "\(claim.count)", claim.unit.rawValue,
          "\(claim.since)", "\(claim.until)",
        ])
      }
      page.append(.heading("Running totals"))
      page.append(.table(table))
    }
    return Findings(screen: page, tables: tables, notes: notes)
  }
}
