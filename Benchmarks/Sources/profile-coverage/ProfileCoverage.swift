import Estimation
import PointProcesses
import Randomness
import RealModule

/// How often the 95 % profile intervals of a Hawkes fit hold the truth.
///
/// Two streams that answer themselves and each other: cross g = 0.30 with gamma lags of shape 2 and
/// mean 2 days, own g = 0.38 with gamma lags of mean 3 days (spectral radius 0.68), constant
/// baseline, exact times. Prints one CSV row a setting.
@main struct ProfileCoverage {
  struct Setting {
    let duration: Double
    let fixedShape: Double?
  }

  static func main() async throws {
    let arguments = CommandLine.arguments
    let replicates = arguments.count > 1 ? Int(arguments[1]) ?? 200 : 200
    print(
      "mean_events,shape,replicates,estimand,cover_percent,below_percent,above_percent,median_estimate,truth,"
        + "open_percent,at_zero_percent,median_width_ratio")
    for duration in [300.0, 600] {
      for fixedShape in [nil, 2] as [Double?] {
        try await run(Setting(duration: duration, fixedShape: fixedShape), replicates: replicates)
      }
    }
  }

  struct Result: Sendable {
    var events = 0
    var strength: [ProfileInterval] = []
    var lag: [ProfileInterval] = []
  }

  static func run(_ setting: Setting, replicates: Int) async throws {
    let cross = try LagDistribution(family: .gamma, mean: 2, shape: 2)
    let own = try LagDistribution(family: .gamma, mean: 3, shape: 2)
    let truth = try HawkesParameters(
      rates: [[0.0533], [0.0533]], branching: [[0.38, 0.3], [0.3, 0.38]],
      lags: [[own, cross], [cross, own]])
    let model = try HawkesModel(
      streamCount: 2, family: .gamma, fixedShape: setting.fixedShape, lagRange: 0.05...60)
    let results = try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      for replicate in 0..<replicates {
        group.addTask {
          var random = RandomStream(
            seed: 2024, part: .init("profile coverage"), replicate: replicate)
          let history = try truth.simulate(duration: setting.duration, using: &random)
          guard !history.times.contains(where: \.isEmpty) else { return (replicate, Result()) }
          let fit = try HawkesFit(model, to: history)
          var result = Result(events: history.eventCount)
          for (i, j) in [(0, 1), (1, 0)] {
            result.strength.append(
              try fit.interval(.strength(provoker: j), responder: i))
            result.lag.append(
              try fit.interval(.logLag(provoker: j, .mean), responder: i))
          }
          return (replicate, result)
        }
      }
      var all = [Result](repeating: Result(), count: replicates)
      for try await (index, result) in group { all[index] = result }
      return all
    }
    let events = results.reduce(0) { $0 + $1.events } / replicates
    let shape = setting.fixedShape == nil ? "estimated" : "known"
    report(
      "\(events),\(shape),\(replicates),retaliations_per_incident",
      results.flatMap(\.strength), truth: 0.3, logarithmic: false)
    report(
      "\(events),\(shape),\(replicates),retaliation_lag_mean", results.flatMap(\.lag), truth: 2,
      logarithmic: true)
  }

  static func report(
    _ label: String, _ intervals: [ProfileInterval], truth: Double, logarithmic: Bool
  ) {
    func scaled(_ value: Double) -> Double { logarithmic ? Double.exp(value) : value }
    let n = Double(intervals.count)
    let covered = intervals.count { scaled($0.lower) <= truth && truth <= scaled($0.upper) }
    let below = intervals.count { scaled($0.upper) < truth }
    let above = intervals.count { scaled($0.lower) > truth }
    let open = intervals.count { $0.upperIsOpen || (logarithmic && $0.lowerIsOpen) }
    let zero = intervals.count { $0.estimate <= 0 && !logarithmic }
    func percent(_ count: Int) -> String { rounded(100 * Double(count) / n, 1) }
    let estimate = SampleQuantiles(intervals.map { scaled($0.estimate) })(0.5)
    let width = SampleQuantiles(intervals.map { scaled($0.upper) / max(scaled($0.lower), 1e-3) })(
      0.5)
    print(
      "\(label),\(percent(covered)),\(percent(below)),\(percent(above)),\(rounded(estimate, 3)),\(truth),\(percent(open)),"
        + "\(percent(zero)),\(rounded(width, 1))")
  }

  static func rounded(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    return "\((value * scale).rounded() / scale)"
  }
}
