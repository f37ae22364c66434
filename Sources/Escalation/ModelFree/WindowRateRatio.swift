import Estimation
import Randomness

/// How many times as often the responder acts in the days after an incident of the provoker as in
/// the days before it, without any model.
///
/// A trend that both share raises both sides of the ratio alike. What the provoker does in answer
/// lowers it: the ratio compares directions.
struct WindowRateRatio: Sendable {
  let reach: Double

  /// Incidents and days after and before.
  struct Sums: Sendable {
    var after = 0.0
    var before = 0.0
    var daysAfter = 0.0
    var daysBefore = 0.0

    static func + (left: Sums, right: Sums) -> Sums {
      Sums(
        after: left.after + right.after, before: left.before + right.before,
        daysAfter: left.daysAfter + right.daysAfter, daysBefore: left.daysBefore + right.daysBefore)
    }

    /// The ratio of rates; NaN when nothing comes before.
    var ratio: Double {
      before > 0 && daysAfter > 0 && daysBefore > 0
        ? (after / daysAfter) / (before / daysBefore) : .nan
    }
  }

  /// The sums about one incident of the provoker, days cut at the ends of the window.
  func sums(about time: Double, responder: [Double], duration: Double) -> Sums {
    var sums = Sums(
      daysAfter: min(reach, duration - time), daysBefore: min(reach, time))
    for event in responder {
      if event > time && event <= time + reach { sums.after += 1 }
      if event < time && event >= time - reach { sums.before += 1 }
    }
    return sums
  }

  /// The ratio with a bootstrap interval over blocks of time, so that incidents that share their
  /// neighbours are drawn together.
  func estimate(
    _ completions: [DatedTimes], names: [String], responder: Int, provoker: Int, blockDays: Double,
    replicates: Int, level: Double, seed: UInt64
  ) -> Estimate {
    var blocks: [[Sums]] = []
    for completion in completions {
      let count = max(1, Int((completion.duration / max(blockDays, 1e-3)).rounded(.up)))
      var own = [Sums](repeating: Sums(), count: count)
      for time in completion.times[provoker] {
        let block = min(count - 1, max(0, Int(time / blockDays)))
        own[block] =
          own[block]
          + sums(
            about: time, responder: completion.times[responder], duration: completion.duration)
      }
      blocks.append(own)
    }
    let value = blocks.joined().reduce(Sums(), +).ratio
    var random = RandomStream(
      seed: seed, part: .init("rate ratio"), replicate: responder * names.count + provoker)
    var draws: [Double] = []
    for replicate in 0..<replicates {
      let own = blocks[replicate % blocks.count]
      var sum = Sums()
      for _ in own.indices { sum = sum + own[random.integer(in: 0...(own.count - 1))] }
      draws.append(sum.ratio)
    }
    // A draw without anything before has no ratio; when many have none, neither has the data.
    let usable = draws.filter { !$0.isNaN }
    let interval =
      10 * usable.count >= 9 * draws.count ? SampleQuantiles(usable).interval(level: level) : nil
    let differs = interval.map { $0.lowerBound > 1 || $0.upperBound < 1 } ?? false
    return Estimate(
      .rateRatio(days: Int(reach.rounded())), responder: responder, provoker: provoker,
      value: value, lower: interval?.lowerBound ?? .nan, upper: interval?.upperBound ?? .nan,
      verdict: Verdict(
        interval.map { ($0.lowerBound, $0.upperBound) }, range: .positive,
        obstacles: differs && value.isFinite || interval == nil ? [] : [.strengthMayBeZero]),
      interval: .bootstrap)
  }
}
