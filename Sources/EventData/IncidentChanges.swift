import Incidents
import Tabular

/// What has changed between two imports of the same events, found by their identifiers.
public struct IncidentChanges: Hashable, Sendable {
  /// An event that was added, changed or deleted.
  public struct Change: Hashable, Sendable {
    /// What happened to it.
    public enum Kind: String, CaseIterable, Hashable, Sendable {
      /// It was not there before.
      case added
      /// Some of its cells differ.
      case changed
      /// It is not there any more.
      case deleted
    }

    /// What happened to it.
    public let kind: Kind
    /// Its identifier.
    public let id: String
    /// The cells that differ: column, before, now. All of an event that was added or deleted in short.
    public let cells: [Cell]
  }

  /// A cell that differs.
  public struct Cell: Hashable, Sendable {
    /// Its column.
    public let column: String
    /// What stood there.
    public let before: String
    /// What stands there now.
    public let now: String
  }

  /// The changes in the order of the new import; deleted events at the end in the order of the old.
  public let changes: [Change]

  /// Compares two imports.
  public init(from old: [Incident], to new: [Incident]) {
    let before = Dictionary(old.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var changes: [Change] = []
    var seen: Set<String> = []
    for incident in new where seen.insert(incident.id).inserted {
      guard let earlier = before[incident.id] else {
        changes.append(
          Change(
            kind: .added, id: incident.id,
            cells: [Cell(column: "event", before: "", now: Self.short(incident))]))
        continue
      }
      let cells = Self.differences(earlier, incident)
      if !cells.isEmpty { changes.append(Change(kind: .changed, id: incident.id, cells: cells)) }
    }
    for incident in old where seen.insert(incident.id).inserted {
      changes.append(
        Change(
          kind: .deleted, id: incident.id,
          cells: [Cell(column: "event", before: Self.short(incident), now: "")]))
    }
    self.changes = changes
  }

  private static func short(_ incident: Incident) -> String {
    "\(incident.dyad) \(incident.dates)"
  }

  private static func differences(_ old: Incident, _ new: Incident) -> [Cell] {
    zip(IncidentTable.columns, zip(IncidentTable.cells(old), IncidentTable.cells(new))).compactMap {
      column, cells in
      // The name of the file is not a change of the event.
      guard cells.0 != cells.1, column != "doc" else { return nil }
      return Cell(column: column, before: text(cells.0), now: text(cells.1))
    }
  }

  private static func text(_ cell: Table.Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let value): "\(value)"
    case .number(let value): NumberText.shortest(value)
    case .open: "+"
    case .empty: ""
    }
  }

  /// `changes.csv`: a row a cell that differs.
  public var table: Table {
    var table = Table(name: "changes", columns: ["change", "id", "column", "before", "now"])
    for change in changes {
      for cell in change.cells {
        table.append([
          .text(change.kind.rawValue), .text(change.id), .text(cell.column), .text(cell.before),
          .text(cell.now),
        ])
      }
    }
    return table
  }

  /// The number of changes of a kind.
  public func count(_ kind: Change.Kind) -> Int { changes.count { $0.kind == kind } }

  /// The changes in one sentence.
  public var summary: String {
    "Incidents since the earlier import: \(count(.added)) added, \(count(.changed)) changed, "
      + "\(count(.deleted)) deleted (changes.csv)."
  }
}
