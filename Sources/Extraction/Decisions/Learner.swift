import Incidents

/// Learns the weights of decisions from reports whose acts are known.
///
/// The choices of sides and days are learned first; whether a telling is an incident, which tellings
/// are one and which act answers which are learned from what those choices give on reports that they
/// were not learned from.
public struct Learner {
  private let extractor: Extractor
  private var pupils: [Pupil] = []
  /// How strongly weights are drawn towards those from which learning starts.
  private let penalty: Double

  /// A learner without lessons.
  ///
  /// - Parameters:
  ///   - sides: The sides with their names.
  ///   - penalty: How strongly weights are drawn to where they start.
  public init(sides: Sides = .world, penalty: Double = 8) {
    self.init(Extractor(sides: sides), penalty: penalty)
  }

  /// A learner without lessons, whose reports an extractor examines.
  public init(_ extractor: Extractor, penalty: Double = 8) {
    self.extractor = extractor
    self.penalty = penalty
  }

  /// Takes in a report with its acts.
  public mutating func add(_ lesson: Lesson) {
    add(extractor.examine(lesson.report), lesson.acts)
  }

  /// Takes in a report that was examined, with its acts.
  public mutating func add(_ examination: Examination, _ acts: [Lesson.Act]) {
    pupils.append(Pupil(Lesson(report: examination.report, acts: acts), examination))
  }

  /// What was learned.
  public struct Result: Sendable {
    /// The weights learned from all lessons.
    public let weights: Weights
    /// What each report gives with weights learned without it, in the order of the lessons.
    public let heldOut: [Reading]
    /// How right the weights were from which learning started, report by report.
    public let before: [Score]
    /// How right weights are that were learned without the report that they read, report by report.
    public let after: [Score]
    /// How many acts no word of their report suggests, so that no weights find them.
    public let unseen: Int
  }

  /// Learns from all lessons, and for each part of them from all but that part.
  ///
  /// - Parameters:
  ///   - parts: Into how many parts the lessons are cut; lesson n belongs to part n modulo this.
  ///   - prior: The weights from which learning starts.
  /// - Returns: The weights, and how right they are.
  public func learn(parts: Int = 10, from prior: Weights = .prior) -> Result {
    let parts = max(2, min(parts, pupils.count))
    var held = Array(repeating: prior, count: parts)
    var full = prior
    var pupils = pupils
    for stage in Stage.allCases {
      let choices = pupils.map { $0.choices(stage) }
      for part in 0..<parts {
        let others = choices.indices.filter { $0 % parts != part }.flatMap { choices[$0] }
        held[part] =
          ChoiceFit(others, prior: held[part], penalty: penalty * stage.caution)
          .weights(iterations: 120).rounded
      }
      full =
        ChoiceFit(choices.flatMap { $0 }, prior: full, penalty: penalty * stage.caution)
        .weights().rounded
      for index in pupils.indices { pupils[index].follow(held[index % parts]) }
    }
    let before = self.pupils.map { pupil in
      var pupil = pupil
      pupil.follow(prior)
      return Score(pupil.reading(extractor), pupil.lesson)
    }
    let readings = pupils.map { $0.reading(extractor) }
    return Result(
      weights: full, heldOut: readings, before: before,
      after: zip(pupils, readings).map { Score($1, $0.lesson) },
      unseen: pupils.map(\.unseen).reduce(0, +))
  }
}

/// How many acts of lessons a reading finds.
public struct Score: Hashable, Sendable {
  /// Acts that were found, rows that are none, acts that were missed.
  public private(set) var right = 0, wrong = 0, missed = 0

  /// The harmonic mean of the shares of rows that are right and of acts that were found.
  public var f1: Double {
    right == 0 ? 0 : 2 * Double(right) / Double(2 * right + wrong + missed)
  }

  /// Nothing that was found or missed.
  public init() {}

  /// Counts what another score counts.
  public static func + (one: Score, other: Score) -> Score {
    var sum = one
    sum.right += other.right
    sum.wrong += other.wrong
    sum.missed += other.missed
    return sum
  }

  /// Counts a reading of a lesson; each act counts for one row.
  init(_ reading: Reading, _ lesson: Lesson) {
    var open = lesson.acts
    for row in reading.incidents {
      let match = open.firstIndex {
        $0.matches(source: row.source, target: row.target, dates: row.dates)
      }
      guard let match else {
        wrong += 1
        continue
      }
      if open.remove(at: match).isRequired { right += 1 }
    }
    missed += open.count { $0.isRequired }
  }
}

/// What is learned, in the order in which one needs the other.
enum Stage: CaseIterable {
  case roles, echoes, incidents, shadows, sameness, confidence, answers

  /// How much more or less than the others it is held to where learning starts: the few clues of
  /// confidence have many cases each.
  var caution: Double { self == .confidence ? 0.1 : 1 }
}

/// A report while it is learned from.
struct Pupil {
  let lesson: Lesson
  let alignment: Alignment
  private let examination: Examination
  private(set) var decider: Decider

  init(_ lesson: Lesson, _ examination: Examination) {
    self.lesson = lesson
    self.examination = examination
    alignment = Alignment(lesson, document: examination.conclusion.document)
    decider = Decider(examination.conclusion, weights: Weights())
  }

