/// A day that a spreadsheet can hold as a date: from 1901 to 9999. Spreadsheets do not agree on
/// the first days of 1900.
struct SpreadsheetDate: Hashable, Sendable {
  let year: Int
  let month: Int
  let day: Int

  /// Reads YYYY-MM-DD; nil for anything else, and for a day that is not in the calendar.
  init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = 10 * value + Int(byte - 0x30)
      }
      return value
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      year >= 1901, (1...12).contains(month)
    else { return nil }
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    guard (1...lengths[month - 1]).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }
}

extension Table {
  /// For each column whether it holds dates and nothing else, so that a spreadsheet can count with
  /// them.
  var dateColumns: [Bool] {
    columns.indices.map { column in
      var hasDate = false
      for row in rows {
        switch row[column] {
        case .empty: continue
        case .text(let text) where text.isEmpty: continue
        case .text(let text):
          guard SpreadsheetDate(text) != nil else { return false }
          hasDate = true
        case .integer, .number, .open: return false
        }
      }
      return hasDate
    }
  }
}
