import Estimation
import PointProcesses

/// How many incidents there would have been without something, thinned from the draws that explain
/// those there were: only what descends from the thing removed disappears.
public struct Counterfactual: Hashable, Sendable {
  /// What is thought away.
  public enum Removal: Hashable, Sendable {
    /// Every answer to incidents of a stream by other streams, and what followed from it.
    case influence(of: Int)
    /// One known incident and all that followed from it.
    case incident(stream: Int, position: Int)
  }

  /// What is thought away.
  public let removal: Removal
  /// The stream whose incidents are counted.
  public let stream: Int
  /// Incidents that would not have been: the mean over draws.
  public let avoided: Double
  /// Its interval.
  public let interval: ClosedRange<Double>
  /// Incidents left, the mean over draws.
  public let remaining: Double
  /// Its interval.
  public let remainingInterval: ClosedRange<Double>
}

extension SampledHawkes {
  /// Counts without something, for every stream.
  ///
  /// - Parameter removal: What is thought away; the position of an incident is that in the log.
  /// - Returns: One counterfactual a stream.
  public func counterfactual(_ removal: Counterfactual.Removal) -> [Counterfactual] {
    let stories = Array(posterior.histories.joined())
    return data.names.indices.map { stream in
      var gone: [Double] = []
      var left: [Double] = []
      for story in stories {
        let removed = story.removed(by: removal, incidents: latent.incidents)
        let count = zip(removed[stream], story.events.weights[stream]).reduce(0) {
          $1.0 ? $0 + $1.1 : $0
        }
        gone.append(count)
        left.append(story.events.actCount(of: stream) - count)
      }
      func interval(_ values: [Double]) -> ClosedRange<Double> {
        SampleQuantiles(values).interval(level: level) ?? 0...0
      }
      let count = Double(max(1, stories.count))
      return Counterfactual(
        removal: removal, stream: stream, avoided: gone.reduce(0, +) / count,
        interval: interval(gone), remaining: left.reduce(0, +) / count,
        remainingInterval: interval(left))
    }
  }
}

extension HawkesPosterior.History {
  /// For each event whether it would be missing without something.
  func removed(by removal: Counterfactual.Removal, incidents: [[Int]]) -> [[Bool]] {
    var removed = parents.map { $0.map { _ in false } }
    // Parents are earlier, so one pass in order of time settles every descendant.
    var next = events.times.map { _ in 0 }
    for _ in 0..<events.eventCount {
      var own = -1
      var earliest = Double.infinity
      for stream in next.indices where next[stream] < events.times[stream].count {
        let time = events.times[stream][next[stream]]
        if time < earliest { (own, earliest) = (stream, time) }
      }
      let position = next[own]
      next[own] += 1
      let parent = parents[own][position]
      var isGone = parent.map { removed[$0.stream][$0.position] } ?? false
      switch removal {
      case .influence(let source):
        if let parent, parent.stream == source, own != source { isGone = true }
      case .incident(let stream, let incident):
        let label = labels[own][position]
        if own == stream, label >= 0, incidents[stream][label] == incident { isGone = true }
      }
      removed[own][position] = isGone
    }
    return removed
  }
}
