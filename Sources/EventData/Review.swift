import Incidents

/// Incidents under review, and the decisions made on them.
public struct Review: Hashable, Sendable {
  /// An incident with the decisions on it.
  public struct Item: Hashable, Sendable {
    /// The incident as it was extracted, or added.
    public let original: Incident
    /// Which of the incidents with its document and words it is, counted from 1.
    public let occurrence: Int
    /// The decisions on it, in order.
    public internal(set) var decisions: [ReviewDecision.Action] = []

    /// Whether something was decided.
    public var isReviewed: Bool { !decisions.isEmpty }

    /// Whether an analyst added it.
    public var isAdded: Bool {
      if case .add? = decisions.first { return true }
      return false
    }
  }

  /// The incidents, in the order of the table; those that were added follow.
  public private(set) var items: [Item]
  /// Decisions on incidents that the table does not hold (any more).
  public private(set) var orphans: [ReviewDecision] = []

  /// Acts that were added and that the table holds by now.
  public private(set) var found: [ReviewDecision] = []
  /// What else each incident may be, where that is known.
  private var considered: [Row: ConsideredAct] = [:]

  private struct Row: Hashable {
    let document: String
    let id: String
  }

  /// A review without decisions.
  ///
  /// - Parameters:
  ///   - incidents: The rows of the table.
  ///   - acts: What reading considered.
  public init(_ incidents: [Incident], considered acts: [ConsideredAct] = []) {
    var seen: [[String]: Int] = [:]
    items = incidents.map { incident in
      let key = [incident.provenance.document, incident.provenance.evidence]
      seen[key, default: 0] += 1
      return Item(original: incident, occurrence: seen[key] ?? 1)
    }
    for act in acts where act.outcome == .incident {
      if let id = act.row { considered[Row(document: act.document, id: id)] = act }
    }
  }

  /// The items whose incident is most doubtful first: those of a probability near one half; hand-coded
  /// ones last.
  public var doubtfulFirst: [Int] {
    func certainty(_ index: Int) -> Double {
      items[index].original.confidence.map { abs($0 - 0.5) } ?? 1
    }
    return items.indices.sorted { (certainty($0), $0) < (certainty($1), $1) }
  }

  /// What reading considered for an item.
  func considered(_ index: Int) -> ConsideredAct? {
    let original = items[index].original
    return considered[Row(document: original.provenance.document, id: original.id)]
  }

  /// Repeats decisions; those whose incident is gone become ``orphans``.
  public mutating func replay(_ decisions: [ReviewDecision]) {
    for decision in decisions {
      if case .add(let act) = decision.action {
        if holds(act, decision) {
          found.append(decision)
        } else if (try? add(act, document: decision.document, evidence: decision.evidence)) == nil {
          orphans.append(decision)
        }
        continue
      }
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

  /// Whether a row of the table is the act of a decision: bytes in common and the same sides.
  private func holds(_ act: AddedAct, _ decision: ReviewDecision) -> Bool {
    guard
      let incident = try? act.incident(
        id: "a", document: decision.document, evidence: decision.evidence)
    else { return false }
    return items.contains { item in
      let other = item.original
      return !item.isAdded && other.provenance.document == decision.document
        && other.dyad == incident.dyad
        && other.provenance.bytes.map { $0.overlaps(act.bytes) } ?? false
    }
  }

  /// Adds an act that was not found.
  ///
  /// - Parameters:
  ///   - act: Its bytes and cells.
  ///   - document: The document that tells it.
  ///   - evidence: The words at these bytes.
  /// - Returns: The number of its item.
  /// - Throws: ``IncidentEditError`` for a cell that does not fit.
  @discardableResult
  public mutating func add(
    _ act: AddedAct, document: String, evidence: String
  ) throws(IncidentEditError) -> Int {
    let names = Set(
      items.map(\.original).filter { $0.provenance.document == document }.map(\.id))
    var number = 1
    while names.contains("a\(number)") { number += 1 }
    let incident = try act.incident(id: "a\(number)", document: document, evidence: evidence)
    let occurrence = items.count {
      $0.original.provenance.document == document && $0.original.provenance.evidence == evidence
    }
    var item = Item(original: incident, occurrence: occurrence + 1)
    item.decisions = [.add(act)]
    items.append(item)
    return items.count - 1
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
    case .accept, .reject, .split, .add: break
    }
    items[index].decisions.append(action)
  }

  /// Takes back the last decision on an incident; one whose addition is taken back is gone.
  ///
  /// - Returns: Whether the item is gone.
  @discardableResult
  public mutating func undo(_ index: Int) -> Bool {
    let isAdded = items[index].isAdded
    _ = items[index].decisions.popLast()
    guard isAdded, items[index].decisions.isEmpty else { return false }
    items.remove(at: index)
    return true
  }

  /// All decisions: acts that were added, then the others in the order of the table, then those that
  /// fit no incident, so that they are not lost.
  public var decisions: [ReviewDecision] {
    let all = items.flatMap { item in
      item.decisions.map {
        ReviewDecision(
          document: item.original.provenance.document,
          evidence: item.original.provenance.evidence, occurrence: item.occurrence, action: $0)
      }
    }
    func isAdded(_ decision: ReviewDecision) -> Bool { decision.action.name == "add" }
    return all.filter(isAdded) + all.filter { !isAdded($0) } + found + orphans
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
    switch action {
    case .edit, .add: false
    case .accept, .reject, .split, .merge: true
    }
  }

  /// The row of this evidence into which an item is merged: one of its own document before others.
  private func target(of evidence: String, from index: Int) -> Int? {
    let others = items.indices.filter { other in
      other != index && items[other].original.provenance.evidence == evidence
    }
    let document = items[index].original.provenance.document
    return others.first { items[$0].original.provenance.document == document } ?? others.first
  }
}
