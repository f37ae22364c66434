import LinearAlgebra
import Randomness
import RealModule
import TimeSeries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// User CPU seconds of the time-series tasks, one thread, best of several runs; the data are written
/// first so that peers read the same files.
///
/// `timeseries-speed FOLDER` prints one CSV row a task; `Peers/timeseries_speed.py FOLDER` does the
/// same with tools from elsewhere.
@main struct TimeSeriesSpeed {
  static func main() throws {
    let folder = CommandLine.arguments.count > 1 ? CommandLine.arguments[1] : "."
    print("task,tool,user_seconds,check")
    try autoregressions(folder)
    try counts(folder)
    try changes(folder)
  }

  static func userSeconds() -> Double {
    var usage = rusage()
    getrusage(0, &usage)
    return Double(usage.ru_utime.tv_sec) + 1e-6 * Double(usage.ru_utime.tv_usec)
  }

  static func time(_ task: String, runs: Int = 5, repeats: Int = 1, _ body: () throws -> Double)
    rethrows
  {
    var best = Double.infinity
    var check = 0.0
    for _ in 0..<runs {
      let start = userSeconds()
      check = try body()
      best = min(best, userSeconds() - start)
    }
    print("\(task),talion,\(best / Double(repeats)),\(check)")
  }

  static func write(_ columns: [[Double]], _ path: String) {
    guard let file = fopen(path, "w") else { return }
    let names = columns.indices.map { "c\($0)" }.joined(separator: ",")
    fputs("t,\(names)\n", file)
    for row in columns[0].indices {
      fputs("\(row),\(columns.map { "\($0[row])" }.joined(separator: ","))\n", file)
    }
    fclose(file)
  }

  static func autoregression(periods: Int, series count: Int) -> Matrix {
    var random = RandomStream(seed: 5, part: .init("speed"), replicate: count)
    var series = Matrix(rows: periods, columns: count)
    for t in 0..<periods {
      for i in 0..<count {
        var value = random.normal()
        for lag in 1...7 where t >= lag {
          value += 0.25 / Double(lag) * series[t - lag, i]
          value += 0.1 / Double(lag) * series[t - lag, (i + 1) % count]
        }
        series[t, i] = value
      }
    }
    return series
  }

  static func autoregressions(_ folder: String) throws {
    let two = autoregression(periods: 2000, series: 2)
    write((0..<2).map { two.column($0) }, "\(folder)/var2.csv")
    let fit = try VectorAutoregression(series: two, lags: 7)
    let kinds: [(String, ErrorResampling, Bool)] = [
      ("residual", .residual, false), ("wild", .wild, false),
      ("block", .block(length: nil), false), ("bias-corrected", .residual, true),
    ]
    for (name, resampling, correctsBias) in kinds {
      try time("var bootstrap \(name)") {
        let draws = try ResidualBootstrap(
          of: fit, replicates: 1000, seed: 1, resampling: resampling, correctsBias: correctsBias)
        var sum = 0.0
        for draw in draws.draws {
          let response = try ImpulseResponse(
            lagMatrices: draw.lagMatrices, covariance: draw.covariance, horizon: 30)
          sum += response.orthogonalized[5][0, 1]
        }
        return sum / 1000
      }
    }
    try time("var rest", repeats: 100) {
      var sum = 0.0
      for _ in 0..<100 {
        let selection = try LagSelection(series: two, maximum: 14)
        let fit = try VectorAutoregression(series: two, lags: 7)
        sum += try fit.grangerCausality(of: [0], from: [1]).statistic
        sum += try fit.grangerCausality(of: [1], from: [0]).statistic
        sum += try fit.impulseResponse(horizon: 30).orthogonalized[5][0, 1]
        sum += Double(selection.order(by: .aic)) * 0
      }
      return sum / 100
    }
    let twenty = autoregression(periods: 5000, series: 20)
    write((0..<20).map { twenty.column($0) }, "\(folder)/var20.csv")
    try time("var 20 series") {
      try VectorAutoregression(series: twenty, lags: 7).standardErrors[5, 3]
    }
  }

  static func counts(_ folder: String) throws {
    var random = RandomStream(seed: 6, part: .init("speed counts"))
    var ingarch: [[Double]] = [[], [], []]
    var mean = 4.0
    for t in 0..<2000 {
      let x = [random.uniform(), t % 7 < 2 ? 1.0 : 0]
      let last = ingarch[0].last ?? 4
      mean = 0.8 + 0.3 * last + 0.4 * mean
      mean += 0.6 * x[0] + 0.5 * x[1]
      ingarch[0].append(Double(random.poisson(mean: mean)))
      ingarch[1].append(x[0])
      ingarch[2].append(x[1])
    }
    write(ingarch, "\(folder)/ingarch.csv")
    let covariates = Matrix(rows: 2000, columns: 2, elements: ingarch[1] + ingarch[2])
    try time("ingarch") {
      try CountAutoregression(
        counts: ingarch[0], equation: .init(pastObservations: [1], pastMeans: [1]),
        covariates: covariates
      ).logLikelihood
    }
    var pair: [[Double]] = [[], []]
    for t in 0..<5014 {
      pair[1].append(Double(CountLaw(mean: 1.5, theta: 2).draw(&random)))
      var eta = 0.2
      for lag in 1...6 where t >= lag { eta += 0.08 * pair[1][t - lag] }
      pair[0].append(Double(CountLaw(mean: Double.exp(eta), theta: 1.5).draw(&random)))
    }
    write(pair, "\(folder)/counts.csv")
    let rows = 14..<5014
    var columns = [[Double](repeating: 1, count: rows.count)]
    for lag in 1...14 { columns.append(rows.map { pair[1][$0 - lag] }) }
    let design = Matrix(rows: rows.count, columns: 15, elements: columns.flatMap { $0 })
    let response = rows.map { pair[0][$0] }
    try time("negative binomial") {
      let fit = try CountRegression(
        counts: response, design: design, family: .negativeBinomial)
      return try fit.logLikelihood + 0 * fit.standardErrors(.observed)[0]
    }
  }

  static func changes(_ folder: String) throws {
    var random = RandomStream(seed: 7, part: .init("speed changes"))
    // A change every 500 values, and ten changes in all.
    var values: [[Double]] = [[], [], [], []]
    for t in 0..<100_000 {
      for (column, length) in [(0, 500), (2, 10_000)] {
        let level = Double(t / length % 4)
        values[column].append(2 * level + random.normal())
        values[column + 1].append(Double(random.poisson(mean: 1 + 2 * level)))
      }
    }
    write(values, "\(folder)/changes.csv")
    let tasks: [(String, ChangePoints.Cost)] = [
      ("pelt mean", .mean), ("pelt poisson", .poisson), ("pelt mean; ten changes", .mean),
      ("pelt poisson; ten changes", .poisson),
    ]
    for ((name, cost), series) in zip(tasks, values) {
      try time(name) {
        let found = try ChangePoints(series, cost: cost, penalty: .bic, scale: 1)
        return found.cost + found.penalty * Double(found.positions.count)
      }
    }
  }
}
