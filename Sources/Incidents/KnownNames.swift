/// The names that rows may use for the sides of some streams, and the nearest of them for a name
/// that is not known.
///
/// A name is known when it is the code of a stream's side (case and blanks do not matter), or when
/// the sides file has it. The codes of the streams go first.
struct KnownNames {
  private let sides: Sides?
  private let suggested: Sides?
  private let streamSides: [Side]
  private let sideOfCode: [String: Side]

  /// - Parameters:
  ///   - streams: The dyads asked for.
  ///   - sides: The sides file of the analysis.
  ///   - suggested: Further names from which only suggestions are made.
  init(streams: [Dyad], sides: Sides?, suggested: Sides?) {
    self.sides = sides
    self.suggested = suggested
    var seen = Set<Side>()
    streamSides = streams.flatMap { [$0.source, $0.target] }.filter { seen.insert($0).inserted }
    sideOfCode = Dictionary(streamSides.map { (Sides.folded($0.code), $0) }) { first, _ in first }
  }

  /// The side that a name stands for, or nil when it is not known.
  func side(named name: String) -> Side? {
    sideOfCode[Sides.folded(name)] ?? sides?.side(named: name)
  }

  /// The known side with the most similar name, or nil when none is near.
  ///
  /// In this order: the same letters and digits; the initials of one are the other; the smallest
  /// edit distance; one has all words of the other. Sides of the streams go before others, and of
  /// sides from which only suggestions are made the last two do not count.
  func nearest(to name: String) -> Side? {
    if let side = suggested?.side(named: name) { return side }
    let given = Spelling(name)
    var best: (rank: [Int], side: Side)?
    func consider(_ spelling: String, _ side: Side, _ priority: Int) {
      guard let (kind, distance) = given.similarity(to: Spelling(spelling)) else { return }
      // Of sides that the analysis does not name only the same name in another form is worth saying.
      guard priority < 2 || kind < 2 else { return }
      let rank = [kind, priority, distance]
      if best.map({ rank.lexicographicallyPrecedes($0.rank) }) ?? true { best = (rank, side) }
    }
    for side in streamSides { consider(side.code, side, 0) }
    for (known, priority) in [(sides, 1), (suggested, 2)] {
      guard let known else { continue }
      for side in known.all {
        consider(side.code, side, priority)
        consider(known.titles[side] ?? "", side, priority)
      }
      for member in known.members {
        let isAsked = sideOfCode[Sides.folded(member.side.code)] != nil
        for spelling in [member.name] + member.spellings {
          consider(spelling, member.side, isAsked ? 0 : priority)
        }
      }
    }
    return best?.side
  }
}

/// A name taken apart for comparison.
private struct Spelling {
  let letters: [Character]
  let words: Set<String>
  let initials: [Character]

  init(_ name: String) {
    let parts = name.lowercased().filter { $0 != "'" && $0 != "\u{2019}" }
      .split { !$0.isLetter && !$0.isNumber }
    letters = parts.flatMap { Array($0) }
    words = Set(parts.map(String.init).filter { $0.count > 3 })
    let named = parts.filter { !["of", "the", "and", "for"].contains($0) }
    initials = named.count > 2 ? named.compactMap(\.first) : []
  }

  /// How two names resemble each other, smaller is nearer; nil when they do not.
  func similarity(to other: Spelling) -> (kind: Int, distance: Int)? {
    guard !letters.isEmpty, !other.letters.isEmpty else { return nil }
    if letters == other.letters { return (0, 0) }
    if initials == other.letters || letters == other.initials { return (1, 0) }
    let reach = Suggestion.reach(of: other.letters.count)
    if other.letters.count > 2, abs(letters.count - other.letters.count) <= reach {
      let distance = Suggestion.distance(letters, other.letters)
      if distance <= reach { return (2, distance) }
    }
    if !words.isEmpty, !other.words.isEmpty,
      words.isSubset(of: other.words) || other.words.isSubset(of: words)
    {
      return (3, words.symmetricDifference(other.words).count)
    }
    return nil
  }
}
