import Estimation
import LinearAlgebra
import PointProcesses
import RealModule
import TimeSeries

/// How well models that saw only the first part of the window foretell the rest.
///
/// The logarithm of the predictive density of the held-out incidents, in nats, a mean over completed
/// data sets. All models are scored as point processes, so that their scores compare: a count
/// autoregression has a rate that is constant within a day.
public struct HeldOutScores: Hashable, Sendable {
  /// A model that foretells.
  public enum Model: String, CaseIterable, Hashable, Sendable {
    /// The posterior, with answers.
    case posterior = "Hawkes posterior"
    /// The same baseline without answers.
    case baseline = "baseline only"
    /// One rate for the whole window.
    case poisson = "Poisson"
    /// A Poisson autoregression of daily counts on the last day of both sides and the last mean.
    case autoregression = "count autoregression"
  }

  /// The day from which incidents were held out, days from the beginning of the window.
  public let start: Double
  /// Held-out incidents, a mean over completions.
  public let count: Double
  /// Log scores in nats; a model that could not be fitted is missing.
  public let scores: [Model: Double]

  /// Scores on the last part of a window; nil where either part holds too little.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - latent: The same as the sampler takes them.
  ///   - posterior: The posterior of the whole window: its chains lend the parameters to begin with.
  ///   - share: The share of the window that is held out.
  /// - Returns: The scores.
  /// - Throws: ``PointProcessError`` when no history meets the counts.
  static func compute(
    _ data: AnalysisData, latent: LatentData, posterior: HawkesPosterior, share: Double
  ) async throws -> HeldOutScores? {
    let start = ((1 - share) * data.duration).rounded(.down)
    guard start >= 10, data.duration - start >= 5 else { return nil }
    let training = try latent.events.beginning(until: start)
    let completions = try (0..<6).map {
      try CompletedHistory(of: data, seed: posterior.options.seed, replicate: $0).history
    }
    guard training.known.allSatisfy({ $0.count >= 3 }),
      completions.contains(where: { $0.times.joined().contains { $0 >= start } })
    else { return nil }
    var sampling = posterior.options
    sampling.chains = 2
    sampling.warmup = min(sampling.warmup, 100)
    sampling.draws = 200
    sampling.histories = 40
    sampling.wantedSize = 50
    sampling.ownLagShare = 0.3
    var scores: [Model: Double] = [:]
    for kind in [Model.posterior, .baseline] {
      let trained = try await HawkesPosterior.sample(
        posterior.model, data: training, options: sampling,
        replicate: kind == .baseline ? 91 : 90,
        from: kind == .baseline ? .withoutAnswers(of: posterior) : .parameters(of: posterior))
      let stories = Array(trained.histories.joined())
      scores[kind] = mean(completions) { history in
        logMeanExponential(stories.map { $0.logDensity(of: history, after: start) })
      }
    }
    scores[.poisson] = mean(completions) { poisson($0, start) }
    let autoregression = mean(completions) { countAutoregression($0, start) }
    if autoregression.isFinite { scores[.autoregression] = autoregression }
    return HeldOutScores(
      start: start,
      count: mean(completions) { history in
        zip(history.times.joined(), history.weights.joined()).reduce(0) {
          $1.0 >= start ? $0 + $1.1 : $0
        }
      },
      scores: scores)
  }

  private static func mean(
    _ completions: [EventHistory], _ score: (EventHistory) -> Double
  ) -> Double {
    completions.reduce(0) { $0 + score($1) } / Double(completions.count)
  }

  private static func logMeanExponential(_ values: [Double]) -> Double {
    let largest = values.max() ?? -.infinity
    guard largest.isFinite else { return -.infinity }
    let sum = values.reduce(0) { $0 + Double.exp($1 - largest) }
    return largest + Double.log(sum / Double(values.count))
  }

