import Escalation
import Incidents
import Tabular

/// What became of running totals, as tables and sentences.
public enum TotalsTables {
  /// `totals.csv` (each total and what became of it) and `ladder.csv` (what the totals say of each
  /// span).
  public static func all(_ streams: [StreamTotals]) -> [Table] {
    var totals = Table(
      name: "totals",
      columns: [
        "stream", "doc", "since", "until", "count_min", "count_max", "stated", "used", "reason",
        "evidence",
      ])
    var ladder = Table(
      name: "ladder", columns: ["stream", "date_min", "date_max", "count_min", "count_max"])
    for stream in streams {
      for decision in stream.decisions {
        let claim = decision.claim
        totals.append([
          .text("\(stream.dyad)"), .text(claim.provenance.document), .text("\(claim.since)"),
          .text("\(claim.until)"), .integer(claim.count.minimum), maximum(claim.count),
          Table.Cell(claim.stated?.description), .text(decision.isUsed ? "yes" : "no"),
          Table.Cell(decision.reason), .text(claim.provenance.evidence),
        ])
      }
      for rung in stream.rungs {
        ladder.append([
          .text("\(stream.dyad)"), .text("\(rung.days.lowerBound)"),
          .text("\(rung.days.upperBound)"), .integer(rung.count.minimum), maximum(rung.count),
        ])
      }
    }
    return [totals, ladder]
  }

  /// How the totals of each stream are used, a sentence a stream.
  public static func sentences(_ streams: [StreamTotals], rule: TotalsRule) -> [String] {
    streams.filter { $0.ladder != nil }.map { stream in
      let used = stream.decisions.count(where: \.isUsed)
      let scopes = stream.scopes.map { "'\($0)'" }.joined(separator: ", ")
      return "\(stream.dyad): \(used) running totals of scope \(scopes) make "
        + "\(stream.rungs.count) spans; \(stream.contradictions) contradicted others (rule: "
        + "\(rule.rule.rawValue)), \(stream.setAside) were set aside. See totals.csv."
    }
  }

  private static func maximum(_ count: CountInterval) -> Table.Cell {
    count.maximum.map { .integer($0) } ?? .open
  }
}
