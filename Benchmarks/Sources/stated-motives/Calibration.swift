import Estimation
import Foundation
import PointProcesses
import Randomness

/// Simulation-based calibration with statements (Talts, Betancourt, Simpson, Vehtari and Gelman 2018):
/// parameters from the prior, events and statements from the parameters, dates known to the day; the
/// rank of the truth must be even.
enum Calibration {
  static let bins = 20
  static let names = [
    "g strikes", "g attacks", "lag of answers", "lag of attacks to attacks", "rho", "severity",
    "answered share", "level of strikes",
  ]

  static func run(_ replicates: Int) async throws {
    show("law,half_life,parameter,replicates,chi_square,degrees,p_value,counts")
    for (naming, halfLife) in [
      (Statements.Naming.likeAnswers, nil), (.latestOrWorst, 5.0),
    ] as [(Statements.Naming, Double?)] {
      let ranks = try await replicated(replicates) {
        try await Calibration.ranks(naming, halfLife, replicate: $0)
      }.compactMap { $0 }
      for (index, name) in names.enumerated() {
        var counts = [Int](repeating: 0, count: bins)
        for rank in ranks { counts[min(bins - 1, Int(rank[index] * Double(bins)))] += 1 }
        let expected = Double(ranks.count) / Double(bins)
        let statistic = counts.reduce(0) {
          $0 + (Double($1) - expected) * (Double($1) - expected) / expected
        }
        let p = 1 - IncompleteGamma.lower(Double(bins - 1) / 2, statistic / 2)
        show(
          "\(naming.rawValue),\(halfLife.map { text($0, 0) } ?? "none"),\(name),\(ranks.count),"
            + "\(text(statistic, 2)),\(bins - 1),\(text(p, 4)),"
            + counts.map(String.init).joined(separator: " "))
      }
    }
  }

  static func ranks(
    _ naming: Statements.Naming, _ halfLife: Double?, replicate: Int
  ) async throws -> [Double]? {
    var random = RandomStream(seed: 2028, part: .init("calibration"), replicate: replicate)
    let model = try HawkesModel(streamCount: 2, family: .exponential, lagRange: 0.05...100)
    var options = sampling()
    options.baseline = BaselineShape()
    options.priors.rateCentre = 0.15
    options.priors.rateDeviation = 0.5
    options.priors.strengthMean = 0.2
    var world = World(rates: [], branching: [[0, 0], [0, 0]], lags: [])
    world.duration = 90
    let levels = (0..<2).map { _ in 0.15 * exp(0.5 * random.normal()) }
    world.rates = levels.map { [Double](repeating: $0, count: 90) }
    for i in 0..<2 {
      world.lags.append([])
      for j in 0..<2 {
        world.branching[i][j] = options.priors.drawStrength(using: &random)
        world.lags[i].append(options.priors.drawLag(model, using: &random))
      }
    }
    world.rho = random.uniform()
    world.pretext = 0.3
    world.naming = naming
    world.halfLife = halfLife
    world.deadlyShare = 0.3
    world.severity = exp(1.5 * random.normal())
    guard let history = world.history(using: &random, limit: 300) else { return nil }
    var (events, statements) = try world.data(history)
    statements.severityActs = true
    let posterior = try await HawkesPosterior.sample(
      model, data: events, options: options, replicate: replicate, statements: statements)
    let draws = posterior.pooled.enumerated().filter { $0.offset % 10 == 9 }.map(\.element)
    func rank(_ value: Double, _ number: (HawkesPosterior.Draw) -> Double) -> Double {
      let low = draws.count { number($0) < value }
      let same = draws.count { number($0) == value }
      return (Double(low) + random.uniform() * Double(same + 1)) / Double(draws.count + 1)
    }
    return [
      rank(world.branching[0][1]) { $0.branching[0, 1] },
      rank(world.branching[1][1]) { $0.branching[1, 1] },
      rank(world.lags[0][1].mean) { $0.lags[0][1].mean },
      rank(world.lags[1][1].mean) { $0.lags[1][1].mean },
      rank(world.rho) { $0.said?.statedShare ?? 0 },
      rank(world.severity) { $0.said?.severity ?? 0 },
      rank(history.answered) {
        $0.said.map { Double($0.answered) / Double($0.total) } ?? 0
      },
      rank(levels[0] * 90) { $0.baselineCounts[0] },
    ]
  }
}
