import Randomness
import RealModule

/// A world in which acts happen, and what is true in it: whether the first stream answers the second.
struct Design: Sendable {
  /// What is true of the direction that is asked for.
  enum Truth: String, Sendable {
    /// Nothing is answered, and why it may look so is in the data or in the calendar.
    case nothing
    /// Nothing is answered, and why it may look so is not in the data.
    case hidden
    /// The first stream answers the second.
    case answers
    /// Both answer each other.
    case bothAnswer
    /// Acts of the second stream keep the first from acting.
    case deterred
  }

  let name: String
  let truth: Truth
  /// Streams whose times are known; the others stay hidden.
  var streams = 2
  /// Whether it is computed what would change the evidence, which takes as long as the evidence.
  var asksSensitivity = true
  /// Simulates all streams, hidden ones last.
  let simulate: @Sendable (inout RandomStream) -> [[Double]]

  static let duration = 300.0

  /// Designs in which the cause is in the data or in the calendar, then those in which it is not.
  static let nulls: [Design] =
    [20.0, 60].flatMap { memory in
      [50.0, 100, 150].map { events in
        Design(name: "trend \(Int(memory)) days, \(Int(events))", truth: .nothing) { random in
          let path = wandering(memory: memory, deviation: 1, using: &random)
          return [events, events].map { poisson($0, path, using: &random) }
        }
      }
    } + [
      Design(name: "flat, 100", truth: .nothing) { random in
        [100.0, 100].map { poisson($0, [1], using: &random) }
      },
      Design(name: "weekly, two days later, 100", truth: .nothing) { random in
        [2, 0].map { poisson(100, weekly(busiest: $0), using: &random) }
      },
      Design(name: "weekly, same days, 100", truth: .nothing) { random in
        [0, 0].map { poisson(100, weekly(busiest: $0), using: &random) }
      },
      Design(name: "it deters the other, 100", truth: .nothing) { random in
        // The first stream's acts cut the second; asked is whether the first answers.
        let first = poisson(100, [1], using: &random)
        return [first, cut(by: first, events: 100, days: 5, using: &random)]
      },
      Design(name: "the other comes in batches, 100", truth: .nothing) { random in
        [poisson(100, [1], using: &random), batches(100, using: &random)]
      },
      Design(name: "both come in batches, 100", truth: .nothing) { random in
        [batches(100, using: &random), batches(100, using: &random)]
      },
      Design(name: "break of both, 100", truth: .nothing) { random in
        [100.0, 100].map { poisson($0, broken(at: 130, factor: 5), using: &random) }
      },
      Design(name: "break of one, 100", truth: .nothing) { random in
        [
          poisson(100, broken(at: 130, factor: 5), using: &random),
          poisson(100, [1], using: &random),
        ]
      },
      Design(name: "own momentum, 100", truth: .nothing) { random in
        [0.0, 0].map { _ in
          clustered([(0, poisson(60, [1], using: &random))], own: 0.4, using: &random)[0]
        }
      },
      Design(name: "the other answers, 100", truth: .nothing) { random in
        answering(events: 100, forth: 0, back: 0.3, lag: 2, using: &random)
      },
      Design(name: "third side drives both, given, 100", truth: .nothing, streams: 3) { random in
        driven(using: &random)
      },
      Design(name: "third side drives both, hidden, 100", truth: .hidden) { random in
        driven(using: &random)
      },
      Design(name: "offensives, the other first, 100", truth: .hidden) { random in
        offensives(using: &random)
      },
      Design(name: "trend 4.3 days (half-life 3), 100", truth: .hidden) { random in
        let path = wandering(memory: 4.3, deviation: 1, using: &random)
        return [100.0, 100].map { poisson($0, path, using: &random) }
      },
    ]

  /// Designs in which the first stream answers the second.
  static let answers: [Design] =
    [1.0, 3, 10].map { lag in
      Design(name: "answers after \(Int(lag)) days, 100", truth: .answers) { random in
        answering(events: 100, forth: 0.3, back: 0, lag: lag, using: &random)
      }
    } + [
      Design(name: "answers after 1 day, 75 to 150", truth: .answers) { random in
        answering(events: 75, others: 150, forth: 0.3, back: 0, lag: 1, using: &random)
      },
      Design(name: "answers after 3 days, 75 to 150", truth: .answers) { random in
        answering(events: 75, others: 150, forth: 0.3, back: 0, lag: 3, using: &random)
      },
      Design(name: "answers after 10 days, 75 to 150", truth: .answers) { random in
        answering(events: 75, others: 150, forth: 0.3, back: 0, lag: 10, using: &random)
      },
      Design(name: "deterred for 5 days, 100", truth: .deterred) { random in
        let second = poisson(100, [1], using: &random)
        return [cut(by: second, events: 100, days: 5, using: &random), second]
      },
    ]

  /// One side or both answer (0.3 a act, mean lag 2 days; own momentum 0.38, 3 days) under trends that
  /// both share: none, a campaign of 110 days, a wandering one.
  static let grid: [Design] =
    [(name: "one", back: 0.0), (name: "both", back: 0.3)].flatMap { truth in
      ["flat", "campaign", "wandering"].flatMap { trend in
        [50.0, 150].map { events in
          Design(
            name: "\(truth.name), \(trend), \(Int(events))",
            truth: truth.back > 0 ? .bothAnswer : .answers, asksSensitivity: false
          ) { random in
            let path: [Double] =
              switch trend {
              case "campaign": (0..<3000).map { (950..<2050).contains($0) ? 1 : 0.1 }
              case "wandering": wandering(memory: 20, deviation: 1, using: &random)
              default: [1]
              }
            let own = 0.38
            return clustered(
              [
                (0, poisson(events * (1 - own - 0.3), path, using: &random)),
                (1, poisson(events * (1 - own - truth.back), path, using: &random)),
              ], own: own, cross: [[0, 0.3], [truth.back, 0]], lag: 2, using: &random)
          }
        }
      }
    }

