import Estimation
import RealModule

/// The time-rescaling test: under the right model the compensator turns a stream's events into a
/// unit-rate Poisson process (Papangelou 1972; Ogata 1988).
public struct HawkesResiduals: Hashable, Sendable {
  /// The expected number of events between successive events, exponential with mean 1 under the
  /// model.
  public let spacings: [Double]
  /// Kolmogorov-Smirnov test of 1 - exp(-spacing) for uniformity. The parameters were estimated
  /// from the same data, so its p value is too large rather than too small.
  public let test: KolmogorovSmirnov

  /// The residuals of one stream.
  public init(
    of responder: Int, parameters: HawkesParameters, history: EventHistory,
    baseline: PiecewiseBaseline
  ) {
    // Events are ends of panels, so the nodes before one integrate up to it.
    let nodes = parameters.lifts(
      of: responder, history: history, baseline: baseline, until: history.duration)
    var (next, lifted, last) = (0, 0.0, 0.0)
    spacings = history.times[responder].map { time -> Double in
      while next < nodes.count, nodes[next].time < time {
        lifted += nodes[next].byStream.reduce(0, +)
        next += 1
      }
      let now =
        lifted
        + parameters.linearCount(
          of: responder, until: time, history: history, baseline: baseline
        ).total
      defer { last = now }
      return now - last
    }
    test = KolmogorovSmirnov(uniform: spacings.map { -Double.expMinusOne(-$0) })
  }
}
