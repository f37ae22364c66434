import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// Reading files of event data into a folder: what `talion import` is asked for.
public struct ImportPlan: Sendable {
  /// The files.
  public var files: [String]
  /// The name of their set; nil finds it out.
  public var set: String?
  /// The sides that are taken.
  public var sides = SideChoice.all
  /// How rows are chosen and read.
  public var options = ImportOptions()
  /// The folder or the incidents of an earlier import, to list what has changed since.
  public var previous: String?

  /// An import with the usual options.
  public init(files: [String]) {
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
    let old = try previous.map { try IncidentLog(path: $0) }
    var inputs = Inputs()
    for record in manifest.inputs { inputs.add(record) }
    if let old { inputs.add(old.record) }
    try EventImport.check(files, as: set, options)
    var folder = try OutputFolder(output, manifest: manifest, replacing: replacing)
    let reading: EventImport
    do {
      reading = try read(into: &folder, inputs: &inputs)
    } catch {
      folder.abandon()
      throw error
    }
    let account = reading.finished()
    var changes: IncidentChanges?
    if let old {
      let new = try IncidentTable.read(
        folder.contents("incidents.csv"), file: "incidents.csv", sides: nil)
      changes = IncidentChanges(from: old.incidents, to: new)
    }
    let report = ImportReport(account: account, options: options, changes: changes)
    let style = ChartStyle(width: 80, glyphs: .ascii)
    var texts: [OutputFolder.File] = [
      .init(name: "sides.txt", bytes: Array(reading.sidesFile.text().utf8)),
      .init(name: "import.txt", bytes: Array(report.page.text(style).utf8)),
    ]
    if let changes { texts.append(.init(name: "changes.csv", bytes: changes.table.encoded(.csv))) }
    try folder.write(texts)
    folder.manifest = Manifest(
      version: manifest.version, software: manifest.software, options: manifest.options,
      inputs: inputs.records, seed: manifest.seed, account: report.account)
    try folder.finish()
    return report
  }

  /// Reads all files into the two long tables.
  private func read(into folder: inout OutputFolder, inputs: inout Inputs) throws -> EventImport {
    var reading = EventImport(options, sides: sides)
    var incidents = try folder.openTable(
      "incidents.csv", columns: EventImport.incidentColumns)
    var dropped = try folder.openTable("dropped.csv", columns: EventImport.droppedColumns)
    for file in files {
      inputs.add(
        try reading.read(file, as: set, incidents: &incidents, dropped: &dropped))
    }
    try folder.finish(incidents)
    try folder.finish(dropped)
    return reading
  }
}
