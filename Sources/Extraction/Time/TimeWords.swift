import Incidents

/// The words of time expressions (`Times.txt`), looked up once.
struct TimeWords: Sendable {
  let of, inWord, on, by, the, this, that, last, before, same, ago, earlier, later: Word
  private(set) var steps = WordTable<TimeExpression.Step>()
  private(set) var parts = WordTable<TimeExpression.Part>()
  private(set) var offsets = WordTable<ClosedRange<Int>>()
  private(set) var clocks = WordTable<Int>()
  private(set) var relations = WordTable<TimeExpression.Relation>()
  /// Every word with which an expression may begin.
  private(set) var openers: WordSet = []
  private var sets: [WordSet] = List.allCases.map { _ in [] }

  /// The sections that are lists without values.
  enum List: Int, CaseIterable, Sendable {
    case article, demonstrative, hedge, evening, night, previous, following, follow, past, few
    case countOpener, partLink, dayPart, earlierWord, laterWord, ambiguousMonth, beforeMonth
    case beforeYear, beforeClock, clockTail, antemeridian, postmeridian, very

    /// The lists by the names that `Times.txt` gives them.
    static let named: [String: List] = [
      "article": .article, "demonstrative": .demonstrative, "hedge": .hedge, "evening": .evening,
      "night": .night, "previous": .previous, "following": .following, "follow": .follow,
      "past": .past, "few": .few, "count-opener": .countOpener, "part-link": .partLink,
      "day-part": .dayPart, "earlier-word": .earlierWord, "later-word": .laterWord,
      "ambiguous-month": .ambiguousMonth, "before-month": .beforeMonth,
      "before-year": .beforeYear, "before-clock": .beforeClock, "clock-tail": .clockTail,
      "antemeridian": .antemeridian, "postmeridian": .postmeridian, "very": .very,
    ]

    /// Whether an expression may begin with such a word.
    var opens: Bool {
      switch self {
      case .article, .countOpener, .evening, .past, .few: true
      default: false
      }
    }
  }

  init(_ text: DictionaryText, _ lexicon: inout LexiconBuilder) throws(DictionaryError) {
    of = lexicon.intern("of")
    inWord = lexicon.intern("in")
    on = lexicon.intern("on")
    by = lexicon.intern("by")
    the = lexicon.intern("the")
    this = lexicon.intern("this")
    that = lexicon.intern("that")
    last = lexicon.intern("last")
    before = lexicon.intern("before")
    same = lexicon.intern("same")
    ago = lexicon.intern("ago")
    earlier = lexicon.intern("earlier")
    later = lexicon.intern("later")
    for entry in text.entries {
      for form in [entry.name] + entry.forms {
        guard try add(form, entry, of: text, &lexicon) else {
          throw text.problem(.unknownAttribute(entry.attribute ?? ""), at: entry)
        }
      }
    }
    openers.formUnion([the, this, that, last])
    openers.formUnion(steps.keys)
    openers.formUnion(parts.keys)
    openers.formUnion(offsets.keys)
    openers.formUnion(clocks.keys)
    for list in List.allCases where list.opens { openers.formUnion(sets[list.rawValue]) }
  }

  func contains(_ word: Word, in list: List) -> Bool { sets[list.rawValue].contains(word) }

  /// Adds a word; false when its attribute means nothing.
  private mutating func add(
    _ form: String, _ entry: DictionaryText.Entry, of text: DictionaryText,
    _ lexicon: inout LexiconBuilder
  ) throws(DictionaryError) -> Bool {
    let word = lexicon.intern(form)
    if let list = List.named[entry.section] {
      sets[list.rawValue].insert(word)
      return true
    }
    let attribute = entry.attribute ?? ""
    switch entry.section {
    case "month", "weekday":
      guard let value = Int(attribute) else { return false }
      lexicon.intern(form, entry.section == "month" ? .month : .weekday, value: value)
      return true
    case "unit":
      let unit = TimeExpression.Unit.named[attribute]
      lexicon.intern(form, .timeUnit, value: unit?.rawValue ?? -1)
      return unit != nil || entry.attribute == nil
    case "step": return Self.put(TimeExpression.Step(rawValue: attribute), word, &steps)
    case "part": return Self.put(TimeExpression.Part(rawValue: attribute), word, &parts)
    case "relation": return Self.put(TimeExpression.Relation(rawValue: attribute), word, &relations)
    case "clock": return Self.put(Int(attribute), word, &clocks)
    case "offset":
      let ends = attribute.split(separator: ".").compactMap { Int($0) }
      guard ends.count == 2, ends[0] <= ends[1] else { return false }
      offsets[word] = ends[0]...ends[1]
      return true
    default: throw text.problem(.unknownSection(entry.section), at: entry)
    }
  }

  private static func put<Value>(
    _ value: Value?, _ word: Word, _ table: inout WordTable<Value>
  ) -> Bool {
    table[word] = value
    return value != nil
  }
}
