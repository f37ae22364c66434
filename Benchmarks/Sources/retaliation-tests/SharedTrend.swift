import Randomness
import RealModule

/// A trend that two streams share, over 300 days in tenths of a day.
enum SharedTrend: String, CaseIterable, Sendable {
  /// No trend.
  case flat
  /// A campaign of 110 days, ten times as violent as the days around it.
  case campaign
  /// The exponential of an Ornstein-Uhlenbeck process: standard deviation 1, 20 days.
  case wandering

  static let duration = 300.0

  /// Relative rates, with mean 1.
  func path(using random: inout RandomStream) -> [Double] {
    let cells = 3000
    let step = SharedTrend.duration / Double(cells)
    var path = [Double](repeating: 1, count: cells)
    switch self {
    case .flat: break
    case .campaign:
      for cell in path.indices {
        let day = (Double(cell) + 0.5) * step
        path[cell] = day > 95 && day < 205 ? 1 : 0.1
      }
    case .wandering:
      let persistence = Double.exp(-step / 20)
      var level = random.normal()
      for cell in path.indices {
        path[cell] = Double.exp(level)
        level = persistence * level + (1 - persistence * persistence).squareRoot() * random.normal()
      }
    }
    let mean = path.reduce(0, +) / Double(cells)
    return path.map { $0 / mean }
  }
}

/// Who answers whom.
struct Truth: Sendable {
  let name: String
  /// Own responses per incident, mean lag 3 days.
  let own: Double
  /// Responses of the first stream to the second, mean lag 2 days: what is tested.
  let tested: Double
  /// Responses of the second to the first, mean lag 2 days.
  let opposite: Double

  static let all = [
    Truth(name: "none", own: 0, tested: 0, opposite: 0),
    Truth(name: "own momentum only", own: 0.38, tested: 0, opposite: 0),
    Truth(name: "the other side answers", own: 0.38, tested: 0, opposite: 0.3),
    Truth(name: "this side answers", own: 0.38, tested: 0.3, opposite: 0),
    Truth(name: "both answer", own: 0.38, tested: 0.3, opposite: 0.3),
  ]

  /// One history with about so many incidents a stream.
  func simulate(events: Double, trend: SharedTrend, using random: inout RandomStream) -> [[Double]]
  {
    let path = trend.path(using: &random)
    let duration = SharedTrend.duration
    let step = duration / Double(path.count)
    let spontaneous = [events * (1 - own - tested), events * (1 - own - opposite)]
    let cross = [tested, opposite]
    var generation: [(stream: Int, time: Double)] = []
    for stream in 0..<2 {
      for (cell, relative) in path.enumerated() {
        let mean = spontaneous[stream] * relative / Double(path.count)
        for _ in 0..<random.poisson(mean: mean) {
          generation.append((stream, (Double(cell) + random.uniform()) * step))
        }
      }
    }
    var times: [[Double]] = [[], []]
    while !generation.isEmpty {
      var next: [(stream: Int, time: Double)] = []
      for event in generation {
        times[event.stream].append(event.time)
        for stream in 0..<2 {
          let isOwn = stream == event.stream
          for _ in 0..<random.poisson(mean: isOwn ? own : cross[stream]) {
            let time = event.time + random.exponential(mean: isOwn ? 3 : 2)
            if time < duration { next.append((stream, time)) }
          }
        }
      }
      generation = next
    }
    return times.map { $0.sorted() }
  }
}
