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
  private static let need = 4
  /// How much must agree within one document: day and place, and nothing against it.
  private static let needWithin = 5
  /// How much all tellings of one act must agree with each other.
  private static let needOfAll = 2
  /// More tellings than this that are alike in all that is compared are put together at once, one of
  /// each document: comparing all with all would take the square of the time.
  private static let crowd = 64

  /// Merges the incidents of documents; an act that one document tells is a group of its own.
  public static func merged(_ incidents: [Incident]) -> [MergedIncident] {
    let tellings = Tellings(incidents)
    var groups = MergeGroups(kinds: tellings.kinds, documents: tellings.documents)
    let crowds = tellings.crowds(above: crowd).filter { mayBeOne(tellings.keys[$0[0]]) }
    let represented = join(crowds, tellings, &groups)
    for sameTarget in tellings.pairs.targets(
      of: incidents.indices.filter { !represented.contains($0) })
    {
      let pairs = tellings.pairs.pairs(among: sameTarget) { one, two, likeness in
        tellings.documents[one] != tellings.documents[two] && likeness.value >= need
      }
      for pair in pairs {
        groups.join(Int(pair.first), Int(pair.second), for: pair.likeness.reasons) {
          tellings.likeness($0, $1).map { $0.value >= needOfAll } ?? false
        }
      }
    }
    return written(groups, incidents)
  }

  /// Whether tellings that are alike in all are of one act, with nothing that agrees with one of them
  /// better than they do.
  private static func mayBeOne(_ key: MergeKey?) -> Bool {
    guard let key, key.length <= 10, key.killed.map({ $0.minimum > 0 }) ?? true else {
      return false
    }
    return MergeLikeness(key, key, PlaceNames([])).map { $0.value >= need } ?? false
  }

  /// Joins the first tellings of all documents in a crowd, then the second ones, and so on.
  ///
  /// - Returns: The tellings for which another of their group stands from then on.
  private static func join(
    _ crowds: [[Int]], _ tellings: Tellings, _ groups: inout MergeGroups
  ) -> Set<Int> {
    var represented: Set<Int> = []
    for crowd in crowds {
      guard let key = tellings.keys[crowd[0]],
        let likeness = MergeLikeness(key, key, PlaceNames([]))
      else { continue }
      var told: [Int: Int] = [:]
      var first: [Int] = []
      for telling in crowd {
        let turn = told[tellings.documents[telling], default: 0]
        told[tellings.documents[telling]] = turn + 1
        if turn == first.count {
          first.append(telling)
        } else {
          groups.join(first[turn], telling, for: likeness.reasons) { _, _ in true }
          represented.insert(telling)
        }
      }
    }
    return represented
  }

  private static func written(
    _ groups: MergeGroups, _ incidents: [Incident]
  ) -> [MergedIncident] {
    let groups = groups.groups
    var byRow: [Row: String] = [:]
    for (number, group) in groups.enumerated() {
      for telling in group.tellings { byRow[Row(incidents[telling])] = "m\(number + 1)" }
    }
    return groups.enumerated().map { number, group in
      one(
        group.tellings.map { incidents[$0] }, id: "m\(number + 1)", byRow,
        reason: group.reasons.words.sorted().joined(separator: ", "))
    }
  }

  /// Pairs of incidents that probably tell one act, in the order of the first, with the reasons.
  ///
  /// Of two documents they must agree as for ``merged(_:)``. Within one document, where two rows are
  /// usually two acts, day and place must be the same and nothing may speak against it. Of many that
  /// are alike in all that is compared each is paired with the first.
  public static func probableRepeats(
    _ incidents: [Incident]
  ) -> [(first: Int, second: Int, reasons: [String])] {
    let tellings = Tellings(incidents)
    func isRepeat(_ one: Int, _ two: Int, _ likeness: MergeLikeness) -> Bool {
      if tellings.documents[one] != tellings.documents[two] { return likeness.value >= need }
      return likeness.value >= needWithin
        && likeness.reasons.isSuperset(of: [.sameDay, .samePlace])
    }
    var result: [(first: Int, second: Int, reasons: [String])] = []
    var represented: Set<Int> = []
    for crowd in tellings.crowds(above: crowd) {
      guard let likeness = tellings.likeness(tellings.kinds[crowd[0]], tellings.kinds[crowd[0]])
      else { continue }
      for other in crowd.dropFirst() {
        represented.insert(other)
        if isRepeat(crowd[0], other, likeness) {
          result.append((crowd[0], other, likeness.reasons.words))
        }
      }
    }
    for sameTarget in tellings.pairs.targets(
      of: incidents.indices.filter { !represented.contains($0) })
    {
      result += tellings.pairs.pairs(among: sameTarget, where: isRepeat).map {
        (Int($0.first), Int($0.second), $0.likeness.reasons.words)
      }
    }
    return result.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  /// Incidents as they are compared.
  private struct Tellings {
    /// The key of each; nil where a day is open.
    let keys: [MergeKey?]
    /// The number of the key of each, and of its document.
    let kinds: [Int]
    let documents: [Int]
    let pairs: MergePairs
    private let keyOfKind: [MergeKey?]
    private let places: PlaceNames

    init(_ incidents: [Incident]) {
      let places = PlaceNames(incidents.lazy.compactMap(\.place))
      let keys = incidents.map { MergeKey($0, places) }
      var kinds: [MergeKey?: Int] = [:]
      var documents: [String: Int] = [:]
      self.kinds = keys.map { Self.number($0, among: &kinds) }
      self.documents = incidents.map { Self.number($0.provenance.document, among: &documents) }
      keyOfKind = kinds.sorted { $0.value < $1.value }.map(\.key)
      self.keys = keys
      self.places = places
      pairs = MergePairs(keys, places)
    }

    private static func number<Value: Hashable>(
      _ value: Value, among numbers: inout [Value: Int]
    ) -> Int {
      if let known = numbers[value] { return known }
      numbers[value] = numbers.count
      return numbers.count - 1
    }

    /// Compares two kinds.
    func likeness(_ one: Int, _ two: Int) -> MergeLikeness? {
      guard let first = keyOfKind[one], let second = keyOfKind[two] else { return nil }
      return MergeLikeness(first, second, places)
    }

    /// The tellings of every kind that has more than so many, in order.
    func crowds(above most: Int) -> [[Int]] {
      var byKind: [[Int]] = Array(repeating: [], count: keyOfKind.count)
      for (telling, kind) in kinds.enumerated() where keys[telling] != nil {
        byKind[kind].append(telling)
      }
      return byKind.filter { $0.count > most }
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
