import Escalation
import Estimation
import Foundation
import Randomness
import RealModule

/// How often the evidence against a shared trend is right: share of simulated histories in which "the
/// first stream answers the second", "either answers the other" and "the second deters the first" are
/// found.
///
/// Arguments: `exact` or `days`, runs a cell (200), seed (2026), `null`, `answers` or `grid` to leave
/// the other designs out, and `known` to hold lags at those of the grid (2 days, own 3); or `signs`,
/// runs, seed and perhaps one truth for ``Signs``. Prints one CSV row a cell.
@main struct Verdicts {
  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    let byDays = words.first == "days"
    let isKnown = words.last == "known"
    let runs = words.dropFirst().first.flatMap { Int($0) } ?? 200
    let seed = words.dropFirst(2).first.flatMap { UInt64($0) } ?? 2026
    let only = words.dropFirst(3).first
    guard words.first != "signs" else {
      return try await Signs.run(runs, seed: seed, only: only)
    }
    show(
      "dates,truth,design,runs,answers,opposite,either_way,deterrence,median_log_ratio,"
        + "median_joint_log_ratio,median_lag,easily_explained,cpu_milliseconds")
    let designs =
      (only == nil || only == "null" ? Design.nulls : [])
      + (only == nil || only == "answers" ? Design.answers : [])
      + (only == nil || only == "grid" ? Design.grid : [])
    for design in designs {
      let start = clock()
      var found: [SharedTrendEvidence] = []
      var options = SharedTrendEvidence.Options()
      options.asksSensitivity = design.asksSensitivity
      if isKnown { (options.lags, options.ownLags) = ([2], [3]) }
      for run in 0..<runs {
        var random = RandomStream(seed: seed, part: .init("verdicts"), replicate: run)
        let times = Array(design.simulate(&random).prefix(design.streams))
        let exact = EvidenceData(times: times, duration: Design.duration, firstWeekday: 0)
        found.append(
          try await SharedTrendEvidence.compute(
            byDays ? exact.byDays : exact,
            options: options))
      }
      let spent = 1000 * Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(runs)
      show(
        [
          (byDays ? "days" : "exact") + (isKnown ? " and lags known" : ""), design.truth.rawValue,
          "\"\(design.name)\"", "\(runs)",
          share(found.map(\.forth.answers)), share(found.map(\.back.answers)),
          share(found.map(\.joint)), share(found.map(\.forth.deterrence)),
          rounded(SampleQuantiles(found.map(\.forth.answers))(0.5)),
          rounded(SampleQuantiles(found.map(\.joint))(0.5)),
          rounded(SampleQuantiles(found.map(\.forth.lag))(0.5)), unseen(found),
          "\(Int(spent.rounded()))",
        ].joined(separator: ","))
    }
  }

  /// The share in which a logarithm of a ratio counts.
  static func share(_ logRatios: [Double]) -> String {
    return rounded(
      Double(logRatios.count { $0 >= SharedTrendEvidence.logThreshold }) / Double(logRatios.count))
  }

  /// Of the histories with evidence, the share in which an unseen cause with a standard deviation of
  /// half or less would explain it.
  static func unseen(_ found: [SharedTrendEvidence]) -> String {
    let all = found.compactMap(\.forth.sensitivity)
    return all.isEmpty ? "" : rounded(Double(all.count { $0.deviation <= 0.5 }) / Double(all.count))
  }

  static func rounded(_ value: Double) -> String { "\((1000 * value).rounded() / 1000)" }

  /// Writes a line at once, so that a long run can be watched.
  static func show(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
