import EventData
import Incidents
import Tabular

/// One sitting: shows an incident, reads a command, does it.
struct ReviewSession {
  private(set) var review: Review
  private let considered: [ConsideredAct]
  private let texts: ReviewTexts
  private let decisions: String
  /// The items in the order in which they are shown, and the place in it.
  private var order: [Int]
  private var place: Int
  /// Acts that the last answer to "why" offers, by their keys.
  private var offered: [String: (act: AddedAct, from: ConsideredAct)] = [:]

  /// A sitting that begins with the first incident on which nothing was decided.
  ///
  /// - Parameters:
  ///   - review: The incidents, with the decisions so far.
  ///   - considered: What reading considered, incidents and others.
  ///   - texts: The texts of the reports.
  ///   - decisions: The file of decisions.
  ///   - order: In which order incidents are shown.
  init(
    review: Review, considered: [ConsideredAct], texts: ReviewTexts, decisions: String,
    order: ReviewOrder
  ) {
    self.review = review
    self.considered = considered
    self.texts = texts
    self.decisions = decisions
    let shown = order == .text ? Array(review.items.indices) : review.doubtfulFirst
    self.order = shown
    place = shown.firstIndex { !review.items[$0].isReviewed } ?? 0
  }

  private enum Effect {
    /// Nothing changed: what stands on the screen still holds.
    case none
    case changed
  }

  /// Reads commands until they end.
  mutating func run() throws {
    try show()
    while let line = readLine() {
      let word = line.prefix { $0 != " " }
      let rest = line.dropFirst(word.count).trimmed
      if word == "q" { break }
      guard try obey(String(word), rest) == .changed else { continue }
      offered = [:]
      try save()
      try show()
    }
    try save()
  }

  private var index: Int? { order.indices.contains(place) ? order[place] : nil }

  /// Does a command.
  private mutating func obey(_ word: String, _ rest: String) throws -> Effect {
    if let one = offered[word] { return add(one.act, one.from.document, one.from.evidence) }
    switch word {
    case "add": return add(rest)
    case "w": return try explain(rest)
    case "n", "": return move(by: 1)
    case "p": return move(by: -1)
    default: break
    }
    guard let index else { return refuse("there is no incident; use add, w or q") }
    switch word {
    case "u": undo(index)
    case "a": return decide(.accept, on: index, moves: true)
    case "r": return decide(.reject, on: index, moves: true)
    case "e": return decide(ReviewTable.parsed("edit", rest), on: index, moves: false)
    case "s": return decide(ReviewTable.parsed("split", rest), on: index, moves: true)
    case "m":
      let other = review.items.first {
        $0.original.id == rest
          && $0.original.provenance.document == review.items[index].original.provenance.document
      }
      return decide(
        other.map { .merge(into: $0.original.provenance.evidence) }, on: index, moves: true)
    default:
      guard let option = review.options(index).first(where: { $0.key == word }) else {
        return refuse("'\(word)' is not a command; \(ReviewWords.commands)")
      }
      if case .edit = option.action { return decide(option.action, on: index, moves: false) }
      return decide(option.action, on: index, moves: true)
    }
    return .changed
  }

  private func refuse(_ words: String) -> Effect {
    Terminal.say(words)
    return .none
  }

  private mutating func decide(
    _ action: ReviewDecision.Action?, on index: Int, moves: Bool
  ) -> Effect {
    guard let action else {
      return refuse(
        "that cannot be done; write e COLUMN=VALUE, s COUNT or m ID of the same document")
    }
    do {
      try review.decide(action, on: index)
    } catch {
      return refuse("\(error)")
    }
    return moves ? move(by: 1) : .changed
  }

  private mutating func undo(_ index: Int) {
    guard review.undo(index) else { return }
    order = order.filter { $0 != index }.map { $0 > index ? $0 - 1 : $0 }
    place = min(place, max(0, order.count - 1))
  }

