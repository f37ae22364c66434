import PointProcesses

extension SampledHawkes {
  /// Whole histories of the posterior with their parameters, the baseline day by day.
  public var histories: FittedHistories {
    let days = Int(data.duration.rounded(.up))
    let baseline = PiecewiseBaseline(breaks: (1..<max(1, days)).map(Double.init))
    return FittedHistories(
      names: data.names, duration: data.duration,
      items: posterior.histories.joined().compactMap { history in
        guard
          let parameters = try? HawkesParameters(
            rates: history.baselineRates, branching: history.draw.branching,
            lags: history.draw.lags)
        else { return nil }
        return FittedHistory(
          parameters: parameters, baseline: baseline, events: history.events,
          origins: history.labels.enumerated().map { stream, labels in
            labels.map { label in
              label < 0 ? .unseen(rung: 0) : .incident(latent.incidents[stream][label])
            }
          })
      })
  }
}
