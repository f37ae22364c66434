import Estimation
import Foundation
import LinearAlgebra
import PointProcesses
import Randomness

/// Simulation-based calibration (Talts, Betancourt, Simpson, Vehtari and Gelman 2018): parameters
/// drawn from the prior, data from the parameters; the rank of the truth among the posterior's draws
/// must be uniform. Times are known to windows of three days, part of one stream by totals alone.
enum Calibration {
  static let bins = 20

  static func run(_ replicates: Int) async throws {
    let ranks = try await replicated(replicates) { try await Calibration.ranks(replicate: $0) }
      .compactMap { $0 }
    show("parameter,replicates,chi_square,degrees,p_value,counts")
    for (index, name) in names.enumerated() {
      var counts = [Int](repeating: 0, count: bins)
      for rank in ranks { counts[min(bins - 1, Int(rank[index] * Double(bins)))] += 1 }
      let expected = Double(ranks.count) / Double(bins)
      let statistic = counts.reduce(0) {
        $0 + (Double($1) - expected) * (Double($1) - expected) / expected
      }
      let p = 1 - IncompleteGamma.lower(Double(bins - 1) / 2, statistic / 2)
      show(
        "\(name),\(ranks.count),\(text(statistic, 2)),\(bins - 1),\(text(p, 4)),"
          + counts.map(String.init).joined(separator: " "))
    }
  }

  static let names = [
    "g[1 1]", "g[1 2]", "g[2 1]", "g[2 2]", "lag[1 1]", "lag[1 2]", "lag[2 1]", "lag[2 2]",
    "level[1]", "level[2]",
  ]

  /// The rank of each true parameter among the draws, from 0 to 1; nil when the history has no or
  /// too many events to be fitted.
  static func ranks(replicate: Int) async throws -> [Double]? {
    var random = RandomStream(seed: 2026, part: .init("calibration"), replicate: replicate)
    let model = try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.05...100)
    var options = Truth.options()
    options.baseline = BaselineShape()
    // The level's prior is centred on a fixed rate, not on the rate of the data.
    options.priors.rateCentre = 0.15
    options.priors.rateDeviation = 0.5
    options.priors.strengthMean = 0.2
    let duration = 90.0
    let truth: HawkesParameters
    let history: EventHistory
    do {
      let levels = (0..<2).map { _ in 0.15 * exp(0.5 * random.normal()) }
      var branching = Matrix(rows: 2, columns: 2)
      var lags: [[LagDistribution]] = []
      for i in 0..<2 {
        lags.append([])
        for j in 0..<2 {
          branching[i, j] = options.priors.drawStrength(using: &random)
          lags[i].append(options.priors.drawLag(model, using: &random))
        }
      }
      truth = try HawkesParameters(
        rates: levels.map { [$0] }, branching: branching, lags: lags)
      guard let made = try? truth.simulate(duration: duration, using: &random, limit: 5000) else {
        // More than 400 events: left out by what is seen, which leaves posteriors as they are.
        return nil
      }
      history = made
    }
    guard history.eventCount <= 400 else { return nil }
    var known = try Truth.coarsened(history, days: 3).known
    var counts: [LatentEvents.Count] = []
    // In the second half the first stream is known from totals over ten days alone.
    known[0] = known[0].filter { $0.upper <= 45 }
    for start in stride(from: 45.0, to: 90, by: 9) {
      let number = history.times[0].count { $0 >= start && $0 < start + 9 }
      counts.append(
        .init(stream: 0, start: start, end: start + 9, minimum: number, maximum: number))
    }
    let posterior = try await HawkesPosterior.sample(
      model, data: LatentEvents(known: known, counts: counts, duration: duration),
      options: options, replicate: replicate)
    // About as many draws as are independent.
    let draws = posterior.pooled.enumerated().filter { $0.offset % 10 == 9 }.map(\.element)
    func rank(_ value: Double, _ number: (HawkesPosterior.Draw) -> Double) -> Double {
      let below = draws.count { number($0) < value }
      return (Double(below) + random.uniform()) / Double(draws.count + 1)
    }
    var result: [Double] = []
    for i in 0..<2 {
      for j in 0..<2 { result.append(rank(truth.branching[i, j]) { $0.branching[i, j] }) }
    }
    for i in 0..<2 {
      for j in 0..<2 { result.append(rank(truth.lags[i][j].mean) { $0.lags[i][j].mean }) }
    }
    for i in 0..<2 { result.append(rank(truth.rates[i][0] * duration) { $0.baselineCounts[i] }) }
    return result
  }
}