  /// A rate with a gamma posterior of shape n + 1/2 (Jeffreys' prior), integrated out.
  private static func poisson(_ history: EventHistory, _ start: Double) -> Double {
    zip(history.times, history.weights).reduce(0) { total, stream in
      let acts = zip(stream.0, stream.1)
      let shape = acts.reduce(0) { $1.0 < start ? $0 + $1.1 : $0 } + 0.5
      let held = acts.reduce(0) { $1.0 >= start ? $0 + $1.1 : $0 }
      return total + Double.logGamma(shape + held) - Double.logGamma(shape)
        + shape * Double.log(start) - (shape + held) * Double.log(history.duration)
    }
  }

  private static func countAutoregression(_ history: EventHistory, _ start: Double) -> Double {
    let days = Int(history.duration.rounded(.up))
    let first = Int(start)
    let counts = zip(history.times, history.weights).map { times, weights -> [Double] in
      var counts = [Double](repeating: 0, count: days)
      for (time, acts) in zip(times, weights) { counts[min(days - 1, Int(time))] += acts }
      return counts
    }
    var total = 0.0
    for stream in counts.indices {
      let others = counts.indices.filter { $0 != stream }
      var covariates = Matrix(rows: first - 1, columns: others.count)
      for (column, other) in others.enumerated() {
        for day in 1..<first { covariates[day - 1, column] = counts[other][day - 1] }
      }
      guard
        let fit = try? CountAutoregression(
          counts: Array(counts[stream][1..<first]),
          equation: .init(pastObservations: [1], pastMeans: [1]), covariates: covariates),
        var mean = fit.means.last
      else { return .nan }
      for day in first..<days {
        mean =
          fit.coefficients[0] + fit.coefficients[1] * counts[stream][day - 1]
          + fit.coefficients[2] * mean
        for (column, other) in others.enumerated() {
          mean += fit.coefficients[3 + column] * counts[other][day - 1]
        }
        mean = max(mean, 1e-6)
        total += counts[stream][day] * Double.log(mean) - mean
      }
    }
    return total
  }
}

extension LatentEvents {
  /// What is known of the time before a moment; intervals and counts that reach over it are left out.
  fileprivate func beginning(until end: Double) throws(PointProcessError) -> LatentEvents {
    try LatentEvents(
      known: known.map { $0.filter { $0.upper <= end } },
      counts: counts.filter { $0.end <= end }, batches: batches.filter { $0.upper <= end },
      actsPerUnseen: actsPerUnseen, duration: end)
  }
}

extension HawkesPosterior.History {
  /// The log density of what follows a moment, given what preceded it: the baseline goes on at its
  /// last rate.
  fileprivate func logDensity(of history: EventHistory, after start: Double) -> Double {
    var value = 0.0
    let end = history.duration
    for i in history.times.indices {
      let base = baselineRates[i].last ?? 0
      value -= base * (end - start)
      let heldOut = history.times[i].indices.filter { history.times[i][$0] >= start }
      var rates = heldOut.map { _ in base }
      for j in history.times.indices where draw.branching[i, j] > 0 {
        let g = draw.branching[i, j]
        let kernel = LagKernel(draw.lags[i][j])
        let (times, weights) = (history.times[j], history.weights[j])
        var (first, last) = (0, 0)
        for (index, event) in heldOut.enumerated() {
          let now = history.times[i][event]
          while first < times.count, times[first] <= now - kernel.reach { first += 1 }
          while last < times.count, times[last] < now { last += 1 }
          guard first < last else { continue }
          times.withUnsafeBufferPointer { times in
            weights.withUnsafeBufferPointer { weights in
              guard let time = times.baseAddress, let weight = weights.baseAddress else { return }
              rates[index] +=
                g * kernel.sum(time + first, weight + first, last - first, before: now)
            }
          }
        }
        for (time, acts) in zip(times, weights) {
          value -=
            acts * g * (kernel.cumulative(end - time) - kernel.cumulative(max(0, start - time)))
        }
      }
      for (rate, event) in zip(rates, heldOut) {
        value += history.weights[i][event] * Double.log(max(rate, .leastNormalMagnitude))
      }
    }
    return value
  }
}
