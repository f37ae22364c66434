import Extraction
import Incidents

/// A reading in short lines, so that a test shows at a glance what was found.
func acts(_ reading: Reading) -> [String] {
  reading.incidents.map { act in
    var line = "\(act.source.code)>\(act.target.code) \(act.dates)"
    if act.count != .one { line += " x\(act.count)" }
    if act.weapon != .unknown { line += " \(act.weapon.rawValue)" }
    if let killed = act.killed { line += " killed \(killed)" }
    if let wounded = act.wounded { line += " wounded \(wounded)" }
    if !act.answers.isEmpty { line += " answers \(act.answers.joined(separator: " "))" }
    return line
  }
}

/// The running totals of a reading in short lines.
func totals(_ reading: Reading) -> [String] {
  reading.claims.map { claim in
    "\(claim.source.code)>\(claim.target.code) \(claim.since) to \(claim.until):"
      + " \(claim.count) \(claim.unit.rawValue)"
  }
}

private let extractor = Extractor()

/// Reads a text as one report.
func read(_ text: String, published: String? = nil) -> Reading {
  extractor.read(
    Report(
      name: "test.txt", bytes: Array(text.utf8), published: published.flatMap { Day(iso: $0) }))
}
