import Estimation
import LinearAlgebra
import Randomness
import RealModule

/// The posterior of a Hawkes process whose times are known as intervals, as draws of several chains.
///
/// Everything unknown is drawn together: times inside their intervals, events that only totals know,
/// strengths, lags and baselines (``HawkesChain``). Chains start at dispersed values; they run until
/// they agree and have told enough, or to a limit.
public struct HawkesPosterior: Sendable {
  /// How long to compute, and from what beliefs.
  public struct Options: Hashable, Sendable {
    /// What is believed before the data.
    public var priors = HawkesPriors()
    /// What the baseline may do.
    public var baseline = BaselineShape(slowerThan: 14)
    /// Chains, each from a start of its own.
    public var chains = 4
    /// Sweeps in which a chain finds its place and its step widths; not used.
    public var warmup = 300
    /// Draws kept of each chain, at least: while the chains do not agree, or tell too little, a quarter
    /// more follow, and at twice as many every second is dropped.
    public var draws = 300
    /// What a sweep does.
    public var plan = SweepPlan()
    /// Sweeps from draw to draw at first.
    public var sweepsPerDraw = 1
    /// The most sweeps from draw to draw.
    public var longestStride = 50
    /// Independent draws wanted of every strength, and of the lags of answers between streams.
    public var wantedSize = 200.0
    /// The share of ``wantedSize`` that is wanted of a stream's lag to itself beside other streams.
    public var ownLagShare = 0.6
    /// The pair that alone has to mix well; nil for all.
    public var wantedPair: Pair?
    /// Whole histories kept of each chain, at least.
    public var histories = 50
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Chains computed at a time; the draws do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// A responder and a provoker, by their positions.
  public struct Pair: Hashable, Sendable {
    /// The stream that answers.
    public var responder: Int
    /// The stream that is answered.
    public var provoker: Int

    /// A pair of streams.
    public init(responder: Int, provoker: Int) {
      self.responder = responder
      self.provoker = provoker
    }
  }

  /// Where chains begin.
  public enum Starts: Sendable {
    /// Each at another place: they must find each other, which shows that they are long enough.
    case dispersed
    /// Where the chains of another posterior of the same data ended: its baseline may differ.
    case ends(of: HawkesPosterior)
    /// At the parameters where the chains of another posterior of the same streams ended.
    case parameters(of: HawkesPosterior)
    /// The same with all strengths at zero, where they stay.
    case withoutAnswers(of: HawkesPosterior)

    fileprivate var haveAnswers: Bool {
      if case .withoutAnswers = self { false } else { true }
    }
  }

  /// The parameters at one moment of a chain.
  public struct Draw: Sendable {
    /// Expected direct responses of row i to one event of column j.
    public let branching: Matrix
    /// Lag distributions, `lags[i][j]`.
    public let lags: [[LagDistribution]]
    /// Events of each stream expected from the baseline inside the window.
    public let baselineCounts: [Double]
    /// Responses of i expected inside the window to all events of j.
    public let responseCounts: Matrix
    /// Acts of each stream that only totals know.
    public let unseenCounts: [Int]
    /// All acts of each stream: known ones, those that batches have beyond their smallest number,
    /// and those that only totals know.
    public let actCounts: [Int]
    /// What statements add; nil where they are not part of the data.
    public let said: StatementDraw?
  }

  /// A whole history at one moment of a chain.
  public struct History: Sendable {
    /// The parameters.
    public let draw: Draw
    /// The events.
    public let events: EventHistory
    /// For each event its position in the data, behind those the batch that it belongs to, or -1 for
    /// one that only totals know.
    public let labels: [[Int]]
    /// For each event what it answers: a stream and a position, or nil for the baseline.
    public let parents: [[(stream: Int, position: Int)?]]
    /// Baseline rates of each stream, day by day, events a day.
    public let baselineRates: [[Double]]
  }

  /// The model.
  public let model: HawkesModel
  /// The data.
  public let data: LatentEvents
  /// The options.
  public let options: Options
  /// Draws, chain by chain.
  public let draws: [[Draw]]
  /// Histories, chain by chain, evenly among the draws.
  public let histories: [[History]]
  /// Sweeps from draw to draw in the end.
  public let stride: Int
  /// Where each chain ended.
  package let ends: [ChainState]
  /// The diagnostics of every strength and of the logarithm of every mean lag.
  public let pairDiagnostics: [(strength: ChainDiagnostics, lag: ChainDiagnostics)]

  init(
    model: HawkesModel, data: LatentEvents, options: Options, draws: [[Draw]],
    histories: [[History]], stride: Int, ends: [ChainState]
  ) {
    self.model = model
    self.data = data
    self.options = options
    self.draws = draws
    self.histories = histories
    self.stride = stride
    self.ends = ends
    let count = model.streamCount
    pairDiagnostics = (0..<(count * count)).map { pair in
      let (i, j) = (pair / count, pair % count)
      return (
        ChainDiagnostics(draws.map { $0.map { $0.branching[i, j] } }),
        ChainDiagnostics(draws.map { $0.map { Double.log($0.lags[i][j].mean) } })
      )
    }
  }

