import Incidents

/// One act that several documents tell, with all their tellings.
public struct MergedIncident: Hashable, Sendable {
  /// The act: the days that all tellings allow, the lowest and the highest number of casualties.
  public var incident: Incident
  /// The incidents of single documents, the earliest document first.
  public let tellings: [Incident]
  /// Documents that give the lowest and the highest number of dead.
  public let killedDocuments: (lowest: String, highest: String)?
  /// Why the tellings count as one act.
  public let reason: String

  /// Whether two are of the same tellings.
  public static func == (one: MergedIncident, two: MergedIncident) -> Bool {
    one.incident == two.incident && one.tellings == two.tellings
  }

  /// Hashes the act.
  public func hash(into hasher: inout Hasher) { hasher.combine(incident) }
}

/// Merges what several documents tell of one act.
///
/// Two tellings are of one act when the target is the same, the sources do not differ, the days
/// overlap, and place, weapon, day and casualties agree enough. Two incidents of one document are
/// always two acts; better matches go first, so several acts of one pair on one day stay several.
public enum IncidentMerge {
  /// How much must agree: more than the day alone.
  static let need = 4.0
  /// How much must agree within one document: day and place, and nothing against it.
  static let needWithin = 5.0
  /// With how many incidents of one target and overlapping days each is compared; the bound keeps the
  /// time in proportion to the number of documents where thousands tell of the same week.
  static let reach = 300

  /// Merges the incidents of documents; an act that one document tells is a group of its own.
  public static func merged(_ incidents: [Incident]) -> [MergedIncident] {
    var group = Array(incidents.indices)
    var members = incidents.indices.map { [$0] }
    var reasons: [Int: [String]] = [:]
    for pair in pairs(incidents) {
      let (one, two) = (group[pair.first], group[pair.second])
      guard one != two, mayJoin(members[one], members[two], incidents) else { continue }
      let (kept, gone) = (min(one, two), max(one, two))
      for member in members[gone] { group[member] = kept }
      members[kept] += members[gone]
      members[gone] = []
      reasons[kept] = (reasons[kept] ?? []) + (reasons[gone] ?? []) + pair.agreement.reasons
    }
    let groups = members.indices.filter { !members[$0].isEmpty }
    var identifiers: [Int: String] = [:]
    for (number, index) in groups.enumerated() { identifiers[index] = "m\(number + 1)" }
    var byRow: [Row: String] = [:]
    for (index, incident) in incidents.enumerated() {
      byRow[Row(incident)] = identifiers[group[index]]
    }
    return groups.map { index in
      let tellings = members[index].sorted().map { incidents[$0] }
      return one(
        tellings, id: identifiers[index] ?? "m0", byRow,
        reason: Set(reasons[index] ?? []).sorted().joined(separator: ", "))
    }
  }

  private struct Row: Hashable {
    let document: String
    let id: String

    init(_ incident: Incident) {
      document = incident.provenance.document
      id = incident.id
    }

    init(document: String, id: String) {
      self.document = document
      self.id = id
    }
  }

  /// What speaks for two tellings being of one act, or nil when something forbids it.
  struct Agreement: Hashable, Sendable {
    var value = 0.0
    var reasons: [String] = []

    mutating func add(_ value: Double, _ reason: String? = nil) {
      self.value += value
      if let reason { reasons.append(reason) }
    }
  }

  /// Compares two tellings; those of one document are of two acts.
  static func agreement(_ one: Incident, _ two: Incident) -> Agreement? {
    guard one.provenance.document != two.provenance.document else { return nil }
    return likeness(one, two)
  }

  /// Compares two incidents of whatever documents.
  private static func likeness(_ one: Incident, _ two: Incident) -> Agreement? {
    guard one.target == two.target,
      one.source == two.source || one.source == .unknown || two.source == .unknown,
      let first = one.dates.length, let second = two.dates.length, max(first, second) <= 31,
      one.dates.overlaps(two.dates), one.count.overlaps(two.count)
    else { return nil }
    var result = Agreement()
    if first == 1, second == 1 {
      result.add(3, "the same day")
    } else if max(first, second) <= 3 {
      result.add(2, "overlapping days")
    } else if min(first, second) <= 10 {
      result.add(1, "overlapping days")
    }
    if let here = one.place, let there = two.place {
      let isSame = here == there || isSamePlace(here, there)
      result.add(isSame ? 2 : -2, isSame ? "the same place" : nil)
    }
    if one.weapon != .unknown, two.weapon != .unknown {
      let isSame = one.weapon == two.weapon
      result.add(isSame ? 1 : -1, isSame ? "the same weapon" : nil)
    }
    if let dead = one.killed, let others = two.killed, dead.minimum + others.minimum > 0 {
      if dead == others {
        result.add(2, "the same number killed")
      } else if dead.overlaps(others) {
        result.add(1, "numbers killed that agree")
      } else if max(dead.minimum, others.minimum) > 2 * max(1, min(dead.minimum, others.minimum)) {
        result.add(-1)
      }
    }
    return result
  }

  /// Whether one name of a place holds the other, case aside.
  private static func isSamePlace(_ one: String, _ two: String) -> Bool {
    let (a, b) = (words(one), words(two))
    return holds(a, b) || holds(b, a)
  }

