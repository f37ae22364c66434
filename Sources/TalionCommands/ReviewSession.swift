import EventData
import Incidents
import Tabular

/// One sitting: shows an incident, reads a command, does it.
struct ReviewSession {
  private(set) var review: Review
  private let texts: String?
  private let decisions: String
  private var index: Int

  /// A sitting that begins with the first incident on which nothing was decided.
  init(review: Review, texts: String?, decisions: String) {
    self.review = review
    self.texts = texts
    self.decisions = decisions
    index = review.items.firstIndex { !$0.isReviewed } ?? 0
  }

  /// Reads commands until they end.
  mutating func run() throws {
    guard !review.items.isEmpty else { return }
    try show()
    while let line = readLine() {
      let word = line.prefix { $0 != " " }
      let rest = String(line.dropFirst(word.count).drop { $0 == " " })
      if word == "q" { break }
      guard try obey(String(word), rest) else { continue }
      try save()
      try show()
    }
    try save()
  }

  /// Does a command; false where it was not understood.
  private mutating func obey(_ word: String, _ rest: String) throws -> Bool {
    switch word {
    case "n", "": move(by: 1)
    case "p": move(by: -1)
    case "u": review.undo(index)
    case "a": return decide(.accept, moves: true)
    case "r": return decide(.reject, moves: true)
    case "e": return decide(ReviewTable.parsed("edit", rest), moves: false)
    case "s": return decide(ReviewTable.parsed("split", rest), moves: true)
    case "m":
      let other = review.items.first {
        $0.original.id == rest
          && $0.original.provenance.document == review.items[index].original.provenance.document
      }
      return decide(other.map { .merge(into: $0.original.provenance.evidence) }, moves: true)
    default:
      Terminal.say(
        "'\(word)' is not a command; use a, r, e COLUMN=VALUE, s COUNT, m ID, u, n, p or q")
      return false
    }
    return true
  }

  private mutating func decide(_ action: ReviewDecision.Action?, moves: Bool) -> Bool {
    guard let action else {
      Terminal.say(
        "that cannot be done; write e COLUMN=VALUE, s COUNT or m ID of the same document")
      return false
    }
    do {
      try review.decide(action, on: index)
    } catch {
      Terminal.say("\(error)")
      return false
    }
    if moves { move(by: 1) }
    return true
  }

  private mutating func move(by step: Int) {
    index = min(max(index + step, 0), review.items.count - 1)
  }

  private func save() throws {
    try OutputFile.write(ReviewTable.table(review.decisions).encoded(.csv), to: decisions)
  }

  // MARK: Showing

  private func show() throws {
    let incident = review.edited(index)
    var lines = [
      "", "[\(index + 1)/\(review.items.count)] \(incident.provenance.document) \(incident.id)",
    ]
    lines.append(
      "  \(incident.dyad)  \(incident.dates)  count \(incident.count)  \(incident.weapon.rawValue)"
        + "  \(incident.place ?? "-")")
    lines.append(
      "  killed \(incident.killed.map { "\($0)" } ?? "-")"
        + "  wounded \(incident.wounded.map { "\($0)" } ?? "-")"
        + "  answers \(incident.answers.isEmpty ? "-" : incident.answers.joined(separator: " "))"
        + "  confidence \(incident.confidence.map { "\($0)" } ?? "-")")
    lines.append("  " + passage(of: incident))
    for action in review.items[index].decisions { lines.append("  > \(words(action))") }
    try Terminal.write(lines.joined(separator: "\n") + "\n")
  }

  private func words(_ action: ReviewDecision.Action) -> String {
    "\(action.name) \(action.argument)"
  }

  /// The words around the evidence, the evidence itself highlighted.
  private func passage(of incident: Incident) -> String {
    let mark = { (text: String) in
      Terminal.isInteractive ? "\u{1B}[7m\(text)\u{1B}[0m" : ">>\(text)<<"
    }
    guard let texts, let bytes = incident.provenance.bytes,
      let text = text(of: incident.provenance.document, in: texts),
      bytes.upperBound <= text.count
    else { return mark(incident.provenance.evidence) }
    let start = text[..<bytes.lowerBound].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    let end = text[bytes.upperBound...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    func part(_ range: Range<Int>) -> String {
      String(decoding: text[range], as: UTF8.self).split(whereSeparator: \.isNewline)
        .joined(separator: " ")
    }
    // A page without line breaks must not fill the screen.
    let low = max(start, bytes.lowerBound - 400)
    let high = min(end, bytes.upperBound + 400)
    return part(low..<bytes.lowerBound) + mark(part(bytes)) + part(bytes.upperBound..<high)
  }

  private func text(of document: String, in folder: String) -> [UInt8]? {
    for name in ["\(folder)/\(document)", "\(folder)/\(document).txt"] {
      if let bytes = try? InputFile.contents(path: name) { return bytes }
    }
    return nil
  }
}
