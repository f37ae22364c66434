import Randomness
import RealModule

/// Two streams that share a rough trend, keep their own momentum and of which only one may answer
/// the other: the null model of the lead test, fitted to data and drawn from.
///
/// The path of the trend is found together with the strengths by expectation-maximization, in
/// which each event is split between trend, own momentum and answer (Veen and Schoenberg, JASA
/// 103, 2008), and by Newton steps for the path.
public struct CommonTrendNull: Sendable {
  /// Incidents a day of each stream where the trend is at its mean.
  public let rates: [Double]
  /// Expected responses, `[responder][provoker]`; zero for the direction that is tested.
  public let strengths: [[Double]]
  private let lags: [[Double]]
  private let path: [Double]
  private let precision: TridiagonalPrecision
  private let duration: Double

  /// Fits the null to two streams, the first of which does not answer the second.
  ///
  /// - Parameters:
  ///   - responder: Times of the stream whose answers are doubted, in order.
  ///   - provoker: Times of the other, in order.
  ///   - duration: The observed span, days.
  ///   - settings: Lags and roughness, as in the statistic.
  public init(
    responder: [Double], provoker: [Double], duration: Double, settings: LeadScore = LeadScore()
  ) {
    let times = [responder, provoker]
    let count = CommonTrend.bins(duration)
    let step = duration / Double(count)
    let prior = settings.trend
    let lags = [[settings.ownLag, settings.lag], [settings.lag, settings.ownLag]]
    let bins = times.map { $0.map { min(count - 1, max(0, Int($0 / step))) } }
    let kernels = (0..<2).map { i in
      (0..<2).map { j in
        ExponentialSums.past(at: times[i], of: times[j], scale: lags[i][j]).map { $0 / lags[i][j] }
      }
    }
    let integrals = (0..<2).map { i in
      (0..<2).map { j in
        ExponentialSums.pastIntegral(of: times[j], scale: lags[i][j], duration: duration)
          / lags[i][j]
      }
    }
    var path = [Double](repeating: 0, count: count)
    var rates = times.map { Double($0.count) / duration }
    var strengths = [[0.0, 0], [0, 0]]
    var weights = path.map { Double.exp($0) }
    // The trend first, then what it leaves to momentum and answers: from the other side the
    // search ends where excitation has swallowed the trend.
    for round in 0..<90 {
      if round == 30 {
        rates = rates.map { 0.7 * $0 }
        strengths = [[0.15, 0], [0.15, 0.15]]
      }
      var spontaneous = [Double](repeating: 0, count: count)
      var fromTrend = [0.0, 0]
      var answers = [[0.0, 0], [0, 0]]
      for i in 0..<2 {
        for n in times[i].indices {
          let base = rates[i] * weights[bins[i][n]]
          let own = strengths[i][0] * kernels[i][0][n]
          let other = strengths[i][1] * kernels[i][1][n]
          let total = base + own + other
          guard total > 0 else { continue }
          spontaneous[bins[i][n]] += base / total
          fromTrend[i] += base / total
          answers[i][0] += own / total
          answers[i][1] += other / total
        }
      }
      let expected = weights.map { (rates[0] + rates[1]) * $0 * step }
      prior.improve(&path, counts: spontaneous, expected: expected, step: step)
      weights = path.map { Double.exp($0) }
      let exposure = weights.reduce(0, +) * step
      for i in 0..<2 {
        rates[i] = fromTrend[i] / exposure
        for j in 0..<2 where integrals[i][j] > 0 {
          strengths[i][j] = min(0.9, answers[i][j] / integrals[i][j])
        }
      }
      strengths[0][1] = 0
    }
    self.rates = rates
    self.strengths = strengths
    self.lags = lags
    self.path = path
    self.duration = duration
    precision = prior.precision(
      step: step, information: weights.map { (rates[0] + rates[1]) * $0 * step })
  }

  /// Two streams of the null, with a path of the trend drawn from what the data tell of it.
  ///
  /// - Parameters:
  ///   - random: The stream of random numbers.
  ///   - limit: No more events than this, whatever feeds itself.
  /// - Returns: The times, responder first, each in order.
  public func draw(using random: inout RandomStream, limit: Int = 20_000) -> [[Double]] {
    let step = duration / Double(path.count)
    let deviation = precision.draw(using: &random)
    var generation: [(stream: Int, time: Double)] = []
    for stream in 0..<2 {
      for d in path.indices {
        let mean = min(1e4, rates[stream] * Double.exp(path[d] + deviation[d]) * step)
        for _ in 0..<random.poisson(mean: mean) {
          generation.append((stream, (Double(d) + random.uniform()) * step))
        }
      }
    }
    var times: [[Double]] = [[], []]
    var total = 0
    while !generation.isEmpty, total < limit {
      total += generation.count
      var next: [(stream: Int, time: Double)] = []
      for event in generation {
        times[event.stream].append(event.time)
        for i in 0..<2 where strengths[i][event.stream] > 0 {
          for _ in 0..<random.poisson(mean: strengths[i][event.stream]) {
            let time = event.time + random.exponential(mean: lags[i][event.stream])
            if time < duration { next.append((i, time)) }
          }
        }
      }
      generation = next
    }
    return times.map { $0.sorted() }
  }
}
