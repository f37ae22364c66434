import Incidents

/// Reads how many people were killed or wounded.
struct HarmReader {
  let lexicon: Lexicon
  let words: FunctionWords
  let document: Document
  let parse: Parse

  /// The people in a list of noun groups, or nil when they are no people.
  func tally(_ groups: [Int]) -> Tally? {
    var low = 0
    var high: Int? = 0
    var range: Range<Int>?
    for group in groups {
      guard !isAside(group), let count = count(group, among: groups) else { continue }
      low += count.minimum
      high = high.flatMap { sum in count.maximum.map { sum + $0 } }
      let tokens = parse.groups[group].tokens
      range =
        range.map {
          min($0.lowerBound, tokens.lowerBound)..<max($0.upperBound, tokens.upperBound)
        } ?? tokens
    }
    guard let range, low > 0 || high == nil else { return nil }
    var count = NumberReader.interval(low, high)
    if let possible = possibly(behind: range.upperBound), possible > low {
      count = NumberReader.interval(low, possible)
    }
    return Tally(count: count, tokens: range)
  }

  /// "two of them", "and possibly seven": part of a number already counted, or another view of it.
  private func isAside(_ group: Int) -> Bool {
    let noun = parse.groups[group]
    if let other = noun.ofGroup, parse.groups[other].isPronoun { return true }
    // "18 people, civilians among them"
    let next = parse.chunkOfGroup[group] + 1
    if next > 0, parse.chunk(next)?.kind == .preposition(words.among) { return true }
    for index in [noun.tokens.lowerBound - 1, noun.tokens.lowerBound]
    where index >= parse.sentence.tokens.lowerBound {
      let word = document.tokens[index].word
      if word == words.possibly || word == words.perhaps { return true }
    }
    return false
  }

  /// How many people one noun group names.
  func count(_ group: Int, among groups: [Int] = []) -> CountInterval? {
    let noun = parse.groups[group]
    guard noun.determiner != .negative, isPeople(noun, among: groups) else { return nil }
    // "a family of five"
    if let other = noun.ofGroup, let size = parse.groups[other].quantity,
      parse.groups[other].headTokens == nil, parse.groups[other].names.isEmpty, !noun.isPlural,
      noun.quantity == nil, noun.heads.contains(.people)
    {
      return size.count
    }
    if let quantity = noun.quantity {
      // "one of the guards", "three members of the group".
      return quantity.count
    }
    if noun.heads.contains(.collective), let other = noun.ofGroup { return count(other) }
    let endsInPlural = noun.isPlural
    if endsInPlural {
      // "personnel", "troops" may be one; "soldiers" are two at least.
      let collective = document.tokens[noun.head].word
      return NumberReader.interval(lexicon.is(collective, .anyNumber) ? 1 : 2, nil)
    }
    if lexicon.is(document.tokens[noun.head].word, .anyNumber) {
      return NumberReader.interval(1, nil)
    }
    return .one
  }

  private func isPeople(_ noun: NounGroup, among groups: [Int]) -> Bool {
    if noun.isPronoun {
      return !lexicon.classes(of: document.tokens[noun.head]).contains(.relative)
        && document.tokens[noun.head].word != words.it
    }
    if noun.isPersons { return true }
    if noun.heads.contains(.collective), noun.ofGroup != nil { return true }
    if !noun.heads.isEmpty { return noun.heads.contains(.group) && noun.quantity != nil }
    if !noun.weapons.isEmpty || noun.act != nil { return false }
    if noun.isHeadless || noun.quantity != nil && noun.headTokens == nil {
      return true  // "at least eight", "three American (and two Iraqi soldiers)"
    }
    if let mention = noun.names.last {
      switch lexicon.names[mention.name].kind {
      case .person, .people: return true
      case .group, .vessel: return noun.unknownName != nil
      default: return noun.unknownName != nil
      }
    }
    return noun.unknownName != nil
  }

  /// "at least six people and possibly seven".
  private func possibly(behind end: Int) -> Int? {
    for index in end..<min(end + 4, parse.sentence.tokens.upperBound) {
      let word = document.tokens[index].word
      if word == words.possibly || word == words.perhaps {
        let place = index + 1 - parse.sentence.tokens.lowerBound
        guard place < parse.annotation.quantityAt.count else { return nil }
        let number = parse.annotation.quantityAt[place]
        return number < 0 ? nil : parse.annotation.quantities[Int(number)].count.minimum
      }
    }
    return nil
  }

  /// The subject of a verb with everything joined to it by "and".
  func subjects(of verb: VerbGroup) -> [Int] {
    guard let first = verb.subject else { return [] }
    var result = [first]
    let start = parse.chunkOfGroup[first]
    guard start >= 0, start < verb.chunk else { return result }
    var index = start + 1
    while index + 1 < verb.chunk {
      let next = parse.chunks[index]
      switch next.kind {
      case .conjunction, .comma:
        guard let group = parse.chunks[index + 1].nounGroup,
          parse.groups[first].apposition != group
        else { return result }
        result.append(group)
        index += 2
      case .preposition:
        index += 2
      default: return result
      }
    }
    return result
  }
}
