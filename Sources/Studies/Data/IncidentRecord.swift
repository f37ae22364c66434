import Escalation
import EventData
import Extraction
import Incidents
import Reporting
import Settings
import Tabular

/// Incidents, running totals and reports as they were read, with an account of every row.
struct IncidentRecord: Sendable {
  private let incidents: [Incident]
  private let claims: [Claim]
  private let stated: [StatedPair]
  private let streams: [Dyad]
  /// The incidents of the table by whose days `auto` goes, whatever reports add.
  private let logged: [Incident]
  /// Rows that were not used as they stand.
  let remarks: [RowRemark]
  private let join: Table?
  /// Rows read and used, a sentence a file.
  let account: [String]
  /// What was found in reports.
  let extracted: [Table]

  /// Above this share of rows in the window that match no side nothing is fitted.
  private static let toleratedShare = 0.2

  init(
    _ settings: DataSettings, events: ImportedEvents?, inputs: inout Inputs,
    locate: (String) -> String
  ) throws {
    let named = try settings.selection.namedDays
    let streams = try (settings.streams?.entries ?? []).map { try Dyad($0) }
    // One rule for names, whatever reads the table: the sides file decides, and a name that it does
    // not have stands as it is. Reports are read with the built-in dictionary below that file.
    let sides =
      try events?.sides
      ?? settings.sides.map { try Sides(inputs.read(locate($0), as: $0), file: $0) }
    let file = settings.incidents ?? ""
    // Imported incidents have the codes of their sides already.
    let log = try IncidentTable.contents(
      of: events?.incidents ?? inputs.read(locate(file), as: file), file: file,
      sides: events == nil ? sides : nil, dateOrder: settings.dating.dateOrder)
    logged = log.rows.of(streams)
    let window = try settings.selection.days(of: logged, file: file)
    let ofLog = IncidentAccount(
      of: log.rows, file: file, streams: streams, window: window, sides: sides, suggested: .world)
    if ofLog.unmatchedShare > IncidentRecord.toleratedShare, !settings.allowUnmatched {
      throw PlanError.data(
        "\(file): \(ofLog.summary) More than a fifth of the rows in the window match no side: "
          + "correct the names, add them to a sides file, or allow unmatched rows.")
    }
    var account = (events?.account ?? []) + ["\(file): \(ofLog.summary)"]
    if named == nil {
      account.append(
        "Observed: \(window), the first to the last day of these incidents. If you watched longer, "
          + "name the days: quiet days before and after count, too.")
    }
    // What concerns the whole file: its encoding, cells of a workbook that could not be read.
    account += log.remarks.filter { $0.row == nil }.map { "\(file): \($0.reason). \($0.remedy)" }
    var remarks = log.remarks + ofLog.remarks
    var incidents = ofLog.incidents
    var claims: [Claim] = []
    if let file = settings.claims {
      let table = try ClaimTable.contents(
        of: inputs.read(locate(file), as: file), file: file, sides: sides,
        dateOrder: settings.dating.dateOrder)
      let ofClaims = ClaimAccount(
        of: table.rows, file: file, streams: streams, sides: sides, suggested: .world)
      account.append("\(file): \(ofClaims.summary)")
      remarks += table.remarks + ofClaims.remarks
      claims = ofClaims.claims
    }
    var join: Table?
    var extracted: [Table] = []
    if let folder = settings.reports {
      var plan = ExtractionPlan(files: [])
      plan.sides = sides.map { Sides.world.overlaid(by: $0) } ?? .world
      let found = try plan.readings(
        folder: locate(folder), name: folder,
        published: settings.publishedTable.map { (locate($0), $0) }, inputs: &inputs)
      let joined = IncidentJoin(log: incidents, reports: found.incidents)
      let ofJoin = JoinAccount(
        joined, reports: found.incidents, log: incidents, dyads: streams)
      incidents = joined.incidents
      claims += found.claims.filter { claim in !claims.contains { $0.repeats(claim) } }
      account.append("\(folder): \(found.documentCount) reports, \(ofJoin.summary)")
      join = ofJoin.table
      extracted = found.tables
    }
    stated =
      StatedPair.pairs(in: incidents)
      + (try settings.stated.map {
        try StatedPairTable.read(
          inputs.read(locate($0), as: $0), file: $0, sides: sides,
          dateOrder: settings.dating.dateOrder)
      } ?? [])
    if !stated.isEmpty {
      let used = stated.count { $0.isObserved(in: window) }
      account.append("Stated answers: \(used) of \(stated.count) pairs lie in the window.")
    }
    self.incidents = incidents
    self.claims = claims
    self.streams = streams
    self.remarks = remarks
    self.account = account
    self.join = join
    self.extracted = extracted
  }

  /// The data of the observed days.
  func data(_ selection: SelectionSettings, settings: DataSettings) throws -> ConflictData {
    try ConflictData(
      incidents: incidents, claims: claims,
      window: selection.days(of: logged, file: settings.incidents ?? ""),
      streams: streams, totals: settings.totals, stated: stated)
  }

  /// What was used, and what became of every row.
  func tables(of data: ConflictData) -> [Table] {
    var tables = [IncidentTable.table(incidents)]
    if !claims.isEmpty { tables += [ClaimTable.table(claims)] + TotalsTables.all(data.totals) }
    if let counts = data.expectedCounts { tables.append(PeriodTable.table(counts)) }
    if let join { tables.append(join) }
    return tables
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

extension [Incident] {
  /// Those of some streams; all where none is of them.
  fileprivate func of(_ streams: [Dyad]) -> [Incident] {
    let chosen = filter { streams.contains($0.dyad) }
    return chosen.isEmpty ? self : chosen
  }
}
