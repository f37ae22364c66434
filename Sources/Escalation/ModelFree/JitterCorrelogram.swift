import Estimation
import PointProcesses
import Randomness
import RealModule

/// At which lags one stream's incidents follow another's more often than chance within windows:
/// pairs a lag against the same with the responder's times redrawn within windows.
public struct JitterCorrelogram: Hashable, Sendable {
  /// Pairs whose lag lies in one bin.
  public struct Bin: Hashable, Sendable {
    /// The shortest lag, days.
    public let lower: Double
    /// The longest lag, days.
    public let upper: Double
    /// Pairs of the data, a mean over completions.
    public let pairs: Double
    /// The mean of the surrogates.
    public let expected: Double
    /// Their standard deviation.
    public let deviation: Double

    /// The excess in standard deviations; 0 where surrogates do not vary.
    public var excess: Double { deviation > 0 ? (pairs - expected) / deviation : 0 }
  }

  /// The position of the responding stream.
  public let responder: Int
  /// The position of the provoking stream.
  public let provoker: Int
  /// Bins of a day from lag 0 on.
  public let bins: [Bin]
  /// The excess that the largest of all bins passes by chance in a share 1 - level of cases.
  public let threshold: Double

  /// The bin of the largest excess; nil without bins.
  public var peak: Int? { bins.indices.max { bins[$0].excess < bins[$1].excess } }

  /// The lag of the largest excess over the band: the middle of its bin, with the run of bins about
  /// it that stay above half of its excess as interval. Not identifiable when chance reaches it.
  public var estimate: Estimate {
    var (value, lower, upper) = (Double.nan, Double.nan, Double.nan)
    var found = false
    if let peak, bins[peak].excess > threshold {
      found = true
      value = (bins[peak].lower + bins[peak].upper) / 2
      let half = bins[peak].excess / 2
      var (first, last) = (peak, peak)
      while first > 0, bins[first - 1].excess >= half { first -= 1 }
      while last + 1 < bins.count, bins[last + 1].excess >= half { last += 1 }
      (lower, upper) = (bins[first].lower, bins[last].upper)
    }
    return Estimate(
      .correlogramLag, responder: responder, provoker: provoker, value: value, lower: lower,
      upper: upper,
      verdict: found
        ? Verdict((max(lower, 0.5), upper), range: .positive) : .notIdentifiable([.insideBand]),
      interval: .jitter)
  }
}

/// Computes the correlogram of one direction.
struct CorrelogramTest: Sendable {
  let completions: [DatedTimes]
  let jitter: WindowJitter
  let responder: Int
  let provoker: Int
  let days: Int

  func run(
    names: [String], surrogates count: Int, level: Double, seed: UInt64, threads: Int
  ) async throws -> JitterCorrelogram {
    let statistics = (0..<days).map { day in
      TestStatistic(
        value: { responder, provoker, _ in
          // Simultaneous events are no answers; a pair on a border belongs to the shorter lag.
          let lower = day == 0 ? Double.leastNonzeroMagnitude : Double(day).nextUp
          return Double(
            PairExcess.count(
              responder: responder, provoker: provoker, lags: lower...Double(day + 1)))
        }, responder: responder, provoker: provoker)
    }
    let source = JitterSurrogates(
      completions: completions, jitter: jitter, responder: responder, provoker: provoker)
    let index = (responder * names.count + provoker) * 1_000_000
    let draws = try await parallelMap(count: count, threads: threads) { replicate in
      var random = RandomStream(
        seed: seed, part: .init("correlogram"), replicate: index + replicate)
      return source.jittered(statistics, using: &random, replicate: replicate)
    }
    var bins: [JitterCorrelogram.Bin] = []
    for day in 0..<days {
      let values = draws.map { $0[day] }
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      bins.append(
        .init(
          lower: Double(day), upper: Double(day + 1), pairs: statistics[day].ofData(completions),
          expected: mean, deviation: (square / Double(max(1, values.count - 1))).squareRoot()))
    }
    let largest = draws.map { draw in
      bins.indices.map { bin in
        bins[bin].deviation > 0 ? (draw[bin] - bins[bin].expected) / bins[bin].deviation : 0
      }.max() ?? 0
    }
    return JitterCorrelogram(
      responder: responder, provoker: provoker, bins: bins,
      threshold: largest.isEmpty ? .infinity : SampleQuantiles(largest)(level))
  }
}
