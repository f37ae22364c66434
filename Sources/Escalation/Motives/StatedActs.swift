import Incidents
import PointProcesses

/// The acts of one side with what it said of them, matched to the incidents of the data.
public struct StatedActs: Sendable {
  /// One act of which it is known what was said.
  public struct Act: Hashable, Sendable {
    /// The position of its incident in the log.
    public let incident: Int
    /// The position of its first event among the known events of its stream.
    let label: Int
    /// Positions in the log of the attacks that it names.
    public var named: [Int] = []
    /// The days of the attacks that it names without an incident of their own, or of a series.
    public var days: ClosedRange<Day>?
    /// Whether a motive outside the data was named.
    public var isElsewhere = false

    /// Whether it names an attack of the data.
    public var isStated: Bool { !named.isEmpty || days != nil }
  }

  /// The stream that speaks.
  public let responder: Int
  /// The stream whose attacks are named.
  public let provoker: Int
  /// Its acts, in the order of the log.
  public let acts: [Act]
  /// Stated pairs of this direction.
  public let pairs: [StatedPair]
  /// What could not be used as it stands.
  public let notes: [String]

  /// How many acts name an attack.
  public var statedCount: Int { acts.count(where: \.isStated) }

  /// What stream i said of its acts against stream j; nil where no pair of the window names them.
  ///
  /// A pair that gives identifiers is matched by these, any other by its dates and sides: the answer to
  /// the incident whose dates are nearest to its own, the trigger to all attacks within its dates. A
  /// trigger without an incident, which running totals may know, is a span of days.
  ///
  /// - Throws: ``ConflictDataError/refused(_:)`` for an identifier that names no incident, several, or one
  ///   of another stream, for a trigger that comes after its answer, and for acts that answer each
  ///   other in a circle.
  init?(_ data: ConflictData, latent: LatentData, responder i: Int, provoker j: Int) throws {
    guard let window = data.window, let own = try? Dyad(data.names[i]),
      let others = try? Dyad(data.names[j]), others.source == own.target
    else { return nil }
    var pairs: [StatedPair] = []
    var notes: [String] = []
    for pair in data.stated where pair.responder == own.source && pair.provoker == own.target {
      if pairs.contains(where: { $0.isSame(as: pair) }) { continue }
      pairs.append(pair)
    }
    guard !pairs.isEmpty else { return nil }
    let log = data.incidents
    let known = latent.events.known
    func labels(_ stream: Int) -> [Int: [Int]] {
      Dictionary(
        grouping: known[stream].indices, by: { latent.incidents[stream][$0] })
    }
    let (mine, theirs) = (labels(i), labels(j))
    var acts = mine.keys.sorted().map { Act(incident: $0, label: mine[$0]?.first ?? 0) }
    var places: [Int: Int] = [:]
    for (place, act) in acts.enumerated() { places[act.incident] = place }
    var taken: Set<Int> = []
    for pair in pairs {
      guard
        let place = try StatedActs.answer(
          pair, log: log, places: places, stream: own, taken: taken, notes: &notes)
      else { continue }
      taken.insert(place)
      let triggers = try StatedActs.triggers(
        pair, log: log, known: theirs, stream: others, window: window)
      for trigger in triggers.incidents {
        guard
          let first = log[trigger].dates.earliest,
          let last = log[acts[place].incident].dates.latest,
          first <= last
        else {
          throw ConflictDataError.refused(
            "\(pair.words): \(log[trigger].id) cannot be answered by \(log[acts[place].incident].id), "
              + "which comes before it; mend the identifiers or the dates")
        }
        if !acts[place].named.contains(trigger) { acts[place].named.append(trigger) }
      }
      if let days = triggers.days {
        let joined = acts[place].days.map {
          min($0.lowerBound, days.lowerBound)...max($0.upperBound, days.upperBound)
        }
        acts[place].days = joined ?? days
      }
      if triggers.incidents.isEmpty, triggers.days == nil {
        acts[place].isElsewhere = true
        notes.append(
          "\(pair.words): the attack that is named lies outside the data, so what was said of its answer "
            + "is left open.")
      }
    }
    self.responder = i
    self.provoker = j
    self.acts = acts
    self.pairs = pairs
    self.notes = notes
  }

