import EventData
import Incidents
import Tabular

/// What became of the incidents and totals that were found in reports.
struct JoinAccount {
  /// join.csv: every incident and total of a report, and what became of it.
  let table: Table
  /// What became of them in one sentence.
  let summary: String

  init(_ join: IncidentJoin, reports: [Incident], log: [Incident], dyads: [Dyad]) {
    var table = Table(
      name: "join",
      columns: [
        "doc", "id", "source", "target", "date_min", "date_max", "place", "decision", "log_row",
        "reason", "evidence",
      ])
    var counts = (same: 0, covered: 0, undated: 0, added: 0, other: 0)
    for (incident, decision) in zip(reports, join.decisions) {
      var row: String?
      var reason = ""
      let word: String
      switch decision {
      case .same(let index, let why):
        word = "joined"
        row = log[index].id
        reason = why
        counts.same += 1
      case .covered(let rows):
        word = "covered"
        reason = "a series; the log holds \(rows) of its acts"
        counts.covered += 1
      case .undated:
        word = "undated"
        reason = "an end of its date interval is open"
        counts.undated += 1
      case .added:
        let isOther = !dyads.contains(incident.dyad)
        word = isOther ? "other sides" : "new"
        reason = isOther ? "its sides are no stream of the study" : "no act of the log agrees"
        if isOther { counts.other += 1 } else { counts.added += 1 }
      }
      table.append([
        .text(incident.provenance.document), .text(incident.id), .text(incident.source.code),
        .text(incident.target.code), Table.Cell(incident.dates.earliest?.description),
        Table.Cell(incident.dates.latest?.description), Table.Cell(incident.place), .text(word),
        Table.Cell(row), .text(reason), .text(incident.provenance.evidence),
      ])
    }
    self.table = table
    let all = counts.same + counts.covered + counts.undated + counts.other + counts.added
    summary =
      "\(all) incidents: \(counts.same) already in the log, \(counts.covered) series that the log "
      + "covers, \(counts.undated) without a closed date, \(counts.other) of other sides, "
      + "\(counts.added) new."
  }
}
