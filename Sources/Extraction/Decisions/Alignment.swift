import Incidents

/// Which act of a lesson each telling of its report speaks of.
struct Alignment {
  let lesson: Lesson
  /// The tokens of the words that tell each act.
  private let evidence: [Range<Int>?]
  private let sentences: [Int?]

  init(_ lesson: Lesson, document: Document) {
    self.lesson = lesson
    var words: [(hash: UInt64, token: Int)] = []
    for (index, token) in document.tokens.enumerated()
    where token.kind == .word || token.kind == .number {
      var folded: [UInt8] = []
      Folding.append(document.bytes[token.bytes], to: &folded)
      words.append((Folding.hash(folded), index))
    }
    let found = lesson.acts.map { act in
      act.bytes.flatMap { document.tokens(in: $0) } ?? Self.find(act.evidence, among: words)
    }
    evidence = found
    sentences = found.map { range in
      range.flatMap { range in
        document.sentences.firstIndex { $0.tokens.overlaps(range) }
      }
    }
  }

  /// The longest run of a quotation's words in the text.
  private static func find(
    _ quotation: String, among words: [(hash: UInt64, token: Int)]
  ) -> Range<Int>? {
    let wanted = Phrase.tokens(of: quotation).map { Folding.hash($0.folded) }
    guard !wanted.isEmpty else { return nil }
    var best = 0..<0
    for start in words.indices {
      for offset in wanted.indices where words[start].hash == wanted[offset] {
        if offset > 0, start > 0, words[start - 1].hash == wanted[offset - 1] { continue }
        var length = 0
        while start + length < words.count, offset + length < wanted.count,
          words[start + length].hash == wanted[offset + length]
        {
          length += 1
        }
        if length > best.count { best = start..<(start + length) }
      }
    }
    guard best.count >= min(3, wanted.count) else { return nil }
    return words[best.lowerBound].token..<(words[best.upperBound - 1].token + 1)
  }

  /// How surely a dossier speaks of an act.
  func score(_ dossier: Dossier, _ index: Int) -> Double {
    let act = lesson.acts[index]
    var score = 0.0
    if let evidence = evidence[index] {
      if dossier.mentions.contains(where: { $0.triggers.contains { $0.overlaps(evidence) } }) {
        // Bytes that somebody pointed at say more than words, whatever the rules make of the act.
        score += act.bytes == nil ? 4 : 8
      } else if dossier.mentions.contains(where: { $0.sentence == sentences[index] }) {
        score += 1.5
      }
    }
    // Sides that the rules took wrongly must not hide the telling: choosing right there is what is
    // to be learned.
    if let side = dossier.source?.side { score += act.sources.contains(side) ? 1 : -0.5 }
    if let side = dossier.target?.side { score += act.targets.contains(side) ? 1 : -0.5 }
    if let dates = dossier.dates, dates.reason == .stated, act.dates != nil {
      score += act.agreement(of: dates.value) == nil ? -2 : 1.5
    }
    if let killed = dossier.killed?.value, let known = act.killed {
      score += killed == known ? 1 : -0.5
    }
    return score
  }

  /// The act of which a dossier most surely speaks.
  func act(of dossier: Dossier) -> Int? {
    let scores = lesson.acts.indices.map { score(dossier, $0) }
    guard let top = scores.max(), top >= 3 else { return nil }
    return scores.firstIndex(of: top)
  }

  /// The act whose row a decision gives, the likeliest by its words where several do.
  func act(of dossier: Dossier, source: Side, target: Side, dates: DayInterval?) -> Int? {
    lesson.acts.indices.filter {
      lesson.acts[$0].matches(source: source, target: target, dates: dates)
    }.max { (score(dossier, $0), -$0) < (score(dossier, $1), -$1) }
  }
}
