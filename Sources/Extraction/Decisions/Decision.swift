import Incidents

/// What is decided about one act.
struct Decision: Sendable {
  /// The sides, as numbers in the scene.
  var source: Int
  var target: Int
  var pairProbability: Double
  var date: DateOption?
  var dateProbability = 0.0
  /// How probable it is that the act is an incident with these sides and days.
  var probability = 0.0
}

/// What is to be decided about one act: the pairs of sides and the days among which to choose.
struct Question: Sendable {
  let sources: [[Clue]]
  let targets: [[Clue]]
  let dates: [DateOption]
  private let pairReader: PairReader

  // `previous` and `next` are the incidents told before and behind it, by the rules of reading.
  init(_ dossier: Dossier, previous: Dossier?, next: Dossier?, scene: Scene, record: Record) {
    let roles = RoleReader(
      scene: scene, record: record, dossier: dossier, previous: previous, next: next)
    pairReader = PairReader(scene: scene, record: record, dossier: dossier, previous: previous)
    sources = scene.sides.indices.map { roles.clues($0, asSource: true) }
    targets = scene.sides.indices.map { roles.clues($0, asSource: false) }
    dates = DateReader(scene: scene, dossier: dossier, previous: previous, next: next).options()
  }

  /// The pairs that can be source and target.
  var pairs: [SidePair] {
    let sides = sources.indices
    return sides.flatMap { source in
      sides.compactMap { mayBePair(source, $0) ? SidePair(source: source, target: $0) : nil }
    }
  }

  private func mayBePair(_ source: Int, _ target: Int) -> Bool {
    let kind = pairReader.scene.kinds[source]
    guard kind != .civilian, kind != .shipping else { return false }
    return source != target || kind == .unknown
  }

  /// The clues about a pair and its two sides.
  func clues(of pair: SidePair) -> [Clue] {
    sources[pair.source] + targets[pair.target] + pairReader.clues(pair.source, pair.target)
  }

  /// The scores of the pairs whose sides are likely enough by themselves.
  func scores(_ weights: Weights) -> [(pair: SidePair, score: Double)] {
    let from = sources.map { weights.score($0) }
    let to = targets.map { weights.score($0) }
    var result: [(pair: SidePair, score: Double)] = []
    for source in Self.best(from) {
      for target in Self.best(to) where mayBePair(source, target) {
        let clues = pairReader.clues(source, target)
        result.append(
          (
            SidePair(source: source, target: target),
            from[source] + to[target] + weights.score(clues)
          ))
      }
    }
    return result
  }

  /// How many sides a role is chosen from; what comes behind them is never chosen.
  private static let width = 5

  private static func best(_ scores: [Double]) -> ArraySlice<Int> {
    scores.indices.sorted { (-scores[$0], $0) < (-scores[$1], $1) }.prefix(width)
  }

  /// How probable each pair is, with what the other acts of the report say about it.
  func chances(
    _ weights: Weights, _ scores: [(pair: SidePair, score: Double)], echoes: EchoReader? = nil
  ) -> [Double] {
    probabilities(
      scores.map { entry in
        entry.score
          + (echoes.map { weights.score($0.clues(entry.pair.source, entry.pair.target)) } ?? 0)
      })
  }

  /// The most probable sides and days.
  func decide(
    _ weights: Weights, _ scores: [(pair: SidePair, score: Double)], _ chances: [Double]
  ) -> Decision {
    let best = chances.firstIndex(of: chances.max() ?? 0) ?? 0
    var decision = Decision(
      source: scores[best].pair.source, target: scores[best].pair.target,
      pairProbability: chances[best])
    let shares = dateChances(weights)
    if let date = shares.firstIndex(of: shares.max() ?? 0) {
      decision.date = dates[date]
      decision.dateProbability = shares[date]
    }
    return decision
  }

  /// How probable each interval of days is.
  func dateChances(_ weights: Weights) -> [Double] {
    probabilities(dates.map { weights.score($0.clues) })
  }
}

/// A source and a target, as numbers in the scene.
struct SidePair: Sendable {
  let source: Int
  let target: Int
}
