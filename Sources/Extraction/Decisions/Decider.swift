import Incidents

/// Decides, over a whole report, which tellings are incidents, of whom, when, which are one and
/// which answer which.
struct Decider {
  /// The probability from which on an act counts as an incident.
  static let threshold = 0.3
  /// The same for a link: at this the balance of links missed and links made up is best.
  static let answerThreshold = 0.3
  /// The mean probability of being the same act from which on a telling joins others: above a
  /// half, for a false join loses an act, while what surer acts of the same days say against a
  /// telling mostly catches a missed one.
  static let sameness = 0.6
  /// The probability from which on a telling may be one of an act told twice.
  static let notice = 0.1

  let conclusion: Conclusion
  var weights: Weights
  let scene: Scene
  let record: Record
  /// The acts on which is decided, as indices of the conclusion's dossiers, in order of telling.
  let candidates: [Int]
  let questions: [Question]
  /// The decisions on each act alone, and those with an eye on the others.
  private(set) var first: [Decision] = []
  private(set) var decisions: [Decision] = []
  /// The pairs of sides among which was decided, with their probabilities.
  private(set) var pairs: [[(pair: SidePair, chance: Double)]] = []
  /// The decisions with the probability that each act has by itself.
  private(set) var alone: [Decision] = []

  init(_ conclusion: Conclusion, weights: Weights) {
    self.conclusion = conclusion
    self.weights = weights
    let dossiers = conclusion.dossiers
    let scene = Scene(conclusion)
    let record = Record(dossiers, conclusion.claims)
    self.scene = scene
    self.record = record
    let candidates = dossiers.indices.sorted {
      (dossiers[$0].first.trigger.lowerBound, $0) < (dossiers[$1].first.trigger.lowerBound, $1)
    }
    self.candidates = candidates
    let told = candidates.filter { dossiers[$0].isTold }
    var behind = 0
    questions = candidates.map { index in
      let start = dossiers[index].first.trigger.lowerBound
      while behind < told.count, dossiers[told[behind]].first.trigger.lowerBound < start {
        behind += 1
      }
      let next = told[behind...].first { dossiers[$0].first.trigger.lowerBound > start }
      return Question(
        dossiers[index], previous: behind > 0 ? dossiers[told[behind - 1]] : nil,
        next: next.map { dossiers[$0] }, scene: scene, record: record)
    }
  }

  /// Chooses sides and days, and judges which acts are incidents.
  mutating func decide() {
    let scores = questions.map { $0.scores(weights) }
    first = questions.indices.map {
      questions[$0].decide(weights, scores[$0], questions[$0].chances(weights, scores[$0]))
    }
    let chances = questions.indices.map {
      questions[$0].chances(weights, scores[$0], echoes: echoes($0))
    }
    decisions = questions.indices.map { questions[$0].decide(weights, scores[$0], chances[$0]) }
    pairs = zip(scores, chances).map { scores, chances in
      zip(scores, chances).map { ($0.pair, $1) }
    }
    let own = candidates.indices.map { weights.score(actClues($0)) }
    for position in candidates.indices {
      decisions[position].probability = Extraction.probability(own[position])
    }
    let alone = decisions
    for position in candidates.indices {
      guard !isRefused(dossier(position)) else {
        decisions[position].probability = 0
        continue
      }
      let score = own[position] + weights.score(shadows(position, alone))
      decisions[position].probability = Extraction.probability(score)
    }
    self.alone = alone
  }

  /// What the words deny, mean or count is no incident, whatever else speaks for it; only the
  /// present tense leaves open whether it happened.
  private func isRefused(_ dossier: Dossier) -> Bool {
    dossier.standing == .counted || dossier.standing == .unreal && dossier.first.tense != .present
  }

  /// What surer acts of the same days say against an act being one of its own.
  func shadows(_ position: Int, _ alone: [Decision]) -> [Clue] {
    let own = alone[position].probability
    let surer = near(position).filter {
      alone[$0].probability > own || alone[$0].probability == own && $0 < position
    }
    return ShadowReader(scene: scene).clues(
      dossier(position), alone[position], surer: surer.map { (dossier($0), alone[$0]) })
  }

  /// What the first decisions on the other acts say about one.
  func echoes(_ position: Int) -> EchoReader {
    let near = near(position)
    return EchoReader(
      near.map { (first[$0], dossier($0).first) }, position: position - near.lowerBound,
      scene: scene)
  }