  /// The position of the act that a pair says has answered; nil where the data do not have it.
  private static func answer(
    _ pair: StatedPair, log: [Incident], places: [Int: Int], stream: Dyad, taken: Set<Int>,
    notes: inout [String]
  ) throws -> Int? {
    if let name = pair.answerName {
      let incident = try named(name, in: log, pair)
      guard let place = places[incident] else {
        guard log[incident].dyad == stream else {
          throw ConflictDataError.refused(
            "\(pair.words): \(name.id) is an act of \(log[incident].dyad), not of \(stream); name an "
              + "act of the side that answers")
        }
        return nil
      }
      return place
    }
    let middle = Double(pair.answer.lowerBound.number + pair.answer.upperBound.number) / 2
    let open = places.values.filter { place in
      let position = places.first { $0.value == place }?.key ?? 0
      return log[position].dates.bounded.map { $0.overlaps(pair.answer) } ?? false
    }.sorted()
    guard !open.isEmpty else {
      notes.append("\(pair.words): no incident of \(stream) has the dates of the answer.")
      return nil
    }
    let incidentOf = Dictionary(uniqueKeysWithValues: places.map { ($0.value, $0.key) })
    func distance(_ place: Int) -> Double {
      guard let days = incidentOf[place].flatMap({ log[$0].dates.bounded }) else {
        return .infinity
      }
      let own = Double(days.lowerBound.number + days.upperBound.number) / 2
      return (own - middle).magnitude
        + 0.1 * Double(abs(days.count - pair.answer.count))
    }
    // An act that answers several attacks is named by several pairs of the same dates.
    let best = open.min { (distance($0), $0) < (distance($1), $1) } ?? open[0]
    let equal = open.filter { distance($0) == distance(best) }
    if equal.count > 1 {
      let ids = equal.compactMap { incidentOf[$0].map { log[$0].id } }.joined(separator: ", ")
      notes.append(
        "\(pair.words): \(ids) fit the dates of the answer as well; the first that no other pair "
          + "names is taken. Give response_id to choose.")
      return equal.first { !taken.contains($0) } ?? best
    }
    return best
  }

  /// The attacks that a pair names: incidents of the data, or days.
  private static func triggers(
    _ pair: StatedPair, log: [Incident], known: [Int: [Int]], stream: Dyad,
    window: ObservationWindow
  ) throws -> (incidents: [Int], days: ClosedRange<Day>?) {
    if let since = pair.since {
      guard since <= window.end, since <= pair.answer.upperBound else {
        throw ConflictDataError.refused(
          "\(pair.words): the series begins on \(since), after the answer or the window; mend the date"
        )
      }
      return ([], max(since, window.start)...min(window.end, pair.answer.upperBound))
    }
    if !pair.triggerNames.isEmpty {
      var found: [Int] = []
      for name in pair.triggerNames {
        let incident = try named(name, in: log, pair)
        guard log[incident].dyad == stream else {
          throw ConflictDataError.refused(
            "\(pair.words): \(name.id) is an act of \(log[incident].dyad), not of \(stream); name an "
              + "attack that was answered")
        }
        if known[incident] != nil { found.append(incident) }
      }
      return (found, nil)
    }
    let within = known.keys.filter { incident in
      log[incident].dates.bounded.map {
        pair.trigger.contains($0.lowerBound) && pair.trigger.contains($0.upperBound)
      } ?? false
    }.sorted()
    if !within.isEmpty { return (within, nil) }
    let near = known.keys.filter { incident in
      log[incident].dates.bounded.map { $0.overlaps(pair.trigger) && $0.count <= 3 } ?? false
    }.sorted()
    if !near.isEmpty { return (near, nil) }
    guard pair.trigger.upperBound >= window.start else { return ([], nil) }
    return (
      [], max(pair.trigger.lowerBound, window.start)...min(pair.trigger.upperBound, window.end)
    )
  }

