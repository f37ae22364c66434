import Incidents
import Tabular

/// Reads the dates of a column, each spelling once: rows of event data repeat their days.
struct EventDates {
  private var column: DateColumn
  private var texts = ByteTexts()
  private var read: [Result<DayInterval, DateTextError>?] = []

  /// A reader of dates in an order that the user states, or that the column shows.
  init(order: DateOrder? = nil) { column = DateColumn(statedOrder: order) }

  /// Learns from the text of a row; dates that can be read in one way only teach nothing.
  mutating func learn(_ field: FieldBytes) {
    guard EventDates.plain(field) == nil else { return }
    let number = texts.number(of: field)
    guard number == read.count else { return }
    read.append(nil)
    column.learn(field.text)
  }

  /// Learns the year that another column states.
  mutating func learn(year: Int) { column.learn(year: year) }

  /// The days that a text stands for.
  mutating func days(_ field: FieldBytes) throws(LeftOut) -> ClosedRange<Day> {
    if let day = EventDates.plain(field) { return day...day }
    guard !field.isMissing else { throw .noDate }
    let number = texts.number(of: field)
    if number == read.count { read.append(nil) }
    let result: Result<DayInterval, DateTextError>
    if let known = read[number] {
      result = known
    } else {
      do throws(DateTextError) {
        result = .success(try column.interval(field.text))
      } catch {
        result = .failure(error)
      }
      read[number] = result
    }
    switch result {
    case .failure(let error): throw .badDate(error)
    case .success(let interval):
      guard let days = interval.bounded else { throw .noDate }
      return days
    }
  }

  /// A date written `2031-04-02`, perhaps with a time behind it, or `20310402`; nil for anything else.
  static func plain(_ field: FieldBytes) -> Day? {
    let bytes = field.start
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for index in range {
        guard 0x30...0x39 ~= bytes[index] else { return nil }
        value = 10 * value + Int(bytes[index] - 0x30)
      }
      return value
    }
    if field.count == 8 {
      guard let year = number(0..<4), year >= 1500, let month = number(4..<6),
        let day = number(6..<8)
      else { return nil }
      return Day(year: year, month: month, day: day)
    }
    guard
      field.count == 10
        || (field.count > 11 && (bytes[10] == 0x20 || bytes[10] == UInt8(ascii: "T"))),
      bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"), let year = number(0..<4),
      let month = number(5..<7), let day = number(8..<10)
    else { return nil }
    return Day(year: year, month: month, day: day)
  }
}

extension FieldBytes {
  /// Whether the field says nothing: blank, `NA`, `None`, `NULL`, `nan`, `-99`, `-`.
  package var isMissing: Bool {
    let field = trimmed
    switch field.count {
    case 0: return true
    case 1: return field.start[0] == UInt8(ascii: "-")
    case 2: return field.equals("NA")
    case 3: return field.equals("nan") || field.equals("-99") || field.equals("n/a")
    case 4: return field.equals("None") || field.equals("NULL")
    case 5: return field.equals("-99.0") || field.equals("NA.NA")
    default: return false
    }
  }

  /// A number of people: nil where it is missing or a code for unknown.
  var people: Int? {
    guard let value = trimmed.integer, value >= 0, value <= CountInterval.largest else {
      return nil
    }
    return value
  }
}