  private mutating func move(by step: Int) -> Effect {
    place = min(max(place + step, 0), max(0, order.count - 1))
    return .changed
  }

  private func save() throws {
    try OutputFile.write(ReviewTable.table(review.decisions).encoded(.csv), to: decisions)
  }

  // MARK: Acts that were not found

  /// The passage that was typed, in the document `doc=` or else that of the incident shown, and the
  /// other cells.
  private func passage(
    _ typed: String
  ) throws(NamedPassage.Problem) -> (passage: NamedPassage, cells: [TypedCells.Cell]) {
    let typed = TypedCells(typed, columns: Incident.editableColumns + ["doc"])
    let named = typed.cells.last { $0.column == "doc" }?.value
    guard
      let document = named ?? index.map({ review.items[$0].original.provenance.document })
    else { throw NamedPassage.Problem(words: "name the document: doc=NAME") }
    return (
      try NamedPassage(typed.words, in: document, texts),
      typed.cells.filter { $0.column != "doc" }
    )
  }

  private mutating func add(_ typed: String) -> Effect {
    do {
      let (passage, cells) = try passage(typed)
      return add(AddedAct(bytes: passage.bytes, cells: cells), passage.document, passage.words)
    } catch {
      return refuse(error.words)
    }
  }

  private mutating func add(_ act: AddedAct, _ document: String, _ evidence: String) -> Effect {
    do {
      order.insert(try review.add(act, document: document, evidence: evidence), at: place)
    } catch {
      return refuse("\(error)")
    }
    return .changed
  }

  /// Says what reading saw in a passage, and offers what has no row.
  private mutating func explain(_ typed: String) throws -> Effect {
    guard !considered.isEmpty else {
      return refuse(
        "there is no considered.csv beside the table; run talion extract again to have it")
    }
    let passage: NamedPassage
    do {
      passage = try self.passage(typed).passage
    } catch {
      return refuse(error.words)
    }
    let ofDocument = considered.filter { $0.document == passage.document }
    var acts = ofDocument.filter { $0.tellings.contains { $0.overlaps(passage.bytes) } }
    if acts.isEmpty {
      acts = ofDocument.filter { $0.tellings.contains { $0.overlaps(passage.sentence) } }
    }
    offered = [:]
    var keys: [Int: String] = [:]
    for (number, act) in acts.enumerated().prefix(9) where act.outcome != .incident {
      guard let added = AddedAct(act) else { continue }
      let key = "\(keys.count + 1)"
      keys[number] = key
      offered[key] = (added, act)
    }
    let lines = ReviewWords.lines(on: passage, acts, keys: keys)
    try Terminal.write(lines.joined(separator: "\n") + "\n")
    return .none
  }

  // MARK: Showing

  private func show() throws {
    guard let index else { return try Terminal.write("\nNo incidents.\n") }
    let incident = review.edited(index)
    var lines = [
      "", "[\(place + 1)/\(order.count)] \(incident.provenance.document) \(incident.id)",
    ]
    lines += ReviewWords.lines(incident)
    lines.append("  " + shown(incident))
    lines += ReviewWords.lines(review.options(index))
    for action in review.items[index].decisions { lines.append("  > \(ReviewWords.words(action))") }
    try Terminal.write(lines.joined(separator: "\n") + "\n")
  }

  /// The words around the evidence, the evidence itself highlighted.
  private func shown(_ incident: Incident) -> String {
    let mark = { (text: String) in
      Terminal.isInteractive ? "\u{1B}[7m\(text)\u{1B}[0m" : ">>\(text)<<"
    }
    guard let bytes = incident.provenance.bytes,
      let text = texts.text(of: incident.provenance.document), bytes.upperBound <= text.count
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
}

/// In which order incidents are reviewed.
enum ReviewOrder: String, CaseIterable {
  /// The most doubtful first.
  case doubtful
  /// As the table has them.
  case text
}
