/// Reads what the text of a date says, without its column.
enum DateText {
  /// What a text says; nil where it is no date.
  static func date(_ text: String) -> WrittenDate? {
    guard var tokens = DateToken.tokens(of: text) else { return nil }
    let isApproximate = removeApproximations(&tokens)
    guard !tokens.isEmpty else { return .unknown }
    if case .word(let word) = tokens[0], tokens.count == 1, unknownWords.contains(word) {
      return .unknown
    }
    if tokens.last?.isMark("-") == true, tokens.count == 1 { return .unknown }
    if let part = part(tokens) {
      return WrittenDate(first: part, last: nil, isApproximate: isApproximate)
    }
    guard let (first, last) = range(tokens) else { return nil }
    return WrittenDate(first: first, last: last, isApproximate: isApproximate)
  }

  private static let unknownWords: Set<String> = [
    "unknown", "na", "none", "null", "nan", "undated", "unclear",
  ]

  private static let approximateWords: Set<String> = [
    "approx", "approximately", "about", "around", "circa", "c", "ca", "est", "estimated",
    "probably", "possibly",
  ]

  /// Takes away the words and marks that say "about" at either end.
  private static func removeApproximations(_ tokens: inout [DateToken]) -> Bool {
    var found = false
    func isApproximation(_ token: DateToken?) -> Bool {
      switch token {
      case .word(let word): approximateWords.contains(word)
      case .mark("~"), .mark("?"): true
      default: false
      }
    }
    while true {
      if isApproximation(tokens.first) {
        tokens.removeFirst()
        found = true
        // The dot of an abbreviation.
        if tokens.first == .mark(".") { tokens.removeFirst() }
      } else if isApproximation(tokens.last) {
        tokens.removeLast()
        found = true
      } else if tokens.count >= 3, tokens.last == .mark("."),
        isApproximation(tokens.dropLast().last)
      {
        tokens.removeLast(2)
        found = true
      } else if tokens.count >= 3, tokens.last == .mark(")"),
        let opening = tokens.lastIndex(of: .mark("(")),
        tokens[(opening + 1)..<(tokens.count - 1)].contains(where: isApproximation)
      {
        // `3 May 2020 (approx.)`, `3 May 2020 (?)`.
        guard
          tokens[(opening + 1)..<(tokens.count - 1)].allSatisfy({
            isApproximation($0) || $0 == .mark(".")
          })
        else { return found }
        tokens.removeSubrange(opening...)
        found = true
      } else {
        return found
      }
    }
  }

  /// A date that is one day, month or year.
  static func part(_ all: [DateToken]) -> WrittenDate.Part? {
    let tokens = DateToken.withoutTime(all)
    if tokens.contains(where: \.isWord) { return spelled(tokens) }
    return numeric(tokens)
  }

  /// `2020-05-03`, `03/05/2020`, `2020-05`, `05/2020`, `2020`, `20200503`, `43954`.
  private static func numeric(_ tokens: [DateToken]) -> WrittenDate.Part? {
    var numbers: [DateToken.Number] = []
    var mark: Character?
    for (index, token) in tokens.enumerated() {
      switch token {
      case .number(let number) where index % 2 == 0: numbers.append(number)
      case .mark(let next)
      where index % 2 == 1 && "-/.".contains(next) && (mark == nil || mark == next):
        mark = next
      default: return nil
      }
    }
    guard tokens.count % 2 == 1 else { return nil }
    switch numbers.count {
    case 1: return packed(numbers[0])
    case 2:
      // 43954.5 is half past a day of a spreadsheet, 20200503.0 a number that a program made real.
      if mark == ".", numbers[0].digits >= 4 {
        guard numbers[0].digits == 5 || numbers[1].value == 0 else { return nil }
        return packed(numbers[0])
      }
      if numbers[0].digits == 4, numbers[1].digits <= 2 {
        return .month(.init(numbers[0].value), month: numbers[1].value, nil)
      }
      if numbers[1].digits == 4, numbers[0].digits <= 2, mark != "-" {
        return .month(.init(numbers[1].value), month: numbers[0].value, nil)
      }
      return nil
    case 3:
      let (first, second, third) = (numbers[0], numbers[1], numbers[2])
      guard second.digits <= 2 else { return nil }
      if first.digits == 4, third.digits <= 2 {
        return .day(.init(first.value), month: second.value, day: third.value)
      }
      guard first.digits <= 2, let year = year(third) else { return nil }
      return .numbers(first.value, second.value, year, isDotted: mark == ".")
    default: return nil
    }
  }

  /// A number without separators.
  private static func packed(_ number: DateToken.Number) -> WrittenDate.Part? {
    switch number.digits {
    case 4: return (1000...2999).contains(number.value) ? .year(.init(number.value)) : nil
    // 1927 to 2173, so that no smaller number is taken for a date.
    case 5: return number.value >= 10_000 ? .serial(number.value) : nil
    case 8, 14:
      let date = number.digits == 8 ? number.value : number.value / 1_000_000
      guard (1500...2999).contains(date / 10_000) else { return nil }
      return .day(.init(date / 10_000), month: date / 100 % 100, day: date % 100)
    default: return nil
    }
  }

