import Foundation
import Studies
import Tabular
import Testing

/// Studies of one table of counts.
@Suite struct CountStudyTests {
  static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The study of the second Intifada on made-up deaths of the same dates: statsmodels' F with one
  /// dummy for every year or month that has a day after the lags, but the first.
  @Test func theIntifadaStudyRepeatsStatsmodels() async throws {
    let reference = Self.project.appendingPathComponent("Tests/TimeSeriesTests/Reference")
    let expected = try JSONDecoder().decode(
      [String: CausalityReference].self,
      from: Data(contentsOf: reference.appendingPathComponent("daily.json")))
    var text = try String(
      contentsOf: Self.project.appendingPathComponent("Datasets/second-intifada/study.yaml"),
      encoding: .utf8)
    for (old, new) in [
      ("second-intifada-daily.csv", "counts.csv"), ("palestinians_killed", "first_killed"),
      ("israelis_killed", "second_killed"), ("bootstrap: 500", "bootstrap: 0, surrogates: 0"),
    ] {
      #expect(text.contains(old))
      text = text.replacingOccurrences(of: old, with: new)
    }
    // The made-up table ends with the second window.
    text = text.split(separator: "\n").filter {
      !$0.contains("fit: compare") && !$0.contains("name: third")
    }.joined(separator: "\n")
    let folder = try StudyFolder([
      "study.yaml": text,
      "counts.csv": try String(
        contentsOf: reference.appendingPathComponent("daily.csv"), encoding: .utf8),
    ])
    _ = try await folder.run()
    for model in [
      "first", "first-years", "first-months", "second", "second-years", "second-months",
    ] {
      let lines = try folder.text("results/\(model)/causality.csv").split(separator: "\n")
      func statistic(_ caused: String) throws -> Double {
        let line = try #require(lines.first { $0.hasPrefix("granger_f,\(caused)") })
        return try #require(Double(line.split(separator: ",")[3]))
      }
      let row = try #require(expected[model])
      let (forth, back) = (try #require(row.forth), try #require(row.back))
      #expect(abs(try statistic("first_killed") - forth) < 1e-8 * forth, "\(model)")
      #expect(abs(try statistic("second_killed") - back) < 1e-8 * back, "\(model)")
    }
  }

  /// A row of daily.json; its list of orders has no statistics.
  private struct CausalityReference: Decodable {
    let forth: Double?
    let back: Double?

    enum CodingKeys: String, CodingKey {
      case forth = "second_to_first"
      case back = "first_to_second"
    }
  }

  /// Periods that are no days.
  static let periods =
    "period,a,b\n"
    + (0..<120).map { t in
      let (a, b) = (t * t * t * 37 % 101 % 3, (t * t * 53 + t * 7) % 97 % 5)
      return "\(t),\(a),\(b < 3 ? 0 : b - 2)"
    }
    .joined(separator: "\n")

  /// A study of these periods.
  static func study(_ models: String, seed: Int = 4) -> [String: String] {
    [
      "counts.csv": periods,
      "study.yaml": "data: {counts: counts.csv}\nseed: \(seed)\nmodels:\n\(models)\n",
    ]
  }

  @Test func everyModelOfTheCommandLineCanStandInAStudy() async throws {
    let folder = try StudyFolder(
      Self.study(
        """
          - {name: var, fit: var, max-lags: 4, criterion: bic, bootstrap: 50, surrogates: 19, covariance: hc1, resampling: wild, intervals: bias-corrected}
          - {name: shrunk, fit: var, lags: 3, shrinkage: minnesota, tightness: 0.1, bootstrap: 50, surrogates: 0}
          - {name: kernel, fit: counts, lags: 6, draws: 50, surrogates: 0}
          - {name: regression, fit: counts, response: a, provokers: [b], lags: 3, family: poisson, draws: 50}
          - {name: ingarch, fit: counts, model: ingarch, response: a, past-observations: [1, 2], past-means: none, link: log}
          - {name: projections, fit: projections, lags: 2, horizon: 3, shock: unit}
          - {name: seen, fit: describe, lags: 5}
          - {name: changes, fit: changepoints, penalty: bic, act: 60, width: 20}
        """))
    let (_, files) = try await folder.run()
    for name in [
      "estimates.csv", "responses.csv", "var/causality.csv", "kernel/coefficients.csv",
      "projections/system_responses.csv", "seen/series_tests.csv", "changes/interruption.csv",
      "report.txt", "manifest.json",
    ] {
      #expect(files.contains(name) && folder.has("results/\(name)"), "\(name)")
    }
    let manifest = try folder.text("results/manifest.json")
    #expect(manifest.contains("\"var.covariance\": \"hc1\"") && manifest.contains("counts.csv"))
    #expect(manifest.contains("\"var.surrogates\": \"19\""))
    #expect(manifest.contains("\"complete\": true"))
    let estimates = try folder.text("results/estimates.csv")
    #expect(estimates.contains("counts-kernel kernel"))
  }

  @Test func theSameStudyGivesTheSameBytes() async throws {
    let files = Self.study("  - {name: v, fit: var, lags: 2, bootstrap: 50, surrogates: 19}")
    let first = try StudyFolder(files)
    let second = try StudyFolder(files)
    let (_, names) = try await first.run()
    _ = try await second.run()
    for name in names {
      #expect(try first.text("results/\(name)") == second.text("results/\(name)"), "\(name)")
    }
  }
}
