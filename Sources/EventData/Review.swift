import Incidents

/// Incidents under review, and the decisions made on them.
public struct Review: Hashable, Sendable {
  /// An incident with the decisions on it.
  public struct Item: Hashable, Sendable {
    /// The incident as it was extracted.
    public let original: Incident
    /// Which of the incidents with its document and words it is, counted from 1.
    public let occurrence: Int
    /// The decisions on it, in order.
    public internal(set) var decisions: [ReviewDecision.Action] = []

    /// Whether something was decided.
    public var isReviewed: Bool { !decisions.isEmpty }
  }

  /// The incidents, in the order of the table.
  public private(set) var items: [Item]
  /// Decisions on incidents that the table does not hold (any more).
  public private(set) var orphans: [ReviewDecision] = []

  /// A review without decisions.
  public init(_ incidents: [Incident]) {
    var seen: [[String]: Int] = [:]
    items = incidents.map { incident in
      let key = [incident.provenance.document, incident.provenance.evidence]
      seen[key, default: 0] += 1
      return Item(original: incident, occurrence: seen[key] ?? 1)
    }
  }

  /// Repeats decisions; those whose incident is gone become ``orphans``.
  public mutating func replay(_ decisions: [ReviewDecision]) {
    for decision in decisions {
      let found = items.firstIndex {
        $0.original.provenance.document == decision.document
          && $0.original.provenance.evidence == decision.evidence
          && $0.occurrence == decision.occurrence
      }
      guard let found else {
        orphans.append(decision)
        continue
      }
      // The table may have changed so that an old edit does not fit any more.
      if (try? decide(decision.action, on: found)) == nil { orphans.append(decision) }
    }
  }

  /// Makes a decision.
  ///
  /// - Throws: ``IncidentEditError`` for a value that the cell does not take.
  public mutating func decide(
    _ action: ReviewDecision.Action, on index: Int
  ) throws(IncidentEditError) {
    switch action {
    case .edit(let column, let value): _ = try items[index].original.edited(column, to: value)
    case .merge(let evidence):
      guard target(of: evidence, from: index) != nil else {
        throw .badValue(column: "merge", value: evidence, hint: "no other row has this evidence")
      }
    case .accept, .reject, .split: break
    }
    items[index].decisions.append(action)
  }

  /// Takes back the last decision on an incident.
  public mutating func undo(_ index: Int) {
    _ = items[index].decisions.popLast()
  }

  /// All decisions, in the order of the table.
  public var decisions: [ReviewDecision] {
    items.flatMap { item in
      item.decisions.map {
        ReviewDecision(
          document: item.original.provenance.document,
          evidence: item.original.provenance.evidence, occurrence: item.occurrence, action: $0)
      }
    }
  }

  /// The incident of an item with its edits.
  public func edited(_ index: Int) -> Incident {
    var incident = items[index].original
    for case .edit(let column, let value) in items[index].decisions {
      incident = (try? incident.edited(column, to: value)) ?? incident
    }
    return incident
  }

  /// The incidents as decided: without what was rejected or merged, links following the merged.
  public func reviewed() -> [Incident] {
    var renamed: [[String]: String?] = [:]
    var rows: [(document: String, incident: Incident)] = []
    for index in items.indices {
      let item = items[index]
      let document = item.original.provenance.document
      let key = [document, item.original.id]
      switch item.decisions.last(where: Self.closes) {
      case .reject:
        renamed[key] = .some(nil)
      case .merge(let evidence):
        let other = target(of: evidence, from: index).map { items[$0].original }
        renamed[key] = other?.provenance.document == document ? other?.id : .some(nil)
      case .split(let count):
        for part in 1...count {
          var incident = edited(index)
          incident.count = .one
          if part > 1 { incident.id += "p\(part)" }
          rows.append((document, incident))
        }
      default: rows.append((document, edited(index)))
      }
    }
    return rows.map { document, incident in
      var incident = incident
      incident.answers = incident.answers.compactMap { answer in
        renamed[[document, answer]].map { $0 } ?? answer
      }.filter { $0 != incident.id }
      return incident
    }
  }

  private static func closes(_ action: ReviewDecision.Action) -> Bool {
    if case .edit = action { return false }
    return true
  }

  private func target(of evidence: String, from index: Int) -> Int? {
    items.indices.first { other in
      other != index && items[other].original.provenance.evidence == evidence
    }
  }
}