  /// `18 October 2018`, `18-Oct-18`, `Oct. 18, 2018`, `October 2018`, `late October 2018`.
  private static func spelled(_ all: [DateToken]) -> WrittenDate.Part? {
    var weekday = false
    var third: WrittenDate.Third?
    var month: Int?
    var numbers: [(number: DateToken.Number, isAfterMonth: Bool)] = []
    for token in all {
      switch token {
      case .number(let number): numbers.append((number, month != nil))
      case .word(let word):
        if let named = DateWords.month(word) {
          guard month == nil else { return nil }
          month = named
        } else if let part = DateWords.third(word) {
          guard third == nil, month == nil else { return nil }
          third = part
        } else if DateWords.isWeekday(word) {
          guard !weekday, numbers.isEmpty, month == nil else { return nil }
          weekday = true
        } else if DateWords.isOrdinal(word) {
          guard !numbers.isEmpty else { return nil }
        } else if !DateWords.isSmall(word) {
          return nil
        }
      case .mark(let mark):
        guard "-/.,".contains(mark) else { return nil }
      }
    }
    guard let month else { return nil }
    switch numbers.count {
    case 1:
      // "May-20" can be a day as well as a year.
      guard numbers[0].number.digits == 4, !weekday else { return nil }
      return .month(.init(numbers[0].number.value), month: month, third)
    case 2:
      guard third == nil else { return nil }
      // "2018 October 18".
      if numbers[0].number.digits == 4, !numbers[0].isAfterMonth, numbers[1].number.digits <= 2 {
        return .day(.init(numbers[0].number.value), month: month, day: numbers[1].number.value)
      }
      guard numbers[0].number.digits <= 2, numbers[1].isAfterMonth,
        let year = year(numbers[1].number)
      else { return nil }
      return .day(year, month: month, day: numbers[0].number.value)
    default: return nil
    }
  }

  /// A year of four or two digits.
  private static func year(_ number: DateToken.Number) -> WrittenDate.Year? {
    switch number.digits {
    case 4: .init(number.value)
    case 2: .init(number: number.value, hasTwoDigits: true)
    default: nil
    }
  }

  /// `3-5 May 2020`, `April 5-8, 2031`, `30 April to 2 May 2020`, `2020-05-03..2020-05-05`.
  private static func range(
    _ all: [DateToken]
  ) -> (first: WrittenDate.Part, last: WrittenDate.Part)? {
    var tokens = all
    if case .word(let word) = tokens.first, word == "between" || word == "from" {
      tokens.removeFirst()
    }
    for (index, token) in tokens.enumerated() where index > 0 {
      var after = index + 1
      switch token {
      case .word(let word) where ["to", "until", "through", "and", "or", "till"].contains(word):
        break
      case .mark("-"), .mark("/"): break
      case .mark(".") where after < tokens.count && tokens[after] == .mark("."): after += 1
      default: continue
      }
      let (left, right) = (Array(tokens[..<index]), Array(tokens[after...]))
      guard !right.isEmpty else { continue }
      if let first = part(left), let last = part(right) { return (first, last) }
      if let ends = completed(left, right) { return ends }
    }
    return nil
  }

  /// Ends of a range that share their month or year.
  private static func completed(
    _ left: [DateToken], _ right: [DateToken]
  ) -> (first: WrittenDate.Part, last: WrittenDate.Part)? {
    if let last = part(right) {
      guard right.contains(where: \.isWord) else { return nil }
      switch last {
      case .day(let year, let month, _):
        // `3` - `5 May 2020`, `30 April` - `2 May 2020`.
        if left.count == 1, case .number(let day) = left[0], day.digits <= 2 {
          return (.day(year, month: month, day: day.value), last)
        }
        return part(left + [.year(year)]).map { ($0, last) }
      // `May` - `June 2020`.
      case .month(let year, _, _): return part(left + [.year(year)]).map { ($0, last) }
      case .numbers, .year, .serial: return nil
      }
    }
    // `April 5` - `8, 2031`.
    let names = left.filter(\.isWord)
    guard names.count == 1, let last = part(names + right), case .day(let year, _, _) = last
    else { return nil }
    return part(left + [.year(year)]).map { ($0, last) }
  }
}

extension DateToken {
  /// A year as the token that it was read from.
  fileprivate static func year(_ year: WrittenDate.Year) -> DateToken {
    .number(Number(value: year.number, digits: year.hasTwoDigits ? 2 : 4))
  }
}

/// The English words of dates, in small letters.
private enum DateWords {
  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The month of a name or of its first three letters; `sept` too.
  static func month(_ word: String) -> Int? {
    if word == "sept" { return 9 }
    return months.firstIndex { $0 == word || (word.utf8.count == 3 && $0.hasPrefix(word)) }
      .map { $0 + 1 }
  }

  static func third(_ word: String) -> WrittenDate.Third? {
    switch word {
    case "early": .early
    case "mid", "middle": .middle
    case "late": .late
    default: nil
    }
  }

  private static let weekdays = Weekday.allCases.map(\.rawValue)

  static func isWeekday(_ word: String) -> Bool {
    weekdays.contains { $0 == word || (word.utf8.count >= 3 && $0.hasPrefix(word)) }
  }

  static func isOrdinal(_ word: String) -> Bool { ["st", "nd", "rd", "th"].contains(word) }

  static func isSmall(_ word: String) -> Bool { ["of", "the"].contains(word) }
}