  /// The incident of a name.
  private static func named(
    _ name: StatedPair.Name, in log: [Incident], _ pair: StatedPair
  ) throws -> Int {
    let found = log.indices.filter {
      log[$0].id == name.id
        && (name.document == nil || log[$0].provenance.document == name.document)
    }
    guard found.count == 1 else {
      throw ConflictDataError.refused(
        found.isEmpty
          ? "\(pair.words): there is no incident '\(name.id)'; use an id of the table of incidents"
          : "\(pair.words): '\(name.id)' names \(found.count) incidents; leave the id out, so that dates "
            + "and sides decide")
    }
    return found[0]
  }

  /// The statements as the sampler takes them.
  ///
  /// Of an incident of several acts the first act bears what was said, so that nothing counts twice.
  func statements(
    _ data: ConflictData, latent: LatentData, pretext: Double, naming: Statements.Naming,
    halfLife: Double?, options: MotiveOptions
  ) -> Statements {
    let known = latent.events.known
    var sayings = [Statements.Saying](repeating: .unknown, count: known[responder].count)
    let events = latent.incidents[provoker].prefix(known[provoker].count)
    for act in acts where !act.isElsewhere || act.isStated {
      guard act.isStated else {
        sayings[act.label] = options.silenceCounts ? .silent : .unknown
        continue
      }
      let labels = events.indices.filter { act.named.contains(events[$0]) }
      let span = act.days.flatMap { days in
        data.window.map {
          max(
            0, $0.time(of: days.lowerBound))...min(
              latent.events.duration, $0.time(of: days.upperBound) + 1)
        }
      }
      sayings[act.label] = .named(.init(labels: Array(labels), span: span))
    }
    let harm = events.map { Double(data.incidents[$0].killed?.minimum ?? 0) }
    return Statements(
      responder: responder, provoker: provoker, sayings: sayings, pretext: pretext, naming: naming,
      mistaken: options.mistaken, halfLife: halfLife, harm: harm,
      severe: harm.map { killed in options.severeFrom.map { killed >= Double($0) } ?? false },
      attacks: known[provoker].count)
  }

  /// For some of the acts their place among those of which it is known what was said, which is the order
  /// of their events.
  public func order(of some: [Act]) -> [Int] {
    let labels = some.map(\.label).sorted()
    return some.map { act in labels.firstIndex(of: act.label) ?? 0 }
  }

  /// Refuses acts that answer each other in a circle.
  ///
  /// - Throws: ``ConflictDataError/refused(_:)``.
  static func checkCircles(_ both: [StatedActs], log: [Incident]) throws {
    var answers: [Int: [Int]] = [:]
    for acts in both {
      for act in acts.acts { answers[act.incident, default: []] += act.named }
    }
    var state: [Int: Int] = [:]
    func visit(_ incident: Int) throws {
      if state[incident] == 2 { return }
      guard state[incident] != 1 else {
        throw ConflictDataError.refused(
          "the stated answers form a circle through \(log[incident].id); an act cannot answer what "
            + "answers it, so mend the pairs")
      }
      state[incident] = 1
      for next in answers[incident] ?? [] { try visit(next) }
      state[incident] = 2
    }
    for incident in answers.keys.sorted() { try visit(incident) }
  }
}

extension StatedPair {
  /// Whether another pair says the same.
  fileprivate func isSame(as other: StatedPair) -> Bool {
    responder == other.responder && provoker == other.provoker && trigger == other.trigger
      && answer == other.answer && answerName == other.answerName
      && triggerNames == other.triggerNames && since == other.since
  }

  /// Where it stands, or what it says, for messages.
  fileprivate var words: String {
    place
      ?? "the answer of \(responder) of \(answer.lowerBound) to \(provoker)"
  }
}
