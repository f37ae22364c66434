import Incidents

extension DraftBuilder {
  /// Gives killed and wounded to the act that did it.
  func readHarm() {
    for verb in parse.verbs.indices
    where !parse.verbs[verb].classes.isDisjoint(with: VerbClass.harm) {
      readHarm(of: verb)
    }
    for verb in parse.verbs.indices where parse.verbs[verb].classes.contains(.cause) {
      readCause(verb)
    }
    readCasualtyNouns()
    readKillings()
    result.looseHarm.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    sumHarm()
    shareHarm()
    readNoHarm()
  }

  /// "four soldiers were hurt and an officer was wounded": one number.
  private func sumHarm() {
    guard result.looseHarm.count > 1 else { return }
    var kept: [SentenceActs.LooseHarm] = []
    for loose in result.looseHarm {
      if let last = kept.last, joined(last.tokens, loose.tokens) {
        if let one = last.wounded, let two = loose.wounded {
          kept[kept.count - 1].wounded = Self.sum(one, two)
          continue
        }
        if let one = last.killed, let two = loose.killed {
          kept[kept.count - 1].killed = Self.sum(one, two)
          continue
        }
      }
      kept.append(loose)
    }
    result.looseHarm = kept
  }

  /// Whether only "and" and the first one's verb part two groups of people.
  func joined(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.upperBound <= second.lowerBound, second.lowerBound - first.upperBound <= 5 else {
      return false
    }
    return (first.upperBound..<second.lowerBound).contains { document.tokens[$0].word == words.and }
  }

  /// "four were killed and seven wounded by the fire": the act of the second verb is the first's, too.
  private func shareHarm() {
    guard result.looseHarm.count == 1, let loose = result.looseHarm.first else { return }
    let acts = drafts.indices.filter {
      alive[$0] && (drafts[$0].killed != nil || drafts[$0].wounded != nil)
    }
    guard acts.count == 1, let act = acts.first else { return }
    if let killed = loose.killed, drafts[act].killed == nil {
      give(killed, killed: true, to: act)
    } else if let wounded = loose.wounded, drafts[act].wounded == nil {
      give(wounded, killed: false, to: act)
    } else {
      return
    }
    if var victim = loose.victim {
      victim.rank = min(victim.rank, 4)
      drafts[act].targets.append(victim)
    }
    result.looseHarm.removeAll()
  }

  func readHarm(of verb: Int) {
    let group = parse.verbs[verb]
    guard !isUnreal(verb) || group.has(.negated), !isGuess(group) else { return }
    let dies = group.classes.contains(.die)
    let isPassive =
      group.has(.passive) || group.has(.reduced)
      || (group.has(.pastForm) && group.object == nil && !dies)
    let victims =
      isPassive || dies
      ? harm.subjects(of: group) : ([group.object].compactMap { $0 } + group.moreObjects)
    guard !victims.isEmpty else { return }
    if victims.contains(where: { parse.groups[$0].determiner == .negative }) || group.has(.negated)
    {
      noteNoHarm(victims, verb)
      return
    }
    guard let tally = harm.tally(victims) else { return }
    let killed = !group.classes.isDisjoint(with: [.kill, .die])
    if let act = act(of: verb, isPassive: isPassive || dies) {
      give(tally, killed: killed, to: act)
      addVictims(victims, to: act)
      addVerb(verb, to: act)
      return
    }
    // "dozens were believed to have been killed": of some time, in some act.
    guard !group.has(.infinitive) else { return }
    var loose = SentenceActs.LooseHarm(
      victim: firstParty(of: victims), places: [], times: [],
      tokens: tally.tokens)
    loose.places = group.complements.compactMap {
      words.places.contains($0.preposition) ? places.place($0.group, afterPreposition: true) : nil
    }
    if let subject = victims.first, let chunk = chunkOf(subject) {
      loose.places += places.places(behind: chunk)
    }
    if killed { loose.killed = tally } else { loose.wounded = tally }
    if isTotalOfTime(group) {
      result.totalHarm.append(loose)
    } else {
      result.looseHarm.append(loose)
    }
  }

  /// "probably killed a number of fighters"
  private func isGuess(_ group: VerbGroup) -> Bool {
    group.tokens.contains { lexicon.is(document.tokens[$0].word, .guess) }
  }

  /// "More than 40,000 people have died": in all acts so far, unless a day stands beside it.
  private func isTotalOfTime(_ group: VerbGroup) -> Bool {
    guard group.has(.perfect),
      !group.tokens.contains(where: { document.tokens[$0].word == words.had })
    else { return false }
    return number > 3
      && !parse.annotation.times.contains { time in
        switch time.value {
        case .date, .weekday, .offset: return time.relation == .at
        default: return false
        }
      }
  }

  func give(_ tally: Tally, killed: Bool, to act: Int) {
    drafts[act].widen(tally.tokens)
    if killed {
      drafts[act].killed = drafts[act].killed ?? tally
    } else {
      drafts[act].wounded = drafts[act].wounded.map { Self.sum($0, tally) } ?? tally
    }
  }

  static func sum(_ first: Tally, _ second: Tally) -> Tally {
    guard first.tokens != second.tokens else { return first }
    return Tally(
      count: NumberReader.interval(
        first.count.minimum + second.count.minimum,
        first.count.maximum.flatMap { a in second.count.maximum.map { a + $0 } }),
      tokens: first.tokens.lowerBound < second.tokens.lowerBound
        ? first.tokens.lowerBound..<second.tokens.upperBound : first.tokens)
  }

  func addVictims(_ groups: [Int], to act: Int) {
    for group in groups {
      drafts[act].targetHeads.formUnion(parse.groups[group].heads)
      guard var party = sides.party(group) else { continue }
      // Who was hit says whom the act was aimed at only when nothing better does.
      party.rank = min(party.rank, 4)
      drafts[act].targets.append(party)
      if let chunk = chunkOf(group) { drafts[act].places += places.places(behind: chunk) }
    }
  }
}
