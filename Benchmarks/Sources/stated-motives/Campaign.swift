import Foundation
import PointProcesses
import Randomness

/// Worlds like the case that the treatment was made for: 111 days, about 173 attacks, a trend that both
/// sides share, dates known to the day.
enum Campaign {
  static let days = 111

  /// How strikes come about.
  enum Kind: String {
    /// Two in three strikes are answers, which are named nine times in ten; others are silent.
    case honest
    /// Half of the strikes are answers, and a motive is given for nine in ten of all.
    case halfFalse = "half false"
    /// No strike is an answer; a motive is given for nine in ten.
    case pretext = "pretexts only"
  }

  /// A world with about so many strikes.
  ///
  /// Attacks follow a shared path (log-normal, deviation .5, memory 20 days) and their own momentum (.3 an
  /// attack, mean lag one day). Answers have a median lag of two days.
  static func world(
    _ kind: Kind, strikes: Int, naming: Statements.Naming, severity: Double = 1,
    using random: inout RandomStream
  ) throws -> World {
    var path = 0.5 * random.normal()
    let memory = exp(-1 / 20.0)
    var trend: [Double] = []
    for _ in 0..<days {
      trend.append(exp(path - 0.125))
      path = memory * path + 0.5 * (1 - memory * memory).squareRoot() * random.normal()
    }
    let share: Double
    switch kind {
    case .honest: share = 2.0 / 3
    case .halfFalse: share = 0.5
    case .pretext: share = 0
    }
    let attacks = 173.0
    let deadly = 29.0 / attacks
    let pull = 1 + deadly * (severity - 1)
    let rate = (1 - share) * Double(strikes) / Double(days)
    let answer = try LagDistribution(family: .gamma, mean: 2.4, shape: 2)
    let own = try LagDistribution(family: .gamma, mean: 1, shape: 1)
    let ownRate = 0.7 * attacks / Double(days)
    let rates = [trend.map { $0 * rate }, trend.map { $0 * ownRate }]
    let answers = share * Double(strikes) / attacks / pull
    var world = World(
      rates: rates, branching: [[0, answers], [0, 0.3]], lags: [[own, answer], [own, own]])
    world.duration = Double(days)
    world.rho = 0.9
    world.pretext = kind == .honest ? 0 : 1
    world.naming = naming
    world.deadlyShare = deadly
    world.severity = severity
    let slack = max(2, strikes / 5)
    world.strikes = (strikes - slack)...(strikes + slack)
    return world
  }

  /// A history of such a world, another one until it has about so many strikes and five statements.
  static func history(
    _ kind: Kind, strikes: Int, naming: Statements.Naming, severity: Double = 1, replicate: Int
  ) throws -> (World, World.History) {
    var random = RandomStream(
      seed: 2029,
      part: .init("campaign \(kind.rawValue) \(strikes) \(naming.rawValue) \(severity)"),
      replicate: replicate)
    while true {
      let world = try world(
        kind, strikes: strikes, naming: naming, severity: severity, using: &random)
      if let history = world.history(using: &random), history.named.count(where: { $0 != nil }) >= 5
      {
        return (world, history)
      }
    }
  }

  /// The posterior of a history as `fit hawkes` takes it: gamma lags, a baseline slower than 14 days.
  static func fit(
    _ world: World, _ history: World.History, pretext: Double?, naming: Statements.Naming,
    severity: Bool = false, replicate: Int
  ) async throws -> HawkesPosterior {
    var (events, statements) = try world.data(history)
    statements.pretext = pretext ?? 0
    statements.naming = naming
    statements.mistaken = 0.05
    statements.severityActs = severity
    statements.severityIsNamed = severity
    var options = sampling()
    options.baseline = BaselineShape(slowerThan: 14)
    return try await HawkesPosterior.sample(
      HawkesModel(streamCount: 2, family: .gamma, lagRange: 0.01...365), data: events,
      options: options, replicate: replicate, statements: pretext == nil ? nil : statements)
  }
}
