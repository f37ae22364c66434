import Estimation
import Randomness
import RealModule

/// One Markov chain over everything that is not known: the times of the events inside their
/// intervals, the events that only totals know, strengths, lags and the baseline.
///
/// Who answers whom is summed over rather than sampled: given the times the likelihood of a Hawkes
/// process is a product of rates, and the sums of kernels over earlier events are kept up to date.
/// Events move one at a time, or all together with a lag; parameters move given the times.
///
/// A class that owns its memory, and never leaves the task that advances it: chains run beside each
/// other, but each by itself.
package final class HawkesChain: @unchecked Sendable {
  let model: HawkesModel
  let priors: HawkesPriors
  let data: LatentEvents
  let streamCount: Int
  /// The length of the observed span, days.
  let duration: Double

  /// The events of each stream.
  package let columns: [EventColumn]
  /// How many events each count of the data holds now.
  var held: [Int]
  /// For each stream the times at which some count begins or ends, rising: between two of them an
  /// event may move without a count changing.
  let countEdges: [[Double]]
  /// Spans that some count covers, where a stream may have unseen events, and their length.
  let unseenSpans: [[(lower: Double, upper: Double)]]
  let unseenLength: [Double]
  /// Unseen events of each stream now.
  package var unseenCount: [Int]
  /// How many events each batch has beyond its smallest number now, stream by stream.
  package var batchCount: [[Int]]
  /// The batches of each stream.
  let batches: [[LatentEvents.Batch]]
  /// Known events whose time is not known, by label.
  let movable: [[Int]]
  /// How often a sweep tries to change what is unseen, stream by stream: a number that does not
  /// change with what is unseen, as the posterior would otherwise not be left as it is.
  private(set) var unseenTries: [Int]
  /// Known events whose intervals hold an edge of a count inside.
  let crossing: [[Int]]

  /// `strength[i * streamCount + j]`.
  let strength: UnsafeMutablePointer<Double>
  /// `kernels[i * streamCount + j]`.
  let kernels: UnsafeMutablePointer<LagKernel>
  /// `mass[i * streamCount + j]`: responses of i expected inside the span per unit of strength.
  package var mass: [Double]
  package var baseline: LogBaseline
  var random: RandomStream
  var scales: ProposalScales
  /// How many moves of each kind a sweep has.
  package var plan = SweepPlan()
  /// Whether there is anything about the events to draw.
  private let hasLatentEvents: Bool
  private var sweeps = 0
  /// Pairs whose lag takes its responses along in every sweep; the others do so in every fourth.
  private(set) var jointPairs: [Bool]

  /// What is said about the acts of one stream; nil when that is not part of the data.
  package let statements: StatementMarks?

  let genealogy: Genealogy
  let tables: LagTables

  /// Scratch for the values of kernels at neighbours, stream by stream.
  let before: [UnsafeMutablePointer<Double>]
  let after: [UnsafeMutablePointer<Double>]
  /// Scratch for what a move of one event affects, stream by stream.
  let ranges: UnsafeMutablePointer<Affected>
  /// Scratch for the sums of one event.
  let own: UnsafeMutablePointer<Double>

  /// A chain at a dispersed start: times anywhere in their intervals, lags and strengths around
  /// typical values.
  package init(
    model: HawkesModel, priors: HawkesPriors, data: LatentEvents, baseline: LogBaseline,
    random: RandomStream, start: LatentStart, statements: Statements? = nil
  ) {
    self.statements = statements.map { StatementMarks($0, data) }
    self.model = model
    self.priors = priors
    self.data = data
    self.random = random
    self.baseline = baseline
    duration = data.duration
    hasLatentEvents = !data.isExact
    let d = model.streamCount
    streamCount = d
    held = [Int](repeating: 0, count: data.counts.count)
    strength = .allocate(capacity: d * d)
    strength.initialize(repeating: 0, count: d * d)
    kernels = .allocate(capacity: d * d)
    mass = [Double](repeating: 0, count: d * d)
    scales = ProposalScales(pairs: d * d, streams: d)
    jointPairs = [Bool](repeating: true, count: d * d)
    countEdges = (0..<d).map { s in
      Set(data.counts.filter { $0.stream == s }.flatMap { [$0.start, $0.end] }).sorted()
    }
    let edges = countEdges
    unseenSpans = (0..<d).map { s in
      zip(edges[s], edges[s].dropFirst()).filter { from, to in
        data.counts.contains { $0.stream == s && $0.start <= from && to <= $0.end }
      }.map { (lower: $0, upper: $1) }
    }
    unseenLength = unseenSpans.map { $0.reduce(0) { $0 + $1.upper - $1.lower } }
    unseenCount = [Int](repeating: 0, count: d)
    batches = (0..<d).map { s in data.batches.filter { $0.stream == s } }
    batchCount = batches.map { $0.map { _ in 0 } }
    crossing = (0..<d).map { s in
      data.known[s].indices.filter { label in
        let interval = data.known[s][label]
        return edges[s].contains { $0 > interval.lower && $0 < interval.upper }
      }
    }
    let capacities = (0..<d).map(data.mostEvents)
    columns = capacities.indices.map {
      EventColumn(capacity: capacities[$0], sources: d, known: data.known[$0].count)
    }
    movable = data.known.map { known in known.indices.filter { !known[$0].isExact } }
    unseenTries = columns.map { _ in 0 }
    let largest = max(1, capacities.max() ?? 1)
    before = (0..<d).map { _ in .allocate(capacity: largest) }
    after = (0..<d).map { _ in .allocate(capacity: largest) }
    own = .allocate(capacity: d)
    ranges = .allocate(capacity: d)
    ranges.initialize(repeating: Affected(from: 0, to: 0, mass: 0), count: d)
    genealogy = Genealogy(capacities: capacities)
    tables = LagTables(model)
    for pair in 0..<(d * d) {
      strength[pair] = self.random.uniform(0.05, 0.5)
      let drawn = Double.exp(Double.log(priors.lagMedian) + 0.8 * self.random.normal())
      let mean = min(
        max(drawn, model.lagRange.lowerBound * 1.01), model.lagRange.upperBound * 0.99)
      (kernels + pair).initialize(
        to: LagKernel(
          LagDistribution(
            family: model.family, mean: mean,
            checkedShape: model.fixedShape ?? model.family.typicalShape)))
    }
    for s in 0..<d {
      for label in data.known[s].indices {
        place(.init(time: start.times[s][label], label: label), s)
      }
      for time in start.unseen[s] { place(.init(time: time, label: -1), s) }
      unseenTries[s] = 2 + columns[s].count / 8
      let rate = Double(max(1, columns[s].acts)) / duration
      self.baseline.priorLevel[s] = Double.log(priors.rateCentre ?? rate)
      self.baseline.level[s] = Double.log(0.5 * rate)
      self.baseline.refresh(s)
    }
    refresh()
  }

  deinit {
    for pointer in before + after + [own, strength] { pointer.deallocate() }
    kernels.deallocate()
    ranges.deallocate()
  }

  /// Adds to the counts that hold a time.
  func count(_ time: Double, _ s: Int, by change: Int) {
    guard !countEdges[s].isEmpty else { return }
    for (index, count) in data.counts.enumerated() where count.stream == s && count.holds(time) {
      held[index] += change
    }
  }

  /// The position of the first edge of counts after a time.
  @inline(__always)
  private func edge(after time: Double, _ s: Int) -> Int {
    let edges = countEdges[s]
    var low = 0
    var high = edges.count
    while low < high {
      let middle = (low + high) >> 1
      if edges[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The span around a time in which an event may move without a count changing.
  func cell(of time: Double, _ s: Int) -> (lower: Double, upper: Double) {
    let edges = countEdges[s]
    let above = edge(after: time, s)
    return (above > 0 ? edges[above - 1] : 0, above < edges.count ? edges[above] : duration)
  }

  /// Whether the counts allow some acts fewer at a time, as many more at another; nil for neither.
  func allows(_ s: Int, without old: Double?, with next: Double?, acts: Int) -> Bool {
    if countEdges[s].isEmpty { return true }
    if let old, let next, edge(after: old, s) == edge(after: next, s) { return true }
    for (index, count) in data.counts.enumerated() where count.stream == s {
      let change =
        (next.map(count.holds) == true ? 1 : 0) - (old.map(count.holds) == true ? 1 : 0)
      let held = held[index] + change * acts
      if change != 0, held < count.minimum || held > count.maximum { return false }
    }
    return true
  }

  // MARK: Sums

  /// Computes all sums anew, which also removes what rounding has gathered.
  package func refresh() {
    for i in 0..<streamCount {
      for j in 0..<streamCount {
        let kernel = kernels[i * streamCount + j]
        excite(i, j, kernel, into: columns[i].excitation[j])
        mass[i * streamCount + j] = responses(of: i, to: j, kernel)
      }
      refreshRates(i)
    }
    refreshStatements()
  }

  /// Computes the rates of a stream from its sums.
  func refreshRates(_ i: Int) {
    let column = columns[i]
    for event in 0..<column.count {
      column.base[event] = baseline.rate(i, at: column.time[event])
      column.rate[event] = column.base[event]
    }
    for j in 0..<streamCount {
      let g = strength[i * streamCount + j]
      let sums = column.excitation[j]
      for event in 0..<column.count { column.rate[event] += g * sums[event] }
    }
  }

  /// The sums of a kernel over earlier events of j at all events of i.
  func excite(
    _ i: Int, _ j: Int, _ kernel: LagKernel, into result: UnsafeMutablePointer<Double>
  ) {
    let (column, source) = (columns[i], columns[j])
    let weights = pulls(i, j)
    var first = 0
    var end = 0
    for event in 0..<column.count {
      let now = column.time[event]
      while first < source.count, source.time[first] <= now - kernel.reach { first += 1 }
      while end < source.count, source.time[end] < now { end += 1 }
      result[event] = kernel.sum(
        source.time + first, weights + first, end - first, before: now)
    }
  }

  /// Responses of i inside the span to all events of j, per unit of strength.
  func responses(of i: Int, to j: Int, _ kernel: LagKernel) -> Double {
    let source = columns[j]
    let weights = pulls(i, j)
    let complete = source.firstPosition(notBefore: duration - kernel.reach)
    var sum = 0.0
    for event in 0..<complete { sum += weights[event] }
    for event in complete..<source.count {
      sum += weights[event] * kernel.cumulative(duration - source.time[event])
    }
    return sum
  }

  /// One round of moves.
  ///
  /// - Parameter step: How fast proposals learn their widths; zero after the warm-up.
  package func sweep(tuning step: Double) {
    if hasLatentEvents {
      for _ in 0..<plan.times { moveTimes() }
      for _ in 0..<plan.unseen { moveUnseen() }
      for _ in 0..<plan.batches { moveBatches() }
    }
    for round in 0..<max(plan.kernels, plan.strengths, plan.ridges, plan.baselines) {
      if round < plan.kernels { moveKernels(tuning: step) }
      if round < plan.strengths { moveStrengths(tuning: step) }
      if round < plan.ridges { moveAlongRidges(tuning: step) }
      if round < plan.baselines { moveBaselines(tuning: step) }
    }
    moveStatements(tuning: step)
    // Parents are drawn for single acts only: the likelihood of many acts at one time is no sum over
    // one parent each.
    // What is said makes them costly, and holds the lags of answers that they are made for.
    let isDue = sweeps % 4 == 0 || (statements == nil && jointPairs.contains(true))
    if hasLatentEvents, data.isOfSingleActs, isDue {
      for round in 0..<max(plan.clusters, plan.lagsWithTimes) {
        moveFamilies(round: round, all: sweeps % 4 == 0, tuning: step)
      }
    }
    sweeps += 1
    // Differences gather rounding; the sums are computed anew now and then.
    if sweeps % 64 == 0 { refresh() }
  }

  /// Plans how often lags take their responses along, from where the warm-up has led: a lag that is
  /// short against the dates is held by the times, one that is not moves well without them.
  ///
  /// The plan must not follow the chain any further, which would no longer leave the posterior as
  /// it is.
  package func planJointMoves() {
    for i in 0..<streamCount {
      let width = typicalWidth(of: i)
      for j in 0..<streamCount {
        let pair = i * streamCount + j
        jointPairs[pair] = kernels[pair].law.mean < 0.25 * width
      }
    }
  }

  /// The median length of what is known of a stream's times, days; with totals at least that of the
  /// spans between their edges.
  private func typicalWidth(of s: Int) -> Double {
    func median(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.sorted()[values.count / 2]
    }
    return max(
      median(data.known[s].map { $0.upper - $0.lower }),
      median(unseenSpans[s].map { $0.upper - $0.lower }))
  }

  /// The log-likelihood of one stream's events given everything else.
  func logLikelihood(_ i: Int) -> Double {
    var value = -baseline.expected(i)
    for j in 0..<streamCount { value -= strength[i * streamCount + j] * mass[i * streamCount + j] }
    for event in 0..<columns[i].count {
      value += columns[i].weight[event] * Double.log(columns[i].rate[event])
    }
    return value
  }

  /// The log-likelihood of all events.
  package var logLikelihood: Double {
    (0..<streamCount).reduce(statements?.logLikelihood ?? 0) { $0 + logLikelihood($1) }
  }

  /// The rule of Metropolis.
  func accepts(_ gain: Double) -> Bool {
    gain >= 0 || random.uniform() < Double.exp(gain)
  }
}

/// Widths of proposals, tuned during warm-up and then held.
struct ProposalScales {
  var kernel: [Double]
  var strength: [Double]
  var level: [Double]
  /// Of the logarithm of a strength that a level gives way to.
  var ridge: [Double]
  /// Of the logarithm of a strength that another gives way to.
  var exchange: [Double]
  /// Of the logarithm of the deviation of a baseline's path.
  var deviation: [Double]
  /// Of the logarithm of a lag that takes its responses with it.
  var joint: [Double]

  init(pairs: Int, streams: Int) {
    kernel = [Double](repeating: 0.5, count: pairs)
    strength = [Double](repeating: 0.5, count: pairs)
    level = [Double](repeating: 0.3, count: streams)
    ridge = strength
    exchange = strength
    deviation = [Double](repeating: 0.5, count: streams)
    joint = [Double](repeating: 0.3, count: pairs)
  }

  /// Moves a width towards an acceptance of 0.3 (Robbins and Monro); a step of zero leaves it.
  static func tune(_ scale: inout Double, accepted: Bool, step: Double) {
    guard step > 0 else { return }
    scale *= Double.exp(step * ((accepted ? 1 : 0) - 0.3))
    scale = min(max(scale, 0.01), 5)
  }
}
