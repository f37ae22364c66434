import Incidents

/// An act that an analyst adds: the bytes that tell it, and its cells as they were typed.
public struct AddedAct: Hashable, Sendable {
  /// The bytes of the page.
  public let bytes: Range<Int>
  /// The cells, in their order; each is one of ``Incident/editableColumns``.
  public let cells: [TypedCells.Cell]

  /// An act.
  public init(bytes: Range<Int>, cells: [TypedCells.Cell]) {
    self.bytes = bytes
    self.cells = cells
  }

  /// An act that reading considered, with its most probable sides and days; nil where it has no sides.
  public init?(_ act: ConsideredAct) {
    guard let dyad = act.sides.first?.value, let bytes = act.tellings.first else { return nil }
    var cells = [TypedCells.Cell(column: "sides", value: "\(dyad)")]
    if let days = act.days.first?.value {
      cells.append(TypedCells.Cell(column: "date", value: days.cell))
    }
    self.init(bytes: bytes, cells: cells)
  }

  /// An act as ``text`` has it; nil for anything else.
  init?(_ text: String) {
    let typed = TypedCells(text, columns: Incident.editableColumns + ["bytes"])
    guard typed.words.isEmpty, let first = typed.cells.first, first.column == "bytes",
      let bytes = Range(byteCell: first.value),
      !typed.cells.dropFirst().contains(where: { $0.column == "bytes" })
    else { return nil }
    self.init(bytes: bytes, cells: Array(typed.cells.dropFirst()))
  }

  /// The act as a file of decisions holds it: `bytes=12..40 source=US target=HOUTHI`.
  var text: String {
    TypedCells.text(
      [.init(column: "bytes", value: "\(bytes.lowerBound)..\(bytes.upperBound)")] + cells)
  }

  /// The incident, checked as any edited row.
  ///
  /// - Throws: ``IncidentEditError`` for a cell that does not fit, or when a side is missing.
  func incident(
    id: String, document: String, evidence: String
  ) throws(IncidentEditError) -> Incident {
    var incident = Incident(
      id: id, source: .unknown, target: .unknown, dates: .unknown,
      provenance: Provenance(document: document, bytes: bytes, evidence: evidence))
    for cell in cells { incident = try incident.edited(cell.column, to: cell.value) }
    let columns = Set(cells.map(\.column))
    for side in ["source", "target"] where columns.isDisjoint(with: [side, "sides"]) {
      throw .missing(column: side)
    }
    guard incident.source != incident.target || incident.source == .unknown else {
      throw .badValue(
        column: "target", value: incident.target.code, hint: "a side does not act on itself")
    }
    return incident
  }
}
