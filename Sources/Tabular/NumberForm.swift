/// What the numbers of a cell are by its format: numbers, or serial dates and times.
enum NumberForm: Hashable, Sendable {
  case number
  /// Shown with a day; with a time where the number has one.
  case date
  /// Shown without a day: `mmm-yy`.
  case month
  /// Shown as a year alone.
  case year
  /// Shown as a time of the day or a duration.
  case time

  /// A format that workbooks do not spell out (ECMA-376 part 1, 18.8.30).
  init(builtIn id: Int) {
    switch id {
    case 17: self = .month
    case 14...16, 22, 27...31, 36, 50...54, 57, 58: self = .date
    case 18...21, 32...35, 45...47, 55, 56: self = .time
    default: self = .number
    }
  }

  /// A format by its code, such as `dd/mm/yyyy` or `[Red]0.00`.
  init(code: String) {
    var letters: Set<Character> = []
    var isQuoted = false
    var isEscaped = false
    var bracket: String?
    // The first part is that of positive numbers.
    scan: for letter in code.lowercased() {
      if isEscaped {
        isEscaped = false
      } else if isQuoted {
        isQuoted = letter != "\""
      } else if let name = bracket {
        guard letter == "]" else {
          bracket = name + String(letter)
          continue
        }
        // [h] and [mm] are durations; [red], [$-407] and [>100] are none.
        if let first = name.first, "hms".contains(first), name.allSatisfy({ $0 == first }) {
          letters.insert(first)
        }
        bracket = nil
      } else {
        switch letter {
        case "\"": isQuoted = true
        case "\\", "_", "*": isEscaped = true
        case "[": bracket = ""
        case ";": break scan
        case "d", "m", "y", "h", "s", "e", "g": letters.insert(letter)
        default: break
        }
      }
    }
    // "General" has an e and a g, as the years of eras have; no number is shown as e alone.
    let hasClock = letters.contains("h") || letters.contains("s")
    if letters.contains("d") {
      self = .date
    } else if letters.contains("y") {
      self = letters.contains("m") ? .month : .year
    } else if hasClock || letters == ["m"] {
      self = hasClock ? .time : .month
    } else {
      self = .number
    }
  }
}

/// Serial dates and times as ISO texts.
enum SerialText {
  /// The text of a serial number; nil where it is no date.
  static func text(_ serial: Double, _ form: NumberForm, from1904: Bool) -> String? {
    guard serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int(serial)
    // To the millisecond, so that 0.1 + 0.2 hours do not show.
    var thousandths = Int(((serial - Double(days)) * 86_400_000).rounded())
    if thousandths == 86_400_000 { (days, thousandths) = (days + 1, 0) }
    guard form != .time else { return clock(thousandths + days * 86_400_000) }
    // Serial 60 is 29 February 1900, which the calendar does not have.
    guard from1904 || (days >= 1 && days != 60) else { return nil }
    let (year, month, day) = civil(from1904 ? days - 24_107 : days - (days < 60 ? 25_568 : 25_569))
    let parts = [padded(year, 4), padded(month, 2), padded(day, 2)]
    // The first of a month that is shown as a month is the month; another day is that day.
    if day == 1, thousandths == 0 {
      if form == .month { return parts[..<2].joined(separator: "-") }
      if form == .year, month == 1 { return parts[0] }
    }
    let date = parts.joined(separator: "-")
    return thousandths == 0 ? date : "\(date)T\(clock(thousandths))"
  }

  private static func clock(_ thousandths: Int) -> String {
    let seconds = thousandths / 1000
    let text = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
      .joined(separator: ":")
    return thousandths % 1000 == 0 ? text : "\(text).\(padded(thousandths % 1000, 3))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// Year, month and day of a day counted from 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level
  /// Date Algorithms", 2013, for days after 0000-03-01).
  private static func civil(_ day: Int) -> (Int, Int, Int) {
    let shifted = day + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }
}