  /// How many required acts no telling of the report speaks of.
  var unseen: Int {
    let seen = Set(decider.candidates.indices.compactMap { alignment.act(of: decider.dossier($0)) })
    return lesson.acts.indices.count { lesson.acts[$0].isRequired && !seen.contains($0) }
  }

  /// Decides anew with other weights.
  mutating func follow(_ weights: Weights) {
    decider.weights = weights
    decider.decide()
  }

  func reading(_ extractor: Extractor) -> Reading { extractor.write(decider, examination) }

  func choices(_ stage: Stage) -> [Choice] {
    switch stage {
    case .roles: decider.candidates.indices.flatMap { roleChoices($0, withEchoes: false) }
    case .echoes: decider.candidates.indices.flatMap { roleChoices($0, withEchoes: true) }
    case .incidents: incidentChoices { _ in [] }
    case .shadows: incidentChoices { decider.shadows($0, decider.alone) }
    case .sameness: sameChoices()
    case .confidence: confidenceChoices()
    case .answers: answerChoices()
    }
  }

  private func roleChoices(_ position: Int, withEchoes: Bool) -> [Choice] {
    guard let index = alignment.act(of: decider.dossier(position)) else { return [] }
    let act = lesson.acts[index]
    let question = decider.questions[position]
    let sides = decider.scene.sides
    let pairs = question.pairs
    let right = pairs.indices.filter {
      act.sources.contains(sides[pairs[$0].source]) && act.targets.contains(sides[pairs[$0].target])
    }
    let echoes = withEchoes ? decider.echoes(position) : nil
    let options = pairs.map { pair in
      question.clues(of: pair) + (echoes?.clues(pair.source, pair.target) ?? [])
    }
    var result = [Choice(options: options, right: Set(right))]
    if withEchoes { return result }
    let agreements = question.dates.map { act.agreement(of: $0.days) }
    if act.dates != nil, let best = agreements.compactMap({ $0 }).max() {
      let days = agreements.indices.filter { agreements[$0].map { $0 >= 0.6 * best } ?? false }
      result.append(Choice(options: question.dates.map(\.clues), right: Set(days)))
    }
    return result
  }

  /// The act whose row the decision on a telling gives.
  private func act(_ position: Int) -> Int? {
    let decision = decider.decisions[position]
    let sides = decider.scene.sides
    return alignment.act(
      of: decider.dossier(position), source: sides[decision.source],
      target: sides[decision.target], dates: decision.date?.days)
  }

  /// Of several tellings that give the row of one act the one that tells it best is right.
  private func incidentChoices(_ more: (Int) -> [Clue]) -> [Choice] {
    let acts = decider.candidates.indices.map { act($0) }
    var best: [Int: Int] = [:]
    func rank(_ position: Int, _ index: Int) -> Double {
      alignment.score(decider.dossier(position), index)
        + decider.decisions[position].pairProbability
    }
    for (position, index) in acts.enumerated() {
      guard let index else { continue }
      if let known = best[index], rank(known, index) >= rank(position, index) { continue }
      best[index] = position
    }
    return acts.enumerated().compactMap { position, index in
      if let index, !lesson.acts[index].isRequired { return nil }
      return Choice(
        decider.actClues(position) + more(position), is: index.map { best[$0] == position } ?? false
      )
    }
  }

  private func sameChoices() -> [Choice] {
    let reader = decider.sameReader
    var result: [Choice] = []
    for two in decider.candidates.indices where decider.decisions[two].probability >= Decider.notice
    {
      let second = act(two) ?? alignment.act(of: decider.dossier(two))
      for one in max(0, two - Narrative.reach)..<two
      where decider.decisions[one].probability >= Decider.notice {
        let first = act(one) ?? alignment.act(of: decider.dossier(one))
        guard let first, let second,
          reader.mayBeSame(decider.decisions[one], decider.decisions[two])
        else { continue }
        let clues = reader.clues(
          decider.dossier(one), decider.decisions[one], decider.dossier(two),
          decider.decisions[two])
        result.append(Choice(clues, is: first == second))
      }
    }
    return result
  }

  private func confidenceChoices() -> [Choice] {
    var told: Set<Int> = []
    return decider.groups().sorted {
      decider.decisions[decider.chief(of: $0)].probability
        > decider.decisions[decider.chief(of: $1)].probability
    }.compactMap { group in
      let index = act(decider.chief(of: group))
      if let index, !lesson.acts[index].isRequired { return nil }
      let isRight = index.map { told.insert($0).inserted } ?? false
      return Choice(decider.confidenceClues(of: group), is: isRight)
    }
  }

  private func answerChoices() -> [Choice] {
    let groups = decider.groups().filter { decider.confidence(of: $0) >= Decider.threshold / 2 }
    var result: [Choice] = []
    for (one, group) in groups.enumerated() {
      let chief = decider.chief(of: group)
      let own = act(chief)
      for (two, others) in groups.enumerated() where one != two {
        let former = decider.chief(of: others)
        let isAnswer =
          own.flatMap { own in
            act(former).map { lesson.acts[own].answers.contains(lesson.acts[$0].id) }
          } ?? false
        let clues = decider.answerClues(
          decider.dossier(chief), group, chief, decider.dossier(former), others, former,
          isNeighbour: two == one - 1)
        result.append(Choice(clues, is: isAnswer))
      }
    }
    return result
  }
}
