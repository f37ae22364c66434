import EventData
import Extraction
import Incidents
import Reporting
import TextCharts

/// Why an incident has each of its values: what `talion extract --explain` prints.
struct ExtractionExplanation {
  let readings: [(name: String, reading: Reading)]
  let merged: [MergedIncident]

  /// The page on an incident.
  ///
  /// - Parameter id: `i2` of the only document, `doc:i2`, or `m3` of the merged incidents.
  /// - Returns: Its cells, tellings and doubts.
  /// - Throws: ``PlanError/usage(_:)`` when there is no such incident.
  func page(of id: String) throws(PlanError) -> Page {
    if let act = merged.first(where: { $0.incident.id == id }) { return page(of: act) }
    let parts = id.split(separator: ":")
    let document = parts.count > 1 ? parts.dropLast().joined(separator: ":") : nil
    let row = parts.last.map(String.init) ?? id
    let found = readings.filter { entry in
      (document == nil || entry.name == document)
        && entry.reading.incidents.contains { $0.id == row }
    }
    guard let entry = found.first,
      let incident = entry.reading.incidents.first(where: { $0.id == row })
    else { throw .usage("there is no incident '\(id)'; write DOCUMENT:i1 or m1") }
    guard found.count == 1 else {
      throw .usage("\(found.count) documents have '\(row)'; write \(entry.name):\(row)")
    }
    return page(of: incident, in: entry.reading, document: entry.name)
  }

  private func page(of incident: Incident, in reading: Reading, document: String) -> Page {
    var page = Page([.heading("\(document) \(incident.id): \(incident.dyad)")])
    var cells = TextTable(columns: [
      .init("cell"), .init("value"), .init("because"), .init("bytes", alignsRight: true),
    ])
    for trace in reading.traces where trace.row == incident.id {
      cells.append([
        trace.column.rawValue, Self.value(trace.column, of: incident), trace.reason.rawValue,
        "\(trace.bytes.lowerBound)..<\(trace.bytes.upperBound)",
      ])
    }
    page.append(.table(cells))
    guard let account = reading.accounts.first(where: { $0.incident == incident.id }) else {
      return page
    }
    page.append(.heading("Told in"))
    for telling in account.tellings {
      page.append(.paragraph("- \"\(telling.words)\" (\(telling.reason))"))
    }
    if !account.distinctions.isEmpty {
      page.append(.heading("Kept apart from"))
      for other in account.distinctions {
        page.append(.paragraph("- \(other.other): \(other.reason)"))
      }
    }
    page.append(.heading("Confidence \(incident.confidence.map { "\($0)" } ?? "-")"))
    page.append(
      .paragraph(
        "The share of acts with such clues that were right in reports with labels. The clues that "
          + "counted most, in log odds; above zero they speak for the act as it was read:"))
    var clues = TextTable(columns: [.init("clue"), .init("log odds", alignsRight: true)])
    for doubt in account.doubts {
      clues.append([
        doubt.reason, "\(doubt.cost > 0 ? "-" : "+")\(Numeral.fixed(abs(doubt.cost), decimals: 2))",
      ])
    }
    page.append(.table(clues))
    return page
  }

  private func page(of act: MergedIncident) -> Page {
    var page = Page([.heading("\(act.incident.id): \(act.incident.dyad)")])
    var table = TextTable(columns: [
      .init("document"), .init("id"), .init("when"), .init("weapon"), .init("place"),
      .init("killed"), .init("evidence"),
    ])
    for telling in act.tellings {
      table.append([
        telling.provenance.document, telling.id, "\(telling.dates)", telling.weapon.rawValue,
        telling.place ?? "", telling.killed.map { "\($0)" } ?? "", telling.provenance.evidence,
      ])
    }
    page.append(.table(table))
    let words =
      act.tellings.count == 1
      ? "No other document tells of it." : "Taken for one act because of \(act.reason)."
    page.append(.paragraph(words))
    return page
  }

  private static func value(_ column: Trace.Column, of incident: Incident) -> String {
    switch column {
    case .source: incident.source.code
    case .target: incident.target.code
    case .date: "\(incident.dates)"
    case .count: "\(incident.count)"
    case .weapon: incident.weapon.rawValue
    case .place: incident.place ?? ""
    case .killed: incident.killed.map { "\($0)" } ?? ""
    case .wounded: incident.wounded.map { "\($0)" } ?? ""
    case .retaliationFor: incident.answers.joined(separator: " ")
    case .sourceName: incident.sourceName ?? ""
    case .targetName: incident.targetName ?? ""
    case .since, .until, .unit: ""
    }
  }
}
