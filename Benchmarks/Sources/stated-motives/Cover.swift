import Estimation
import Foundation
import PointProcesses

/// What statements win, and whether intervals hold the truth.
enum Cover {
  /// All statements honest: how often the lag's interval is within a factor of ten without and with
  /// statements (pretext ratio .3), and the cover of lag, strength and share.
  static func runHonest(_ replicates: Int) async throws {
    struct Outcome: Sendable {
      var isNarrow: [Bool] = []
      var holds: [Bool] = []
    }
    let outcomes = try await replicated(replicates) { replicate in
      let (world, history) = try Campaign.history(
        .honest, strikes: 11, naming: .likeAnswers, replicate: replicate)
      var outcome = Outcome()
      for pretext in [nil, 0.3] as [Double?] {
        let posterior = try await Campaign.fit(
          world, history, pretext: pretext, naming: .likeAnswers, replicate: replicate)
        let lag = quantiles(posterior) { $0.lags[0][1].median }
        outcome.isNarrow.append(lag.upper < 10 * lag.lower)
        guard pretext != nil else { continue }
        let strength = quantiles(posterior) { $0.branching[0, 1] }
        let share = quantiles(posterior, answeredShare)
        outcome.holds = [
          lag.contains(world.lags[0][1].median), strength.contains(world.branching[0][1]),
          share.contains(history.answered),
        ]
      }
      return outcome
    }
    show("strikes,replicates,narrow_without,narrow_with,lag_cover,g_cover,share_cover")
    func share(_ flag: (Outcome) -> Bool) -> String {
      text(Double(outcomes.count(where: flag)) / Double(outcomes.count))
    }
    let cells = [
      "11", "\(replicates)", share { $0.isNarrow[0] }, share { $0.isNarrow[1] },
      share { $0.holds[0] }, share { $0.holds[1] }, share { $0.holds[2] },
    ]
    show(cells.joined(separator: ","))
  }

  /// Half of the statements false: cover of the lag under the true naming law and ratio.
  static func runPretexts(_ replicates: Int) async throws {
    show("strikes,naming,replicates,lag_cover,share_cover,narrow,median_of_medians")
    for strikes in [11, 40] {
      for naming in Statements.Naming.allCases {
        let outcomes = try await replicated(replicates) { replicate in
          let (world, history) = try Campaign.history(
            .halfFalse, strikes: strikes, naming: naming, replicate: replicate)
          let posterior = try await Campaign.fit(
            world, history, pretext: 1, naming: naming, replicate: replicate)
          let lag = quantiles(posterior) { $0.lags[0][1].median }
          let share = quantiles(posterior, answeredShare)
          return (
            lag.contains(world.lags[0][1].median), share.contains(history.answered),
            lag.upper < 10 * lag.lower, lag.value
          )
        }
        let count = Double(outcomes.count)
        let cells = [
          "\(strikes)", naming.rawValue, "\(replicates)",
          text(Double(outcomes.count { $0.0 }) / count),
          text(Double(outcomes.count { $0.1 }) / count),
          text(Double(outcomes.count { $0.2 }) / count),
          text(SampleQuantiles(outcomes.map(\.3))(0.5), 2),
        ]
        show(cells.joined(separator: ","))
      }
    }
  }

  /// No answers at all: how often a share beyond pretexts, or a lag beyond pretexts, is claimed.
  static func runWorld(_ replicates: Int) async throws {
    show("strikes,naming,replicates,share_claimed,lag_if_like_answers,lag_beyond_pretext")
    for strikes in [11, 40] {
      for naming in Statements.Naming.allCases {
        let outcomes = try await replicated(replicates) { replicate -> (Bool, Bool, Bool) in
          let (world, history) = try Campaign.history(
            .pretext, strikes: strikes, naming: naming, replicate: replicate)
          var lags: [Interval] = []
          var share = false
          for pretext in [0, 0.1, 0.3, 1] {
            let posterior = try await Campaign.fit(
              world, history, pretext: pretext, naming: .likeAnswers, replicate: replicate)
            lags.append(quantiles(posterior) { $0.lags[0][1].median })
            if pretext == 1 {
              share =
                quantiles(posterior, answeredShare).lower
                >= 0.25
            }
          }
          let medians = lags.map(\.value)
          let isOne =
            lags.allSatisfy { $0.lower > 0 && $0.upper < 10 * $0.lower }
            && (medians.max() ?? 1) / (medians.min() ?? 1) < 1.5
          guard isOne else { return (share, false, false) }
          let other = quantiles(
            try await Campaign.fit(
              world, history, pretext: 1, naming: .latestOrWorst, replicate: replicate)
          ) { $0.lags[0][1].median }
          let ratio = other.value / medians[3]
          return (
            share, true, other.upper < 10 * other.lower && max(ratio, 1 / ratio) < 1.5
          )
        }
        let count = Double(outcomes.count)
        let cells = [
          "\(strikes)", naming.rawValue, "\(replicates)",
          text(Double(outcomes.count { $0.0 }) / count),
          text(Double(outcomes.count { $0.1 }) / count),
          text(Double(outcomes.count { $0.2 }) / count),
        ]
        show(cells.joined(separator: ","))
      }
    }
  }

  /// Severe attacks that bring about five times the answers, or as many as others: how often the interval
  /// by times excludes one.
  static func runSeverity(_ replicates: Int) async throws {
    show("world,true_ratio,replicates,found,cover,named_more")
    for (kind, ratio) in [
      (Campaign.Kind.honest, 5.0), (.honest, 1), (.pretext, 1),
    ] {
      let naming = kind == .pretext ? Statements.Naming.latestOrWorst : .likeAnswers
      let outcomes = try await replicated(replicates) { replicate in
        let (world, history) = try Campaign.history(
          kind, strikes: 40, naming: naming, severity: ratio, replicate: replicate)
        let posterior = try await Campaign.fit(
          world, history, pretext: 1, naming: .likeAnswers, severity: true, replicate: replicate)
        let times = quantiles(posterior) { $0.said?.severity ?? .nan }
        let named = quantiles(posterior) { $0.said?.naming ?? .nan }
        return (times.lower > 1, times.contains(ratio), named.lower > 1)
      }
      let count = Double(outcomes.count)
      let cells = [
        kind.rawValue, text(ratio, 0), "\(replicates)",
        text(Double(outcomes.count { $0.0 }) / count),
        text(Double(outcomes.count { $0.1 }) / count),
        text(Double(outcomes.count { $0.2 }) / count),
      ]
      show(cells.joined(separator: ","))
    }
  }

  /// The share of strikes that answer an attack.
  static func answeredShare(_ draw: HawkesPosterior.Draw) -> Double {
    draw.said.map { Double($0.answered) / Double($0.total) } ?? .nan
  }

  struct Interval: Sendable {
    var value: Double
    var lower: Double
    var upper: Double

    func contains(_ truth: Double) -> Bool { lower <= truth && truth <= upper }
  }

  static func quantiles(
    _ posterior: HawkesPosterior, _ number: (HawkesPosterior.Draw) -> Double
  ) -> Interval {
    let quantiles = SampleQuantiles(posterior.pooled.map(number))
    return Interval(value: quantiles(0.5), lower: quantiles(0.025), upper: quantiles(0.975))
  }
}
