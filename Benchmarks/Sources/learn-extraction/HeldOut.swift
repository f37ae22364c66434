import Extraction
import Foundation
import Incidents

/// The readings of reports as tables.
struct HeldOut {
  let names: [String]
  let readings: [Reading]

  func write(to folder: String) throws {
    var incidents =
      "doc,id,source,target,date_min,date_max,count_min,count_max,weapon,place,killed_min,"
      + "killed_max,wounded_min,wounded_max,retaliation_for,evidence,confidence\n"
    var claims = "doc,source,target,since_min,since_max,until_min,until_max,count_min,count_max,"
    claims += "unit,evidence\n"
    for (name, reading) in zip(names, readings) {
      for incident in reading.incidents { incidents += row(incident, of: name) }
      for claim in reading.claims { claims += row(claim, of: name) }
    }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try incidents.write(toFile: folder + "/incidents.csv", atomically: true, encoding: .utf8)
    try claims.write(toFile: folder + "/claims.csv", atomically: true, encoding: .utf8)
  }

  private func row(_ incident: Incident, of name: String) -> String {
    var cells = [name, incident.id, incident.source.code, incident.target.code]
    cells += days(incident.dates)
    cells += numbers(incident.count)
    cells += [incident.weapon.rawValue, quoted(incident.place)]
    cells += numbers(incident.killed) + numbers(incident.wounded)
    cells.append(incident.answers.joined(separator: ";"))
    cells.append(quoted(incident.provenance.evidence))
    cells.append(incident.confidence.map { String($0) } ?? "")
    return cells.joined(separator: ",") + "\n"
  }

  private func row(_ claim: Claim, of name: String) -> String {
    var cells = [name, claim.source.code, claim.target.code]
    cells += days(claim.since) + days(claim.until) + numbers(claim.count)
    cells += [claim.unit.rawValue, quoted(claim.provenance.evidence)]
    return cells.joined(separator: ",") + "\n"
  }

  private func days(_ days: DayInterval) -> [String] {
    [days.earliest.map { "\($0)" } ?? "", days.latest.map { "\($0)" } ?? ""]
  }

  private func numbers(_ count: CountInterval?) -> [String] {
    guard let count else { return ["", ""] }
    return ["\(count.minimum)", count.maximum.map { "\($0)" } ?? "+"]
  }

  private func quoted(_ text: String?) -> String {
    "\"" + (text ?? "").replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
