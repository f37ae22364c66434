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
  /// The logarithm of the probability of the data under it.
  var gain = -Double.infinity
  /// The share of acts which, left out at random, leaves no evidence; NaN where half are not enough.
  public var unreported: Double

  init(deviation: Double, memory: Double, delay: Int, share: Double, unreported: Double) {
    self.deviation = deviation
    self.memory = memory
    self.delay = delay
    self.share = share
    self.unreported = unreported
  }

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
        times: kept, duration: Double(days), firstWeekday: firstWeekday,
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
