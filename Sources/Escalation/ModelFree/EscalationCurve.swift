import Estimation
import RealModule

/// Whether incidents of a stream come faster and faster: a power-law process, in which the expected
/// number by time t is (t / scale)^growth (Crow 1974).
///
/// The gaps then follow the escalation curve tau_n = tau_1 n^-b with b = 1 - 1 / growth (Johnson
/// et al., Science 333, 2011): b > 0 is escalation, b < 0 abatement.
public struct EscalationCurve: Hashable, Sendable {
  /// The growth exponent's maximum likelihood estimate, n / sum of log(T / t).
  public let growth: Double
  /// The ends of its exact interval: 2 n growth / estimate is chi-square with 2 n degrees.
  public let interval: ClosedRange<Double>
  /// The number of events.
  public let count: Int

  /// Fits the times of a stream; nil with fewer than two events after time 0.
  ///
  /// - Parameters:
  ///   - times: Days since the beginning of the window.
  ///   - duration: The length of the window.
  ///   - level: Of the interval.
  public init?(times: [Double], duration: Double, level: Double) {
    let used = times.filter { $0 > 0 && $0 <= duration }
    let sum = used.reduce(0) { $0 + Double.log(duration / $1) }
    guard used.count >= 2, sum > 0, level > 0, level < 1 else { return nil }
    let n = Double(used.count)
    let chi = ChiSquare(degreesOfFreedom: 2 * n)
    count = used.count
    growth = n / sum
    let tail = (1 - level) / 2
    interval = chi.quantile(tail) / (2 * sum)...chi.quantile(1 - tail) / (2 * sum)
  }

  /// The exponent b of the escalation curve that belongs to a growth.
  public static func exponent(ofGrowth growth: Double) -> Double { 1 - 1 / growth }
}
