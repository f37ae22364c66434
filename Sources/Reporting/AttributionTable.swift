import Escalation
import Incidents
import Tabular

/// attribution.csv of any fit with histories.
enum AttributionTable {
  /// attribution.csv: where each known incident came from.
  static func table(_ histories: FittedHistories, log: [Incident]) -> Table {
    let names = histories.names
    var table = Table(
      name: "attribution",
      columns: ["stream", "incident", "date_min", "date_max", "spontaneous"]
        + names.map { "follows \($0)" } + [
          "likeliest_stream", "likeliest", "likeliest_probability",
        ])
    func label(_ index: Int) -> String {
      guard log.indices.contains(index) else { return "e\(index + 1)" }
      // Ids of extracted incidents are unique only within their document.
      let incident = log[index]
      return incident.provenance.bytes == nil
        ? incident.id : "\(incident.provenance.document):\(incident.id)"
    }
    for event in histories.attributions {
      let incident = log.indices.contains(event.incident) ? log[event.incident] : nil
      table.append(
        [
          .text(names[event.stream]), .text(label(event.incident)),
          Table.Cell(incident?.dates.earliest?.description),
          Table.Cell(incident?.dates.latest?.description), .number(event.spontaneous),
        ] + event.byStream.map { .number($0) } + [
          Table.Cell(event.likeliestStream.map { names[$0] }),
          Table.Cell(event.likeliest.map(label)), .number(event.likeliestProbability),
        ])
    }
    return table
  }
}
