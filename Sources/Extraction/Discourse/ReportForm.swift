import Incidents

/// What the fields of a form ("Aggressor: ...") say of the act that a report tells.
struct ReportForm: Sendable {
  var day: Read<DayInterval>?
  var source: Party?
  var target: Party?
}

extension Narrative {
  /// A dateline tells in which land a report is told, when its sentences do not.
  mutating func addLands() {
    for sentence in document.sentences {
      guard let lead = sentence.lead else { continue }
      for (name, _) in reader.lexicon.names(in: document.tokens[lead]) {
        guard [.state, .place, .capital].contains(name.kind), let side = name.side,
          !memory.lands.contains(side)
        else { continue }
        memory.lands.append(side)
      }
    }
  }

  /// Reads the fields that stand as lines of their own, each a label, a colon and a value.
  func readForm() -> ReportForm {
    var form = ReportForm()
    for (number, parse) in parses.enumerated() where document.sentences[number].isTitle {
      let tokens = document.sentences[number].tokens
      guard let colon = tokens.prefix(6).first(where: { document.tokens[$0].kind == .colon }) else {
        continue
      }
      let label = (tokens.lowerBound..<colon).map { document.tokens[$0].word }
      func has(_ role: WordRole) -> Bool { label.contains { reader.lexicon.is($0, role) } }
      if has(.dateLabel), has(.formEvent) {
        form.day = form.day ?? day(in: parse)
      } else if has(.formSource) {
        form.source = form.source ?? party(behind: colon, in: parse)
      } else if has(.formTarget) {
        form.target = form.target ?? party(behind: colon, in: parse)
      }
    }
    if form.source?.generic == .people { form.source = nil }
    return form
  }

  private func day(in parse: Parse) -> Read<DayInterval>? {
    for time in parse.annotation.times {
      if let days = resolver.days(of: time), days.length == 1 {
        return Read(value: days, tokens: time.tokens, reason: .stated)
      }
    }
    return nil
  }

  private func party(behind colon: Int, in parse: Parse) -> Party? {
    let sides = SideReader(
      lexicon: reader.lexicon, words: reader.functionWords, document: document, parse: parse,
      memory: memory, codes: codes)
    for group in parse.groups.indices where parse.groups[group].tokens.lowerBound > colon {
      if var party = sides.party(group), party.side != nil, !party.isPlace {
        party.rank = 1
        return party
      }
    }
    return nil
  }

  /// Gives an act the sides of the form, or of a communique's two parties, where its own words name
  /// none.
  func fillSides(of mention: inout Mention) {
    if let issuer = memory.issuer, let enemy = memory.enemy {
      let party = Party(side: enemy, reason: .inferred, tokens: mention.trigger, rank: 1)
      if mention.source?.side == issuer, mention.target?.side == nil { mention.target = party }
      if mention.target?.side == issuer, mention.source?.side == nil { mention.source = party }
    }
    if mention.source?.side == nil, let source = form.source, source.side != mention.target?.side {
      mention.source = source
    }
    if mention.target?.side == nil, let target = form.target, target.side != mention.source?.side {
      mention.target = target
    }
  }
}
