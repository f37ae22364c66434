import EventData
import Extraction
import Incidents
import Reporting
import Tabular
import TextCharts

/// The data of a study: log, totals and reports joined into streams, with an account of every row.
struct StudyData {
  let record: ConflictRecord
  let incidents: [Incident]
  let claims: [Claim]
  /// What was found in reports, before the join; nil where the study has none.
  let extraction: ExtractionFindings?
  /// What became of it.
  let join: JoinAccount?
  /// Answers whose motive is stated.
  let stated: [StatedPair]
  /// Rows read and used, in words.
  let account: [String]

  /// Reads the data that a study names.
  ///
  /// - Parameters:
  ///   - file: The study.
  ///   - inputs: Notes what is read.
  ///   - locate: Where a path of the study lies.
  /// - Throws: What reading a file throws.
  init(
    _ file: StudyFile, inputs: inout Inputs, locate: (String) -> String
  ) throws {
    func read(_ path: String) throws -> [UInt8] { try inputs.read(locate(path), as: path) }
    let own = try file.sides.map { try Sides(read($0), file: locate($0)) }
    let sides = own.map { Sides.world.overlaid(by: $0) } ?? .world
    let log = try IncidentTable.read(
      read(file.incidents), file: locate(file.incidents), sides: sides)
    var claims =
      try file.claims.map { try ClaimTable.read(read($0), file: locate($0), sides: sides) } ?? []
    var account = ["\(file.incidents): \(log.count) rows", "\(claims.count) running totals"]
    var incidents = log
    if let reports = file.reports {
      var plan = ExtractionPlan(files: [])
      plan.sides = sides
      let found = try plan.readings(
        folder: locate(reports.folder), name: reports.folder,
        published: reports.published.map { (locate($0), $0) }, inputs: &inputs)
      let joined = IncidentJoin(log: log, reports: found.incidents)
      let joinAccount = JoinAccount(
        joined, reports: found.incidents, log: log, dyads: file.streams)
      incidents = joined.incidents
      claims += found.claims.filter { claim in !claims.contains { $0.repeats(claim) } }
      account.append(
        "\(reports.folder): \(found.documentCount) reports, \(found.incidents.count) incidents: "
          + "\(joinAccount.same) already in the log, \(joinAccount.covered) series that it covers, "
          + "\(joinAccount.undated) without a closed date, \(joinAccount.otherSides) of other sides, "
          + "\(joinAccount.added) new")
      extraction = found
      join = joinAccount
    } else {
      extraction = nil
      join = nil
    }
    stated =
      StatedPair.pairs(in: incidents)
      + (try file.stated.map {
        try StatedPairTable.read(read($0), file: locate($0), sides: sides)
      } ?? [])
    record = try ConflictRecord(
      incidents: incidents, claims: claims, streams: file.streams, window: file.window,
      totals: file.totals)
    self.incidents = incidents
    self.claims = claims
    self.account = account + record.notes
  }
}

extension Claim {
  /// Whether another statement says the same: the same count of the same acts until within three
  /// days of each other.
  func repeats(_ other: Claim) -> Bool {
    guard dyad == other.dyad, count == other.count, unit.countsActs == other.unit.countsActs,
      let mine = until.latest, let others = other.until.latest
    else { return false }
    return abs(mine - others) <= 3
  }
}
