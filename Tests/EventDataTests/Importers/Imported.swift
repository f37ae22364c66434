import EventData
import Foundation
import Incidents
import Tabular
import Testing

/// The result of importing texts, each a file.
struct Imported {
  let incidents: [Incident]
  /// The lines of the files that were left out, with the reason.
  let dropped: [(row: Int, reason: String)]
  let account: ImportAccount
  let sides: Sides

  init(
    _ files: [(name: String, bytes: [UInt8])], as set: String? = nil,
    sides: SideChoice = .all, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var options = ImportOptions()
    change(&options)
    var reading = EventImport(options, sides: sides)
    let results = folder.appendingPathComponent("results").path
    var output = try OutputFolder(
      results, manifest: Manifest(version: "test", options: [], inputs: [], seed: 0))
    var incidents = try output.openTable(
      "incidents.csv", columns: EventImport.incidentColumns)
    var dropped = try output.openTable("dropped.csv", columns: EventImport.droppedColumns)
    for file in files {
      let path = folder.appendingPathComponent(file.name).path
      try OutputFile.write(file.bytes, to: path)
      try EventImport.check([EventFile(path)], as: set, options)
      let record = try reading.read(
        EventFile(path), as: set, incidents: &incidents, dropped: &dropped)
      #expect(record.hash == SHA256.hex(file.bytes) && record.length == file.bytes.count)
    }
    try output.finish(incidents)
    try output.finish(dropped)
    self.incidents = try IncidentTable.read(
      output.contents("incidents.csv"), file: "incidents.csv", sides: nil)
    let reader = try CSVReader(bytes: output.contents("dropped.csv"), file: "dropped.csv")
    var left: [(row: Int, reason: String)] = []
    while try reader.next() { left.append((try reader.integer(1) ?? 0, try reader.text(3))) }
    self.dropped = left
    account = reading.finished()
    self.sides = reading.sidesFile
    try output.finish()
    // Every row is taken or left out, once.
    #expect(account.rows == account.taken + account.left.values.reduce(0, +))
  }

  init(
    _ text: String, as set: String? = nil, sides: SideChoice = .all,
    _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws {
    try self.init([("data.csv", Array(text.utf8))], as: set, sides: sides, change)
  }

  /// An incident by its identifier.
  func callAsFunction(_ id: String) throws -> Incident {
    try #require(incidents.first { $0.id == id })
  }

  /// The set of the first file.
  var set: String { account.files.first?.set.name ?? "" }
}

/// Days as tests write them: `2031-04-02` or `2031-04-02..2031-04-05`.
func days(_ text: String) -> DayInterval {
  let ends = text.split(separator: ".").map { Day(iso: $0) }
  return try! DayInterval(earliest: ends.first ?? nil, latest: ends.last ?? nil)
}

/// At least one act.
let oneOrMore = try! CountInterval(minimum: 1, maximum: nil)
