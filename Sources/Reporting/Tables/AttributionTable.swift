import Escalation
import Incidents
import Tabular

/// attribution.csv of any fit with histories. The last two columns set the probability that an
/// incident answers those that its report says it answers beside that statement.
enum AttributionTable {
  /// attribution.csv: where each known incident came from.
  static func table(_ histories: FittedHistories, log: [Incident]) -> Table {
    let names = histories.names
    var table = Table(
      name: "attribution",
      columns: ["stream", "incident", "date_min", "date_max", "spontaneous"]
        + names.map { "follows \($0)" } + [
          "likeliest_stream", "likeliest", "likeliest_probability", "stated", "stated_probability",
        ])
    // Incidents by document and id, so that what a report says an act answers can be looked up.
    let places = Dictionary(
      log.enumerated().map { ("\($1.provenance.document):\($1.id)", $0) },
      uniquingKeysWith: { first, _ in first })
    func stated(_ event: IncidentAttribution) -> [Table.Cell] {
      guard log.indices.contains(event.incident), !log[event.incident].answers.isEmpty else {
        return [.empty, .empty]
      }
      let incident = log[event.incident]
      let answered = incident.answers.compactMap { places["\(incident.provenance.document):\($0)"] }
      return [
        .text(incident.answers.joined(separator: ";")),
        .number(answered.reduce(0) { $0 + (event.byIncident[$1] ?? 0) }),
      ]
    }
    func label(_ index: Int) -> String { AttributionTable.label(index, log) }
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
        ] + stated(event))
    }
    return table
  }

  /// The name of an incident in tables.
  static func label(_ index: Int, _ log: [Incident]) -> String {
    guard log.indices.contains(index) else { return "e\(index + 1)" }
    // Ids of extracted incidents are unique only within their document.
    let incident = log[index]
    return incident.provenance.bytes == nil
      ? incident.id : "\(incident.provenance.document):\(incident.id)"
  }
}
