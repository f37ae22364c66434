import RealModule

/// What moves the baseline of every stream: a path that all share, a level a stream, its weekdays,
/// its breaks, and brakes after acts of others. All enter the logarithm of the rate and have normal
/// priors.
package struct TrendField: Sendable {
  /// A path that follows an Ornstein-Uhlenbeck process.
  package struct Path: Hashable, Sendable {
    /// Its standard deviation.
    package var deviation: Double
    /// Days after which its correlation has fallen to 1/e.
    package var memory: Double
    /// Days by which it reaches the streams listed late.
    package var delay = 0
    /// The streams that it reaches late.
    package var late: Set<Int> = []

    /// A path.
    package init(deviation: Double, memory: Double, delay: Int = 0, late: Set<Int> = []) {
      self.deviation = deviation
      self.memory = memory
      self.delay = delay
      self.late = late
    }
  }

  /// A term of one stream with a value a day; its coefficient has a normal prior.
  package struct Term: Sendable {
    /// The stream.
    let stream: Int
    /// The value of each day.
    let values: [Double]
    /// The standard deviation of the coefficient.
    let deviation: Double
  }

  /// What the baseline may be like.
  package struct Shape: Sendable {
    /// Paths that all streams share.
    package var paths: [Path] = []
    /// By how much the logarithm of each stream's rate differs between weekdays; 0 where it does not.
    package var weekdays: [Double]
    /// Days on which levels may change.
    package var breaks: [Int] = []
    /// Terms of single streams.
    package var terms: [Term] = []

    /// A shape.
    package init(
      paths: [Path] = [], weekdays: [Double], breaks: [Int] = [], terms: [Term] = []
    ) {
      self.paths = paths
      self.weekdays = weekdays
      self.breaks = breaks
      self.terms = terms
    }
  }

  /// Streams.
  let streams: Int
  /// Days.
  let days: Int
  /// Paths.
  let paths: [Path]
  /// Coefficients beside the paths.
  let entryCount: Int
  /// The places of the coefficients of the additional terms.
  let termEntries: Range<Int>
  /// Coefficients in each cell, stream by stream and day by day.
  let perCell: Int
  /// Which they are.
  let entries: [Int]
  /// Their weights.
  let weights: [Double]
  /// Prior means of the coefficients.
  package let means: [Double]
  /// Prior precisions of the coefficients.
  package let precisions: [Double]

  /// A level may be so far from the logarithm of the mean rate.
  private static let levelDeviation = 3.0
  /// Levels between breaks differ by so much.
  private static let breakDeviation = 1.5

  /// The field of data.
  ///
  /// - Parameters:
  ///   - data: The streams.
  ///   - shape: What moves their baselines.
  package init(_ data: EvidenceData, _ shape: Shape) {
    let (paths, weekdays, terms) = (shape.paths, shape.weekdays, shape.terms)
    let breaks = shape.breaks
    streams = EvidenceData.responders
    days = data.days
    self.paths = paths
    var means: [Double] = []
    var precisions: [Double] = []
    func coefficient(mean: Double, deviation: Double) -> Int {
      means.append(mean)
      precisions.append(1 / (deviation * deviation))
      return means.count - 1
    }
    let perCell =
      1 + (weekdays.contains { $0 > 0 } ? 1 : 0) + (breaks.isEmpty ? 0 : 1)
      + (0..<EvidenceData.responders).reduce(0) { most, stream in
        max(most, terms.count { $0.stream == stream })
      }
    var entries = [Int](repeating: 0, count: EvidenceData.responders * data.days * perCell)
    var weights = [Double](repeating: 0, count: entries.count)
    var used = [Int](repeating: 0, count: EvidenceData.responders)
    func place(_ stream: Int, _ entry: (Int) -> Int, _ weight: (Int) -> Double) {
      for day in 0..<data.days {
        let cell = (stream * data.days + day) * perCell + used[stream]
        entries[cell] = entry(day)
        weights[cell] = weight(day)
      }
      used[stream] += 1
    }
    for stream in 0..<EvidenceData.responders {
      let rate = max(data.counts[stream].reduce(0, +), 0.5) / Double(data.days)
      let level = coefficient(mean: Double.log(rate), deviation: TrendField.levelDeviation)
      place(stream, { _ in level }, { _ in 1 })
      if let first = data.firstWeekday, weekdays[stream] > 0 {
        let factors = (0..<7).map { _ in coefficient(mean: 0, deviation: weekdays[stream]) }
        place(stream, { factors[(first + $0) % 7] }, { _ in 1 })
      }
      if !breaks.isEmpty {
        let parts = (0...breaks.count).map { _ in
          coefficient(mean: 0, deviation: TrendField.breakDeviation)
        }
        place(stream, { day in parts[breaks.count { $0 <= day }] }, { _ in 1 })
      }
    }
    let firstTerm = means.count
    for term in terms {
      let entry = coefficient(mean: 0, deviation: term.deviation)
      place(term.stream, { _ in entry }, { term.values[$0] })
    }
    self.perCell = perCell
    self.entries = entries
    self.weights = weights
    self.means = means
    self.precisions = precisions
    entryCount = means.count
    termEntries = firstTerm..<means.count
  }

  /// Nodes of the paths, day by day.
  var nodeCount: Int { paths.count * days }

  /// Nodes beside the diagonal of the precision.
  var bandWidth: Int {
    guard !paths.isEmpty else { return 0 }
    let delay = paths.map(\.delay).max() ?? 0
    return max(paths.count, paths.count * delay + paths.count - 1)
  }

  /// The node of a path that a stream feels on a day.
  func node(_ path: Int, stream: Int, day: Int) -> Int {
    let delay = paths[path].late.contains(stream) ? paths[path].delay : 0
    return paths.count * max(0, day - delay) + path
  }

  /// The precision of the prior, as an arrow.
  func priorSystem() -> ArrowSystem {
    var system = ArrowSystem(size: nodeCount, width: bandWidth, border: entryCount)
    let width = bandWidth + 1
    for (place, path) in paths.enumerated() {
      let correlation = Double.exp(-1 / path.memory)
      let scale = 1 / (path.deviation * path.deviation * (1 - correlation * correlation))
      for day in 0..<days {
        let node = paths.count * day + place
        let isEnd = day == 0 || day == days - 1
        system.band[width * node] = scale * (isEnd ? 1 : 1 + correlation * correlation)
        if days == 1 { system.band[width * node] = 1 / (path.deviation * path.deviation) }
        if day > 0 { system.band[width * node + paths.count] = -scale * correlation }
      }
    }
    for entry in 0..<entryCount {
      system.corner[entryCount * entry + entry] = precisions[entry]
    }
    return system
  }

  /// The logarithm of the determinant of the prior's precision.
  var priorLogDeterminant: Double {
    var sum = precisions.reduce(0) { $0 + Double.log($1) }
    for path in paths {
      let correlation = Double.exp(-1 / path.memory)
      let variance = path.deviation * path.deviation
      sum -= Double.log(variance)
      sum -= Double(days - 1) * Double.log(variance * (1 - correlation * correlation))
    }
    return sum
  }
}
