import Incidents

/// What the decisions on the other acts of a report say for or against two sides of one.
enum EchoTrait: Int, CaseIterable {
  case dyadDecided, dyadDecidedOften, reverseDecided, dyadOfDays, otherDyadOfDays
  case sourceDecided, targetDecided, sourceDecidedAsTarget, targetDecidedAsSource
  case likePrevious, reverseOfPrevious, likeNext, reverseOfNext
  case likeSentence, reverseOfSentence, likeParagraph
  case mainDyad, reverseOfMain, onlyDyad, sourceOfMain, targetOfMain
  case nobodyThoughDecided, aimlessThoughDecided
}

/// Gathers what first decisions on the other acts say about the sides of one.
struct EchoReader {
  private let acts: [(decision: Decision, mention: Mention)]
  private let position: Int
  private let main: (source: Int, target: Int)?
  private let isOnly: Bool
  private let scene: Scene

  init(_ acts: [(decision: Decision, mention: Mention)], position: Int, scene: Scene) {
    let own = acts[position]
    self.acts = acts.filter { other in
      other.mention.trigger != own.mention.trigger && other.decision.pairProbability > 0.5
        && scene.kinds[other.decision.source] != .unknown
        && scene.kinds[other.decision.target] != .unknown
    }
    self.position = position
    self.scene = scene
    var counts: [Int: Int] = [:]
    for act in self.acts {
      counts[act.decision.source * scene.sides.count + act.decision.target, default: 0] += 1
    }
    let top = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
    main = top.map { ($0 / scene.sides.count, $0 % scene.sides.count) }
    isOnly = counts.count == 1
    days = own.decision.date?.days
    mention = own.mention
  }

  private let days: DayInterval?
  private let mention: Mention

  /// The clues about a pair of sides.
  func clues(_ source: Int, _ target: Int) -> [Clue] {
    guard !acts.isEmpty else { return [] }
    var result: [Clue] = []
    func note(_ trait: EchoTrait, _ holds: Bool) { if holds { result.append(Clues.echo(trait)) } }
    let like = acts.filter { $0.decision.source == source && $0.decision.target == target }
    let back = acts.filter { $0.decision.source == target && $0.decision.target == source }
    note(.dyadDecided, !like.isEmpty)
    note(.dyadDecidedOften, like.count > 1)
    note(.reverseDecided, !back.isEmpty)
    let ofDays = acts.filter { $0.decision.date?.days == days && days?.length ?? 99 <= 3 }
    let isLike = { (act: (decision: Decision, mention: Mention)) in
      act.decision.source == source && act.decision.target == target
    }
    note(.dyadOfDays, ofDays.contains(where: isLike))
    note(.otherDyadOfDays, !ofDays.isEmpty && !ofDays.contains(where: isLike))
    note(.sourceDecided, acts.contains { $0.decision.source == source })
    note(.targetDecided, acts.contains { $0.decision.target == target })
    note(.sourceDecidedAsTarget, acts.contains { $0.decision.target == source })
    note(.targetDecidedAsSource, acts.contains { $0.decision.source == target })
    neighbours(source, target, note)
    note(.likeSentence, like.contains { $0.mention.sentence == mention.sentence })
    note(.reverseOfSentence, back.contains { $0.mention.sentence == mention.sentence })
    note(.likeParagraph, like.contains { $0.mention.paragraph == mention.paragraph })
    if let main {
      note(.mainDyad, main == (source, target))
      note(.onlyDyad, main == (source, target) && isOnly)
      note(.reverseOfMain, main == (target, source))
      note(.sourceOfMain, main.source == source)
      note(.targetOfMain, main.target == target)
      note(.nobodyThoughDecided, scene.kinds[source] == .unknown)
      note(.aimlessThoughDecided, scene.kinds[target] == .unknown)
    }
    return result
  }

  private func neighbours(_ source: Int, _ target: Int, _ note: (EchoTrait, Bool) -> Void) {
    let start = mention.trigger.lowerBound
    let previous = acts.last { $0.mention.trigger.lowerBound < start }?.decision
    let next = acts.first { $0.mention.trigger.lowerBound > start }?.decision
    if let previous {
      note(.likePrevious, previous.source == source && previous.target == target)
      note(.reverseOfPrevious, previous.source == target && previous.target == source)
    }
    if let next {
      note(.likeNext, next.source == source && next.target == target)
      note(.reverseOfNext, next.source == target && next.target == source)
    }
  }
}
