import Incidents

/// Finds the day of publication on a page and says why.
struct PublicationFinder {
  let reader: Reader
  let document: Document

  /// A date on the page that may be that of publication.
  struct Candidate {
    let day: Day
    let origin: Publication.Origin
    /// Where it stands; nil for one that the page's metadata state.
    let bytes: Range<Int>?
    /// The weekday written beside it, 0 being Monday.
    let weekday: Int?
  }

  /// The publication and what to tell about dates that were not used.
  func find(for report: Report) -> (publication: Publication?, notes: [String]) {
    let pairs = weekdayPairs()
    if let option = report.published {
      var notes: [String] = []
      if let conflict = contradiction(option, pairs) {
        notes.append("the publication date \(option) that was given does not fit: \(conflict)")
      }
      return (
        Publication(
          day: option, origin: report.publishedBy, bytes: nil,
          reason: Self.reason(report.publishedBy)),
        notes
      )
    }
    let stated = report.statedDays.map {
      Candidate(day: $0, origin: .metadata, bytes: nil, weekday: nil)
    }
    return choose(among: stated + candidates(), pairs)
  }

  private func choose(
    among candidates: [Candidate], _ pairs: [TimeExpression]
  ) -> (Publication?, [String]) {
    var notes: [String] = []
    let order = Publication.Origin.allCases
    let ranked = candidates.enumerated().sorted { one, two in
      let ranks = (
        order.firstIndex(of: one.element.origin) ?? 0, order.firstIndex(of: two.element.origin) ?? 0
      )
      return (ranks.0, one.offset) < (ranks.1, two.offset)
    }.map(\.element)
    for candidate in ranked {
      if let weekday = candidate.weekday, weekday != TimeResolver.weekdayNumber(candidate.day) {
        notes.append("the date \(candidate.day) on the page was not used: its weekday does not fit")
        continue
      }
      if let conflict = contradiction(candidate.day, pairs) {
        notes.append(
          "the date \(candidate.day) on the page is not the publication date: \(conflict)")
        continue
      }
      if candidate.origin == .page, !isConfirmed(candidate.day, pairs) {
        notes.append(
          "the page has the date \(candidate.day), but nothing shows that it is the publication date"
        )
        continue
      }
      return (
        Publication(
          day: candidate.day, origin: candidate.origin, bytes: candidate.bytes,
          reason: Self.reason(candidate.origin)), notes
      )
    }
    notes.append(
      "no publication date was found, so weekdays and dates without a year are left open; give the "
        + "date")
    return (nil, notes)
  }

  private static func reason(_ origin: Publication.Origin) -> String {
    switch origin {
    case .option: return "given by the user"
    case .table: return "given by the table of publication dates"
    case .metadata: return "the metadata of the page"
    case .label: return "a label on the page says so"
    case .dateline: return "the dateline of the text"
    case .byline: return "the date beside the author, below the headline"
    case .page: return "a date on the page that the text confirms"
    }
  }

  // MARK: Candidates

  private func candidates() -> [Candidate] {
    var result: [Candidate] = []
    var sawTitle = false
    for block in document.page.blocks {
      if block.kind == .body {
        result += dateline(of: block)
        break
      }
      if block.line.digits > 0, block.line.bytes.count <= 300 {
        result += dates(in: block.line, belowTitle: sawTitle)
      }
      if block.line.words >= 5, block.kind == .title { sawTitle = true }
    }
    return result
  }

  private func dates(in line: Line, belowTitle: Bool) -> [Candidate] {
    let tokens = tokens(of: line.bytes)
    return expressions(in: tokens).compactMap { time in
      guard case .date(let year?, let month, let day) = time.value,
        let found = Day(year: year, month: month, day: day)
      else { return nil }
      let before = tokens[..<time.tokens.lowerBound].prefix(3)
      let isLabelled = before.contains { reader.lexicon.is($0.word, .dateLabel) }
      let isByline = belowTitle || line.beginsWithBullet || line.hasBar
      let origin: Publication.Origin = isLabelled ? .label : isByline ? .byline : .page
      return Candidate(
        day: found, origin: origin, bytes: bytes(time, tokens), weekday: time.weekday)
    }
  }

