import Incidents
import Reporting
import Tabular
import TextCharts

/// The sides that reading knows, as tables: what `talion sides list` prints.
public enum SidesListing {
  /// A row a side.
  ///
  /// - Parameters:
  ///   - sides: The sides.
  ///   - kind: Only sides with a member of this kind.
  ///   - word: Only sides one of whose names holds these letters, whatever their case.
  /// - Returns: The table.
  public static func table(_ sides: Sides, kind: Sides.Kind? = nil, word: String? = nil) -> Table {
    var table = Table(
      name: "sides", columns: ["side", "title", "sponsor", "names", "kinds", "members"])
    var bySide: [Side: [Sides.Member]] = [:]
    for member in sides.members { bySide[member.side, default: []].append(member) }
    for side in sides.all {
      let members = bySide[side] ?? []
      if let kind, !members.contains(where: { $0.kind == kind }) { continue }
      let title = sides.titles[side] ?? ""
      let names = members.flatMap { [$0.name] + $0.spellings }
      if let word = word?.lowercased(),
        !([side.code, title] + names).contains(where: { $0.lowercased().contains(word) })
      {
        continue
      }
      let kinds = Sides.Kind.allCases.filter { kind in members.contains { $0.kind == kind } }
      table.append([
        .text(side.code), .text(title), Table.Cell(sides.sponsors[side]?.code),
        .integer(names.count), .text(kinds.map(\.rawValue).joined(separator: " ")),
        .text(members.map(\.name).joined(separator: "; ")),
      ])
    }
    return table
  }

  /// The same for reading.
  public static func page(_ table: Table) -> Page {
    var text = TextTable(columns: [
      .init("side"), .init("title"), .init("names", alignsRight: true), .init("members"),
    ])
    for row in table.rows {
      text.append([row[0], row[1], row[3], row[5]].map(Self.words))
    }
    return Page([.table(text), .paragraph("\(table.rows.count) sides")])
  }

  private static func words(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): "\(value)"
    case .open: "+"
    case .empty: ""
    }
  }
}
