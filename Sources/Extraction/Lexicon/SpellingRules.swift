/// How one name can be spelled in several ways (`Spellings.txt`).
struct SpellingRules: Sendable {
  private struct Rule: Sendable {
    let from: [UInt8]
    let to: [[UInt8]]
  }

  private var beginnings: [Rule] = []
  private var endings: [Rule] = []
  private var words: [[UInt8]: [[UInt8]]] = [:]

  init(_ text: DictionaryText) throws(DictionaryError) {
    for entry in text.entries {
      let rule = Rule(from: Folding.folded(entry.name), to: entry.forms.map(Folding.folded))
      switch entry.section {
      case "begin": beginnings.append(rule)
      case "end": endings.append(rule)
      case "word": words[rule.from, default: []] += rule.to
      default: throw text.problem(.unknownSection(entry.section), at: entry)
      }
    }
  }

  /// The other spellings of a folded word.
  func variants(of word: [UInt8]) -> [[UInt8]] {
    var result: [[UInt8]] = [word]
    if let whole = words[word] { result += whole }
    for rule in beginnings where word.starts(with: rule.from) {
      result += rule.to.map { $0 + word.dropFirst(rule.from.count) }
    }
    for rule in endings
    where word.count > rule.from.count && word.suffix(rule.from.count) == rule.from[...] {
      for known in result where known.suffix(rule.from.count) == rule.from[...] {
        result += rule.to.map { known.dropLast(rule.from.count) + $0 }
      }
    }
    return Array(result.dropFirst())
  }
}
