/// Evidence that one stream answers another, beyond any trend that they share and beyond what the
/// other direction shows: the statistic of the lead test.
///
/// The conditional intensity of an event given all other events of both streams, earlier and later
/// (Papangelou's), is regressed on: a constant; the trend that both streams share, estimated from
/// all other events (``TrendPrior``); the responder's own recent past; and the provoker's near
/// future, which is raised where the provoker answers. The score of the provoker's recent past,
/// divided by its standard error net of all these, is the evidence in one direction.
///
/// A rough common trend lifts the scores of both directions alike; so half of the score of the
/// other direction is taken off. The half was found by simulation (Benchmarks, retaliation-tests):
/// without it a trend that doubles and halves within weeks passes for retaliation; with the whole
/// the statistic measures only who leads, and noise grows.
public struct LeadScore: Hashable, Sendable {
  /// The mean lag at which answers are looked for, days.
  public var lag = 2.0
  /// The mean lag of a stream's own momentum, days.
  public var ownLag = 3.0
  /// How rough the shared trend may be.
  public var trend = TrendPrior.rough
  /// Which part of the other direction's score is taken off.
  public var opposite = 0.5

  /// The usual settings.
  public init() {}

  /// The evidence that the responder answers the provoker; large values speak for it.
  ///
  /// - Parameters:
  ///   - responder: Times of the responding stream, in order.
  ///   - provoker: Times of the provoking stream, in order.
  ///   - duration: The observed span, days.
  /// - Returns: The statistic; 0 when a stream has fewer than three events.
  public func callAsFunction(
    responder: [Double], provoker: [Double], duration: Double
  ) -> Double {
    mean(of: [(responder, provoker)], duration: duration)
  }

  /// The mean over completions of uncertain times.
  ///
  /// Completions of whole days share their trend, which knows no hour.
  ///
  /// - Parameters:
  ///   - completions: Times of both streams, in order; at least one completion.
  ///   - duration: The observed span, days.
  /// - Returns: The mean statistic.
  package func mean(
    of completions: [(responder: [Double], provoker: [Double])], duration: Double
  ) -> Double {
    var last: CommonTrend?
    var sum = 0.0
    for (responder, provoker) in completions
    where responder.count >= 3 && provoker.count >= 3 {
      let counts = CommonTrend.counts([responder, provoker], duration: duration)
      let common =
        last.flatMap { $0.counts == counts ? $0 : nil }
        ?? CommonTrend(counts, duration: duration, prior: trend)
      last = common
      sum += score(responder, provoker, duration, common)
      if opposite != 0 { sum -= opposite * score(provoker, responder, duration, common) }
    }
    return sum / Double(completions.count)
  }

  private func score(
    _ responder: [Double], _ provoker: [Double], _ duration: Double, _ common: CommonTrend
  ) -> Double {
    let null = NonNegativeIntensity(
      features: [
        [Double](repeating: 1, count: responder.count), common.leavingOneOut(at: responder),
        ExponentialSums.past(at: responder, of: responder, scale: ownLag),
        ExponentialSums.future(at: responder, of: provoker, scale: lag),
      ],
      integrals: [
        duration, common.integral,
        ExponentialSums.pastIntegral(of: responder, scale: ownLag, duration: duration),
        ExponentialSums.futureIntegral(of: provoker, scale: lag),
      ])
    return null.score(
      of: ExponentialSums.past(at: responder, of: provoker, scale: lag),
      integral: ExponentialSums.pastIntegral(of: provoker, scale: lag, duration: duration))
  }
}
