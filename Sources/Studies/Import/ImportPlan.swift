import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// Reading files of event data: what `talion import` is asked for, and a study with event data.
public struct ImportPlan: Sendable {
  /// The files.
  public var files: [EventFile]
  /// The name of their set; nil finds it out.
  public var set: String?
  /// The sides that are taken.
  public var sides = SideChoice.all
  /// How rows are chosen and read.
  public var options = ImportOptions()
  /// The folder or the incidents of an earlier import, to list what has changed since.
  public var previous: String?

  private static let incidentsName = "incidents.csv"
  private static let droppedName = "dropped.csv"

  /// An import with the usual options.
  public init(files: [EventFile]) {
    self.files = files
  }

  /// Reads all files and writes `incidents.csv`, `sides.txt`, `dropped.csv`, `import.txt`, and
  /// `changes.csv` where an earlier import is named.
  ///
  /// - Parameters:
  ///   - output: The folder.
  ///   - replacing: Whether the results of another run are replaced.
  ///   - manifest: The options of the run, and inputs that were read before.
  /// - Returns: What was imported.
  /// - Throws: ``ImportError``, ``FileError``, ``TabularError``, ``PlanError``.
  public func run(
    into output: String, replacing: Bool, manifest: Manifest
  ) throws -> ImportReport {
    var inputs = Inputs()
    for record in manifest.inputs { inputs.add(record) }
    let old = try earlier(&inputs)
    try EventImport.check(files, as: set, options)
    var folder = try OutputFolder(output, manifest: manifest, replacing: replacing)
    let reading: EventImport
    do {
      var incidents = try folder.openTable(
        Self.incidentsName, columns: EventImport.incidentColumns)
      var dropped = try folder.openTable(Self.droppedName, columns: EventImport.droppedColumns)
      reading = try read(&incidents, &dropped, &inputs)
      try folder.finish(incidents)
      try folder.finish(dropped)
    } catch {
      folder.abandon()
      throw error
    }
    let changes = try old.map {
      try Self.changes(from: $0, to: folder.contents(Self.incidentsName))
    }
    let report = ImportReport(account: reading.finished(), options: options, changes: changes)
    try folder.write(Self.texts(reading, report, changes))
    folder.manifest = Manifest(
      version: manifest.version, software: manifest.software, options: manifest.options,
      inputs: inputs.records, seed: manifest.seed, account: report.account)
    try folder.finish()
    return report
  }

  /// Reads all files into memory, for a study.
  ///
  /// - Parameter inputs: Notes what was read.
  /// - Returns: The files of the import.
  /// - Throws: ``ImportError``, ``FileError``, ``TabularError``; ``PlanError`` where no row is taken.
  func events(_ inputs: inout Inputs) throws -> ImportedEvents {
    let old = try earlier(&inputs)
    try EventImport.check(files, as: set, options)
    var incidents = TableStream(
      inMemory: Self.incidentsName, columns: EventImport.incidentColumns)
    var dropped = TableStream(inMemory: Self.droppedName, columns: EventImport.droppedColumns)
    let reading = try read(&incidents, &dropped, &inputs)
    let (table, rest) = (try incidents.file(), try dropped.file())
    let changes = try old.map { try Self.changes(from: $0, to: table.bytes) }
    let report = ImportReport(account: reading.finished(), options: options, changes: changes)
    if report.imported.incidents == 0 {
      throw PlanError.data(
        "nothing was imported. \(report.account.joined(separator: " ")) "
          + report.rules.joined(separator: "; "))
    }
    var sides = reading.sidesFile
    if case .sides(let chosen) = self.sides { sides = chosen }
    return ImportedEvents(
      files: [table, rest] + Self.texts(reading, report, changes), sides: sides,
      account: report.account)
  }

  private func earlier(_ inputs: inout Inputs) throws -> IncidentLog? {
    let old = try previous.map { try IncidentLog(path: $0) }
    if let old { inputs.add(old.record) }
    return old
  }

  /// Reads all files into the two long tables.
  private func read(
    _ incidents: inout TableStream, _ dropped: inout TableStream, _ inputs: inout Inputs
  ) throws -> EventImport {
    var reading = EventImport(options, sides: sides)
    for file in files {
      inputs.add(try reading.read(file, as: set, incidents: &incidents, dropped: &dropped))
    }
    return reading
  }

  private static func changes(
    from old: IncidentLog, to table: [UInt8]
  ) throws -> IncidentChanges {
    IncidentChanges(
      from: old.incidents, to: try IncidentTable.read(table, file: incidentsName, sides: nil))
  }

  /// The sides, the account, and the changes where there are any.
  private static func texts(
    _ reading: EventImport, _ report: ImportReport, _ changes: IncidentChanges?
  ) -> [OutputFolder.File] {
    let style = ChartStyle(width: 80, glyphs: .ascii)
    let texts = [
      OutputFolder.File(name: "sides.txt", bytes: Array(reading.sidesFile.text().utf8)),
      OutputFolder.File(name: "import.txt", bytes: Array(report.page.text(style).utf8)),
    ]
    return texts
      + (changes.map { [.init(name: "changes.csv", bytes: $0.table.encoded(.csv))] } ?? [])
  }
}
