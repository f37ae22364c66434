import Incidents

extension Narrative {
  /// "were killed in one of the explosions": a word too weak for an act of its own leaves its harm to
  /// the act that was told.
  func freeingHarm(of acts: SentenceActs) -> SentenceActs {
    var acts = acts
    for (index, draft) in acts.drafts.enumerated()
    where dossierOfDraft[index] == nil && draft.has(.weak) && draft.has(.real) {
      guard let tokens = draft.killed?.tokens ?? draft.wounded?.tokens else { continue }
      acts.looseHarm.append(
        .init(
          killed: draft.killed, wounded: draft.wounded, victim: nil, places: draft.places,
          times: [], tokens: tokens))
    }
    return acts
  }

  /// Gives the harm of a sentence to the acts that did it.
  mutating func takeHarm(
    _ acts: SentenceActs, _ number: Int, opened: (current: Int?, count: Int)
  ) {
    let owners = acts.looseHarm.map { dossier(for: $0, in: number, opened: opened) }
    for (loose, owner) in zip(acts.looseHarm, owners) {
      guard
        let index = loose.places.isEmpty && owners.contains(opened.current) ? opened.current : owner
      else {
        keepHarm(loose, number)
        continue
      }
      dossiers[index].takeHarm(killed: loose.killed, wounded: loose.wounded)
      if let victim = loose.victim, dossiers[index].target?.side == nil, victim.side != nil,
        victim.generic != .people
      {
        dossiers[index].target = victim
      }
    }
    if let range = acts.noHarm, acts.looseHarm.isEmpty, let current, isNear(current, number),
      !dossiers[current].hasHarm
    {
      let none = Tally(count: .init(exactly: 0), tokens: range)
      if dossiers[current].killed == nil { dossiers[current].takeHarm(killed: none, wounded: nil) }
      if dossiers[current].wounded == nil {
        dossiers[current].takeHarm(killed: nil, wounded: none)
      }
    }
  }

  /// "Three soldiers were killed in the village": harm that may be all that is told of an act.
  private mutating func keepHarm(_ loose: SentenceActs.LooseHarm, _ number: Int) {
    let maker = MentionMaker(document: document, lexicon: reader.lexicon, codes: codes)
    var draft = Draft(sentence: number, trigger: loose.tokens)
    draft.form = .harm
    draft.killed = loose.killed
    draft.wounded = loose.wounded
    draft.places = loose.places
    draft.times = loose.times
    draft.targets = loose.victim.map { [$0] } ?? []
    var mention = maker.mention(draft, paragraph: document.sentences[number].paragraph)
    let dater = Dater(
      document: document, resolver: resolver, words: reader.functionWords, lastDay: lastDay,
      lastActDay: lastActDay)
    mention.dates = dater.dates(of: draft, in: parses[number])
    keep(mention, as: .harm)
  }

  /// The act to which harm of another sentence belongs: by place, else the one last told.
  func dossier(
    for loose: SentenceActs.LooseHarm, in number: Int, opened: (current: Int?, count: Int)
  ) -> Int? {
    // Harm told before an act of its sentence belongs to what was told before.
    let isBefore = dossierOfDraft.indices.allSatisfy { index in
      dossierOfDraft[index].map { dossiers[$0].last.trigger.lowerBound > loose.tokens.lowerBound }
        ?? true
    }
    let current = isBefore ? opened.current : self.current
    let matching = Matching(
      document: document, sponsors: sponsors, codes: codes, lexicon: reader.lexicon)
    var probe = Mention(
      sentence: number, paragraph: document.sentences[number].paragraph, trigger: loose.tokens,
      extent: loose.tokens, traits: [.definite, .noun], source: nil, target: nil, targets: [],
      weapons: [], impliedWeapon: nil, places: loose.places, dates: nil, count: nil,
      killed: loose.killed, wounded: loose.wounded, clock: nil, avenged: nil, targetName: nil)
    if loose.victim?.generic != .people { probe.target = loose.victim }
    var best: (index: Int, score: Double)?
    for (index, dossier) in dossiers.enumerated() where !dossier.has(.series) {
      if isBefore, index >= opened.count { continue }
      if isMismatch(loose.victim, dossier.target) { continue }
      guard let fit = matching.fit(probe, dossier) else { continue }
      var score = fit.evidence + fit.recency
      if index == current, isNear(index, number) { score += 1.5 }
      if !isNear(index, number), score < 3 { continue }
      if score > best?.score ?? 0 { best = (index, score) }
    }
    return best?.index
  }

  /// Soldiers are no casualties of a strike on a group, militants none of an attack on a state.
  private func isMismatch(_ victim: Party?, _ target: Party?) -> Bool {
    guard let victim, victim.side == nil, let target, let side = target.side,
      target.generic != .people, !target.isPlace
    else {
      return false
    }
    if victim.generic == .forces { return !codes.states.contains(side) && side != codes.civilian }
    if victim.generic == .fighters { return codes.states.contains(side) }
    return false
  }
}
