import Escalation
import Estimation
import Foundation
import Randomness
import RealModule
import Settings

/// How often `fit hawkes --effects signed` finds the sign of the effect of the second stream on the
/// first: by its verdict, which needs interval and evidence, and by the interval alone. Exact times and
/// exponential kernels, without bootstrap.
enum Signs {
  /// What a row of results says of the sign.
  private enum Sign { case answers, deterrence, none }

  /// About a hundred acts a side: nothing, answers, a cut to a fifth for five days.
  private static var designs: [Design] {
    let names = ["flat, 100", "deterred for 5 days, 100"]
    return (Design.nulls + Design.answers).filter { names.contains($0.name) } + [
      Design(name: "answers after 2 days, 100", truth: .answers) { random in
        Design.answering(events: 100, forth: 0.3, back: 0, lag: 2, using: &random)
      }
    ]
  }

  static func run(_ runs: Int, seed: UInt64, only truth: String?) async throws {
    Verdicts.show(
      "truth,design,runs,answers,deterrence,no_sign,interval_answers,interval_deterrence,"
        + "interval_no_sign,median_strength,not_converged,cpu_milliseconds")
    let analysis = try HawkesSettings.parse([
      "--effects", "signed", "--kernel", "exponential", "--bootstrap", "0",
    ]).analysis()
    for design in designs where truth == nil || design.truth.rawValue == truth {
      let start = clock()
      var verdicts: [Sign] = []
      var intervals: [Sign] = []
      var strengths: [Double] = []
      var failures = 0
      for run in 0..<runs {
        var random = RandomStream(seed: seed, part: .init("signs"), replicate: run)
        let data = try ConflictData(
          streams: ["A->B", "B->A"], times: design.simulate(&random),
          span: .numbers(0...Design.duration))
        let fit = try await analysis.fit(data, Computation())
        guard let row = fit.estimates[.responsesPerIncident, responder: 0, provoker: 1] else {
          continue
        }
        let sign: Sign = row.lower > 0 ? .answers : row.upper < 0 ? .deterrence : .none
        intervals.append(sign)
        verdicts.append(row.verdict.isUsable ? sign : .none)
        strengths.append(row.value)
        if !fit.failures.isEmpty { failures += 1 }
      }
      let spent = 1000 * Double(clock() - start) / Double(CLOCKS_PER_SEC) / Double(runs)
      func share(_ signs: [Sign], _ sign: Sign) -> String {
        Verdicts.rounded(Double(signs.count { $0 == sign }) / Double(signs.count))
      }
      Verdicts.show(
        ([design.truth.rawValue, "\"\(design.name)\"", "\(runs)"]
          + [verdicts, intervals].flatMap { signs in
            [Sign.answers, .deterrence, .none].map { share(signs, $0) }
          } + [
            Verdicts.rounded(SampleQuantiles(strengths)(0.5)), "\(failures)",
            "\(Int(spent.rounded()))",
          ]).joined(separator: ","))
    }
  }
}
