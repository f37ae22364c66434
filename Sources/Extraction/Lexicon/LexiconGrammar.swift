import Incidents

extension LexiconBuilder {
  /// Reads the closed classes of English.
  mutating func addGrammar(_ text: DictionaryText) throws(DictionaryError) {
    var rank: [String: Int32] = [:]
    for entry in text.entries {
      guard let section = WordClass.sections[entry.section] else {
        throw text.problem(.unknownSection(entry.section), at: entry)
      }
      rank[entry.section, default: 0] += 1
      for form in [entry.name] + entry.forms {
        let words = Phrase.words(of: form, vocabulary: &vocabulary)
        grow()
        // Phrases among the adverbs only separate.
        guard let word = words.first, words.count == 1 else { continue }
        entries[Int(word.index)].classes.insert(section)
        if section == .ordinal { entries[Int(word.index)].value = rank[entry.section] ?? 0 }
      }
    }
    // The tokenizer cuts "isn't" and "he's" into these.
    for (form, classes) in [("'s", WordClass.be), ("n't", .negation)] {
      entries[Int(intern(form).index)].classes.insert(classes)
    }
  }

  /// Reads the short lists to which single rules refer.
  mutating func addWords(_ text: DictionaryText) throws(DictionaryError) {
    for entry in text.entries {
      guard let role = WordRole.sections[entry.section] else {
        throw text.problem(.unknownSection(entry.section), at: entry)
      }
      entries[Int(intern(entry.name).index)].roles.insert(role)
    }
  }
}
