import EventData
import Incidents
import Testing

@Suite struct IncidentMergeTests {
  private func act(
    _ document: String, _ id: String, _ day: String = "2024-02-04", source: String = "ISRAEL",
    place: String? = "Homs", weapon: Weapon = .airstrike, killed: ClosedRange<Int>? = nil,
    answers: [String] = []
  ) throws -> Incident {
    let day = try #require(Day(iso: day))
    return Incident(
      id: id, source: Side(source), target: Side("SYRIA"), dates: DayInterval(day), weapon: weapon,
      place: place,
      killed: try killed.map {
        try CountInterval(minimum: $0.lowerBound, maximum: $0.upperBound)
      }, answers: answers, confidence: 0.9, provenance: Provenance(document: document))
  }

  @Test func oneActOfTwoDocumentsIsOneWithBothTellings() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", killed: 3...3), try act("b", "i1", killed: 5...5),
    ])
    #expect(merged.count == 1)
    #expect(merged[0].tellings.map(\.provenance.document) == ["a", "b"])
    #expect(merged[0].incident.killed?.minimum == 3)
    #expect(merged[0].incident.killed?.maximum == 5)
    #expect(merged[0].killedDocuments?.lowest == "a")
    #expect(merged[0].killedDocuments?.highest == "b")
    #expect(merged[0].reason == "the same day, the same place, the same weapon")
    #expect(merged[0].incident.confidence == 0.95)
  }

  @Test func severalActsOfOneDayStaySeveral() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", place: "Homs"), try act("a", "i2", place: "Hama"),
      try act("b", "i1", place: "Hama"), try act("b", "i2", place: "Homs"),
    ])
    #expect(
      merged.map { $0.tellings.map { "\($0.provenance.document)\($0.id)" } } == [
        ["ai1", "bi2"], ["ai2", "bi1"],
      ])
  }

  @Test func aDayAloneProvesNothing() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", place: nil, weapon: .unknown),
      try act("b", "i1", place: nil, weapon: .unknown),
    ])
    #expect(merged.count == 2)
  }

  @Test func otherSidesPlacesAndDaysAreOtherActs() throws {
    let first = try act("a", "i1")
    for other in [
      try act("b", "i1", source: "US"), try act("b", "i1", place: "Hama"),
      try act("b", "i1", "2024-02-01"),
    ] {
      #expect(IncidentMerge.merged([first, other]).count == 2)
    }
    // A source that one report leaves open is no other source.
    #expect(IncidentMerge.merged([first, try act("b", "i1", source: "UNKNOWN")]).count == 1)
  }

  @Test func linksFollowTheMerged() throws {
    let merged = IncidentMerge.merged([
      try act("a", "i1", "2024-02-01"), try act("a", "i2", "2024-02-04", answers: ["i1"]),
      try act("b", "i1", "2024-02-04"),
    ])
    #expect(merged.map(\.incident.answers) == [[], ["m1"]])
  }

  // MARK: Many tellings

  /// The same by comparing all with all, without blocks: the rule as the documentation has it.
  private func slowly(_ incidents: [Incident]) -> [[String]] {
    func likeness(_ one: Incident, _ two: Incident) -> Int? {
      guard one.target == two.target, one.provenance.document != two.provenance.document,
        one.source == two.source || one.source == .unknown || two.source == .unknown,
        let first = one.dates.length, let second = two.dates.length, max(first, second) <= 31,
        one.dates.overlaps(two.dates), one.count.overlaps(two.count)
      else { return nil }
      var value = 0
      if max(first, second) == 1 {
        value = 3
      } else if max(first, second) <= 3 {
        value = 2
      } else if min(first, second) <= 10 {
        value = 1
      }
      if let here = one.place, let there = two.place {
        let (a, b) = (" \(here.lowercased()) ", " \(there.lowercased()) ")
        value += a.contains(b) || b.contains(a) ? 2 : -2
      }
      if one.weapon != .unknown, two.weapon != .unknown {
        value += one.weapon == two.weapon ? 1 : -1
      }
      if let dead = one.killed, let others = two.killed, dead.minimum + others.minimum > 0 {
        let (low, high) = (min(dead.minimum, others.minimum), max(dead.minimum, others.minimum))
        if dead == others {
          value += 2
        } else if dead.overlaps(others) {
          value += 1
        } else if high > 2 * max(1, low) {
          value -= 1
        }
      }
      return value
    }
    var pairs: [(value: Int, one: Int, two: Int)] = []
    for two in incidents.indices {
      for one in 0..<two {
        if let value = likeness(incidents[one], incidents[two]), value >= 4 {
          pairs.append((-value, one, two))
        }
      }
    }
    var group = Array(incidents.indices)
    for pair in pairs.sorted(by: <) where group[pair.one] != group[pair.two] {
      let (one, two) = (group[pair.one], group[pair.two])
      let members = incidents.indices.filter { group[$0] == one }
      let others = incidents.indices.filter { group[$0] == two }
      guard
        members.allSatisfy({ first in
          others.allSatisfy { (likeness(incidents[first], incidents[$0]) ?? 0) >= 2 }
        })
      else { continue }
      for member in members + others { group[member] = min(one, two) }
    }
    return Set(group).sorted().map { number in
      incidents.indices.filter { group[$0] == number }.map {
        "\(incidents[$0].provenance.document)\(incidents[$0].id)"
      }
    }
  }

  private struct Splitmix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test(arguments: 1...40)
  func blocksGiveWhatComparingAllWithAllGives(seed: UInt64) throws {
    var generator = Splitmix(state: seed)
    let places: [String?] = [nil, "Homs", "city of Homs", "HOMS", "Hama", "old Hama", "Hama road"]
    let start = try #require(Day(iso: "2024-02-01"))
    let incidents = try (0..<70).map { number in
      let first = start + Int.random(in: 0...6, using: &generator)
      let days = [0, 0, 0, 1, 4, 14].randomElement(using: &generator) ?? 0
      let killed = [nil, 0, 1, 3, 8].randomElement(using: &generator) ?? nil
      let isOpen = Int.random(in: 0...3, using: &generator) == 0
      return Incident(
        id: "i\(number)",
        source: Side(["A", "B", "UNKNOWN"].randomElement(using: &generator) ?? "A"),
        target: Side(["X", "Y"].randomElement(using: &generator) ?? "X"),
        dates: DayInterval(first...(first + days)),
        weapon: [.unknown, .drone, .rocket].randomElement(using: &generator) ?? .unknown,
        place: places.randomElement(using: &generator) ?? nil,
        killed: try killed.map { try CountInterval(minimum: $0, maximum: isOpen ? nil : $0) },
        provenance: Provenance(document: "d\(Int.random(in: 0...20, using: &generator))"))
    }
    let merged = IncidentMerge.merged(incidents).map {
      $0.tellings.map { "\($0.provenance.document)\($0.id)" }
    }
    #expect(merged == slowly(incidents))
  }

  @Test func oneActOfSixtyThousandDocumentsIsOne() throws {
    let tellings = try (0..<60_000).map { try act("d\($0)", "i1", killed: 3...3) }
    let merged = IncidentMerge.merged(tellings)
    #expect(merged.map(\.tellings.count) == [60_000])
    #expect(merged[0].reason.hasPrefix("the same day, the same number killed, the same place"))
  }

  @Test func crowdsOfTwoActsStayTwo() throws {
    // Each document tells both acts in the same words; another document adds a third.
    var tellings: [Incident] = []
    for number in 0..<200 {
      tellings += [try act("d\(number)", "i1"), try act("d\(number)", "i2")]
    }
    tellings.append(try act("d0", "i3"))
    let merged = IncidentMerge.merged(tellings)
    #expect(merged.map(\.tellings.count) == [200, 200, 1])
    #expect(merged[1].tellings.allSatisfy { $0.id == "i2" })
  }

  @Test func aCrowdTakesInATellingThatSaysMore() throws {
    let crowd = try (0..<100).map { try act("d\($0)", "i1") }
    let merged = IncidentMerge.merged(crowd + [try act("e", "i1", killed: 4...4)])
    #expect(merged.map(\.tellings.count) == [101])
    #expect(merged[0].incident.killed?.minimum == 4)
  }

  @Test func manyRowsOfOneDocumentAreEachPairedWithTheFirst() throws {
    let rows = try (0..<1000).map { try act("log", "i\($0)", killed: 3...3) }
    let repeats = IncidentMerge.probableRepeats(rows)
    #expect(repeats.count == 999)
    #expect(repeats.allSatisfy { $0.first == 0 })
    #expect(IncidentMerge.merged(rows).count == 1000)
  }
}
