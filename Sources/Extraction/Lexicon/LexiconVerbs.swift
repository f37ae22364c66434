import Incidents

extension LexiconBuilder {
  /// Reads the verbs; phrasal ones last, when the verbs that they begin with are known.
  mutating func addVerbs(_ text: DictionaryText) throws(DictionaryError) {
    var phrases: [(entry: DictionaryText.Entry, section: VerbClass, weapon: Weapon?)] = []
    for entry in text.entries {
      guard let section = VerbClass.sections[entry.section] else {
        throw text.problem(.unknownSection(entry.section), at: entry)
      }
      let weapon = entry.attribute.flatMap(Weapon.init(rawValue:))
      if let attribute = entry.attribute, weapon == nil {
        throw text.problem(.unknownAttribute(attribute), at: entry)
      }
      if entry.name.contains(" ") {
        phrases.append((entry, section, weapon))
      } else {
        addVerb(entry, section, weapon)
      }
    }
    for phrase in phrases { addPhrasal(phrase.entry, phrase.section, phrase.weapon) }
  }

  private mutating func addVerb(
    _ entry: DictionaryText.Entry, _ section: VerbClass, _ weapon: Weapon?
  ) {
    let base = intern(entry.name)
    var index = entries[Int(base.index)].verb
    if index < 0 || !entries[Int(base.index)].forms.contains(.base) {
      index = Int32(verbs.count)
      verbs.append(Verb(classes: [], weapon: nil))
    }
    verbs[Int(index)].classes.insert(section)
    if let weapon { verbs[Int(index)].weapon = weapon }
    let regular = Inflection.forms(of: entry.name)
    // "ordered" beside "order": a given past form replaces the regular one only when it ends alike.
    var forms: [(String, VerbForm)] = [
      (entry.name, .base), (regular.third, .third), (regular.gerund, .gerund),
    ]
    let irregular = entry.forms.filter { !$0.hasSuffix("ing") && !$0.contains(" ") }
    forms += entry.forms.filter { $0.hasSuffix("ing") }.map { ($0, .gerund) }
    for form in irregular {
      let isBase = form.hasSuffix("ise") || form == "plow" || form == "practise"
      if isBase {
        let other = Inflection.forms(of: form)
        forms += [
          (form, .base), (other.third, .third), (other.past, .past), (other.gerund, .gerund),
        ]
      } else {
        forms.append((form, .past))
      }
    }
    if irregular.allSatisfy({ $0.hasSuffix("ise") || $0 == "plow" || $0 == "practise" }) {
      forms.append((regular.past, .past))
    }
    for (form, kind) in forms {
      let word = intern(form)
      let known = entries[Int(word.index)].verb
      // "found" is the past of "find" rather than "to found"; the first entry keeps the form.
      guard known < 0 || known == index else { continue }
      entries[Int(word.index)].verb = index
      entries[Int(word.index)].forms.insert(kind)
    }
  }

  private mutating func addPhrasal(
    _ entry: DictionaryText.Entry, _ section: VerbClass, _ weapon: Weapon?
  ) {
    let words = Phrase.words(of: entry.name, vocabulary: &vocabulary)
    grow()
    guard words.count == 2 else { return }
    var index = entries[Int(words[0].index)].verb
    if index < 0 {
      let verb = entry.name.split(separator: " ")[0]
      let alone = DictionaryText.Entry(
        section: entry.section, name: String(verb),
        forms: entry.forms.compactMap { form in
          form.split(separator: " ").first.map(String.init)
        }, attribute: nil, line: entry.line, column: entry.column)
      addVerb(alone, .other, nil)
      index = entries[Int(words[0].index)].verb
    }
    guard index >= 0 else { return }
    if let known = verbs[Int(index)].phrasal.firstIndex(where: { $0.particle == words[1] }) {
      verbs[Int(index)].phrasal[known].classes.insert(section)
    } else {
      verbs[Int(index)].phrasal.append(
        Verb.Phrasal(particle: words[1], classes: section, weapon: weapon))
    }
  }
}
