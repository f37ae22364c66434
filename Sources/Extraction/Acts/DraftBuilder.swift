import Incidents

/// What one sentence tells about acts.
struct SentenceActs: Sendable {
  var drafts: [Draft] = []
  /// Acts for which the rules find too little in their words.
  var spares: [Draft] = []
  /// Harm whose act stands in another sentence.
  var looseHarm: [LooseHarm] = []
  /// Harm of many acts so far ("have been killed"), of which the sentence tells none.
  var totalHarm: [LooseHarm] = []
  /// Somebody who is blamed for an act of another sentence.
  var blamed: Party?
  /// Nobody was hurt in the act last told.
  var noHarm: Range<Int>?
  /// Times of saying: the acts of the sentence lie before them.
  var saidTimes: [Int] = []
  /// Times of verbs that tell no act.
  var otherTimes: [Int] = []
  /// Times beside "it came": counted from the act told before.
  var pronounTimes: [Int] = []

  struct LooseHarm: Sendable {
    var killed: Tally?
    var wounded: Tally?
    var victim: Party?
    var places: [PlaceMention]
    var times: [Int]
    var tokens: Range<Int>
  }
}

/// Builds the drafts of one sentence: one for every verb and noun that tells an act, joined where
/// grammar says that they tell the same.
final class DraftBuilder {
  let lexicon: Lexicon
  let words: FunctionWords
  let document: Document
  var parse: Parse
  let sides: SideReader
  let harm: HarmReader
  let places: PlaceReader
  let number: Int

  var drafts: [Draft] = []
  var alive: [Bool] = []
  var draftOfGroup: [Int?]
  var draftOfVerb: [Int?]
  /// Groups that are blamed for an act, and so are no target of it.
  var blamedGroups: [Int: Int] = [:]
  var result = SentenceActs()

  init(
    lexicon: Lexicon, words: FunctionWords, document: Document, parse: Parse, sides: SideReader,
    number: Int
  ) {
    self.lexicon = lexicon
    self.words = words
    self.document = document
    self.parse = parse
    self.sides = sides
    self.number = number
    harm = HarmReader(lexicon: lexicon, words: words, document: document, parse: parse)
    places = PlaceReader(lexicon: lexicon, words: words, document: document, parse: parse)
    draftOfGroup = Array(repeating: nil, count: parse.groups.count)
    draftOfVerb = Array(repeating: nil, count: parse.verbs.count)
  }

  /// Reads the sentence.
  func build() -> SentenceActs {
    giveClausesToActs()
    openDrafts()
    linkVerbs()
    readHarm()
    readBlame()
    fillRoles()
    attachTimes()
    readMembers()
    readAnswers()
    judge()
    result.drafts = drafts.indices.filter { alive[$0] }.map { drafts[$0] }
    renumberAnswers()
    result.spares = spares()
    return result
  }

  private func renumberAnswers() {
    var new: [Int: Int] = [:]
    for (position, old) in drafts.indices.filter({ alive[$0] }).enumerated() { new[old] = position }
    for index in result.drafts.indices {
      result.drafts[index].answers = result.drafts[index].answers.compactMap {
        root($0).flatMap { new[$0] }
      }.filter { $0 != index }
    }
  }

  /// The first act among noun groups.
  func firstDraft(of groups: [Int]) -> Int? {
    for group in groups { if let act = draft(ofGroup: group) { return act } }
    return nil
  }

  /// The first party among noun groups.
  func firstParty(of groups: [Int]) -> Party? {
    for group in groups { if let party = sides.party(group) { return party } }
    return nil
  }

  /// The living draft that an index stands for now.
  func root(_ index: Int?) -> Int? {
    guard let index else { return nil }
    return merged[index].flatMap { root($0) } ?? index
  }

  var merged: [Int: Int] = [:]

  /// Makes two drafts one; the first keeps its trigger.
  func join(_ first: Int, _ second: Int) {
    guard let first = root(first), let second = root(second), first != second else { return }
    drafts[first].absorb(drafts[second])
    alive[second] = false
    merged[second] = first
  }

  func draft(ofVerb verb: Int?) -> Int? { verb.flatMap { root(draftOfVerb[$0]) } }

  /// The draft that a noun group tells, be it behind "a series of".
  func draft(ofGroup group: Int?, depth: Int = 0) -> Int? {
    guard let group, depth < 4 else { return nil }
    if let own = draftOfGroup[group] { return root(own) }
    let noun = parse.groups[group]
    // "a bomb which the group set off": the bomb tells the act.
    if !noun.weapons.isEmpty, noun.heads.isEmpty {
      for verb in parse.modifiers[group] where parse.antecedents[verb] == group {
        if parse.verbs[verb].classes.contains(.launch), let act = root(draftOfVerb[verb]) {
          return act
        }
      }
    }
    if noun.heads.contains(.collective) || noun.headTokens == nil, let other = noun.ofGroup {
      return draft(ofGroup: other, depth: depth + 1)
    }
    return nil
  }
}