  // MARK: Parts

  /// An inhomogeneous Poisson stream with about so many acts, by relative rates of equal cells.
  static func poisson(
    _ events: Double, _ relative: [Double], using random: inout RandomStream
  ) -> [Double] {
    let mean = relative.reduce(0, +) / Double(relative.count)
    let step = duration / Double(relative.count)
    var times: [Double] = []
    for (cell, value) in relative.enumerated() {
      let expected = events * value / mean / Double(relative.count)
      for _ in 0..<random.poisson(mean: expected) {
        times.append((Double(cell) + random.uniform()) * step)
      }
    }
    return times.sorted()
  }

  /// The exponential of an Ornstein-Uhlenbeck path in tenths of a day.
  static func wandering(
    memory: Double, deviation: Double, using random: inout RandomStream
  ) -> [Double] {
    let cells = Int(duration * 10)
    let kept = Double.exp(-0.1 / memory)
    var level = deviation * random.normal()
    return (0..<cells).map { _ in
      let value = Double.exp(level)
      level = kept * level + deviation * (1 - kept * kept).squareRoot() * random.normal()
      return value
    }
  }

  /// Daily rates of a habit: two days of the week have most acts.
  static func weekly(busiest: Int) -> [Double] {
    (0..<Int(duration)).map { ($0 + 7 - busiest) % 7 < 2 ? 1 : 0.12 }
  }

  /// Daily rates that change at once.
  static func broken(at day: Int, factor: Double) -> [Double] {
    (0..<Int(duration)).map { $0 < day ? 1 : factor }
  }

  /// A stream whose rate falls to a fifth for some days after each act of another.
  static func cut(
    by others: [Double], events: Double, days: Double, using random: inout RandomStream
  ) -> [Double] {
    let cells = Int(duration * 10)
    var relative = [Double](repeating: 1, count: cells)
    for time in others {
      for cell in Int(time * 10)..<min(cells, Int((time + days) * 10)) { relative[cell] = 0.2 }
    }
    return poisson(events, relative, using: &random)
  }

  /// Days with several acts at once: one to five, all on one day.
  static func batches(_ events: Double, using random: inout RandomStream) -> [Double] {
    var times: [Double] = []
    for day in 0..<Int(duration) where random.uniform() < events / 3 / duration {
      for _ in 0..<(1 + Int(random.uniform() * 5)) { times.append(Double(day) + random.uniform()) }
    }
    return times.sorted()
  }

  /// Adds offspring to first generations: own ones with mean lag 3 days.
  static func clustered(
    _ first: [(stream: Int, times: [Double])], own: Double, cross: [[Double]] = [], lag: Double = 2,
    using random: inout RandomStream
  ) -> [[Double]] {
    let count = (first.map(\.stream).max() ?? 0) + 1
    var all = [[Double]](repeating: [], count: count)
    var generation = first.flatMap { part in part.times.map { (stream: part.stream, time: $0) } }
    while !generation.isEmpty {
      var next: [(stream: Int, time: Double)] = []
      for act in generation {
        all[act.stream].append(act.time)
        for stream in 0..<count {
          let isOwn = stream == act.stream
          let mean = isOwn ? own : cross.isEmpty ? 0 : cross[stream][act.stream]
          for _ in 0..<random.poisson(mean: mean) {
            let time = act.time + random.exponential(mean: isOwn ? 3 : lag)
            if time < duration { next.append((stream, time)) }
          }
        }
      }
      generation = next
    }
    return all.map { $0.sorted() }
  }

  /// Two streams with own momentum of which either may answer the other; acts of each, in all.
  static func answering(
    events: Double, others: Double? = nil, forth: Double, back: Double, lag: Double,
    using random: inout RandomStream
  ) -> [[Double]] {
    let own = 0.3
    let others = others ?? events
    // Acts that are no answers: what answers leave of the number wanted.
    let first = poisson(events * (1 - own) - forth * others, [1], using: &random)
    let second = poisson(others * (1 - own) - back * events, [1], using: &random)
    return clustered(
      [(0, first), (1, second)], own: own, cross: [[0, forth], [back, 0]], lag: lag,
      using: &random)
  }

  /// A third stream whose acts the second answers within about a day and the first within four.
  static func driven(using random: inout RandomStream) -> [[Double]] {
    let third = poisson(100, [1], using: &random)
    var streams = [poisson(50, [1], using: &random), poisson(50, [1], using: &random)]
    for time in third {
      for (stream, lag) in [(0, 4.0), (1, 1)] {
        for _ in 0..<random.poisson(mean: 0.5) {
          let answer = time + random.exponential(mean: lag)
          if answer < duration { streams[stream].append(answer) }
        }
      }
    }
    return streams.map { $0.sorted() } + [third]
  }

  /// Offensives that were planned: the second side acts on the first day, the first on the next two.
  static func offensives(using random: inout RandomStream) -> [[Double]] {
    var streams = [poisson(40, [1], using: &random), poisson(40, [1], using: &random)]
    for day in 0..<(Int(duration) - 3) where random.uniform() < 0.05 {
      for _ in 0..<random.poisson(mean: 4) { streams[1].append(Double(day) + random.uniform()) }
      for _ in 0..<random.poisson(mean: 4) {
        streams[0].append(Double(day) + 1 + 2 * random.uniform())
      }
    }
    return streams.map { $0.sorted() }
  }
}
