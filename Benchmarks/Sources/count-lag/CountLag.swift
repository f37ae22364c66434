import Estimation
import LinearAlgebra
import Randomness
import RealModule
import TimeSeries

/// How well the retaliation lag is found from daily counts, and how often a trend that both sides
/// share passes for an answer.
///
/// Lag: negative binomial counts of two streams, 30 to 40 % zeros, 0.35 answers an attack with a
/// true peak on day 4; attacks that vary with a size of 2.5 or, clearer, of 1.2. Causality: two streams with a shared slow log-normal trend, without answers
/// (size) and with 0.35 of them (power), tested at 5 %. Prints one CSV row a setting.
@main struct CountLag {
  static func main() async throws {
    let arguments = CommandLine.arguments
    let replicates = arguments.count > 1 ? Int(arguments[1]) ?? 200 : 200
    print("part,days,replicates,quantity,value")
    for size in [2.5, 1.2] {
      for days in [1460, 365] { try await lags(days, replicates, size: size) }
    }
    for days in [365, 1460] { try await causality(days, replicates) }
  }

  static let truth = LagWeights(shape: 5.5, scale: 4.9, longest: 20)

  static func series(
    days: Int, answers: Double, trend: Bool, replicate: Int, size: Double = 2.5
  ) -> Matrix {
    var random = RandomStream(
      seed: 77, part: .init(trend ? "trend" : "lag"), replicate: replicate)
    let burn = 60
    var series = Matrix(rows: days + burn, columns: 2)
    var level = 0.0
    for t in 0..<(days + burn) {
      // A slow trend: an Ornstein-Uhlenbeck process with a deviation of 0.4 and 90 days' memory.
      level = level * Double.exp(-1 / 90.0)
      level += 0.4 * (1 - Double.exp(-2 / 90.0)).squareRoot() * random.normal()
      let factor = trend ? Double.exp(level) : 1
      series[t, 1] = Double(CountLaw(mean: 1.6 * factor, theta: size).draw(&random))
      var mean = 0.9 * factor
      for lag in 1...20 where t >= lag {
        mean += answers * truth.weights[lag - 1] * series[t - lag, 1]
      }
      series[t, 0] = Double(CountLaw(mean: mean, theta: 2.5).draw(&random))
    }
    return series.submatrix(rows: Array(burn..<(days + burn)), columns: [0, 1])
  }

  static func row(_ part: String, _ days: Int, _ replicates: Int, _ name: String, _ value: Double) {
    print("\"\(part)\",\(days),\(replicates),\(name),\((value * 1000).rounded() / 1000)")
  }

  struct Lag: Sendable {
    var zeros = 0.0
    var peak = 0
    var mean = 0.0
    var covers = false
    var identified = false
    var falselyIdentified = false
    var varPeak = 0
  }

  static func lags(_ days: Int, _ replicates: Int, size: Double) async throws {
    let part = "lag, attacks of size \(size)"
    let results = try await parallelMap(count: replicates, threads: 2) { replicate -> Lag in
      let series = series(
        days: days, answers: 0.35, trend: false, replicate: replicate, size: size)
      var result = Lag()
      result.zeros = Double(series.column(0).count { $0 == 0 }) / Double(days)
      let fit = try DelayKernel(series: series, responder: 0)
      result.peak = fit.estimate.weights[1].mode
      let draws = try fit.draws(400, seed: 1)
      result.mean = fit.estimate.weights[1].mean
      let interval = SampleQuantiles(draws.map { $0.weights[1].mean }).interval(level: 0.95)
      result.covers = interval.map { $0.contains(truth.mean) } ?? false
      result.identified = DelayKernel.evidenceForNone(draws.map { $0.strengths[1] }) < 1.0 / 3
      // The other stream answers nothing.
      let other = try DelayKernel(series: series, responder: 1).draws(400, seed: 1)
      result.falselyIdentified =
        DelayKernel.evidenceForNone(other.map { $0.strengths[0] }) < 1.0 / 3
      let autoregression = try VectorAutoregression(series: series, lags: 14)
      let unit = try autoregression.impulseResponse(horizon: 14).unit
      result.varPeak = (1...14).max { unit[$0][0, 1] < unit[$1][0, 1] } ?? 0
      return result
    }
    let n = Double(results.count)
    func share(_ test: (Lag) -> Bool) -> Double { Double(results.count(where: test)) / n }
    row(part, days, replicates, "zeros", results.reduce(0) { $0 + $1.zeros } / n)
    row(part, days, replicates, "peak exact", share { $0.peak == truth.mode })
    row(part, days, replicates, "peak within a day", share { abs($0.peak - truth.mode) <= 1 })
    row(part, days, replicates, "VAR peak exact", share { $0.varPeak == truth.mode })
    row(
      part, days, replicates, "VAR peak within a day", share { abs($0.varPeak - truth.mode) <= 1 })
    let square = results.reduce(0.0) { $0 + ($1.mean - truth.mean) * ($1.mean - truth.mean) }
    row(
      part, days, replicates, "root mean square error of the mean lag", (square / n).squareRoot())
    row(part, days, replicates, "cover of the mean lag's 95 % interval", share { $0.covers })
    row(part, days, replicates, "strength told from zero", share { $0.identified })
    row(
      part, days, replicates, "strength of none told from zero", share { $0.falselyIdentified })
  }

  static func causality(_ days: Int, _ replicates: Int) async throws {
    for answers in [0.0, 0.35] {
      let results = try await parallelMap(count: replicates, threads: 2) { replicate in
        let series = series(days: days, answers: answers, trend: true, replicate: replicate)
        let fit = try VectorAutoregression(series: series, lags: 7)
        return (
          try fit.grangerCausality(of: [0], from: [1]).pValue,
          try [21, 35].map {
            try fit.intervalJitter(of: 0, from: 1, window: $0, replicates: 199, seed: 3).pValue
          }
        )
      }
      let n = Double(results.count)
      let part = answers == 0 ? "no answer" : "answer"
      row(part, days, replicates, "F", Double(results.count { $0.0 < 0.05 }) / n)
      row(part, days, replicates, "jitter 21", Double(results.count { $0.1[0] < 0.05 }) / n)
      row(part, days, replicates, "jitter 35", Double(results.count { $0.1[1] < 0.05 }) / n)
    }
  }
}
