import RealModule
import Estimation
import Randomness
import TimeSeries

/// How often changes are found in series that have none, and in series that have some, with the cost
/// and the penalty that `ChangePoints` chooses; beside it the Poisson cost with its usual penalty.
///
/// Arguments: replicates a row (300), seed (2; the rule was tuned on others). Prints one CSV row a
/// design and length: the share of series in which a change is found, the share with the true number
/// of changes, and the median inflation of the penalty.
@main struct ChangePointAlarms {
  /// Stationary counts, or counts whose level is multiplied by `factor` in a part of the series.
  struct Design: Sendable {
    var name: String
    var mean = 1.0
    /// The size of negative binomial counts.
    var size = Double.infinity
    /// Answers a count, and their law.
    var branching = 0.0
    var lag = LagWeights(shape: 1, scale: 1, longest: 40)
    var factor = 1.0
    /// The part with the other level, as shares of the series.
    var part = 0.5...1.0

    var changes: Int { factor == 1 ? 0 : part.upperBound < 1 ? 2 : 1 }

    func series(_ periods: Int, seed: UInt64, replicate: Int) -> [Double] {
      var random = RandomStream(
        seed: seed, part: .init("alarms \(name) \(periods)"), replicate: replicate)
      let burn = 150
      var values: [Double] = []
      for t in 0..<(periods + burn) {
        let place = Double(t - burn) / Double(periods)
        let level = place >= part.lowerBound && place < part.upperBound ? factor : 1
        var rate = mean * level * (1 - branching)
        if branching > 0 {
          for (index, weight) in lag.weights.enumerated() where t > index {
            rate += branching * weight * values[t - index - 1]
          }
        }
        values.append(Double(CountLaw(mean: rate, theta: size).draw(&random)))
      }
      return Array(values.dropFirst(burn))
    }
  }

  static func lag(_ mean: Double, shape: Double = 1) -> LagWeights {
    // The scale of a discretized law whose mean is the given one.
    var (low, high) = (0.01, 3 * mean)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if LagWeights(shape: shape, scale: middle, longest: 40).mean < mean {
        low = middle
      } else {
        high = middle
      }
    }
    return LagWeights(shape: shape, scale: low, longest: 40)
  }

  static let designs: [Design] =
    [
      Design(name: "Poisson, mean 1"), Design(name: "Poisson, mean 0.3", mean: 0.3),
      Design(name: "Poisson, mean 8", mean: 8),
      Design(name: "negative binomial, size 0.8", size: 0.8),
      Design(name: "negative binomial, mean 4, size 0.4", mean: 4, size: 0.4),
    ]
    + [0.3, 0.45, 0.6].flatMap { branching in
      [1.0, 2, 3, 5].map { mean in
        Design(
          name: "own answers \(branching), mean lag \(Int(mean))", branching: branching,
          lag: lag(mean))
      }
    } + [
      Design(
        name: "own answers 0.6, mean lag 4, gamma shape 3", branching: 0.6, lag: lag(4, shape: 3)),
      Design(name: "own answers 0.5, mean lag 3, mean 4", mean: 4, branching: 0.5, lag: lag(3)),
      Design(name: "factor 2, Poisson", factor: 2), Design(name: "factor 3, Poisson", factor: 3),
      Design(name: "factor 3, negative binomial, size 0.8", size: 0.8, factor: 3),
      Design(
        name: "factor 2, own answers 0.3, lag 2", mean: 2, branching: 0.3, lag: lag(2), factor: 2),
      Design(name: "factor 3, own answers 0.3, lag 3", branching: 0.3, lag: lag(3), factor: 3),
      Design(name: "factor 3, own answers 0.6, lag 2", branching: 0.6, lag: lag(2), factor: 3),
      Design(name: "factor 3, own answers 0.6, lag 5", branching: 0.6, lag: lag(5), factor: 3),
      Design(name: "factor 3 in the middle, Poisson", factor: 3, part: 0.35...0.65),
      Design(
        name: "factor 3 in the middle, own answers 0.45, lag 2", branching: 0.45, lag: lag(2),
        factor: 3, part: 0.35...0.65),
    ]

  struct Outcome: Sendable {
    var found = 0
    var usual = 0
    var inflation = 1.0
  }

  static func main() async throws {
    let arguments = CommandLine.arguments
    let replicates = arguments.count > 1 ? Int(arguments[1]) ?? 300 : 300
    let seed = arguments.count > 2 ? UInt64(arguments[2]) ?? 2 : 2
    print("design,periods,replicates,changes,share_found,share_right,share_found_poisson,inflation")
    for periods in [200, 365, 700, 1500] {
      for design in designs {
        let outcomes = try await parallelMap(count: replicates, threads: 2) { replicate in
          let values = design.series(periods, seed: seed, replicate: replicate)
          guard values.contains(where: { $0 > 0 }) else { return Outcome() }
          let chosen = try ChangePoints(choosingFor: values)
          let usual = try ChangePoints(values, cost: .poisson, minimumLength: 7)
          return Outcome(
            found: chosen.positions.count, usual: usual.positions.count,
            inflation: chosen.choice?.inflation ?? 1)
        }
        let n = Double(replicates)
        let shares = [
          Double(outcomes.count { $0.found > 0 }) / n,
          Double(outcomes.count { $0.found == design.changes }) / n,
          Double(outcomes.count { $0.usual > 0 }) / n,
          SampleQuantiles(outcomes.map(\.inflation))(0.5),
        ].map { "\((1000 * $0).rounded() / 1000)" }
        print(
          "\"\(design.name)\",\(periods),\(replicates),\(design.changes),"
            + shares.joined(separator: ","))
      }
    }
  }
}
