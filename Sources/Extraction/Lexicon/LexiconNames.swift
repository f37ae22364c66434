import Incidents

extension Lexicon {
  /// The names in a run of tokens that is not parsed, such as a dateline.
  func names(in tokens: ArraySlice<Token>) -> [(name: NameIndex.Name, tokens: Range<Int>)] {
    var result: [(name: NameIndex.Name, tokens: Range<Int>)] = []
    var index = tokens.startIndex
    while index < tokens.endIndex {
      if let found = names.longest(in: tokens, from: index) {
        result.append((names[found.name], index..<found.end))
        index = found.end
      } else {
        index += 1
      }
    }
    return result
  }
}

extension LexiconBuilder {
  /// Reads the places that nobody holds, and the words round the name of a place.
  mutating func addPlaces(_ text: DictionaryText) throws(DictionaryError) {
    for entry in text.entries {
      for form in [entry.name] + entry.forms {
        switch entry.section {
        case "water", "region":
          names.add(
            form, side: nil, kind: entry.section == "water" ? .water : .region,
            title: entry.name, rules: nil, vocabulary: &vocabulary)
          grow()
          markName(form)
        case "noun": entries[Int(intern(form).index)].classes.insert(.placeNoun)
        case "direction": entries[Int(intern(form).index)].classes.insert(.direction)
        default: throw text.problem(.unknownSection(entry.section), at: entry)
        }
      }
    }
  }

  mutating func addNames(of sides: Sides, rules: SpellingRules) {
    // Rules fill gaps only: names as they are written come after and take their words back.
    for member in sides.members {
      let varies = [.group, .person, .base, .place].contains(member.kind)
      for spelling in [member.name] + member.spellings {
        names.add(
          spelling, side: member.side, kind: NameIndex.Kind(member.kind), title: member.name,
          tenure: member.tenure, rules: varies ? rules : nil, vocabulary: &vocabulary)
        grow()
        markName(spelling)
        if varies, let first = Phrase.tokens(of: spelling).first {
          for variant in rules.variants(of: first.folded) {
            entries[Int(vocabulary.intern(hash: Folding.hash(variant)).index)].beginsName = true
          }
        }
      }
    }
  }

  private mutating func markName(_ spelling: String) {
    guard let first = Phrase.words(of: spelling, vocabulary: &vocabulary).first else { return }
    grow()
    entries[Int(first.index)].beginsName = true
  }
}
