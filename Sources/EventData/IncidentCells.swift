import Incidents
import Tabular

extension CSVReader {
  /// The file without its folder, as provenance names it: results hold no paths.
  var document: String {
    file.split(separator: "/").last.map(String.init) ?? file
  }

  /// A field as a date; nil when it is empty.
  ///
  /// - Throws: ``TabularError`` when it is not an ISO date.
  func day(_ column: Int) throws(TabularError) -> Day? {
    guard !isBlank(column) else { return nil }
    let text = try text(column)
    guard let day = Day(iso: text) else {
      throw error(
        column, problem: "'\(text)' is not a date",
        hint: "use YYYY-MM-DD, for example 2024-01-28")
    }
    return day
  }

  /// Two fields as a date interval; an empty one is an open end, and a missing second field that
  /// follows a first one is that same day where `singleDay` allows it.
  func days(
    _ earliest: Int, _ latest: Int, singleDay: Bool = false
  ) throws(TabularError) -> DayInterval {
    let first = try day(earliest)
    let last = try day(latest) ?? (singleDay ? first : nil)
    do {
      return try DayInterval(earliest: first, latest: last)
    } catch {
      throw self.error(latest, problem: "\(error)", hint: "")
    }
  }

  /// Two fields as a count; nil when both are empty. `+` in the second is an open end, an empty
  /// second field equals the first.
  func count(_ minimum: Int, _ maximum: Int) throws(TabularError) -> CountInterval? {
    guard let low = try integer(minimum) else {
      guard isBlank(maximum) else {
        throw error(
          minimum, problem: "the smallest count is missing, but \(header[maximum]) is given",
          hint: "write both, or neither")
      }
      return nil
    }
    let isOpen = try text(maximum) == "+"
    let high = isOpen ? nil : try integer(maximum) ?? low
    do {
      return try CountInterval(minimum: low, maximum: high)
    } catch {
      throw self.error(isOpen ? minimum : maximum, problem: "\(error)", hint: "")
    }
  }

  /// A field as text; nil when it is empty.
  func optionalText(_ column: Int?) throws(TabularError) -> String? {
    guard let column, !isBlank(column) else { return nil }
    return try text(column)
  }
}

extension Table.Cell {
  /// The smaller end of a count.
  static func minimum(_ count: CountInterval?) -> Table.Cell { Table.Cell(count?.minimum) }

  /// The larger end of a count, `+` where it is open.
  static func maximum(_ count: CountInterval?) -> Table.Cell {
    guard let count else { return .empty }
    return count.maximum.map { .integer($0) } ?? .open
  }

  /// A day.
  static func day(_ day: Day?) -> Table.Cell { Table.Cell(day?.description) }
}
