import Incidents
import Tabular

extension CSVReader {
  /// The file without its folder, as provenance names it: results hold no paths.
  var document: String {
    file.split(separator: "/").last.map(String.init) ?? file
  }

  /// Two fields as a count; nil when both are empty or not there. `+` in the second is an open end, an
  /// empty second field equals the first.
  func count(_ minimum: Int?, _ maximum: Int?) throws(TabularError) -> CountInterval? {
    guard let minimum, let maximum else { return nil }
    guard let low = try integer(minimum) else {
      guard isBlank(maximum) else {
        throw error(
          minimum, problem: "the smallest count is missing, but \(header[maximum]) is given",
          hint: "write both, or neither")
      }
      return nil
    }
    let last = bytes(maximum)
    let isOpen = last.count == 1 && last[0] == UInt8(ascii: "+")
    let high = isOpen ? nil : try integer(maximum) ?? low
    do {
      return try CountInterval(minimum: low, maximum: high)
    } catch {
      throw self.error(isOpen ? minimum : maximum, problem: "\(error)", hint: "")
    }
  }

  /// Two fields as a range of bytes; nil where one is empty or they are in the wrong order.
  func byteRange(_ first: Int?, _ end: Int?) throws(TabularError) -> Range<Int>? {
    guard let first, let start = try integer(first), let end, let stop = try integer(end),
      start <= stop
    else { return nil }
    return start..<stop
  }

  /// Remarks on how the file was read, once it is read.
  var remarks: [RowRemark] {
    notes.map { note in
      let reason: RowRemark.Reason =
        switch note {
        case .encoding(let encoding): .otherEncoding(encoding.rawValue)
        case .otherSheets(let names): .otherSheets(names)
        case .errorCells(let places, let count): .errorCells(places, count: count)
        case .formulasWithoutValue(let places, let count):
          .formulasWithoutValue(places, count: count)
        }
      return RowRemark(file: file, row: nil, what: "file", reason: reason)
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
    return count.maximum.map { .integer($0) } ?? .text("+")
  }

  /// A day.
  static func day(_ day: Day?) -> Table.Cell { Table.Cell(day?.description) }
}
