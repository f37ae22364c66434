import Estimation
import LinearAlgebra
import PointProcesses
import Randomness

/// Whether the model could have brought about what is seen, times drawn along with the parameters.
public struct PosteriorChecks: Hashable, Sendable {
  /// A trait of a history, compared with histories that the model brings about.
  public enum Trait: String, CaseIterable, Hashable, Sendable {
    /// Incidents in the window.
    case count = "incidents"
    /// The longest row of days each with an incident.
    case longestRun = "longest run of days with incidents"
    /// The longest row of days without any.
    case longestLull = "longest lull, days"
    /// The most incidents on one day.
    case busiestDay = "most incidents on a day"
    /// The variance of daily counts over their mean.
    case dispersion = "variance over mean of daily counts"

    func value(_ times: [Double], weights: [Double], days: Int) -> Double {
      var counts = [Double](repeating: 0, count: days)
      for (time, acts) in zip(times, weights) { counts[min(days - 1, Int(time))] += acts }
      let total = weights.reduce(0, +)
      switch self {
      case .count: return total
      case .longestRun: return Trait.longest(counts) { $0 > 0 }
      case .longestLull: return Trait.longest(counts) { $0 == 0 }
      case .busiestDay: return counts.max() ?? 0
      case .dispersion:
        let mean = total / Double(days)
        guard mean > 0 else { return 0 }
        let squares = counts.reduce(0.0) { $0 + ($1 - mean) * ($1 - mean) }
        return squares / Double(days) / mean
      }
    }

    private static func longest(_ counts: [Double], _ holds: (Double) -> Bool) -> Double {
      var (run, best) = (0, 0)
      for count in counts {
        run = holds(count) ? run + 1 : 0
        best = max(best, run)
      }
      return Double(best)
    }
  }

  /// One trait of one stream.
  public struct Row: Hashable, Sendable {
    /// The stream.
    public let stream: Int
    /// The trait.
    public let trait: Trait
    /// Its mean over the histories that agree with the data.
    public let seen: Double
    /// Its interval over histories that the model brings about.
    public let expected: ClosedRange<Double>
    /// The share of draws whose own history shows at least as much of it as the seen one; near 0
    /// or 1 speaks against the model.
    public let share: Double

    /// Whether it speaks against the model at 1 %.
    public var isRejected: Bool { share < 0.005 || share > 0.995 }
  }

  /// The traits.
  public let rows: [Row]
  /// For each stream the median p value of the time-rescaling test over draws of the times.
  public let residualPValues: [Double]
  /// Histories that ran away, because a draw's intensity is above 1.
  public let runaways: Int

  /// The check of an analysis.
  ///
  /// - Parameter analysis: The analysis.
  public init(_ analysis: SampledHawkes) {
    let histories = analysis.histories
    let days = max(1, Int(histories.duration.rounded(.up)))
    var seen: [[[Double]]] = []
    var made: [[[Double]]] = []
    var runaways = 0
    let streams = histories.names.indices
    for (number, item) in histories.items.enumerated() {
      var random = RandomStream(
        seed: analysis.sampling.seed, part: .init("posterior check"), replicate: number)
      let limit = 20 * item.events.eventCount + 1000
      guard
        let simulated = try? item.parameters.simulate(
          baseline: item.baseline, duration: histories.duration, using: &random, limit: limit)
      else {
        runaways += 1
        continue
      }
      func traits(_ history: EventHistory) -> [[Double]] {
        streams.map { stream in
          Trait.allCases.map {
            $0.value(history.times[stream], weights: history.weights[stream], days: days)
          }
        }
      }
      seen.append(traits(item.events))
      made.append(traits(simulated))
    }
    var rows: [Row] = []
    for stream in streams where !seen.isEmpty {
      for (index, trait) in Trait.allCases.enumerated() {
        let own = seen.map { $0[stream][index] }
        let other = made.map { $0[stream][index] }
        // Half of the ties, as for any discrete quantity.
        let above = zip(other, own).reduce(0.0) { $0 + ($1.0 > $1.1 ? 1 : $1.0 == $1.1 ? 0.5 : 0) }
        rows.append(
          Row(
            stream: stream, trait: trait, seen: own.reduce(0, +) / Double(own.count),
            expected: SampleQuantiles(other).interval(level: analysis.level) ?? 0...0,
            share: above / Double(own.count)))
      }
    }
    self.rows = rows
    self.runaways = runaways
    residualPValues = histories.residualPValues(atMost: 40).map { SampleQuantiles($0)(0.5) }
  }

  /// Whether a trait or a residual test speaks against the model at 1 %.
  public var isRejected: Bool {
    residualPValues.contains { $0 < 0.01 } || rows.contains(where: \.isRejected)
  }
}
