/// A sentence with its groups and how they belong together.
struct Parse: Sendable {
  let sentence: Sentence
  let annotation: Annotation
  let tags: [Tag]
  var chunks: [Chunk]
  var groups: [NounGroup]
  var verbs: [VerbGroup]
  /// The chunk of each noun group; -1 for a possessor, which stands inside another.
  var chunkOfGroup: [Int]
  /// The verbs that modify each noun group: participles and relative clauses behind it.
  var modifiers: [[Int]]
  /// The noun that a relative clause describes, by verb.
  var antecedents: [Int?]

  /// The sentence's chunk before or behind another one, adverbs passed over.
  func chunk(_ index: Int) -> Chunk? {
    chunks.indices.contains(index) ? chunks[index] : nil
  }

  /// The prepositional phrases that follow a chunk, up to the end of the clause.
  func complements(behind chunk: Int, words: FunctionWords) -> [VerbGroup.Complement] {
    var result: [VerbGroup.Complement] = []
    var index = chunk + 1
    while let next = self.chunk(index) {
      switch next.kind {
      case .preposition(words.according): return result
      case .preposition(let word), .subordinator(let word):
        if case .subordinator = next.kind, !words.alsoPrepositions.contains(word) { return result }
        guard let group = self.chunk(index + 1)?.nounGroup else {
          switch self.chunk(index + 1)?.kind {
          case .time:
            index += 2  // "early on Tuesday", "at about noon": the time stands for itself
          case .preposition, .adverb:
            index += 1  // "were fired on with rockets"
          default: return result
          }
          continue
        }
        if isSubject(group), case .subordinator = next.kind { return result }
        result.append(.init(preposition: word, group: group, chunk: index + 1))
        index += 2
      case .conjunction, .comma:
        if let last = result.last, let group = self.chunk(index + 1)?.nounGroup, !isSubject(group),
          !(next.kind == .comma && isApposition(group, of: last.group))
        {
          // "on the base and the port"
          result.append(.init(preposition: last.preposition, group: group, chunk: index + 1))
          index += 2
        } else if case .preposition = self.chunk(index + 1)?.kind {
          index += 1
        } else if case .time = self.chunk(index + 1)?.kind {
          index += 2
        } else {
          return result
        }
      case .time, .adverb: index += 1
      case .noun, .verb, .relative, .mark: return result
      }
    }
    return result
  }

  /// "in Yemen, the second strike": a described name, no list.
  private func isApposition(_ group: Int, of first: Int) -> Bool {
    !groups[first].names.isEmpty
      && (groups[group].determiner == .definite || groups[group].determiner == .indefinite)
  }

  /// Whether a noun group is the subject of a verb that follows it.
  func isSubject(_ group: Int) -> Bool {
    verbs.contains {
      $0.subject == group
        && $0.traits.isDisjoint(with: [.reduced, .relative, .gerund, .infinitive])
    }
  }
}
