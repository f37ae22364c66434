import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// Putting tables of incidents together: what `talion merge` is asked for.
public struct MergePlan: Sendable {
  /// The tables, or folders of imports.
  public var paths: [String]
  /// The file of sides by which their names are the same, if there is one.
  public var sides: String?

  /// A merge of some tables.
  public init(paths: [String]) { self.paths = paths }

  /// Reads all tables, puts their rows below each other and lists those that probably tell one act.
  ///
  /// - Returns: `incidents` with every row, `repeats` with the pairs and why, `merged` with each act
  ///   once; and the files that were read.
  /// - Throws: ``FileError``, ``TabularError``.
  public func findings() throws -> (findings: Findings, inputs: Inputs) {
    var inputs = Inputs()
    let sides = try self.sides.map { try Sides(inputs.read($0), file: $0) }
    var incidents: [Incident] = []
    var remarks: [RowRemark] = []
    var account: [String] = []
    for (index, path) in paths.enumerated() {
      let log = try IncidentLog(path: path, sides: sides)
      inputs.add(log.record)
      remarks += log.remarks
      account.append("\(log.record.name): \(log.incidents.count) rows.")
      // Documents of different tables are different, whatever they are called.
      let others = Set(incidents.map(\.provenance.document))
      incidents += log.incidents.map { incident in
        guard others.contains(incident.provenance.document) else { return incident }
        var renamed = incident
        renamed.provenance = Provenance(
          document: "\(index + 1):\(incident.provenance.document)", row: incident.provenance.row,
          bytes: incident.provenance.bytes, evidence: incident.provenance.evidence)
        return renamed
      }
    }
    let repeats = IncidentMerge.probableRepeats(incidents)
    let merged = IncidentMerge.merged(incidents)
    let within = repeats.count {
      incidents[$0.first].provenance.document == incidents[$0.second].provenance.document
    }
    account += [
      "\(incidents.count) rows in all. \(repeats.count) pairs probably tell one act: "
        + "\(repeats.count - within) of different documents, \(within) within one.",
      "incidents.csv holds every row. repeats.csv lists the pairs and why. merged.csv holds each act "
        + "once, where documents differ: \(merged.count) acts.",
    ]
    var page = Page([.lines(account)])
    if !repeats.isEmpty {
      var table = TextTable(columns: [
        .init("first"), .init("second"), .init("days"), .init("why"),
      ])
      for pair in repeats.prefix(20) {
        table.append([
          Self.name(incidents[pair.first]), Self.name(incidents[pair.second]),
          "\(incidents[pair.first].dates)", pair.reasons.joined(separator: ", "),
        ])
      }
      page.append(.table(table))
      if repeats.count > 20 {
        page.append(.paragraph("\(repeats.count - 20) more in repeats.csv."))
      }
    }
    var findings = Findings(
      screen: page,
      tables: [
        IncidentTable.table(incidents), Self.table(repeats, incidents),
        MergedIncidentTable.table(merged),
      ])
    if !remarks.isEmpty { findings.tables.append(RowsTable.table(remarks)) }
    return (findings, inputs)
  }

  private static func name(_ incident: Incident) -> String {
    "\(incident.provenance.document):\(incident.id)"
  }

  private static func table(
    _ repeats: [(first: Int, second: Int, reasons: [String])], _ incidents: [Incident]
  ) -> Table {
    var table = Table(
      name: "repeats",
      columns: [
        "doc", "id", "other_doc", "other_id", "source", "target", "date_min", "date_max", "place",
        "other_place", "why",
      ])
    for pair in repeats {
      let (one, two) = (incidents[pair.first], incidents[pair.second])
      table.append([
        .text(one.provenance.document), .text(one.id), .text(two.provenance.document),
        .text(two.id), .text(one.source.code), .text(one.target.code),
        Table.Cell(one.dates.earliest?.description), Table.Cell(one.dates.latest?.description),
        Table.Cell(one.place), Table.Cell(two.place), .text(pair.reasons.joined(separator: "; ")),
      ])
    }
    return table
  }
}
