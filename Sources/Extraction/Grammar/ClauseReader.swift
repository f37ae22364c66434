/// Finds the subject and the objects of every verb of a sentence.
struct ClauseReader {
  var parse: Parse
  let words: FunctionWords

  /// Reads a sentence that was cut into groups.
  static func read(_ chunker: Chunker, sentence: Sentence, words: FunctionWords) -> Parse {
    var places = Array(repeating: -1, count: chunker.nounGroups.count)
    for (index, chunk) in chunker.chunks.enumerated() {
      if let group = chunk.nounGroup { places[group] = index }
    }
    let parse = Parse(
      sentence: sentence, annotation: chunker.annotation, tags: chunker.tags,
      chunks: chunker.chunks, groups: chunker.nounGroups, verbs: chunker.verbGroups,
      chunkOfGroup: places, modifiers: Array(repeating: [], count: chunker.nounGroups.count),
      antecedents: Array(repeating: nil, count: chunker.verbGroups.count))
    var reader = ClauseReader(parse: parse, words: words)
    reader.run()
    return reader.parse
  }

  mutating func run() {
    linkGroups()
    for verb in parse.verbs.indices { findSubject(of: verb) }
    for verb in parse.verbs.indices { findObjects(of: verb) }
    for verb in parse.verbs.indices.reversed() { shareObject(verb) }
    for verb in parse.verbs.indices { markReduced(verb) }
    for verb in parse.verbs.indices { markHeadlinePassive(verb) }
    for (index, verb) in parse.verbs.enumerated() {
      guard let subject = parse.antecedents[index] ?? verb.subject else { continue }
      if verb.has(.relative) || verb.has(.reduced) || verb.has(.gerund) {
        parse.modifiers[subject].append(index)
      }
    }
  }

  func kind(_ index: Int) -> Chunk.Kind? { parse.chunk(index)?.kind }

  /// "three members of the group"; "Camp Taji, a base".
  private mutating func linkGroups() {
    for (index, chunk) in parse.chunks.enumerated() {
      guard let group = chunk.nounGroup else { continue }
      if kind(index + 1) == .preposition(words.of), let next = parse.chunk(index + 2)?.nounGroup {
        parse.groups[group].ofGroup = next
      }
      if kind(index + 1) == .comma, let next = parse.chunk(index + 2)?.nounGroup,
        isApposition(group, next, behind: index + 2)
      {
        parse.groups[group].apposition = next
      }
      if let next = parse.chunk(index + 1)?.nounGroup, parse.groups[next].determiner == .none,
        !parse.groups[next].names.isEmpty || parse.groups[next].unknownName != nil,
        parse.groups[group].heads != []
      {
        parse.groups[group].apposition = next
      }
    }
  }

  func isApposition(_ first: Int, _ second: Int, behind index: Int) -> Bool {
    let named = !parse.groups[first].names.isEmpty || parse.groups[first].unknownName != nil
    let other = parse.groups[second]
    let secondNamed = !other.names.isEmpty || other.unknownName != nil
    if parse.groups[first].act == .volley, !other.weapons.isEmpty, other.act == nil { return true }
    guard named || secondNamed, !other.isPronoun else { return false }
    let describes =
      named
      && (other.determiner == .indefinite || other.determiner == .definite
        || other.heads.contains(.leader))
    let names = parse.groups[first].determiner != .none && secondNamed && other.determiner == .none
    guard describes || names else { return false }
    // A list goes on with "and"; an apposition ends with a comma, a relative or the sentence.
    switch kind(index + 1) {
    case nil, .comma, .mark, .relative, .preposition: return true
    case .verb(let verb): return describes && isParticiple(verb)
    default: return false
    }
  }
}
