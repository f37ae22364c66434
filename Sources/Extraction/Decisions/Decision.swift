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
  /// The clues that decided, the strongest first.
  var clues: [Clue] = []
}

/// What is to be decided about one act: the pairs of sides and the days among which to choose.
struct Question: Sendable {
  var pairs: [(source: Int, target: Int)] = []
  var sources: [[Clue]] = []
  var targets: [[Clue]] = []
  var pairClues: [[Clue]] = []
  var dates: [DateOption] = []

  init(_ index: Int, of dossiers: [Dossier], scene: Scene, record: Record) {
    let dossier = dossiers[index]
    let start = dossier.first.trigger.lowerBound
    let others = dossiers.filter { $0.isTold && $0.first.trigger != dossier.first.trigger }
    let previous = others.filter { $0.first.trigger.lowerBound < start }
      .max { $0.first.trigger.lowerBound < $1.first.trigger.lowerBound }
    let next = others.filter { $0.first.trigger.lowerBound > start }
      .min { $0.first.trigger.lowerBound < $1.first.trigger.lowerBound }
    let roles = RoleReader(
      scene: scene, record: record, dossier: dossier, previous: previous, next: next)
    let both = PairReader(scene: scene, record: record, dossier: dossier, previous: previous)
    sources = scene.sides.indices.map { roles.clues($0, asSource: true) }
    targets = scene.sides.indices.map { roles.clues($0, asSource: false) }
    for source in scene.sides.indices {
      if scene.kinds[source] == .civilian || scene.kinds[source] == .shipping { continue }
      for target in scene.sides.indices where target != source || scene.kinds[target] == .unknown {
        pairs.append((source, target))
        pairClues.append(both.clues(source, target))
      }
    }
    dates = DateReader(scene: scene, dossier: dossier, previous: previous, next: next).options()
  }

  /// The clues about a pair and its two sides.
  func clues(ofPair index: Int) -> [Clue] {
    sources[pairs[index].source] + targets[pairs[index].target] + pairClues[index]
  }

  /// The most probable sides and days.
  ///
  /// - Parameter echoes: What the other acts of the report say about each pair.
  func decide(_ weights: Weights, echoes: EchoReader? = nil) -> Decision {
    let from = sources.map { weights.score($0) }
    let to = targets.map { weights.score($0) }
    let scores = pairs.indices.map { index in
      let (source, target) = pairs[index]
      return from[source] + to[target] + weights.score(pairClues[index])
        + (echoes.map { weights.score($0.clues(source, target)) } ?? 0)
    }
    let chances = probabilities(scores)
    let best = chances.firstIndex(of: chances.max() ?? 0) ?? 0
    var decision = Decision(
      source: pairs[best].source, target: pairs[best].target, pairProbability: chances[best])
    let shares = probabilities(dates.map { weights.score($0.clues) })
    if let date = shares.firstIndex(of: shares.max() ?? 0) {
      decision.date = dates[date]
      decision.dateProbability = shares[date]
    }
    return decision
  }
}
