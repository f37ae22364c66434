import Estimation
import Randomness
import RealModule

/// What it would take to change the evidence for an answer: the weakest cause that nobody has seen,
/// and the smallest share of acts that nobody has reported.
public struct EvidenceSensitivity: Hashable, Sendable {
  /// The standard deviation of the logarithm of an unseen cause that both streams share; infinite
  /// where none that was tried is enough.
  public var deviation: Double
  /// Its memory, days.
  public var memory: Double
  /// Days by which it reaches the responder later than the provoker.
  public var delay: Int
  /// Its share of the variance of the logarithms of both streams' daily rates, from 0 to 1.
  public var share: Double
  /// The share of acts which, left out at random, leaves no evidence; NaN where half are not enough.
  public var unreported: Double

  /// Deviations that are tried, in order.
  static let deviations = [0.25, 0.5, 1, 2]
  /// Memories, days.
  static let memories = [2.0, 6]
  /// Delays, days.
  static let delays = [0, 2, 4]
  /// Shares of acts that are left out, in order.
  static let shares = [0.1, 0.2, 0.3, 0.4, 0.5]
  /// The largest share that is tried.
  public static var largestShare: Double { shares[shares.count - 1] }
  /// Data sets with acts left out; the middle one counts.
  static let thinnings = 5
}

extension EvidenceData {
  /// The variance of the logarithm of a stream's daily rate, as if it were log-normal: by how much
  /// daily counts vary beyond Poisson.
  func logVariance(_ stream: Int) -> Double {
    let values = counts[stream]
    let mean = values.reduce(0, +) / Double(values.count)
    let variance =
      values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
    return mean > 0 ? Double.log(onePlus: max(0, variance - mean) / (mean * mean)) : 0
  }

  /// The same acts, each left out with a probability.
  func thinned(_ share: Double, using random: inout RandomStream) -> EvidenceData {
    switch times {
    case .exact(let times):
      let kept = times.map { own in own.filter { _ in random.uniform() >= share } }
      return EvidenceData(
        times: kept, duration: duration, firstWeekday: firstWeekday,
        breaks: breaks.map(Double.init))
    case .days:
      let kept = counts.map { own in
        own.map { count -> Double in
          // Huge days are thinned by their expectation.
          guard count <= 1000 else { return (count * (1 - share)).rounded() }
          return Double((0..<Int(count)).count { _ in random.uniform() >= share })
        }
      }
      return EvidenceData(
        counts: kept, firstWeekday: firstWeekday, breaks: breaks.map(Double.init))
    }
  }
}

extension EvidenceComparison {
  /// What it would take to change the evidence for the answers of a stream.
  ///
  /// - Parameters:
  ///   - responder: The stream.
  ///   - spare: The logarithm of the evidence ratio over the threshold.
  /// - Returns: The weakest unseen cause and the smallest share of unreported acts.
  mutating func sensitivity(_ responder: Int, spare: Double) -> EvidenceSensitivity {
    var result = EvidenceSensitivity(
      deviation: .infinity, memory: .nan, delay: 0, share: .nan, unreported: .nan)
    guard let best else { return result }
    let other = 1 - responder
    let list = always + answers([other], [best.lags[other]])
    var start = best.strengths
    start.remove(at: always.count + responder)
    guard let plain = StrengthSearch.maximize(&likelihood, list, from: start) else { return result }
    // Of the causes of a deviation the most probable one is named.
    var highest = plain.value + spare
    for deviation in EvidenceSensitivity.deviations {
      for memory in EvidenceSensitivity.memories {
        for delay in EvidenceSensitivity.delays {
          var shape = shape
          shape.paths.append(
            TrendField.Path(deviation: deviation, memory: memory, delay: delay, late: [responder]))
          var hidden = TrendLikelihood(data, field: TrendField(data, shape), sizes: sizes)
          guard let optimum = StrengthSearch.maximize(&hidden, list, from: start),
            optimum.value > highest
          else { continue }
          highest = optimum.value
          (result.deviation, result.memory, result.delay) = (deviation, memory, delay)
        }
      }
      if result.deviation.isFinite { break }
    }
    if result.deviation.isFinite {
      let variances = (0..<2).map { data.logVariance($0) }
      let square = result.deviation * result.deviation
      result.share = variances.map { $0 > square ? square / $0 : 1 }.reduce(0, +) / 2
    }
    result.unreported = unreported(responder, spare: spare, best: best, plain: plain)
    return result
  }

  /// The smallest share of acts that leaves no evidence when they are left out at random.
  private func unreported(
    _ responder: Int, spare: Double, best: Integrated, plain: StrengthSearch.Optimum
  ) -> Double {
    let gain = best.peak - plain.value
    for (place, share) in EvidenceSensitivity.shares.enumerated() {
      let gains = (0..<EvidenceSensitivity.thinnings).map { replicate -> Double in
        var random = RandomStream(
          seed: 1, part: .init("unreported acts"),
          replicate: EvidenceSensitivity.thinnings * place + replicate)
        let thinned = data.thinned(share, using: &random)
        let lags = best.lags.map { options.lags[$0] }
        let own = traits.list(thinned)
        var field = TrendLikelihood(thinned, field: TrendField(thinned, shape), sizes: sizes)
        let answers = (0..<2).map {
          Excitation(thinned, responder: $0, provoker: 1 - $0, lag: lags[$0])
        }
        var start = best.strengths
        guard
          let with = StrengthSearch.maximize(&field, own + answers, from: start)
        else { return -.infinity }
        start.remove(at: always.count + responder)
        guard
          let rest = StrengthSearch.maximize(&field, own + [answers[1 - responder]], from: start)
        else { return -.infinity }
        return with.value - rest.value
      }
      if SampleQuantiles(gains)(0.5) < gain - spare { return share }
    }
    return .nan
  }
}