  /// Draws from the posterior.
  ///
  /// - Parameters:
  ///   - model: What is fitted; its baseline is not used.
  ///   - data: The events.
  ///   - options: How long to compute.
  ///   - replicate: Which of several computations under one seed.
  ///   - statements: What is said about the acts of one stream.
  ///   - starts: Where the chains begin.
  ///   - progress: Told the share that is done, as far as it can be known.
  /// - Returns: The posterior.
  /// - Throws: Before anything is computed ``PointProcessError/wrongStreamCount(expected:found:)``,
  ///   ``PointProcessError/tooManyEvents(count:limit:)`` beyond ``LatentEvents/largestEventCount``, and
  ///   ``PointProcessError/parameterOutOfRange(_:)`` for options outside their range or a run that
  ///   would keep too much; ``PointProcessError/countsDisagree(_:)`` when no history meets the counts.
  public static func sample(
    _ model: HawkesModel, data: LatentEvents, options: Options, replicate: Int = 0,
    statements: Statements? = nil, from starts: Starts = .dispersed,
    progress: (@Sendable (Double) -> Void)? = nil
  ) async throws -> HawkesPosterior {
    try check(model, data, options)
    try statements?.check(data)
    let chains = try (0..<options.chains).map { number in
      try chain(model, data, options, replicate, number, statements, starts)
    }
    _ = try await parallelMap(count: chains.count, threads: options.threads) { number in
      for sweep in 0..<options.warmup {
        chains[number].sweep(tuning: max(0.03, 1 / Double(sweep + 1).squareRoot()))
      }
      chains[number].planJointMoves()
      return true
    }
    var kept = chains.map { _ in [Draw]() }
    var stories = chains.map { _ in [History]() }
    var stride = options.sweepsPerDraw
    let every = max(1, options.draws / max(1, options.histories))
    var wanted = options.draws
    // Without answers there is no strength and no lag whose chains could disagree.
    let most =
      starts.haveAnswers
      ? options.draws * max(options.longestStride, stride) : options.draws * stride
    while true {
      let (width, target) = (stride, wanted)
      let done = kept[0].count
      let parts = try await parallelMap(count: chains.count, threads: options.threads) { number in
        var draws: [Draw] = []
        var histories: [History] = []
        for index in done..<target {
          for _ in 0..<width { chains[number].sweep(tuning: 0) }
          draws.append(chains[number].draw)
          if options.histories > 0, index % every == every - 1 {
            histories.append(chains[number].history)
          }
        }
        return (draws, histories)
      }
      for (number, part) in parts.enumerated() {
        kept[number] += part.0
        stories[number] += part.1
      }
      let posterior = HawkesPosterior(
        model: model, data: data, options: options, draws: kept, histories: stories,
        stride: stride, ends: chains.map(\.state))
      progress?(
        max(
          Double(wanted * stride) / Double(most),
          posterior.smallestSize / max(1, options.wantedSize)))
      if wanted * stride >= most || (posterior.agrees && posterior.isEnough) {
        return posterior
      }
      wanted += max(1, options.draws / 4)
      if wanted > 2 * options.draws {
        // Every second draw stays, and the chains go on with twice the stride.
        kept = kept.map(everySecond)
        stories = stories.map(everySecond)
        stride *= 2
        wanted = kept[0].count + max(1, options.draws / 4)
      }
      // The last stretch ends where the limit is.
      wanted = min(wanted, max(kept[0].count + 1, most / stride))
    }
  }

  /// Refuses what cannot be computed.
  private static func check(
    _ model: HawkesModel, _ data: LatentEvents, _ options: Options
  ) throws(PointProcessError) {
    guard model.streamCount == data.streamCount else {
      throw .wrongStreamCount(expected: model.streamCount, found: data.streamCount)
    }
    let most = (0..<data.streamCount).reduce(0) { $0 + data.mostEvents($1) }
    guard most <= LatentEvents.largestEventCount else {
      throw .tooManyEvents(count: most, limit: LatentEvents.largestEventCount)
    }
    func require(_ value: Int, _ range: ClosedRange<Int>, _ name: String) throws(PointProcessError)
    {
      guard range.contains(value) else {
        throw .parameterOutOfRange(
          "The number of \(name) is \(value). Use \(range.lowerBound) to \(range.upperBound).")
      }
    }
    try require(options.chains, 1...100, "chains")
    try require(options.warmup, 0...1_000_000, "warm-up sweeps")
    try require(options.draws, 4...1_000_000, "draws")
    try require(options.sweepsPerDraw, 1...10_000, "sweeps per draw")
    try require(options.histories, 0...1_000_000, "kept histories")
    try require(options.threads, 1...4096, "threads")
    let pairs = Double(model.streamCount * model.streamCount)
    let kept =
      Double(options.chains)
      * (Double(options.draws) * pairs + Double(options.histories) * Double(most))
    guard kept <= 2e7 else {
      throw .parameterOutOfRange(
        "\(options.chains) chains of \(options.draws) draws and \(options.histories) histories of up to "
          + "\(most) events do not fit into memory. Use fewer draws, histories or chains.")
    }
  }

