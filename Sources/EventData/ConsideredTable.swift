import Incidents
import Tabular

/// Acts that reading considered as `considered.csv`:
/// `doc,row,outcome,tellings,evidence,probability,sides,days,same,grounds`.
///
/// `tellings` are ranges of bytes; `sides`, `days` and `same` are readings, each with its probability
/// behind it (`A->B 0.91; A->C 0.05`); `grounds` are traits with their log odds. Several of them are
/// separated by `; `.
public enum ConsideredTable {
  private static let columns = [
    "doc", "row", "outcome", "tellings", "evidence", "probability", "sides", "days", "same",
    "grounds",
  ]

  /// The table of acts.
  public static func table(_ acts: [ConsideredAct]) -> Table {
    var table = Table(name: "considered", columns: columns)
    for act in acts {
      table.append([
        .text(act.document), Table.Cell(act.row), .text(act.outcome.rawValue),
        .text(list(act.tellings) { "\($0.lowerBound)..\($0.upperBound)" }), .text(act.evidence),
        .number(act.probability), .text(list(act.sides) { "\($0.value) \($0.probability)" }),
        .text(list(act.days) { "\($0.value.cell) \($0.probability)" }),
        .text(list(act.same) { "\($0.value) \($0.probability)" }),
        .text(list(act.grounds) { "\($0.words) \($0.logOdds)" }),
      ])
    }
    return table
  }

  private static func list<Value>(_ values: [Value], _ text: (Value) -> String) -> String {
    values.map(text).joined(separator: "; ")
  }

  /// Reads acts.
  ///
  /// - Throws: ``TabularError`` with the row and column of a cell that cannot be understood.
  public static func read(_ bytes: [UInt8], file: String) throws -> [ConsideredAct] {
    let reader = try CSVReader(bytes: bytes, file: file)
    _ = try reader.unusedColumns(known: columns)
    let places = try columns.map { try reader.requiredColumn($0) }
    var acts: [ConsideredAct] = []
    while try reader.next() {
      func cell(_ number: Int) throws -> String { try reader.optionalText(places[number]) ?? "" }
      func parsed<Value>(_ number: Int, _ parse: (String) -> Value?) throws -> Value {
        guard let value = parse(try cell(number)) else {
          throw reader.error(
            places[number], problem: "'\(try cell(number))' is not what talion extract writes",
            hint: "write the table anew with talion extract")
        }
        return value
      }
      acts.append(
        ConsideredAct(
          document: try cell(0), row: try reader.optionalText(places[1]),
          outcome: try parsed(2) { ConsideredAct.Outcome(rawValue: $0) },
          tellings: try parsed(3) { text in
            values(text) { Range(byteCell: $0) }.flatMap { $0.isEmpty ? nil : $0 }
          },
          evidence: try cell(4), probability: try parsed(5, Self.probability),
          sides: try parsed(6) { options($0) { try? Dyad($0) } },
          days: try parsed(7) { options($0) { DayInterval(cell: $0) } },
          same: try parsed(8) { options($0) { $0.isEmpty ? nil : $0 } },
          grounds: try parsed(9) { text in
            values(text) { part in numbered(part).map { .init($0.text, logOdds: $0.number) } }
          }))
    }
    return acts
  }

  private static func probability(_ text: String) -> Double? {
    Double(text).flatMap { (0...1).contains($0) ? $0 : nil }
  }

  private static func options<Value>(
    _ text: String, _ parse: (String) -> Value?
  ) -> [ConsideredAct.Option<Value>]? {
    values(text) { part in
      guard let (value, number) = numbered(part), (0...1).contains(number),
        let value = parse(value)
      else { return nil }
      return .init(value, probability: number)
    }
  }

  /// The parts of a list, or nil where one of them is not understood.
  private static func values<Value>(_ text: String, _ parse: (String) -> Value?) -> [Value]? {
    let parts = text.split(separator: ";").map(\.trimmed)
    let values = parts.compactMap(parse)
    return values.count == parts.count ? values : nil
  }

  /// A text and the number behind its last blank.
  private static func numbered(_ part: String) -> (text: String, number: Double)? {
    guard let blank = part.lastIndex(of: " "), let number = Double(part[blank...].trimmed),
      number.isFinite
    else { return nil }
    return (part[..<blank].trimmed, number)
  }
}
