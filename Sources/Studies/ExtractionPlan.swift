import EventData
import Extraction
import Incidents
import Reporting
import Tabular
import TextCharts

/// Reading reports from files to findings: what `talion extract` is asked for.
public struct ExtractionPlan: Sendable {
  /// The files, each a report.
  public var files: [String]
  /// The day on which all of them were published.
  public var published: Day?
  /// The sides whose names are looked for.
  public var sides = Sides.world

  /// A plan with the usual settings.
  public init(files: [String]) {
    self.files = files
  }

  /// Reads all reports. One that cannot be read is named, and the others are still read.
  ///
  /// - Throws: ``FileError/cannotRead(path:reason:)`` when no file can be read.
  public func findings() throws -> Findings {
    var inputs = Inputs()
    var readings: [(name: String, reading: Reading)] = []
    var failures: [FileError] = []
    let extractor = Extractor(sides: sides)
    for path in files {
      do {
        let bytes = try inputs.read(path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        readings.append(
          (name, extractor.read(Extraction.Report(name: name, bytes: bytes, published: published))))
      } catch {
        failures.append(error)
      }
    }
    if readings.isEmpty, let first = failures.first { throw first }
    var findings = ExtractionFindings(readings).findings
    findings.notes = failures.map { "\($0)" } + findings.notes
    findings.unreadInputs = failures.count
    return findings
  }

  /// Reads all texts of a folder, in the order of their names.
  ///
  /// - Parameters:
  ///   - folder: Where it lies.
  ///   - name: Its name in results.
  ///   - published: A table of document and day of publication: where it lies, and its name.
  ///   - inputs: Notes what is read.
  /// - Returns: What was found.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a bad table of days.
  func readings(
    folder: String, name: String, published: (path: String, name: String)?, inputs: inout Inputs
  ) throws -> ExtractionFindings {
    var days: [String: Day] = [:]
    if let published {
      let bytes = try inputs.read(published.path, as: published.name)
      days = try PublicationTable.read(bytes, file: published.path)
    }
    let extractor = Extractor(sides: sides)
    var readings: [(name: String, reading: Reading)] = []
    for file in try InputFolder.files(folder, ending: ".txt") {
      let bytes = try inputs.read("\(folder)/\(file)", as: "\(name)/\(file)")
      let report = Extraction.Report(name: file, bytes: bytes, published: days[file])
      readings.append((file, extractor.read(report)))
    }
    return ExtractionFindings(readings)
  }
}

/// What was found in reports, as tables and words.
struct ExtractionFindings {
  let incidents: [Incident]
  let claims: [Claim]
  let documentCount: Int
  /// incidents.csv, claims.csv, evidence.csv.
  let tables: [Table]
  /// Documents and what they yielded.
  private let documents: TextTable
  private let notes: [String]

  init(_ readings: [(name: String, reading: Reading)]) {
    incidents = readings.flatMap(\.reading.incidents)
    claims = readings.flatMap(\.reading.claims)
    documentCount = readings.count
    var evidence = Table(
      name: "evidence", columns: ["doc", "row", "column", "byte_start", "byte_end", "reason"])
    var documents = TextTable(columns: [
      .init("document"), .init("published"), .init("date from"),
      .init("incidents", alignsRight: true), .init("totals", alignsRight: true),
    ])
    for (name, reading) in readings {
      for trace in reading.traces {
        evidence.append([
          .text(name), .text(trace.row), .text(trace.column.rawValue),
          .integer(trace.bytes.lowerBound), .integer(trace.bytes.upperBound),
          .text(trace.reason.rawValue),
        ])
      }
      documents.append([
        name, reading.publication.map { "\($0.day)" } ?? "unknown",
        reading.publication?.origin.rawValue ?? "-", "\(reading.incidents.count)",
        "\(reading.claims.count)",
      ])
    }
    self.documents = documents
    tables = [IncidentTable.table(incidents), ClaimTable.table(claims), evidence]
    notes = readings.flatMap { entry in entry.reading.notes.map { "\(entry.name): \($0)" } }
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
    return Findings(report: page, tables: tables, notes: notes)
  }
}
