import PointProcesses

/// A history as it can have been, and the parameters that go with it: one completed data set with
/// its fit, or one draw of a posterior.
public struct FittedHistory: Sendable {
  /// The parameters.
  public let parameters: HawkesParameters
  /// The pieces that the baseline rates belong to.
  public let baseline: PiecewiseBaseline
  /// The events.
  public let events: EventHistory
  /// What each event stands for.
  public let origins: [[CompletedHistory.Origin]]

  /// A history with its parameters.
  public init(
    parameters: HawkesParameters, baseline: PiecewiseBaseline, events: EventHistory,
    origins: [[CompletedHistory.Origin]]
  ) {
    self.parameters = parameters
    self.baseline = baseline
    self.events = events
    self.origins = origins
  }
}

/// Histories over which daily rates, attributions and tests are averaged.
public struct FittedHistories: Sendable {
  /// The names of the streams.
  public let names: [String]
  /// The observed span, days.
  public let duration: Double
  /// The histories; at least one.
  public let items: [FittedHistory]

  /// Histories of the same streams.
  public init(names: [String], duration: Double, items: [FittedHistory]) {
    self.names = names
    self.duration = duration
    self.items = items
  }

  /// Expected incidents a day of each stream, every act counted: those of the log, and those that
  /// only totals know.
  public var dailyCounts: [(known: [Double], unseen: [Double])] {
    let days = Int(duration.rounded(.up))
    let weight = 1 / Double(items.count)
    return names.indices.map { stream in
      var known = [Double](repeating: 0, count: days)
      var unseen = known
      for item in items {
        for (position, origin) in item.origins[stream].enumerated() {
          let day = min(days - 1, Int(item.events.times[stream][position]))
          let acts = weight * item.events.weights[stream][position]
          if case .incident = origin { known[day] += acts } else { unseen[day] += acts }
        }
      }
      return (known, unseen)
    }
  }

  /// The daily rates of all streams.
  public var intensityPaths: [IntensityPath] {
    let days = Int(duration.rounded(.up))
    let weight = 1 / Double(items.count)
    return names.indices.map { stream in
      var baseline = [Double](repeating: 0, count: days)
      var excited = [[Double]](
        repeating: [Double](repeating: 0, count: days), count: names.count)
      for item in items {
        let rates = item.parameters.dailyRates(
          of: stream, history: item.events, baseline: item.baseline)
        for (day, rate) in rates.enumerated() {
          baseline[day] += weight * rate.baseline
          for (provoker, value) in rate.excited.enumerated() {
            excited[provoker][day] += weight * value
          }
        }
      }
      return IntensityPath(stream: names[stream], baseline: baseline, excited: excited)
    }
  }

  /// Attributions of all known incidents, stream by stream in the order of the log.
  public var attributions: [IncidentAttribution] {
    names.indices.flatMap { IncidentAttribution.all(of: $0, in: items) }
  }

  /// For each history and stream the p value of the time-rescaling test.
  public func residualPValues(atMost limit: Int) -> [[Double]] {
    let step = max(1, items.count / max(1, limit))
    return names.indices.map { stream in
      items.indices.filter { $0 % step == 0 }.map { index in
        HawkesResiduals(
          of: stream, parameters: items[index].parameters, history: items[index].events,
          baseline: items[index].baseline
        ).test.pValue
      }
    }
  }
}
