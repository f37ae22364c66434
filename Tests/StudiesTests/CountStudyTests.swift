import Foundation
import Studies
import Tabular
import Testing

/// Studies of one table of counts.
@Suite struct CountStudyTests {
  static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The deaths of the second Intifada, where the shared folder is there.
  static var deaths: URL? {
    let shared =
      ProcessInfo.processInfo.environment["TALION_SHARED"]
      ?? project.deletingLastPathComponent().appendingPathComponent("shared").path
    let file = URL(fileURLWithPath: shared)
      .appendingPathComponent("data/anchors/second-intifada-daily.csv")
    return FileManager.default.fileExists(atPath: file.path) ? file : nil
  }

  /// Writes a study, runs it, and gives its files.
  static func run(_ text: String, counts: String) async throws -> Study.Results {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("count-study-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try counts.write(
      to: folder.appendingPathComponent("counts.csv"), atomically: true, encoding: .utf8)
    let path = folder.appendingPathComponent("study.yaml")
    try text.write(to: path, atomically: true, encoding: .utf8)
    return try await Study(path: path.path, threads: 1).run()
  }

  static func file(_ name: String, _ results: Study.Results) throws -> String {
    String(
      decoding: try #require(results.files.first { $0.name == name }).bytes, as: UTF8.self)
  }

  /// statsmodels' F of Israeli deaths on Palestinian ones and back. The rows of the anchor with month
  /// dummies come from a design with one dummy too many (every month that has a row after the first
  /// 14 days, and a constant); these are those of the same model without it.
  @Test(.enabled(if: deaths != nil)) func theIntifadaStudyRepeatsTheLiterature() async throws {
    let expected: [(model: String, forth: Double, back: Double, tolerance: Double)] = [
      ("first", 6.428560, 1.268831, 1e-6), ("first-years", 6.717255, 1.240709, 1e-6),
      ("first-months", 5.718312891522371, 1.39844637148476, 1e-10),
      ("second", 6.402577, 1.477386, 1e-6), ("second-years", 6.579622, 1.592257, 1e-6),
      ("second-months", 5.891596246472772, 1.5713639228153284, 1e-10),
      ("third", 4.09, 4.76, 0.005),
    ]
    var text = try String(
      contentsOf: Self.project.appendingPathComponent("Datasets/second-intifada/study.yaml"),
      encoding: .utf8)
    text = text.replacingOccurrences(of: "second-intifada-daily.csv", with: "counts.csv")
      .replacingOccurrences(of: "bootstrap: 500", with: "bootstrap: 0, surrogates: 0")
    text = text.split(separator: "\n").filter { !$0.contains("fit: compare") }
      .joined(separator: "\n")
    let results = try await Self.run(
      text, counts: try String(contentsOf: try #require(Self.deaths), encoding: .utf8))
    for row in expected {
      let lines = try Self.file("\(row.model)/causality.csv", results).split(separator: "\n")
      func statistic(_ caused: String) throws -> Double {
        let line = try #require(lines.first { $0.hasPrefix("granger_f,\(caused)") })
        return try #require(Double(line.split(separator: ",")[3]))
      }
      #expect(abs(try statistic("palestinians_killed") - row.forth) < row.tolerance, "\(row)")
      #expect(abs(try statistic("israelis_killed") - row.back) < row.tolerance, "\(row)")
    }
    // One regressor more takes a degree of freedom from each equation: the anchor's own number.
    #expect(abs(5.718312891522371 * 1475 / 1476 - 5.714439) < 1e-6)
  }

  /// Periods that are no days.
  static let periods =
    "period,a,b\n"
    + (0..<120).map { t in
      let (a, b) = (t * t * t * 37 % 101 % 3, (t * t * 53 + t * 7) % 97 % 5)
      return "\(t),\(a),\(b < 3 ? 0 : b - 2)"
    }
    .joined(separator: "\n")

  @Test func everyModelOfTheCommandLineCanStandInAStudy() async throws {
    let results = try await Self.run(
      """
      study: all of them
      counts: counts.csv
      seed: 4
      models:
        - {name: var, fit: var, max-lags: 4, criterion: bic, bootstrap: 50, surrogates: 19, covariance: hc1, resampling: wild, intervals: bias-corrected}
        - {name: shrunk, fit: var, lags: 3, shrinkage: minnesota, tightness: 0.1, bootstrap: 50, surrogates: 0}
        - {name: kernel, fit: counts, lags: 6, draws: 50, surrogates: 0}
        - {name: regression, fit: counts, response: a, provokers: [b], lags: 3, family: poisson, draws: 50, surrogates: 0}
        - {name: ingarch, fit: counts, model: ingarch, response: a, past-observations: [1, 2], past-means: none, link: log}
        - {name: projections, fit: projections, lags: 2, horizon: 3, shock: unit}
        - {name: seen, fit: describe, lags: 5}
        - {name: changes, fit: changepoints, penalty: bic, act: 60, width: 20}
      """, counts: Self.periods)
    let names = results.files.map(\.name)
    for name in [
      "estimates.csv", "responses.csv", "var/causality.csv", "kernel/coefficients.csv",
      "projections/system_responses.csv", "seen/series_tests.csv", "changes/interruption.csv",
      "report.txt", "manifest.json",
    ] { #expect(names.contains(name), "\(name)") }
    let manifest = try Self.file("manifest.json", results)
    #expect(manifest.contains("\"var.covariance\": \"hc1\"") && manifest.contains("counts.csv"))
    let estimates = try Self.file("estimates.csv", results)
    #expect(estimates.contains("counts-kernel kernel"))
  }

  @Test(arguments: [
    ("{name: v, fit: var, lag: 3}", "did you mean 'lags'?"),
    ("{name: v, fit: var, lags: 3, criterion: aic}", "exclude each other"),
    ("{name: v, fit: var, link: log}", "unknown key 'link'"),
    ("{name: v, fit: counts, model: inar}", "name it with 'response: ...'"),
    ("{name: v, fit: vra}", "did you mean 'var'?"),
    ("{name: a/b, fit: var}", "cannot name a folder"),
    ("{name: v, fit: var, binary: perhaps}", "yes or no"),
  ])
  func mistakesAreNamedWithTheirPlace(model: String, words: String) async throws {
    do {
      _ = try await Self.run("counts: counts.csv\nmodels:\n  - \(model)\n", counts: Self.periods)
      Issue.record("no error")
    } catch let error as StudyError {
      #expect("\(error)".contains(words), "\(error)")
      #expect(error.line == 3)
    }
  }
}
