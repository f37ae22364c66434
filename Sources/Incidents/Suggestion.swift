/// The word that a mistyped one was probably meant to be.
public enum Suggestion {
  /// The nearest of some words, or nil when none is near.
  ///
  /// Near is an edit distance of at most a third of the suggested word's letters, 1 at least and 3
  /// at most. Of words at the same distance the first one is taken.
  public static func nearest(to word: String, among words: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased())
    var best: (word: String, distance: Int)?
    for candidate in words {
      let other = Array(candidate.lowercased())
      let limit = min(reach(of: other.count), best.map { $0.distance - 1 } ?? Int.max)
      guard abs(other.count - letters.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit { best = (candidate, distance) }
    }
    return best?.word
  }

  /// The edit distance of two words: how many letters must be changed, added or left out, or
  /// neighbours exchanged. Case does not matter.
  public static func distance(_ left: String, _ right: String) -> Int {
    distance(Array(left.lowercased()), Array(right.lowercased()))
  }

  /// The largest distance at which a word of so many letters counts as near.
  static func reach(of length: Int) -> Int { max(1, min(3, length / 3)) }

  /// Optimal string alignment, row by row.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...b.count)
    for i in a.indices {
      var row = [i + 1]
      for j in b.indices {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
