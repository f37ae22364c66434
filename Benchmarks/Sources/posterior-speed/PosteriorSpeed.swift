import Foundation
import LinearAlgebra
import PointProcesses
import Randomness

/// What a plan of moves is worth: effective draws a CPU second of the worst strength or lag.
///
///     posterior-speed [seeds] [data] [plan]
///
/// All plans run one after the other in one process on the same data, with the same number of sweeps.
@main struct PosteriorSpeed {
  static func main() async throws {
    let seeds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3
    print("data,plan,events,seconds,smallest_size,size_per_second,size_of_strengths,size_of_lags")
    let wanted = CommandLine.arguments.dropFirst(2).first
    let wantedPlan = CommandLine.arguments.dropFirst(3).first
    for data in Data.allCases where wanted == nil || data.rawValue == wanted {
      for (name, plan) in plans where wantedPlan == nil || name == wantedPlan {
        var rows: [[Double]] = []
        for seed in 1...seeds {
          let latent = try data.latent(seed: UInt64(seed))
          var options = HawkesPosterior.Options()
          options.plan = plan
          options.seed = UInt64(seed)
          options.baseline = BaselineShape(slowerThan: 14)
          options.draws = 1000
          options.sweepsPerDraw = 2
          options.longestStride = 2
          options.histories = 0
          let start = clock()
          let posterior = try await HawkesPosterior.sample(
            HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...365), data: latent,
            options: options)
          let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
          let strengths = posterior.pairDiagnostics.map(\.strength.bulkSize).min() ?? 0
          let lags = posterior.pairDiagnostics.map(\.lag.bulkSize).min() ?? 0
          let events = Double(latent.known.joined().count)
          rows.append([
            events, seconds, posterior.smallestSize, posterior.smallestSize / seconds,
            strengths / seconds, lags / seconds,
          ])
        }
        let medians = rows[0].indices.map { column in
          rows.map { $0[column] }.sorted()[rows.count / 2]
        }
        print(
          ([data.rawValue, name] + medians.map { String(format: "%.4g", $0) })
            .joined(separator: ","))
        fflush(nil)
      }
    }
  }

  static var plans: [(String, SweepPlan)] {
    func plan(_ change: (inout SweepPlan) -> Void) -> SweepPlan {
      var plan = SweepPlan()
      change(&plan)
      return plan
    }
    return [
      ("usual", SweepPlan()),
      ("without ridges", plan { $0.ridges = 0 }),
      ("without lags with times", plan { $0.lagsWithTimes = 0 }),
      ("without clusters", plan { $0.clusters = 0 }),
      ("without both", plan { ($0.lagsWithTimes, $0.clusters) = (0, 0) }),
      (
        "one round of parameters",
        plan { ($0.kernels, $0.strengths, $0.ridges, $0.baselines) = (1, 1, 1, 1) }
      ),
      (
        "four rounds of parameters",
        plan { ($0.kernels, $0.strengths, $0.ridges, $0.baselines) = (4, 4, 4, 4) }
      ),
      (
        "four rounds but for baselines",
        plan { ($0.kernels, $0.strengths, $0.ridges, $0.baselines) = (4, 4, 4, 2) }
      ),
      (
        "one round of baselines",
        plan { ($0.kernels, $0.strengths, $0.ridges, $0.baselines) = (2, 2, 2, 1) }
      ),
      ("three rounds of lags with times", plan { $0.lagsWithTimes = 3 }),
      ("three rounds of both", plan { ($0.lagsWithTimes, $0.clusters) = (3, 3) }),
    ]
  }

  /// What is fitted.
  enum Data: String, CaseIterable {
    /// About 200 events dated to windows of seven days.
    case windows = "seven-day windows"
    /// The same dated to the day.
    case days = "days"
    /// Days for one side; of the other 40 % are known from totals of two weeks only.
    case totals = "days and totals"
    /// Like those, with answers of the second side to itself within hours.
    case shortLags = "days and totals; short own lag"

    private var hasTotals: Bool { self == .totals || self == .shortLags }

    func latent(seed: UInt64) throws -> LatentEvents {
      let lag = try LagDistribution(family: .gamma, mean: 2, shape: 2)
      let own =
        self == .shortLags ? try LagDistribution(family: .gamma, mean: 0.1, shape: 2) : lag
      let truth = try HawkesParameters(
        rates: [[0.17], [0.17]], branching: [[0.2, 0.3], [0.3, 0.2]],
        lags: [[lag, lag], [lag, own]])
      var random = RandomStream(seed: seed, part: .init("posterior speed"))
      let history = try truth.simulate(duration: 300, using: &random)
      let width = self == .windows ? 7.0 : 1
      var counts: [LatentEvents.Count] = []
      var known: [[LatentEvents.Interval]] = []
      for (stream, times) in history.times.enumerated() {
        known.append([])
        for time in times {
          if hasTotals, stream == 1, random.uniform() < 0.4 { continue }
          let start = (time / width).rounded(.down) * width
          known[stream].append(.init(lower: start, upper: min(300, start + width)))
        }
        guard hasTotals, stream == 1 else { continue }
        for start in stride(from: 0.0, to: 300, by: 15) {
          let number = times.count { $0 >= start && $0 < start + 15 }
          counts.append(
            .init(stream: 1, start: start, end: start + 15, minimum: number, maximum: number))
        }
      }
      return try LatentEvents(known: known, counts: counts, duration: 300)
    }
  }
}