  /// "BAGHDAD, Jan 3, 2024 (Reuters) —" at the front of the first paragraph.
  private func dateline(of block: Page.Block) -> [Candidate] {
    guard let sentence = document.sentences.first(where: { !$0.isTitle }), let lead = sentence.lead
    else { return [] }
    let tokens = Array(document.tokens[lead])
    return expressions(in: tokens).compactMap { time in
      guard case .date(let year, let month, let day) = time.value else { return nil }
      guard let year = year ?? yearOnPage(month: month, day: day),
        let found = Day(year: year, month: month, day: day)
      else { return nil }
      return Candidate(
        day: found, origin: .dateline, bytes: bytes(time, tokens), weekday: time.weekday)
    }
  }

  /// The year that another date of the page gives to a day and month.
  private func yearOnPage(month: Int, day: Int) -> Int? {
    for block in document.page.blocks where block.line.digits >= 4 && block.line.bytes.count <= 300
    {
      for time in expressions(in: tokens(of: block.line.bytes)) {
        if case .date(let year?, month, day) = time.value { return year }
      }
    }
    return nil
  }

  private func tokens(of bytes: Range<Int>) -> [Token] {
    Tokenizer.tokens(
      of: document.bytes, in: bytes, vocabulary: reader.lexicon.vocabulary,
      abbreviations: { reader.lexicon[$0].classes.contains(.abbreviation) })
  }

  private func expressions(in tokens: [Token]) -> [TimeExpression] {
    TimeReader(lexicon: reader.lexicon, words: reader.timeWords, tokens: tokens[...]).read()
  }

  private func bytes(_ time: TimeExpression, _ tokens: [Token]) -> Range<Int> {
    Int(tokens[time.tokens.lowerBound].start)..<Int(tokens[time.tokens.upperBound - 1].end)
  }

  // MARK: Tests

  /// The dates of the text: those with a weekday beside them, and those with a year.
  private func weekdayPairs() -> [TimeExpression] {
    var result: [TimeExpression] = []
    for sentence in document.sentences where !sentence.isTitle {
      let tokens = document.tokens[sentence.tokens]
      guard tokens.contains(where: { $0.kind == .number }) else { continue }
      let reader = TimeReader(
        lexicon: reader.lexicon, words: self.reader.timeWords, tokens: tokens)
      for time in reader.read() {
        guard case .date(let year, _, _) = time.value, time.weekday != nil || year != nil else {
          continue
        }
        if isAhead(time, tokens) { continue }
        result.append(time)
      }
    }
    return result
  }

  /// Whether a word of the future stands in the sentence of a date.
  private func isAhead(_ time: TimeExpression, _ tokens: ArraySlice<Token>) -> Bool {
    tokens.contains {
      let classes = reader.lexicon.classes(of: $0)
      return classes.contains(.modal)
    } || time.relation == .until || time.relation == .by
  }

  /// What in the text speaks against a day of publication.
  private func contradiction(_ day: Day, _ pairs: [TimeExpression]) -> String? {
    let resolver = TimeResolver(published: day)
    for time in pairs {
      guard let days = resolver.days(of: time), let told = days.earliest else { continue }
      let words = document.text(time.tokens)
      if let weekday = time.weekday, weekday != TimeResolver.weekdayNumber(told) {
        return "'\(words)' would fall on another weekday"
      }
      if told > day + 1 { return "'\(words)' is later, but is reported as past" }
    }
    return nil
  }

  /// Whether the text confirms a bare date: a weekday beside a day fits, or a full date lies just before.
  private func isConfirmed(_ day: Day, _ pairs: [TimeExpression]) -> Bool {
    let resolver = TimeResolver(published: day)
    return pairs.contains { time in
      guard let told = resolver.days(of: time)?.earliest else { return false }
      if case .date(.some, _, _) = time.value { return day - told >= 0 && day - told <= 31 }
      return time.weekday == TimeResolver.weekdayNumber(told)
    }
  }
}