  /// The acts told near one; a longer document tells too many to compare all with all.
  private func near(_ position: Int) -> Range<Int> {
    max(0, position - Narrative.reach)..<min(candidates.count, position + Narrative.reach + 1)
  }

  func dossier(_ position: Int) -> Dossier { conclusion.dossiers[candidates[position]] }

  func actClues(_ position: Int) -> [Clue] {
    let dossier = dossier(position)
    return ActReader(scene: scene, dossiers: conclusion.dossiers).clues(
      dossier, chosen: decisions[position],
      settled: (dossier.source?.side ?? .unknown, dossier.target?.side ?? .unknown))
  }

  // MARK: One act told twice

  var sameReader: SameReader {
    SameReader(
      scene: scene,
      matching: Matching(
        document: conclusion.document, sponsors: conclusion.sponsors, codes: conclusion.codes,
        lexicon: conclusion.lexicon))
  }

  /// The acts as groups of positions that tell the same one.
  func groups() -> [[Int]] {
    let reader = sameReader
    var groups: [[Int]] = []
    for position in candidates.indices where decisions[position].probability >= Self.notice {
      var best: (group: Int, chance: Double)?
      for (index, group) in groups.enumerated().suffix(Narrative.reach) {
        let chances = group.filter { reader.mayBeSame(decisions[$0], decisions[position]) }.map {
          Extraction.probability(
            weights.score(
              reader.clues(dossier($0), decisions[$0], dossier(position), decisions[position])))
        }
        guard !chances.isEmpty else { continue }
        // One likeness in a chain of tellings does not make two acts one.
        let chance = chances.reduce(0, +) / Double(chances.count)
        if chance > best?.chance ?? Self.sameness { best = (index, chance) }
      }
      if let best { groups[best.group].append(position) } else { groups.append([position]) }
    }
    return groups
  }

  /// The telling of a group whose sides and days are the surest.
  func chief(of group: [Int]) -> Int {
    group.max { (decisions[$0].probability, -$0) < (decisions[$1].probability, -$1) } ?? group[0]
  }

  /// How probable it is that a group of tellings is an incident with the sides and days of its
  /// chief: the score of the telling, made true to how often such scores were right.
  func confidence(of group: [Int]) -> Double {
    Extraction.probability(weights.score(confidenceClues(of: group)))
  }

  func confidenceClues(of group: [Int]) -> [Clue] {
    let probability = decisions[chief(of: group)].probability
    var result = ConfidenceStep.allCases.filter { probability >= $0.bound }.map {
      Clues.confidence($0)
    }
    if group.count > 1 { result.append(Clues.confidence(ConfidenceStep.toldTwice)) }
    if group.count > 2 { result.append(Clues.confidence(ConfidenceStep.toldOften)) }
    return result
  }

  // MARK: Results

  /// The groups of tellings that were decided to be incidents.
  func kept() -> [[Int]] { groups().filter { confidence(of: $0) >= Self.threshold } }

  /// The dossiers of groups of tellings that were decided to be incidents.
  func incidents(_ kept: [[Int]]) -> [Dossier] {
    var dossiers = kept.map { completed($0) }
    var places: [Int: Int] = [:]
    for (place, group) in kept.enumerated() { for one in group { places[candidates[one]] = place } }
    for index in dossiers.indices {
      dossiers[index].distinctions = dossiers[index].distinctions.compactMap { entry in
        places[entry.dossier].flatMap { $0 == index ? nil : ($0, entry.reason) }
      }
    }
    link(&dossiers, kept)
    return dossiers
  }

  private func completed(_ group: [Int]) -> Dossier {
    let chief = chief(of: group)
    var result = dossier(chief)
    for other in group where other != chief {
      for mention in dossier(other).mentions {
        var mention = mention
        mention.reason = "decided to be the same act"
        result.take(mention)
      }
      result.takeHarm(
        killed: dossier(other).killed.map { Tally(count: $0.value, tokens: $0.tokens) },
        wounded: dossier(other).wounded.map { Tally(count: $0.value, tokens: $0.tokens) })
    }
    result.mentions.sort { $0.trigger.lowerBound < $1.trigger.lowerBound }
    let decision = decisions[chief]
    let own = dossier(chief)
    result.source = party(decision.source, own.source, own.mentions.flatMap(\.sourceParties), own)
    result.target = party(decision.target, own.target, own.mentions.flatMap(\.targetParties), own)
    if let date = decision.date {
      let known = own.dates?.value == date.days ? own.dates?.reason : nil
      result.dates = Read(
        value: date.days, tokens: date.tokens, reason: known ?? reason(of: date))
    }
    // A report that comes from the land of who acted is told from afar: its dateline is no place of
    // the act.
    if let place = result.place, place.isOfLead, place.holder == result.source?.side {
      result.place = nil
    }
    result.probability = confidence(of: group)
    result.grounds = grounds(chief)
    result.answers = []
    return result
  }

