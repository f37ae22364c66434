import Incidents

extension LexiconBuilder {
  /// Reads the nouns: acts, weapons, and the heads of noun groups.
  mutating func addTerms() throws(DictionaryError) {
    let acts = try Dictionaries.read(.acts)
    for entry in acts.entries {
      guard let kind = ActKind(rawValue: entry.section) else {
        throw acts.problem(.unknownSection(entry.section), at: entry)
      }
      let weapon = try weapon(of: entry, in: acts)
      addTerm(entry) { term in
        term.act = kind
        term.actWeapon = weapon
      }
    }
    let weapons = try Dictionaries.read(.weapons)
    for entry in weapons.entries {
      guard let weapon = Weapon(rawValue: entry.section) else {
        throw weapons.problem(.unknownSection(entry.section), at: entry)
      }
      guard let role = entry.attribute.flatMap(WeaponRole.init(rawValue:)) else {
        throw weapons.problem(.unknownAttribute(entry.attribute ?? ""), at: entry)
      }
      addTerm(entry) { term in
        term.weapon = weapon
        term.weaponRole = role
      }
    }
    let heads = try Dictionaries.read(.heads)
    for entry in heads.entries {
      guard let head = HeadClass.sections[entry.section] else {
        throw heads.problem(.unknownSection(entry.section), at: entry)
      }
      addTerm(entry) { $0.heads.insert(head) }
    }
  }

  private func weapon(
    of entry: DictionaryText.Entry, in text: DictionaryText
  ) throws(DictionaryError) -> Weapon? {
    guard let attribute = entry.attribute else { return nil }
    guard let weapon = Weapon(rawValue: attribute) else {
      throw text.problem(.unknownAttribute(attribute), at: entry)
    }
    return weapon
  }

  private mutating func addTerm(_ entry: DictionaryText.Entry, _ change: (inout Term) -> Void) {
    var forms: [(String, Bool)] = []
    for name in [entry.name] + entry.forms {
      let plural = Inflection.isPlural(name)
      forms.append((name, plural))
      if !plural { forms.append((Inflection.plural(of: name), true)) }
    }
    for (form, plural) in forms {
      let words = Phrase.words(of: form, vocabulary: &vocabulary)
      grow()
      guard let first = words.first else { continue }
      entries[Int(first.index)].beginsTerm = true
      var term = Term()
      change(&term)
      term.isPlural = plural
      terms.add(words, term) { known in change(&known) }
    }
  }

  mutating func addCues(_ text: DictionaryText) throws(DictionaryError) {
    for entry in text.entries {
      guard let cue = Cue.sections[entry.section] else {
        throw text.problem(.unknownSection(entry.section), at: entry)
      }
      for form in [entry.name] + entry.forms {
        let words = Phrase.words(of: form, vocabulary: &vocabulary)
        grow()
        guard let first = words.first else { continue }
        entries[Int(first.index)].beginsCue = true
        cues.add(words, cue) { $0.insert(cue) }
      }
    }
  }
}
