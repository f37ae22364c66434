import EventData
import Foundation
import Incidents
import Studies
import Tabular
import Testing

/// Imports, merges and counts as files.
@Suite struct ImportPlanTests {
  private static func folder() throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    return folder
  }

  private static let header =
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,location,"
    + "source,notes,fatalities,timestamp\n"

  private static func row(_ id: String, _ date: String, _ one: String, _ two: String, dead: Int)
    -> String
  {
    "\(id),\(date),2031,1,Explosions/Remote violence,Air/drone strike,\(one),\(two),Ford,Wire,n,"
      + "\(dead),1935000000\n"
  }

  private static let manifest = Manifest(
    version: "test", options: [(key: "command", value: "import")], inputs: [], seed: 0)

  @discardableResult
  private static func run(
    _ text: String, in folder: URL, to name: String, since: String? = nil
  ) throws -> ImportReport {
    let file = folder.appendingPathComponent("\(name).csv").path
    try OutputFile.write(Array(text.utf8), to: file)
    var plan = ImportPlan(files: [EventFile(file)])
    plan.previous = since.map { folder.appendingPathComponent($0).path }
    return try plan.run(
      into: folder.appendingPathComponent(name).path, replacing: false, manifest: manifest)
  }

  private static func text(_ folder: URL, _ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  @Test func aFolderHoldsWhatItsManifestLists() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let rows =
      Self.row("L1", "2031-05-04", "League", "Oster", dead: 1)
      + Self.row("L2", "2031-05-05", "Oster", "", dead: 0)
    let report = try Self.run(Self.header + rows, in: folder, to: "one")
    #expect(report.imported.taken == 1)
    let manifest = try Self.text(folder, "one/manifest.json")
    let files = try InputFolder.files(folder.appendingPathComponent("one").path)
    #expect(
      files == ["dropped.csv", "import.txt", "incidents.csv", "manifest.json", "sides.txt"])
    for file in files where file != "manifest.json" {
      let bytes = try InputFile.contents(path: folder.appendingPathComponent("one/\(file)").path)
      #expect(manifest.contains(SHA256.hex(bytes)), "\(file)")
    }
    #expect(manifest.contains("\"complete\": true"))
    #expect(manifest.contains(SHA256.hex(Array((Self.header + rows).utf8))))
    let page = try Self.text(folder, "one/import.txt")
    #expect(page.contains("2 rows: 1 taken as 1 incident, 1 left out"))
    #expect(page.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func aFailedImportLeavesNothingBehind() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let text = "When,Attacker,Victim\n03/05/2031,A,B\n"
    #expect(throws: TabularError.self) { try Self.run(text, in: folder, to: "one") }
    #expect(try InputFolder.files(folder.appendingPathComponent("one").path).isEmpty)
  }

  @Test func changesSinceTheLastImportAreListed() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.run(
      Self.header + Self.row("L1", "2031-05-04", "League", "Oster", dead: 1)
        + Self.row("L2", "2031-05-05", "Oster", "League", dead: 0)
        + Self.row("L3", "2031-05-06", "Oster", "League", dead: 0), in: folder, to: "one")
    try Self.run(
      Self.header + Self.row("L1", "2031-05-04", "League", "Oster", dead: 1)
        + Self.row("L2", "2031-05-07", "Oster", "League", dead: 2)
        + Self.row("L4", "2031-05-08", "Oster", "League", dead: 0), in: folder, to: "two",
      since: "one")
    let changes = try Self.text(folder, "two/changes.csv").split(separator: "\n").map(String.init)
    #expect(
      changes == [
        "change,id,column,before,now",
        "changed,L2,date_min,2031-05-05,2031-05-07", "changed,L2,date_max,2031-05-05,2031-05-07",
        "changed,L2,killed_min,0,2", "changed,L2,killed_max,+,2",
        "added,L4,event,,Oster->League 2031-05-08",
        "deleted,L3,event,Oster->League 2031-05-06,",
      ])
    #expect(
      try Self.text(folder, "two/import.txt").contains("1 added, 1 changed, 1 deleted"))
  }

  @Test func probableRepeatsAreExplainedAndStay() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Self.run(
      Self.header + Self.row("L1", "2031-05-04", "League", "Oster", dead: 3)
        + Self.row("L2", "2031-05-04", "League", "Oster", dead: 3)
        + Self.row("L3", "2031-05-20", "Oster", "League", dead: 1), in: folder, to: "one")
    try Self.run(
      "id,When,Attacker,Victim,Place,Killed\nK1,2031-05-20,Oster,League,Ford,1\n"
        + "K2,2031-05-25,Oster,League,Ford,1\n", in: folder, to: "two")
    let paths = ["one", "two"].map { folder.appendingPathComponent($0).path }
    let findings = try MergePlan(paths: paths).findings().findings
    let tables = Dictionary(findings.tables.map { ($0.name, $0) }) { first, _ in first }
    #expect(tables["incidents"]?.rows.count == 5)
    let repeats = try #require(tables["repeats"]).rows.map { [$0[1], $0[3], $0[10]] }
    #expect(
      repeats == [
        [
          .text("L1"), .text("L2"),
          .text("the same day; the same place; the same weapon; the same number killed"),
        ],
        [.text("L3"), .text("K1"), .text("the same day; the same place; the same number killed")],
      ])
    // Rows of one document stay two acts; those of two documents are one.
    #expect(tables["merged"]?.rows.count == 4)
  }

  @Test func countsHaveEveryPeriodOfTheWindow() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("incidents.csv").path
    try OutputFile.write(
      Array(
        """
        id,source,target,date_min,date_max,count_min,count_max
        a1,A,B,2031-05-05,2031-05-05,2,2
        a2,A,B,2031-05-10,2031-05-13,1,+
        a3,B,A,2031-05-20,2031-05-20,1,1
        a4,B,A,2031-06-20,2031-06-20,1,1

        """.utf8), to: file)
    var plan = CountPlan(file: file)
    plan.window = try ObservationWindow("2031-05-05..2031-05-25")
    let daily = try plan.findings().findings.tables[0]
    #expect(daily.columns == ["date", "A->B", "B->A"] && daily.rows.count == 21)
    #expect(daily.rows[5] == [.text("2031-05-10"), .number(0.25), .number(0)])
    plan.unit = .week
    let weekly = try plan.findings().findings
    #expect(
      weekly.tables[0].rows == [
        [.text("2031-W19"), .number(2.5), .number(0)],
        [.text("2031-W20"), .number(0.5), .number(0)],
        [.text("2031-W21"), .number(0), .number(1)],
      ])
    // The row outside the window is listed.
    #expect(weekly.tables[1].name == "rows" && weekly.tables[1].rows.count == 1)
    plan.dates = .drawn
    plan.acts = .middle
    let drawn = try plan.findings().findings.tables[0]
    let column = drawn.rows.map { row -> Double in
      if case .number(let value) = row[1] { value } else { -1 }
    }
    #expect(column.allSatisfy { $0 == $0.rounded() } && column.reduce(0, +) == 3)
    #expect(try plan.findings().findings.tables[0] == drawn)
    plan.unit = .month
    plan.window = nil
    let monthly = try plan.findings().findings.tables[0]
    #expect(monthly.rows.map { $0[0] } == [.text("2031-05"), .text("2031-06")])
    plan.unit = .hour
    #expect(throws: PlanError.self) { try plan.findings() }
  }

  @Test func exactTimesAreCountedByHours() throws {
    let folder = try Self.folder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent("times.csv").path
    try OutputFile.write(
      Array("time,stream\n0.5,x\n2031-05-05T12:30,x\n1.99,y\n".utf8), to: file)
    var plan = CountPlan(file: file)
    plan.window = try ObservationWindow("2031-05-05..2031-05-06")
    plan.unit = .hour
    let table = try plan.findings().findings.tables[0]
    #expect(table.rows.count == 48)
    #expect(table.rows[12] == [.text("2031-05-05T12:00"), .number(2), .number(0)])
    #expect(table.rows[47] == [.text("2031-05-06T23:00"), .number(0), .number(1)])
  }
}
