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
  /// Counts without the answers to a stream, for every stream.
  ///
  /// - Parameter source: The stream whose incidents provoke nothing in others.
  /// - Returns: One counterfactual a stream.
  public func counterfactuals(withoutInfluenceOf source: Int) -> [Counterfactual] {
    let stories = Array(posterior.histories.joined())
    return counterfactuals(
      .influence(of: source), stories,
      gone: stories.map { $0.actsRemoved { own, parent in parent == source && own != source } })
  }

  /// Counts without each of the known incidents and all that followed from it, for every stream:
  /// stream by stream in the order of the log.
  public func counterfactualsByIncident() -> [Counterfactual] {
    let stories = Array(posterior.histories.joined())
    let gone = stories.map { $0.actsByIncident(latent.incidents) }
    return latent.incidents.enumerated().flatMap { stream, incidents in
      Set(incidents).sorted().flatMap { incident in
        let none = data.names.map { _ in 0.0 }
        return counterfactuals(
          .incident(stream: stream, position: incident), stories,
          gone: gone.map { $0[stream][incident] ?? none })
      }
    }
  }

  /// What is left of each stream when so many of its acts are gone from each history.
  private func counterfactuals(
    _ removal: Counterfactual.Removal, _ stories: [HawkesPosterior.History], gone: [[Double]]
  ) -> [Counterfactual] {
    func interval(_ values: [Double]) -> ClosedRange<Double> {
      SampleQuantiles(values).interval(level: level) ?? 0...0
    }
    let count = Double(max(1, stories.count))
    return data.names.indices.map { stream in
      let own = gone.map { $0[stream] }
      let left = zip(stories, own).map { $0.events.actCount(of: stream) - $1 }
      return Counterfactual(
        removal: removal, stream: stream, avoided: own.reduce(0, +) / count,
        interval: interval(own), remaining: left.reduce(0, +) / count,
        remainingInterval: interval(left))
    }
  }
}

extension HawkesPosterior.History {
  /// All events in order of time, so that parents come before their children.
  private var order: [(stream: Int, position: Int)] {
    var next = events.times.map { _ in 0 }
    return (0..<events.eventCount).map { _ in
      var own = -1
      var earliest = Double.infinity
      for stream in next.indices where next[stream] < events.times[stream].count {
        let time = events.times[stream][next[stream]]
        if time < earliest { (own, earliest) = (stream, time) }
      }
      next[own] += 1
      return (own, next[own] - 1)
    }
  }

  /// The acts of each stream that are missing when answers, by the streams of an event and of what it
  /// answers, do not come.
  func actsRemoved(_ isRemoved: (_ stream: Int, _ parent: Int) -> Bool) -> [Double] {
    var removed = parents.map { $0.map { _ in false } }
    var acts = parents.map { _ in 0.0 }
    for (stream, position) in order {
      guard let parent = parents[stream][position],
        isRemoved(stream, parent.stream) || removed[parent.stream][parent.position]
      else { continue }
      removed[stream][position] = true
      acts[stream] += events.weights[stream][position]
    }
    return acts
  }

  /// The acts of each stream that are missing without an incident: `[stream][incident]`, by its
  /// position in the log.
  func actsByIncident(_ incidents: [[Int]]) -> [[Int: [Double]]] {
    let streams = parents.indices
    // What descends from an event, itself included: children hand theirs to their parents.
    var descent = parents.map { $0.map { _ in streams.map { _ in 0.0 } } }
    for (stream, position) in order.reversed() {
      descent[stream][position][stream] += events.weights[stream][position]
      guard let parent = parents[stream][position] else { continue }
      for other in streams {
        descent[parent.stream][parent.position][other] += descent[stream][position][other]
      }
    }
    func incident(_ stream: Int, _ position: Int) -> Int? {
      let label = labels[stream][position]
      return label >= 0 ? incidents[stream][label] : nil
    }
    /// Whether an event descends from another of the same incident, which counts it already.
    func isCounted(_ stream: Int, _ position: Int, _ name: Int) -> Bool {
      var ancestor = parents[stream][position]
      while let one = ancestor {
        if one.stream == stream, incident(one.stream, one.position) == name { return true }
        ancestor = parents[one.stream][one.position]
      }
      return false
    }
    var acts = parents.map { _ in [Int: [Double]]() }
    for stream in streams {
      for position in parents[stream].indices {
        guard let name = incident(stream, position), !isCounted(stream, position, name) else {
          continue
        }
        var sum = acts[stream][name] ?? streams.map { _ in 0 }
        for other in streams { sum[other] += descent[stream][position][other] }
        acts[stream][name] = sum
      }
    }
    return acts
  }
}
