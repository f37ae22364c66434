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
    public var warmup = 600
    /// Draws kept of each chain.
    public var draws = 500
    /// Sweeps from draw to draw at first; doubled until the chains agree.
    public var sweepsPerDraw = 2
    /// The most sweeps from draw to draw.
    public var longestStride = 32
    /// Independent draws wanted of every lag and strength.
    public var wantedSize = 200.0
    /// Whole histories kept of each chain.
    public var histories = 50
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Chains computed at a time; the draws do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
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
  /// The diagnostics of every strength and of the logarithm of every mean lag.
  public let pairDiagnostics: [(strength: ChainDiagnostics, lag: ChainDiagnostics)]

  init(
    model: HawkesModel, data: LatentEvents, options: Options, draws: [[Draw]],
    histories: [[History]], stride: Int
  ) {
    self.model = model
    self.data = data
    self.options = options
    self.draws = draws
    self.histories = histories
    self.stride = stride
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
  ///   - progress: Told how far it is.
  /// - Returns: The posterior.
  /// - Throws: Before anything is computed ``PointProcessError/wrongStreamCount(expected:found:)``,
  ///   ``PointProcessError/tooManyEvents(count:limit:)`` beyond ``LatentEvents/largestEventCount``, and
  ///   ``PointProcessError/parameterOutOfRange(_:)`` for options outside their range or a run that
  ///   would keep too much; ``PointProcessError/countsDisagree(_:)`` when no history meets the counts.
  public static func sample(
    _ model: HawkesModel, data: LatentEvents, options: Options, replicate: Int = 0,
    progress: (@Sendable (String) -> Void)? = nil
  ) async throws -> HawkesPosterior {
    try check(model, data, options)
    let chains = try (0..<options.chains).map { number in
      try chain(model, data, options, replicate, number)
    }
    _ = try await parallelMap(count: chains.count, threads: options.threads) { number in
      for sweep in 0..<options.warmup {
        chains[number].sweep(tuning: max(0.03, 1 / Double(sweep + 1).squareRoot()))
      }
      return true
    }
    progress?("warm-up done")
    var kept = chains.map { _ in [Draw]() }
    var stories = chains.map { _ in [History]() }
    var stride = options.sweepsPerDraw
    while true {
      let width = stride
      let done = kept.map(\.count)
      let told = stories.map(\.count)
      let parts = try await parallelMap(count: chains.count, threads: options.threads) { number in
        let every = max(1, options.draws / max(1, options.histories))
        var draws: [Draw] = []
        var histories: [History] = []
        for index in done[number]..<options.draws {
          for _ in 0..<width { chains[number].sweep(tuning: 0) }
          draws.append(chains[number].draw)
          if index % every == 0, told[number] + histories.count < options.histories {
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
        stride: stride)
      let size = posterior.smallestSize
      progress?(
        "sampled \(options.draws * stride) sweeps a chain: at least \(Int(size)) effective draws")
      if stride * 2 > options.longestStride || (posterior.agrees && size >= options.wantedSize) {
        return posterior
      }
      // Every second draw stays, and the chains go on with twice the stride.
      kept = kept.map(everySecond)
      stories = stories.map(everySecond)
      stride *= 2
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
    _ model: HawkesModel, _ data: LatentEvents, _ options: Options, _ replicate: Int, _ number: Int
  ) throws(PointProcessError) -> HawkesChain {
    var random = RandomStream(
      seed: options.seed, part: .init("posterior chain \(number)"), replicate: replicate)
    let start = try LatentStart(of: data, using: &random)
    return HawkesChain(
      model: model, priors: options.priors, data: data,
      baseline: LogBaseline(
        streamCount: model.streamCount, duration: data.duration, shape: options.baseline),
      random: random, start: start)
  }

  /// What chains tell of one number.
  public func diagnostics(_ number: (Draw) -> Double) -> ChainDiagnostics {
    ChainDiagnostics(draws.map { $0.map(number) })
  }

  /// The smallest effective number of draws among all strengths and lags.
  public var smallestSize: Double {
    pairDiagnostics.map { min($0.strength.bulkSize, $0.lag.bulkSize) }.min() ?? 0
  }

  /// The largest R-hat among all strengths and lags.
  public var largestRHat: Double {
    pairDiagnostics.map { max($0.strength.rHat, $0.lag.rHat) }.max() ?? .nan
  }

  /// Whether the chains tell the same: every R-hat below 1.05.
  public var agrees: Bool { largestRHat < 1.05 }

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
      actCounts: columns.map(\.acts))
  }

  /// The whole history now, with parents drawn for it.
  package var history: HawkesPosterior.History {
    genealogy.draw(from: self)
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
