import Incidents
import Tabular

/// Merged incidents as `merged.csv`: the columns of ``IncidentTable`` with `doc` and `evidence` of
/// the surest telling, then `tellings` (`doc:id`, joined by `;`), `documents`, `killed_min_doc`,
/// `killed_max_doc` and `why`.
public enum MergedIncidentTable {
  /// The table of merged incidents.
  public static func table(_ merged: [MergedIncident]) -> Table {
    let incidents = IncidentTable.table(merged.map(\.incident))
    var table = Table(
      name: "merged",
      columns: incidents.columns
        + ["tellings", "documents", "killed_min_doc", "killed_max_doc", "why"])
    for (row, act) in zip(incidents.rows, merged) {
      let tellings = act.tellings.map { "\($0.provenance.document):\($0.id)" }
      table.append(
        row + [
          .text(tellings.joined(separator: ";")), .integer(act.tellings.count),
          Table.Cell(act.killedDocuments?.lowest), Table.Cell(act.killedDocuments?.highest),
          .text(act.reason),
        ])
    }
    return table
  }
}