  private func reason(of date: DateOption) -> Reason {
    if date.origins.contains(.before) || date.origins.contains(.behind) { return .stated }
    if date.origins.contains(.publicationWeek) || date.origins.contains(.publicationDay) {
      return .inferred
    }
    return .inherited
  }

  /// The party of a side that was chosen: as the act's words name it, else as the report does.
  private func party(_ side: Int, _ settled: Party?, _ own: [Party], _ dossier: Dossier) -> Party? {
    let code = scene.sides[side]
    if code == settled?.side { return settled }
    guard code != .unknown else { return nil }
    if let party = own.filter({ $0.side == code }).max(by: { $0.rank < $1.rank }) { return party }
    let start = dossier.first.trigger.lowerBound
    let nearest = scene.namings[side].min {
      abs($0.tokens.lowerBound - start) < abs($1.tokens.lowerBound - start)
    }
    return Party(
      side: code, reason: .inferred, tokens: nearest?.tokens ?? dossier.first.trigger, rank: 1)
  }

  /// The clues that count most for and against an incident.
  private func grounds(_ position: Int) -> [(reason: String, cost: Double)] {
    actClues(position).filter { abs(weights.values[$0]) >= 0.3 }
      .sorted { (-abs(weights.values[$0]), $0) < (-abs(weights.values[$1]), $1) }.prefix(4)
      .map { (Clues.words(of: $0), -weights.values[$0]) }
  }

  private func link(_ dossiers: inout [Dossier], _ groups: [[Int]]) {
    let chiefs = groups.map { chief(of: $0) }
    for one in dossiers.indices {
      var best: (dossier: Int, chance: Double)?
      let near =
        max(0, one - Narrative.reach)..<min(dossiers.count, one + Narrative.reach + 1)
      for two in near where one != two {
        let clues = answerClues(
          dossiers[one], groups[one], chiefs[one], dossiers[two], groups[two], chiefs[two],
          isNeighbour: two == one - 1)
        let chance = Extraction.probability(weights.score(clues))
        if chance > best?.chance ?? Self.answerThreshold { best = (two, chance) }
      }
      guard let best else { continue }
      let tokens =
        groups[one].flatMap { dossier($0).answers }.first { answer in
          groups[best.dossier].contains { candidates[$0] == answer.dossier }
        }?.tokens ?? dossiers[one].first.trigger
      dossiers[one].answers.append((best.dossier, tokens, true))
    }
  }

  func answerClues(
    _ dossier: Dossier, _ group: [Int], _ chief: Int, _ other: Dossier, _ others: [Int],
    _ former: Int, isNeighbour: Bool
  ) -> [Clue] {
    var isLink: Bool?
    for answer in group.flatMap({ self.dossier($0).answers })
    where others.contains(where: { candidates[$0] == answer.dossier }) {
      isLink = answer.isCertain || isLink == true
    }
    return AnswerReader(scene: scene, cues: scene.answerCues).clues(
      dossier, decisions[chief], to: other, decisions[former], isLink: isLink,
      isNeighbour: isNeighbour)
  }
}

extension Clues {
  /// A clue in words: "pair sure", "source settled".
  static func words(of clue: Clue) -> String {
    guard let section = sections.first(where: { $0.start <= clue && clue < $0.end }) else {
      return ""
    }
    var words = ""
    for letter in section.labels[clue - section.start] {
      if letter.isUppercase { words += " " }
      words += letter == "." ? ", " : letter.lowercased()
    }
    return "\(section.name): \(words)"
  }
}

/// The steps on which the score of an act has come; each adds to the confidence.
enum ConfidenceStep: Int, CaseIterable {
  case any, over15, over20, over25, over30, over40, over50, over60, over70, over80, over90
  case toldTwice, toldOften

  /// The score that reaches the step.
  var bound: Double {
    switch self {
    case .any: 0
    case .over15: 0.15
    case .over20: 0.2
    case .over25: 0.25
    case .over30: 0.3
    case .over40: 0.4
    case .over50: 0.5
    case .over60: 0.6
    case .over70: 0.7
    case .over80: 0.8
    case .over90: 0.9
    case .toldTwice, .toldOften: 2
    }
  }
}