  /// The letters in lower case between blanks; bytes, because thousands of names are compared.
  private static func words(_ name: String) -> [UInt8] {
    [UInt8(ascii: " ")] + name.utf8.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 } + [UInt8(ascii: " ")]
  }

  private static func holds(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard text.count >= word.count else { return false }
    for start in 0...(text.count - word.count)
    where text[start..<(start + word.count)].elementsEqual(word) { return true }
    return false
  }

  /// Pairs of incidents that probably tell one act, in the order of the first, with the reasons.
  ///
  /// Of two documents they must agree as for ``merged(_:)``. Within one document, where two rows are
  /// usually two acts, day and place must be the same and nothing may speak against it.
  public static func probableRepeats(
    _ incidents: [Incident]
  ) -> [(first: Int, second: Int, reasons: [String])] {
    let within: (Incident, Incident) -> Agreement? = { one, two in
      guard one.provenance.document == two.provenance.document,
        let found = likeness(one, two), found.value >= needWithin,
        found.reasons.contains("the same day"), found.reasons.contains("the same place")
      else { return nil }
      return found
    }
    return pairs(incidents) { agreement($0, $1) ?? within($0, $1) }
      .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
      .map { ($0.first, $0.second, $0.agreement.reasons) }
  }

  /// All pairs that agree enough, the best first.
  private static func pairs(
    _ incidents: [Incident], by agreement: (Incident, Incident) -> Agreement? = agreement
  ) -> [(first: Int, second: Int, agreement: Agreement)] {
    var result: [(first: Int, second: Int, agreement: Agreement)] = []
    var blocks: [Side: [Int]] = [:]
    for index in incidents.indices where incidents[index].dates.bounded != nil {
      blocks[incidents[index].target, default: []].append(index)
    }
    for indices in blocks.values {
      let sorted = indices.sorted {
        (incidents[$0].dates.earliest ?? .distantPast, $0)
          < (incidents[$1].dates.earliest ?? .distantPast, $1)
      }
      for (position, index) in sorted.enumerated() {
        let latest = incidents[index].dates.latest ?? .distantPast
        for other in sorted[(position + 1)...].prefix(reach) {
          // Sorted by their first day: nothing behind this one can overlap any more.
          if incidents[other].dates.earliest ?? .distantPast > latest { break }
          guard let agreement = agreement(incidents[index], incidents[other]),
            agreement.value >= need
          else { continue }
          result.append((min(index, other), max(index, other), agreement))
        }
      }
    }
    return result.sorted {
      (-$0.agreement.value, $0.first, $0.second) < (-$1.agreement.value, $1.first, $1.second)
    }
  }

  /// Whether nothing forbids two groups to be one: every telling must allow every other.
  private static func mayJoin(_ one: [Int], _ two: [Int], _ incidents: [Incident]) -> Bool {
    one.allSatisfy { first in
      two.allSatisfy { agreement(incidents[first], incidents[$0]).map { $0.value >= 2 } ?? false }
    }
  }

  /// The act that tellings share.
  private static func one(
    _ tellings: [Incident], id: String, _ byRow: [Row: String], reason: String
  ) -> MergedIncident {
    let best =
      tellings.max { ($0.confidence ?? 1) < ($1.confidence ?? 1) } ?? tellings[0]
    var act = best
    act.id = id
    for telling in tellings {
      act.dates = act.dates.intersection(telling.dates) ?? act.dates
      if act.source == .unknown { act.source = telling.source }
      if act.weapon == .unknown { act.weapon = telling.weapon }
      act.place = act.place ?? telling.place
      act.sourceName = act.sourceName ?? telling.sourceName
      act.targetName = act.targetName ?? telling.targetName
      if act.count.maximum == nil, telling.count.isExact { act.count = telling.count }
    }
    act.killed = span(tellings.compactMap(\.killed))
    act.wounded = span(tellings.compactMap(\.wounded))
    let answers = tellings.flatMap { telling in
      telling.answers.compactMap {
        byRow[Row(document: telling.provenance.document, id: $0)]
      }
    }
    act.answers = answers.reduce(into: []) { if $1 != id, !$0.contains($1) { $0.append($1) } }
    if let confidence = best.confidence {
      let more = confidence + 0.05 * Double(tellings.count - 1)
      act.confidence = (min(1, more) * 100).rounded() / 100
    }
    let dead = tellings.filter { $0.killed != nil }
    let lowest = dead.min { ($0.killed?.minimum ?? 0) < ($1.killed?.minimum ?? 0) }
    let highest = dead.max { top($0.killed) < top($1.killed) }
    return MergedIncident(
      incident: act, tellings: tellings,
      killedDocuments: lowest.flatMap { low in
        highest.map { (low.provenance.document, $0.provenance.document) }
      }, reason: reason)
  }

  private static func top(_ count: CountInterval?) -> Int {
    count?.maximum ?? count?.minimum ?? 0
  }

  /// From the lowest to the highest number; open when an open number is the highest.
  private static func span(_ counts: [CountInterval]) -> CountInterval? {
    guard let low = counts.map(\.minimum).min() else { return nil }
    let closed = counts.compactMap(\.maximum).max()
    let open = counts.filter { $0.maximum == nil }.map(\.minimum).max()
    let isOpen = open.map { $0 >= closed ?? 0 } ?? false
    return try? CountInterval(minimum: low, maximum: isOpen ? nil : closed)
  }
}

extension Day {
  /// Before every day of a report.
  fileprivate static let distantPast = Day(number: Int(Int32.min))
}
