import Incidents

/// Reads a report in order and gathers what it tells of each incident.
struct Narrative {
  /// How many incidents on either side an incident is compared with. A page tells fewer; the bound
  /// keeps the time for a long document in proportion to its length.
  static let reach = 60

  let reader: Reader
  let document: Document
  let parses: [Parse]
  let resolver: TimeResolver
  let codes: SideCodes
  let sponsors: [Side: Side]

  var memory: Memory
  var dossiers: [Dossier] = []
  /// Acts that the rules do not take for incidents; learned weights may.
  var faint: [Dossier] = []
  var claims: [ClaimDraft] = []
  /// The dossier of the act last told.
  var current: Int?
  /// The day of the act last told, and where.
  var lastActDay: Read<DayInterval>?
  /// The days of the act last told, however many.
  var lastSpan: Read<DayInterval>?
  /// What the fields of a form say of the act that the report tells.
  var form = ReportForm()
  /// The day last named for anything.
  var lastDay: Read<DayInterval>?
  /// The start of the window last named ("since April").
  var lastSince: Read<DayInterval>?
  /// The acts of the sentence being read, by draft.
  var dossierOfDraft: [Int?] = []

  init(
    reader: Reader, document: Document, resolver: TimeResolver, sides: Sides, codes: SideCodes
  ) {
    self.reader = reader
    self.document = document
    self.resolver = resolver
    self.codes = codes
    sponsors = sides.sponsors
    parses = document.sentences.map { reader.parse($0, of: document) }
    memory = Memory(parses: parses, lexicon: reader.lexicon)
    addLands()
    memory.issuer = Issuer(document: document, reader: reader).side(of: parses)
    memory.enemy = memory.issuer.flatMap { memory.opponent(of: $0) }
    form = readForm()
  }

  /// Reads all sentences.
  mutating func read() {
    for number in parses.indices where !document.sentences[number].isTitle { read(number) }
  }

  private mutating func read(_ number: Int) {
    // Readers of the sentence are gone when the memory grows, so that it is not copied.
    let notes = readActs(number)
    memory.take(notes)
  }

  /// Reads the acts of a sentence.
  ///
  /// - Returns: What is to be remembered of it.
  @inline(never)
  private mutating func readActs(_ number: Int) -> Memory.Notes {
    let parse = parses[number]
    let sides = SideReader(
      lexicon: reader.lexicon, words: reader.functionWords, document: document, parse: parse,
      memory: memory, codes: codes)
    let builder = DraftBuilder(
      lexicon: reader.lexicon, words: reader.functionWords, document: document, parse: parse,
      sides: sides, number: number)
    var acts = builder.build()
    noteTimes(of: parse)
    var claimReader = ClaimReader(
      lexicon: reader.lexicon, words: reader.functionWords, document: document, parse: parse,
      resolver: resolver, acts: acts, lastSince: lastSince)
    claimReader.read(previous: claims.last)
    claims += claimReader.claims.map { claim in
      var claim = claim
      claim.sentence = number
      if let current, let source = dossiers[current].source?.side,
        let target = dossiers[current].target?.side
      {
        claim.pair = Dyad(source: source, target: target)
      }
      return claim
    }
    let opened = (current: current, count: dossiers.count)
    dossierOfDraft = Array(repeating: nil, count: acts.drafts.count)
    for index in acts.drafts.indices.sorted(by: {
      acts.drafts[$0].trigger.lowerBound < acts.drafts[$1].trigger.lowerBound
    }) {
      let isCounted = claimReader.consumed.contains(index)
      guard !isCounted, acts.drafts[index].has(.real) else {
        keep(acts.drafts[index], index, parse, acts, as: isCounted ? .counted : .unreal)
        continue
      }
      for draft in oneADay(acts.drafts[index], parse) { place(draft, index, parse, acts) }
    }
    for spare in acts.spares { keep(spare, acts.drafts.count, parse, acts, as: .spare) }
    link(acts, parse)
    acts = freeingHarm(of: acts)
    if !claimReader.consumedHarm { takeHarm(acts, number, opened: opened) }
    takeBlame(acts, number)
    takeUsers(parse, sides, number)
    return memory.notes(of: parse, sides: sides, sentence: number)
  }

