import Escalation
import EventData
import Incidents
import Tabular

/// Incidents and totals of a window made ready for models, with an account of every row.
public struct ConflictRecord: Sendable {
  /// The streams' events and ladders.
  public let data: AnalysisData
  /// The incidents.
  public let incidents: [Incident]
  /// What the user should know: what was left out and which rules were applied.
  public let notes: [String]
  /// totals.csv: each total and what became of it.
  public let totals: Table
  /// ladder.csv: what the totals say of each span.
  public let ladder: Table
  /// Expected incidents a day.
  public let counts: CountSeries

  /// Makes streams of incidents and totals.
  ///
  /// - Throws: ``PlanError/data(_:)`` when a stream has no incident and no total in the window.
  public init(
    incidents: [Incident], claims: [Claim], streams dyads: [Dyad], window: ObservationWindow,
    totals plan: TotalsPlan
  ) throws(PlanError) {
    self.incidents = incidents
    let streams = dyads.map { IncidentStream(dyad: $0, window: window, incidents: incidents) }
    var notes: [String] = []
    var ladders: [Int: Ladder] = [:]
    var totals = Table(
      name: "totals",
      columns: [
        "stream", "doc", "since", "until", "count_min", "count_max", "stated", "used", "reason",
        "evidence",
      ])
    var rungs = Table(
      name: "ladder", columns: ["stream", "date_min", "date_max", "count_min", "count_max"])
    for (index, stream) in streams.enumerated() {
      let selection = ClaimSelection(
        claims: claims, dyad: stream.dyad, window: window, scopes: plan.scopes)
      let used = selection.used.map { claims[$0] }
      let ladder = Ladder(claims: used, rule: plan.rule)
      var reasons: [Int: String] = [:]
      for contradiction in ladder.contradictions {
        switch contradiction.resolution {
        case .leftOut(let allowed):
          reasons[contradiction.index] =
            "contradicts later statements, which allow \(allowed) in its span"
        case .widened(let band):
          reasons[contradiction.index] = "contradicts others; widened to \(band)"
        }
      }
      for (position, claim) in used.enumerated() {
        let isUsed =
          reasons[position] == nil
          || ladder.contradictions.contains {
            guard case .widened = $0.resolution else { return false }
            return $0.index == position
          }
        totals.append(
          ConflictRecord.row(claim, stream.dyad, used: isUsed, reason: reasons[position]))
      }
      for aside in selection.setAside {
        totals.append(
          ConflictRecord.row(
            claims[aside.index], stream.dyad, used: false, reason: aside.reason))
      }
      guard !ladder.rungs.isEmpty else { continue }
      let known = incidents.filter { $0.dyad == stream.dyad }.compactMap { incident in
        incident.dates.bounded.map { (dates: $0, count: max(1, incident.count.minimum)) }
      }
      ladders[index] = ladder.tightened(byKnown: known)
      for rung in ladder.rungs {
        rungs.append([
          .text("\(stream.dyad)"), .text("\(rung.days.lowerBound)"),
          .text("\(rung.days.upperBound)"), .integer(rung.count.minimum),
          rung.count.maximum.map { .integer($0) } ?? .text("+"),
        ])
      }
      let scopes = selection.scopes.map { "'\($0)'" }.joined(separator: ", ")
      notes.append(
        "\(stream.dyad): \(used.count) running totals of scope \(scopes) make "
          + "\(ladder.rungs.count) rungs; \(ladder.contradictions.count) contradicted others (rule: "
          + "\(plan.rule.rawValue)), \(selection.setAside.count) were set aside; see totals.csv")
      if ladder.rungs.contains(where: { $0.count.maximum == nil }) {
        notes.append(
          "\(stream.dyad): totals that only say 'at least' count with their smallest number")
      }
    }
    for (index, stream) in streams.enumerated() {
      if stream.events.isEmpty, ladders[index] == nil {
        throw .data(
          "\(stream.dyad) has no incident in \(window); check the window and the names of the "
            + "sides, or leave the stream out")
      }
      if !stream.undated.isEmpty {
        let ids = stream.undated.map { incidents[$0].id }.joined(separator: ", ")
        notes.append(
          "\(stream.dyad): \(stream.undated.count) incidents without a closed date interval are "
            + "not used: \(ids)")
      }
      let outside = incidents.count { incident in
        incident.dyad == stream.dyad && incident.dates.bounded != nil
          && !incident.dates.overlaps(window.days)
      }
      if outside > 0 {
        notes.append("\(stream.dyad): \(outside) incidents outside of \(window) are not used")
      }
      let open = stream.events.count { !incidents[$0.incident].count.isExact }
      if open > 0 {
        notes.append(
          "\(stream.dyad): \(open) incidents have an uncertain number of acts, which is drawn from its "
            + "interval")
      }
    }
    self.notes = notes
    self.totals = totals
    ladder = rungs
    data = AnalysisData(streams: streams, ladders: ladders, window: window)
    counts = CountSeries(expectedIn: streams, window: window)
  }

  private static func row(
    _ claim: Claim, _ dyad: Dyad, used: Bool, reason: String?
  ) -> [Table.Cell] {
    [
      .text("\(dyad)"), .text(claim.provenance.document), .text("\(claim.since)"),
      .text("\(claim.until)"), .integer(claim.count.minimum),
      claim.count.maximum.map { .integer($0) } ?? .text("+"),
      Table.Cell(claim.stated?.description), .text(used ? "yes" : "no"), Table.Cell(reason),
      .text(claim.provenance.evidence),
    ]
  }
}
