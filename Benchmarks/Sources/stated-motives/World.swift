import Foundation
import PointProcesses
import Randomness

/// A world in which one side strikes (stream 0), another attacks (stream 1), and strikes are explained
/// or not. Simulated event by event, so that it is known who answers whom.
struct World {
  var duration = 111.0
  /// Rates of both streams, day by day.
  var rates: [[Double]]
  var branching: [[Double]]
  var lags: [[LagDistribution]]
  /// The chance that an answer names its attack, and the pretext ratio.
  var rho = 0.9
  var pretext = 0.0
  var naming = Statements.Naming.likeAnswers
  var mistaken = 0.05
  var halfLife: Double?
  /// The share of attacks that kill, and how many times the answers those bring about.
  var deadlyShare = 0.0
  var severity = 1.0
  /// The number of strikes that the world has; nil takes what comes.
  var strikes: ClosedRange<Int>?

  struct Event {
    var time: Double
    var parent: Int?
    var parentStream: Int?
    var isDeadly = false
  }

  struct History {
    /// In order of time; parents are positions in the provoking stream.
    var events: [[Event]]
    /// What each strike names: positions of attacks.
    var named: [Int?]
    /// The share of strikes that answer an attack.
    var answered: Double
  }

  /// A history; nil when there are too many events or not the wanted number of strikes.
  func history(using random: inout RandomStream, limit: Int = 1000) -> History? {
    var raw: [[Event]] = [[], []]
    var queue: [(stream: Int, index: Int)] = []
    for s in 0..<2 {
      for (day, rate) in rates[s].enumerated() {
        let length = min(1, duration - Double(day))
        for _ in 0..<random.poisson(mean: rate * length) {
          raw[s].append(Event(time: Double(day) + length * random.uniform()))
          raw[s][raw[s].count - 1].isDeadly = s == 1 && random.uniform() < deadlyShare
          queue.append((s, raw[s].count - 1))
        }
      }
    }
    while let (s, index) = queue.popLast() {
      guard raw[0].count + raw[1].count <= limit else { return nil }
      let event = raw[s][index]
      for i in 0..<2 {
        let factor = i == 0 && s == 1 && event.isDeadly ? severity : 1
        let mean = branching[i][s] * factor
        guard mean > 0, mean < 100 else {
          if mean == 0 { continue }
          return nil
        }
        for _ in 0..<random.poisson(mean: mean) {
          let time = event.time + lags[i][s].draw(using: &random)
          guard time < duration else { continue }
          raw[i].append(Event(time: time, parent: index, parentStream: s))
          raw[i][raw[i].count - 1].isDeadly = i == 1 && random.uniform() < deadlyShare
          queue.append((i, raw[i].count - 1))
        }
      }
    }
    if let strikes, !strikes.contains(raw[0].count) { return nil }
    guard !raw[0].isEmpty, !raw[1].isEmpty else { return nil }
    let orders = raw.map { events in events.indices.sorted { events[$0].time < events[$1].time } }
    let ranks = orders.map { order in
      var rank = [Int](repeating: 0, count: order.count)
      for (position, index) in order.enumerated() { rank[index] = position }
      return rank
    }
    let events = (0..<2).map { s in
      orders[s].map { index in
        var event = raw[s][index]
        if let parent = event.parent, let stream = event.parentStream {
          event.parent = ranks[stream][parent]
        }
        return event
      }
    }
    let named = events[0].map { strike in statement(of: strike, attacks: events[1], using: &random)
    }
    let answers = events[0].count { $0.parentStream == 1 }
    return History(
      events: events, named: named, answered: Double(answers) / Double(events[0].count))
  }

  private func statement(
    of strike: Event, attacks: [Event], using random: inout RandomStream
  ) -> Int? {
    // Attacks that are on offer to a mistake: all that began on the strike's day or before.
    let known = attacks.indices.filter {
      attacks[$0].time.rounded(.down) < strike.time.rounded(.down) + 1
    }
    guard !known.isEmpty else { return nil }
    func anything() -> Int { known[random.integer(in: 0...(known.count - 1))] }
    if strike.parentStream == 1, let parent = strike.parent {
      let lag = strike.time - attacks[parent].time
      let chance = rho * (halfLife.map { pow(2, -lag / $0) } ?? 1)
      guard random.uniform() < chance else { return nil }
      return random.uniform() < mistaken ? anything() : parent
    }
    guard random.uniform() < pretext * rho else { return nil }
    switch naming {
    case .likeAnswers:
      let weights = attacks.map { attack -> Double in
        let lag = strike.time - attack.time
        guard lag > 0 else { return 0 }
        let fade = halfLife.map { pow(2, -lag / $0) } ?? 1
        return fade * (attack.isDeadly ? severity : 1) * lags[0][1].density(lag)
      }
      let total = weights.reduce(0, +)
      guard total > 0, random.uniform() >= mistaken else { return anything() }
      var rest = random.uniform() * total
      for (index, weight) in weights.enumerated() {
        rest -= weight
        if rest <= 0 { return index }
      }
      return anything()
    case .latestOrWorst:
      let recent = attacks.indices.filter {
        attacks[$0].time < strike.time && strike.time - attacks[$0].time <= 14
      }
      guard let latest = recent.last else { return anything() }
      guard random.uniform() < 0.9 else {
        return recent[random.integer(in: 0...(recent.count - 1))]
      }
      let worst = recent.last { attacks[$0].isDeadly && strike.time - attacks[$0].time <= 7 }
      return worst ?? latest
    }
  }

  /// What is known of a history: days, and what was said.
  func data(_ history: History) throws -> (events: LatentEvents, statements: Statements) {
    let known = history.events.map { events in
      events.map { event -> LatentEvents.Interval in
        let day = event.time.rounded(.down)
        return .init(lower: day, upper: min(duration, day + 1))
      }
    }
    let attacks = history.events[1]
    return (
      try LatentEvents(known: known, duration: duration),
      Statements(
        responder: 0, provoker: 1,
        sayings: history.named.map { $0.map { .named(.init(labels: [$0])) } ?? .silent },
        pretext: pretext, naming: naming, mistaken: mistaken, halfLife: halfLife,
        harm: attacks.map { $0.isDeadly ? 1 : 0 }, severe: attacks.map(\.isDeadly),
        attacks: attacks.count)
    )
  }
}
