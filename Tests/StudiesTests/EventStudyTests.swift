import Foundation
import Settings
import Studies
import Tabular
import Testing

/// Studies whose data are event data.
@Suite struct EventStudyTests {
  private static let acled: String = {
    var rows = [
      "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,actor2,location,"
        + "source,notes,fatalities,timestamp"
    ]
    for day in 1...28 {
      let date = "2031-05-" + (day < 10 ? "0" : "") + "\(day)"
      let (one, two) =
        day % 3 == 0 ? ("Oster (2029-)", "Blue Front") : ("Blue Front", "Oster (2029-)")
      rows.append(
        "L\(day),\(date),2031,1,Explosions/Remote violence,Air/drone strike,\(one),\(two),Ford,Wire,n,0,"
          + "1935000000")
    }
    rows.append(
      "L90,2031-05-03,2031,1,Protests,Peaceful protest,Civilians,,Ford,Wire,n,0,1935000000")
    rows.append(
      "L91,2031-06-20,2031,1,Explosions/Remote violence,Shelling,Blue Front,Oster,Ford,Wire,n,0,1")
    return rows.joined(separator: "\n") + "\n"
  }()

  private static func study(
    _ keys: String, streams: String = "Blue_Front->Oster, Oster->Blue_Front"
  )
    -> String
  {
    """
    data:
      events: raw/acled.csv
    \(keys.split(separator: "\n").map { "  \($0)" }.joined(separator: "\n"))
      window: 2031-05-01..2031-05-28
      streams: [\(streams)]
    models:
      - {name: look, fit: describe, lags: 3}
    """
  }

  private static func folder(_ keys: String) throws -> StudyFolder {
    try StudyFolder([
      "study.yaml": study(keys), "raw/acled.csv": acled,
      "sides.txt": "Blue_Front\n  group Blue Front\nOster\n  group Oster\n",
    ])
  }

  @Test func everyRowIsTakenOrListedInTheResults() async throws {
    let folder = try Self.folder("between: \"Blue Front, Oster\"\nviolent: yes")
    let (_, files) = try await folder.run()
    for name in ["incidents.csv", "sides.txt", "dropped.csv", "import.txt"] {
      #expect(files.contains("imported/\(name)"))
    }
    let dropped = try folder.text("results/imported/dropped.csv").split(separator: "\n")
    #expect(dropped.count == 2 && dropped[1].hasPrefix("acled.csv,30,Civilians->"))
    // The act after the window is imported, and stands in the account of rows.
    #expect(try folder.text("results/rows.csv").contains("imported/incidents.csv,30,"))
    #expect(try folder.text("results/incidents.csv").split(separator: "\n").count == 30)
    let counts = try folder.text("results/counts.csv").split(separator: "\n")
    #expect(counts.count == 29 && counts[3] == "2031-05-03,0,1")
    let manifest = try folder.text("results/manifest.json")
    #expect(manifest.contains(SHA256.hex(Array(Self.acled.utf8))))
    #expect(manifest.contains("\"raw/acled.csv\"") && manifest.contains("data.between"))
    let report = try folder.text("results/report.txt")
    #expect(report.contains("raw/acled.csv: ACLED, 30 rows."))
  }

  @Test func theyAreThoseOfAnImport() async throws {
    let folder = try Self.folder("sides: sides.txt")
    _ = try await folder.run()
    var inputs = Inputs()
    let settings = try ImportSettings.parse([
      folder.path("raw/acled.csv"), "--sides", folder.path("sides.txt"),
    ])
    _ = try settings.plan(&inputs).run(
      into: folder.path("alone"), replacing: false,
      manifest: Manifest(version: "test", options: [], inputs: inputs.records, seed: 0))
    for name in ["incidents.csv", "sides.txt", "dropped.csv"] {
      #expect(
        try folder.text("results/imported/\(name)") == folder.text("alone/\(name)"), "\(name)")
    }
  }

  @Test(arguments: [
    ("incidents: incidents.csv", "the data are named twice: 'events' and 'incidents'"),
    ("between: Blue Front", "'between' is 'Blue Front'; name two sides or more"),
    ("between: \"A, B\"\nsides: sides.txt", "'between' and 'sides' both choose sides"),
    ("battles: all", "battles"), ("pubdate-slack: 400", "400"), ("as: [ged, acled]", "ged,acled"),
    ("betwen: \"A, B\"", "unknown key 'betwen'"), ("map: [source]", "'map' has 'source'"),
  ])
  func everyKeyIsUsedOrRefused(keys: String, words: String) async throws {
    let folder = try Self.folder(keys)
    let error = await #expect(throws: (any Error).self) { _ = try await folder.run() }
    #expect("\(try #require(error))".contains(words), "\(String(describing: error))")
    #expect(!folder.has("results"))
  }

  @Test func keysOfEventDataNeedEventData() throws {
    let text = Self.study("violent: yes").replacing(
      "events: raw/acled.csv", with: "incidents: a.csv")
    let error = #expect(throws: StudyError.self) { _ = try StudyFile(text: text, file: "s.yaml") }
    #expect(error?.line == 3 && error?.problem == "'violent' goes with event data")
  }

  @Test func nothingImportedIsAnErrorThatNamesTheRules() async throws {
    let folder = try Self.folder("between: \"Nobody, No one\"")
    let error = await #expect(throws: PlanError.self) { _ = try await folder.run() }
    #expect("\(try #require(error))".contains("nothing was imported"))
    #expect(!folder.has("results"))
  }
}
