import PointProcesses

/// Where an incident came from, as a mean over completed data sets: spontaneous, its own side's
/// momentum, an answer, and to which incident most likely.
///
/// Attributions to single incidents are uncertain even where shares are well known; they rank
/// candidates, they do not prove.
public struct IncidentAttribution: Hashable, Sendable {
  /// The stream.
  public let stream: Int
  /// The position of the incident in the log, or of the event in its stream for exact times.
  public let incident: Int
  /// The probability that it answers nothing.
  public let spontaneous: Double
  /// The probability that it follows an incident of each stream.
  public let byStream: [Double]
  /// The known incident that it most likely follows, if any.
  public let likeliest: Int?
  /// The stream of that incident.
  public let likeliestStream: Int?
  /// The probability that it follows that one.
  public let likeliestProbability: Double
  /// The probability that it follows each known incident, by position in the log.
  public let byIncident: [Int: Double]
}

extension IncidentAttribution {
  /// Attributions of the known incidents of a stream, in the order of the log.
  static func all(of stream: Int, in histories: [FittedHistory]) -> [IncidentAttribution] {
    struct Sum {
      var count = 0.0
      var spontaneous = 0.0
      var byStream: [Double]
      var parents: [Parent: Double] = [:]
    }
    struct Parent: Hashable {
      let stream: Int
      let incident: Int
    }
    var sums: [Int: Sum] = [:]
    for history in histories {
      let events = history.parameters.attribution(
        of: stream, history: history.events, baseline: history.baseline)
      for (position, event) in events.enumerated() {
        guard case .incident(let incident) = history.origins[stream][position] else { continue }
        var sum = sums[incident] ?? Sum(byStream: history.origins.map { _ in 0 })
        let acts = history.events.weights[stream][position]
        sum.count += acts
        sum.spontaneous += acts * event.spontaneous
        for parent in event.parents {
          let probability = acts * parent.probability
          sum.byStream[parent.stream] += probability
          if case .incident(let known) = history.origins[parent.stream][parent.position] {
            sum.parents[Parent(stream: parent.stream, incident: known), default: 0] +=
              probability
          }
        }
        sums[incident] = sum
      }
    }
    return sums.sorted { $0.key < $1.key }.map { incident, sum in
      let likeliest = sum.parents.max {
        ($0.value, $1.key.stream, $1.key.incident) < ($1.value, $0.key.stream, $0.key.incident)
      }
      return IncidentAttribution(
        stream: stream, incident: incident, spontaneous: sum.spontaneous / sum.count,
        byStream: sum.byStream.map { $0 / sum.count }, likeliest: likeliest?.key.incident,
        likeliestStream: likeliest?.key.stream,
        likeliestProbability: (likeliest?.value ?? 0) / sum.count,
        byIncident: Dictionary(
          sum.parents.map { ($0.key.incident, $0.value / sum.count) }, uniquingKeysWith: +))
    }
  }
}
