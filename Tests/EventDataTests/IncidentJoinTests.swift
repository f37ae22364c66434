import EventData
import Incidents
import Testing

@Suite struct IncidentJoinTests {
  private func incident(
    _ id: String, _ dates: String, place: String?, weapon: Weapon = .drone,
    count: CountInterval = .one,
    source: String = "militias", target: String = "US", document: String = "log.csv"
  ) throws -> Incident {
    let window = try? ObservationWindow(dates)
    return Incident(
      id: id, source: Side(source), target: Side(target),
      dates: window.map { $0.days } ?? DayInterval(Day(iso: dates)!), count: count, weapon: weapon,
      place: place, provenance: Provenance(document: document))
  }

  @Test func theSameActCountsOnce() throws {
    let log = [
      try incident("r2", "2024-01-20", place: "Ain al-Asad", weapon: .missile),
      try incident("r3", "2024-01-20", place: "Erbil airport"),
    ]
    let join = IncidentJoin(
      log: log,
      reports: [
        try incident(
          "i1", "2024-01-20..2024-01-21", place: "Al-Assad Air Base", weapon: .rocket,
          document: "a.txt")
      ])
    #expect(join.incidents.count == 2)
    #expect(
      join.decisions == [.same(row: 0, reason: "same dyad, dates overlap, place 'Ain al-Asad'")])
  }

  @Test func anotherPlaceDayOrDirectionIsAnotherAct() throws {
    let log = [try incident("r2", "2024-01-20", place: "Ain al-Asad")]
    let reports = [
      try incident("i1", "2024-01-20", place: "Harir", document: "a.txt"),
      try incident("i2", "2024-01-23", place: "Ain al-Asad", document: "a.txt"),
      try incident(
        "i3", "2024-01-20", place: "Ain al-Asad", source: "US", target: "militias",
        document: "a.txt"),
    ]
    let join = IncidentJoin(log: log, reports: reports)
    #expect(join.decisions == [.added, .added, .added])
    #expect(join.incidents.map(\.id) == ["r2", "i1", "i2", "i3"])
  }

  @Test func asManyDeadWithTheSameWeaponOutweighAnotherPlace() throws {
    func act(_ place: String, killed: Int?) throws -> Incident {
      var act = try incident(
        "i1", "2023-11-22", place: place, weapon: .airstrike, source: "US", target: "militias",
        document: place)
      act.killed = killed.map { CountInterval(exactly: $0) }
      return act
    }
    func decision(_ log: Int?, _ report: Int?) throws -> IncidentJoin.Decision {
      IncidentJoin(
        log: [try act("Jurf al-Sakhr", killed: log)], reports: [try act("Baghdad", killed: report)]
      ).decisions[0]
    }
    #expect(
      try decision(8, 8)
        == .same(
          row: 0,
          reason: "same dyad, dates overlap, the same numbers killed and wounded, another place,"
            + " same weapon"))
    #expect(try decision(8, 7) == .added)
    #expect(try decision(0, 0) == .added)
    #expect(try decision(8, nil) == .added)
  }

  @Test func withoutAPlaceTheWeaponDecides() throws {
    let log = [
      try incident(
        "r2", "2024-01-23..2024-01-24", place: "3 sites, Iraq", weapon: .airstrike, source: "US",
        target: "militias")
    ]
    func decision(_ weapon: Weapon) throws -> IncidentJoin.Decision {
      IncidentJoin(
        log: log,
        reports: [
          try incident(
            "i1", "2024-01-23", place: "Iraq", weapon: weapon, source: "US", target: "militias",
            document: "a.txt")
        ]
      ).decisions[0]
    }
    #expect(
      try decision(.airstrike)
        == .same(row: 0, reason: "same dyad, dates overlap, no place stated, same weapon"))
    #expect(
      try decision(.unknown) == .same(row: 0, reason: "same dyad, dates overlap, no place stated"))
    #expect(try decision(.artillery) == .added)
  }

  @Test func aSeriesIsCoveredByItsActs() throws {
    let log = try (1...5).map { try incident("r\($0)", "2024-01-1\($0)", place: "Base \($0)") }
    let series = try incident(
      "i1", "2024-01-01..2024-01-28", place: nil, count: CountInterval(minimum: 2, maximum: nil),
      document: "a.txt")
    #expect(IncidentJoin(log: log, reports: [series]).decisions == [.covered(rows: 5)])
    #expect(IncidentJoin(log: [], reports: [series]).decisions == [.added])
  }

  @Test func openDatesCannotBePlaced() throws {
    var open = try incident("i1", "2024-01-20", place: "Ain al-Asad", document: "a.txt")
    open.dates = try DayInterval(earliest: nil, latest: Day(iso: "2024-01-20")!)
    #expect(IncidentJoin(log: [], reports: [open]).decisions == [.undated])
  }

  @Test func twoReportsOfOneActAreOne() throws {
    let log = [try incident("r2", "2024-01-20", place: "Ain al-Asad")]
    let reports = [
      try incident("i1", "2024-01-20", place: "Ain al-Asad", document: "a.txt"),
      try incident("i1", "2024-01-20", place: "al-Asad", document: "b.txt"),
      try incident("i2", "2024-01-21", place: "al-Asad", document: "b.txt"),
    ]
    let join = IncidentJoin(log: log, reports: reports)
    // The second act of b.txt needs a row of its own.
    #expect(join.incidents.map(\.provenance.document) == ["log.csv", "b.txt"])
    #expect(join.decisions[2] == .added)
  }
}
