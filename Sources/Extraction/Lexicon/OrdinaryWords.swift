/// Words that are no names although no other dictionary knows them (`Ordinary.txt`).
struct OrdinaryWords: Sendable {
  private var hashes: Set<UInt64> = []

  /// The words of the list, and those of other dictionaries that hold no names.
  init(_ text: DictionaryText, and others: [DictionaryText]) throws(DictionaryError) {
    for entry in text.entries {
      guard entry.section == "ordinary" else {
        throw text.problem(.unknownSection(entry.section), at: entry)
      }
      hashes.insert(Folding.hash(entry.name.utf8))
    }
    for entry in others.flatMap(\.entries) {
      for form in [entry.name] + entry.forms where !form.contains(" ") {
        hashes.insert(Folding.hash(form.utf8))
      }
    }
  }

  /// Whether a word, or the word from which a regular ending made it, is in the list, or its ending
  /// is one of common words only.
  func contains(_ word: ArraySlice<UInt8>) -> Bool {
    var folded: [UInt8] = []
    Folding.append(word, to: &folded)
    if has(folded[...]) { return true }
    for ending in Self.endings where Self.ends(folded, ending) {
      let stem = folded.dropLast(ending.count)
      if has(stem) || has(stem + [UInt8(ascii: "e")]) { return true }
      if stem.last == UInt8(ascii: "i"), has(stem.dropLast() + [UInt8(ascii: "y")]) {
        return true
      }
      if stem.count > 3, stem.last == stem.dropLast().last, has(stem.dropLast()) { return true }
    }
    return Self.commonEndings.contains { folded.count > $0.count + 3 && Self.ends(folded, $0) }
  }

  private func has(_ word: ArraySlice<UInt8>) -> Bool { hashes.contains(Folding.hash(word)) }

  private static func ends(_ word: [UInt8], _ ending: [UInt8]) -> Bool {
    word.count >= ending.count + 3 && word.suffix(ending.count).elementsEqual(ending)
  }

  private static let endings = ["s", "es", "ed", "d", "ing", "ings", "er", "ers", "ly", "y"].map {
    Array($0.utf8)
  }

  /// Endings that names do not have.
  private static let commonEndings = [
    "tion", "tions", "sion", "sions", "ment", "ments", "ness", "able", "ible", "ful", "ous", "ive",
    "ives", "ity", "ities", "ance", "ence", "ally", "less", "ical", "ology", "ism", "ists", "ship",
    "ingly", "edly", "ately", "antly", "ently",
  ].map { Array($0.utf8) }
}
