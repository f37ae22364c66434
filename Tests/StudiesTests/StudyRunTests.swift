import Foundation
import Studies
import Synchronization
import Tabular
import Testing

/// Runs of whole studies: what is kept, what is refused, and when.
@Suite struct StudyRunTests {
  static let good = "  - {name: good, fit: var, lags: 2, bootstrap: 0, surrogates: 0}"
  static let other = "  - {name: other, fit: describe, lags: 3}"
  /// Three hundred lags of 120 periods.
  static let failing = "  - {name: failing, fit: var, lags: 300, bootstrap: 0, surrogates: 0}"

  /// What a run says of its progress, in order.
  final class Record: Sendable {
    private let messages = Mutex<[String]>([])
    func add(_ message: String) { messages.withLock { $0.append(message) } }
    var all: [String] { messages.withLock { $0 } }
  }

  @Test func oneFailingModelIsReportedAndTheRestGoesOn() async throws {
    let folder = try StudyFolder(
      CountStudyTests.study([Self.failing, Self.good, Self.other].joined(separator: "\n")))
    let (findings, files) = try await folder.run()
    #expect(files.contains("good/estimates.csv") && files.contains("other/series_tests.csv"))
    #expect(!files.contains { $0.hasPrefix("failing/") })
    #expect(findings.failedChecks.count { $0.hasPrefix("failing: could not be fitted") } == 1)
    let report = try folder.text("results/report.txt")
    #expect(report.contains("The model 'failing' could not be fitted:"))
    #expect(try folder.text("results/manifest.json").contains("\"complete\": true"))
  }

  @Test func aStudyOfWhichNothingCanBeFittedIsAnError() async throws {
    let twice = Self.failing + "\n" + Self.failing.replacing("failing", with: "too")
    let folder = try StudyFolder(CountStudyTests.study(twice))
    let error = await #expect(throws: PlanError.self) { _ = try await folder.run() }
    let text = try #require(error).description
    #expect(text.contains("no model could be fitted: failing: ") && text.contains("too: "))
  }

  @Test func resultsOfAnotherRunAreRefusedBeforeAnythingIsFitted() async throws {
    let folder = try StudyFolder(CountStudyTests.study(Self.good))
    let (_, files) = try await folder.run()
    let before = try folder.text("results/good/estimates.csv")
    try folder.write(
      CountStudyTests.study(Self.other, seed: 5)["study.yaml"] ?? "", to: "study.yaml")
    let record = Record()
    await #expect(throws: FileError.refused(folder: folder.path("results"), .otherRun)) {
      _ = try await folder.run { record.add($0.name) }
    }
    #expect(record.all.isEmpty)
    #expect(try folder.text("results/good/estimates.csv") == before)
    // Where it is asked for, exactly the files of the other run go.
    try folder.write("mine", to: "results/.notes")
    _ = try await folder.run(replacing: true)
    for name in files where name.hasPrefix("good/") { #expect(!folder.has("results/\(name)")) }
    #expect(folder.has("results/other/series_tests.csv") && folder.has("results/.notes"))
  }

  @Test func filesThatNoRunWroteAreRefused() async throws {
    let folder = try StudyFolder(CountStudyTests.study(Self.good))
    try folder.write("mine", to: "results/notes.txt")
    let record = Record()
    await #expect(
      throws: FileError.refused(folder: folder.path("results"), .otherFiles(["notes.txt"]))
    ) { _ = try await folder.run { record.add($0.name) } }
    #expect(record.all.isEmpty)
    #expect(try folder.text("results/notes.txt") == "mine")
  }

  @Test func aBlockedFolderIsFoundBeforeTheFit() async throws {
    let folder = try StudyFolder(CountStudyTests.study(Self.good))
    try folder.write("a file", to: "results")
    let record = Record()
    await #expect(throws: FileError.self) { _ = try await folder.run { record.add($0.name) } }
    #expect(record.all.isEmpty)
  }

  /// What lies in the folder when the second model begins is what a killed run leaves.
  @Test func aStudyThatIsKilledKeepsItsFinishedModels() async throws {
    let folder = try StudyFolder(
      CountStudyTests.study([Self.good, Self.other].joined(separator: "\n")))
    let (estimates, manifest) = (
      folder.path("results/good/estimates.csv"), folder.path("results/manifest.json")
    )
    let seen = Record()
    _ = try await folder.run { stage in
      guard stage.name == "other", seen.all.isEmpty else { return }
      for path in [estimates, manifest] {
        seen.add((try? String(contentsOfFile: path, encoding: .utf8)) ?? "missing")
      }
    }
    try #require(seen.all.count == 2)
    #expect(seen.all[0] == (try folder.text("results/good/estimates.csv")))
    #expect(seen.all[1].contains("\"complete\": false"))
    #expect(seen.all[1].contains("\"good/estimates.csv\""))
  }

  @Test func theSameStudyGoesOnInItsOwnFolder() async throws {
    let folder = try StudyFolder(CountStudyTests.study(Self.good))
    let (_, files) = try await folder.run()
    let before = try files.map { try folder.text("results/\($0)") }
    _ = try await folder.run()
    #expect(try files.map { try folder.text("results/\($0)") } == before)
  }

  /// Rows carry the hash of what their model used, so that another model's option changes none.
  @Test func anOptionOfOneModelLeavesTheRowsOfOthersAlone() async throws {
    let first = try StudyFolder(
      CountStudyTests.study([Self.good, Self.other].joined(separator: "\n")))
    let second = try StudyFolder(
      CountStudyTests.study(
        [Self.good, Self.other.replacing("lags: 3", with: "lags: 4")].joined(separator: "\n")))
    _ = try await first.run()
    _ = try await second.run()
    #expect(
      try first.text("results/good/estimates.csv") == second.text("results/good/estimates.csv"))
  }

  @Test func theReportBeginsWithTheAnswersAndTheAccount() async throws {
    let folder = try StudyFolder([
      "incidents.csv": DataSourceTests.incidents(40, misspelt: 2),
      "study.yaml": """
      study: Two sides
      data:
        incidents: incidents.csv
        window: 2024-01-01..2024-01-20
        streams: [US->Militias, Militias->US]
      models:
        - {name: counts, fit: var, lags: 1, bootstrap: 40, surrogates: 19, imputations: 20}
      """,
    ])
    let (findings, files) = try await folder.run()
    #expect(files.contains("rows.csv") && files.contains("incidents.csv"))
    let lines = try folder.text("results/report.txt").split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.first == "Two sides")
    let start = lines.prefix(24).joined(separator: "\n")
    #expect(start.contains("40 rows: 38 used"), "\(start)")
    #expect(start.contains("How often: ") && start.contains("How fast: "), "\(start)")
    #expect(lines.allSatisfy { $0.count <= 80 })
    #expect(!findings.screen.blocks.isEmpty)
  }
}