  private static func everySecond<Element>(_ values: [Element]) -> [Element] {
    values.indices.filter { $0 % 2 == 1 }.map { values[$0] }
  }

  private static func chain(
    _ model: HawkesModel, _ data: LatentEvents, _ options: Options, _ replicate: Int, _ number: Int,
    _ statements: Statements?, _ starts: Starts
  ) throws(PointProcessError) -> HawkesChain {
    var random = RandomStream(
      seed: options.seed, part: .init("posterior chain \(number)"), replicate: replicate)
    let start = try LatentStart(of: data, using: &random)
    let chain = HawkesChain(
      model: model, priors: options.priors, data: data,
      baseline: LogBaseline(
        streamCount: model.streamCount, duration: data.duration, shape: options.baseline),
      random: random, start: start, statements: statements)
    chain.plan = options.plan
    switch starts {
    case .dispersed: break
    case .ends(of: let other): chain.take(other.ends[number % other.ends.count])
    case .parameters(of: let other):
      chain.take(parametersOf: other.ends[number % other.ends.count])
    case .withoutAnswers(of: let other):
      chain.take(parametersOf: other.ends[number % other.ends.count].withoutAnswers)
      chain.plan = options.plan.withoutAnswers
    }
    return chain
  }

  /// What chains tell of one number.
  public func diagnostics(_ number: (Draw) -> Double) -> ChainDiagnostics {
    ChainDiagnostics(draws.map { $0.map(number) })
  }

  /// The smallest effective number of draws among all strengths and lags.
  public var smallestSize: Double {
    pairDiagnostics.enumerated().filter { isWanted($0.offset) }.map {
      min($0.element.strength.bulkSize, $0.element.lag.bulkSize)
    }.min() ?? 0
  }

  /// Whether a pair is a stream's answer to itself beside other streams. Its lag is no answer, and under
  /// coarse dates it may mix many times as slowly as all the rest.
  private func isMomentum(_ pair: Int) -> Bool {
    model.streamCount > 1 && pair / model.streamCount == pair % model.streamCount
  }

  /// Whether a pair has to mix: all, or the one in question.
  private func isWanted(_ pair: Int) -> Bool {
    options.wantedPair.map { $0.responder * model.streamCount + $0.provoker == pair } ?? true
  }

  /// Whether there are as many effective draws as the options want.
  public var isEnough: Bool {
    pairDiagnostics.enumerated().allSatisfy { pair, found in
      if !isWanted(pair) { return true }
      let share = isMomentum(pair) ? options.ownLagShare : 1
      return found.strength.bulkSize >= options.wantedSize
        && found.lag.bulkSize >= share * options.wantedSize
    }
  }

  /// The largest R-hat among all strengths and lags.
  public var largestRHat: Double {
    pairDiagnostics.enumerated().filter { isWanted($0.offset) }.map {
      max($0.element.strength.rHat, $0.element.lag.rHat)
    }.max() ?? .nan
  }

  /// Whether the chains tell the same: every R-hat below 1.05, those of a stream's lag to itself beside
  /// other streams below 1.1.
  public var agrees: Bool {
    pairDiagnostics.enumerated().allSatisfy { pair, found in
      !isWanted(pair)
        || found.strength.rHat < 1.05 && found.lag.rHat < (isMomentum(pair) ? 1.1 : 1.05)
    }
  }

  /// Draws of each chain.
  public var drawsPerChain: Int { draws.first?.count ?? 0 }

  /// The draws of all chains.
  public var pooled: [Draw] { Array(draws.joined()) }
}

extension HawkesChain {
  /// The parameters now.
  var draw: HawkesPosterior.Draw {
    let d = streamCount
    var branching = Matrix(rows: d, columns: d)
    var responses = Matrix(rows: d, columns: d)
    for i in 0..<d {
      for j in 0..<d {
        branching[i, j] = strength[i * d + j]
        responses[i, j] = strength[i * d + j] * mass[i * d + j]
      }
    }
    return HawkesPosterior.Draw(
      branching: branching, lags: (0..<d).map { i in (0..<d).map { kernels[i * d + $0].law } },
      baselineCounts: (0..<d).map(baseline.expected), responseCounts: responses,
      unseenCounts: zip(unseenCount, data.actsPerUnseen).map { $0 * $1 },
      actCounts: columns.map(\.acts), said: statementDraw)
  }

  /// The whole history now, with parents drawn for it.
  package var history: HawkesPosterior.History {
    genealogy.draw(from: self, heeding: true)
    let times = columns.map { column in (0..<column.count).map { column.time[$0] } }
    let weights = columns.map { column in (0..<column.count).map { column.weight[$0] } }
    guard let events = try? EventHistory(times: times, weights: weights, duration: duration) else {
      preconditionFailure("a chain keeps its events inside the window")
    }
    return HawkesPosterior.History(
      draw: draw, events: events,
      labels: columns.map { column in (0..<column.count).map { column.label[$0] } },
      parents: genealogy.parents(of: columns.map(\.count)), baselineRates: baseline.rates)
  }
}
