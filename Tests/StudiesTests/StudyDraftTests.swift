import Foundation
import Incidents
import Settings
import Testing

import Studies

/// A study file that is written for data at hand runs as it is.
@Suite struct StudyDraftTests {
  /// Two sides that act on each other, and one row of a third.
  static func incidents() -> String {
    func row(_ source: String, _ target: String, _ day: Int) -> String {
      let date = "2031-04-\(day < 10 ? "0" : "")\(day)"
      return "\(source),\(target),\(date),\(date)"
    }
    var rows = ["source,target,date_min,date_max"]
    rows += [1, 2, 4, 7, 8, 12, 13, 18, 19, 24, 25, 27].map { row("RED", "BLUE", $0) }
    rows += [1, 3, 5, 6, 9, 11, 14, 15, 20, 22, 28].map { row("BLUE", "RED", $0) }
    rows.append("GREEN,RED,2031-01-01,2031-01-01")
    return rows.joined(separator: "\n") + "\n"
  }

  @Test func theDraftIsAStudyOfTheTwoOpponents() throws {
    let folder = try StudyFolder(["data/incidents.csv": Self.incidents()])
    let text = try StudyDraft(incidents: folder.path("data/incidents.csv"))
      .text(at: folder.path("study.yaml"))
    #expect(text.contains("streams: [BLUE->RED, RED->BLUE]"))
    // The row of the third side lies outside of what they did.
    #expect(text.contains("window: 2031-04-01..2031-04-28\n"))
    for word in ["claims", "sides", "stated"] { #expect(!text.contains("  \(word):")) }
  }

  @Test func theDraftRuns() async throws {
    let folder = try StudyFolder(["incidents.csv": Self.incidents()])
    var draft = StudyDraft(incidents: folder.path("incidents.csv"))
    draft.window = .window(try ObservationWindow("2031-03-01..2031-05-31"))
    var text = try draft.text(at: folder.path("study.yaml"))
    #expect(!text.contains("# The first to the last day"))
    // The posterior takes seconds; the other models show that the data are found.
    let start = try #require(text.range(of: "  - name: posterior")).lowerBound
    let end = try #require(text.range(of: "  # Daily counts")).lowerBound
    text.removeSubrange(start..<end)
    try folder.write(text, to: "study.yaml")
    let (_, files) = try await folder.run()
    #expect(files.contains("counts/estimates.csv") && files.contains("tests/estimates.csv"))
  }

  @Test(arguments: [
    ("incidents.csv", "", "incidents.csv"), ("a/b.csv", "a", "b.csv"),
    ("a/b.csv", "c", "../a/b.csv"), ("b.csv", "x/y", "../../b.csv"), ("/a/b.csv", "c", "/a/b.csv"),
  ])
  func filesAreNamedFromTheStudy(file: String, folder: String, relative: String) {
    #expect(StudyDraft.relative(file, to: folder) == relative)
  }

  @Test func streamsThatAreNotThereAreRefused() throws {
    let folder = try StudyFolder(["incidents.csv": Self.incidents()])
    var draft = StudyDraft(incidents: folder.path("incidents.csv"))
    draft.streams = ["RED->WHITE"]
    let error = #expect(throws: PlanError.self) { try draft.text(at: folder.path("study.yaml")) }
    #expect(try #require(error).description.contains("no row is of RED->WHITE"))
  }
}
