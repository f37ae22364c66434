import Foundation
import Talion
import Testing

/// The library as README.md shows it.
@Suite struct SnippetTests {
  @Test func theLibraryOfREADME() async throws {
    let folder = FileManager.default.currentDirectoryPath
    try #require(folder == Repository.root.path, "swift test runs in the folder of the package")
    // README begins
    let conflict = try Conflict(
      incidents: "Datasets/first-look/incidents.csv", window: "2023-01-01..2023-12-31",
      streams: ["army->rebels", "rebels->army"])
    let fit = try await conflict.fit(.likelihood(replicates: 100))

    let lag = try fit.lag(of: "army->rebels", inAnswerTo: "rebels->army")
    if lag.isUsable, let median = lag.value, let interval = lag.interval {
      print("median lag: \(median) \(lag.unit), between \(interval)")
    } else {
      print(lag.verdict.name, lag.reasons)
    }
    print(fit.chart)
    // README ends
    let interval = try #require(lag.interval)
    #expect(lag.isUsable)
    #expect(interval.contains(2.1), "the lag that was simulated: \(lag)")
    #expect(lag.unit == "days")
  }
}
