import PointProcesses

/// The rate of one stream day by day, split by where it comes from; a mean over completed data sets.
public struct IntensityPath: Hashable, Sendable {
  /// The stream.
  public let stream: String
  /// The part that answers nothing, incidents a day.
  public let baseline: [Double]
  /// The part that each stream's incidents bring about, `excited[j][day]`.
  public let excited: [[Double]]
}

extension HawkesAnalysis {
  /// The daily rates of all streams.
  public var intensityPaths: [IntensityPath] {
    let days = Int(data.duration.rounded(.up))
    let weight = 1 / Double(fits.count)
    return data.names.indices.map { stream in
      var baseline = [Double](repeating: 0, count: days)
      var excited = [[Double]](
        repeating: [Double](repeating: 0, count: days), count: data.names.count)
      for fit in fits {
        let rates = fit.parameters.dailyRates(
          of: stream, history: fit.history, baseline: model.baseline)
        for (day, rate) in rates.enumerated() {
          baseline[day] += weight * rate.baseline
          for (provoker, value) in rate.excited.enumerated() {
            excited[provoker][day] += weight * value
          }
        }
      }
      return IntensityPath(stream: data.names[stream], baseline: baseline, excited: excited)
    }
  }
}