  /// The mention that a draft makes, with its days.
  private func mention(
    _ draft: Draft, _ index: Int, _ parse: Parse, _ acts: SentenceActs
  ) -> Mention {
    let maker = MentionMaker(document: document, lexicon: reader.lexicon, codes: codes)
    var mention = maker.mention(draft, paragraph: parse.sentence.paragraph)
    if isAnswered(index, acts) { mention.traits.insert(.provoked) }
    let dater = Dater(
      document: document, resolver: resolver, words: reader.functionWords, lastDay: lastDay,
      lastActDay: lastActDay, lastSpan: lastSpan)
    mention.dates = dater.dates(of: draft, in: parse)
    if mention.dates == nil {
      mention.dates = dater.governingDay(of: draft, among: acts, in: parse)
    }
    if mention.dates == nil { mention.dates = entryDay(parse) }
    if mention.dates == nil {
      mention.dates = pairDate(index, dater.pairs(acts, in: parse)) ?? answerDate(draft)
    }
    if mention.dates == nil, mention.has(.pluperfect) {
      mention.dates = dater.neighbourDay(acts, in: parse)
    }
    if mention.dates == nil, let bound = dater.saidBound(acts, in: parse), !mention.has(.definite) {
      mention.dates = bound
    }
    if mention.dates == nil { mention.dates = form.day }
    fillSides(of: &mention)
    fill(&mention)
    return mention
  }

  /// Keeps an act that is no incident by the rules.
  private mutating func keep(
    _ draft: Draft, _ index: Int, _ parse: Parse, _ acts: SentenceActs, as standing: Standing
  ) {
    keep(mention(draft, index, parse, acts), as: standing)
  }

  mutating func keep(_ mention: Mention, as standing: Standing) {
    var dossier = Dossier(mention)
    dossier.standing = standing
    dossier.presumed = presumed(mention)
    faint.append(dossier)
  }

  mutating func place(_ draft: Draft, _ index: Int, _ parse: Parse, _ acts: SentenceActs) {
    var mention = mention(draft, index, parse, acts)
    if let dates = mention.dates, dates.reason == .stated,
      dates.value.length.map({ $0 <= 3 }) ?? false
    {
      lastActDay = Read(value: dates.value, tokens: dates.tokens, reason: .inherited)
    }
    if let dates = mention.dates, dates.reason == .stated { lastSpan = dates }
    guard isWorthTelling(mention) else {
      keep(mention, as: .slight)
      return
    }
    inheritSides(&mention)
    reverseSides(&mention)
    if isLead(mention.sentence), !mention.has(.series) { mention.traits.remove(.perfect) }
    let matching = Matching(
      document: document, sponsors: sponsors, codes: codes, lexicon: reader.lexicon)
    if let known = known(mention, draft, acts, matching) {
      mention.reason = matching.agreement(mention, dossiers[known])
      dossiers[known].take(mention)
      touch(known, index)
    } else if mayOpen(mention) {
      var dossier = Dossier(mention)
      dossier.presumed = presumed(mention)
      dossier.distinctions = distinctions(mention, draft, acts, matching)
      dossiers.append(dossier)
      touch(dossiers.count - 1, index)
    } else {
      keep(mention, as: .unopened)
      return
    }
    lastParagraph = parse.sentence.paragraph
    if let current, let dates = dossiers[current].dates, dates.reason == .stated,
      dates.value.length.map({ $0 <= 10 }) ?? false
    {
      lastActDay = Read(value: dates.value, tokens: dates.tokens, reason: .inherited)
    }
  }

  func isLead(_ number: Int) -> Bool {
    document.sentences[..<number].lazy.filter { !$0.isTitle }.prefix(3).count < 3
  }

  var lastParagraph = 0

  private mutating func touch(_ dossier: Int, _ draft: Int) {
    current = dossier
    dossierOfDraft[draft] = dossier
  }

  /// Whether another act of the sentence answers this one.
  private func isAnswered(_ index: Int, _ acts: SentenceActs) -> Bool {
    acts.drafts.contains { $0.answers.contains(index) && $0.has(.real) }
  }

  mutating func link(_ acts: SentenceActs, _ parse: Parse) {
    for (index, draft) in acts.drafts.enumerated() {
      guard let from = dossierOfDraft[index] ?? sameSource(draft) else { continue }
      for answer in draft.answers {
        guard let to = dossierOfDraft[answer], to != from,
          !dossiers[from].answers.contains(where: { $0.dossier == to })
        else { continue }
        dossiers[from].answers.append((to, acts.drafts[answer].trigger, true))
      }
    }
  }

  /// "announced an operation in response to": the answer is what that side was told to have done.
  func sameSource(_ draft: Draft) -> Int? {
    guard draft.has(.weak), let side = draft.sources.compactMap(\.side).first else { return nil }
    return dossiers.indices.last { dossiers[$0].source?.side == side }
  }

  func isNear(_ dossier: Int, _ number: Int) -> Bool {
    let paragraph = document.sentences[number].paragraph
    return number - dossiers[dossier].last.sentence <= 3
      && paragraph - dossiers[dossier].last.paragraph <= 1
  }
}
