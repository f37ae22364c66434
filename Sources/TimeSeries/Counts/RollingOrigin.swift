import LinearAlgebra
import RealModule

/// One-step forecasts of the counts of a stream by models that know only what came before, refitted
/// as time goes on.
public struct RollingOrigin: Sendable {
  /// A model that can be fitted to the first periods and then asked for later ones.
  public struct Model: Sendable {
    /// Its name.
    public let name: String
    /// Fits the first rows of a table and returns the laws of the responding stream in all rows of
    /// it, each given the rows before it.
    public let laws: @Sendable (_ series: Matrix, _ rows: Int) throws -> [CountLaw]

    /// A model.
    public init(
      name: String, laws: @escaping @Sendable (_ series: Matrix, _ rows: Int) throws -> [CountLaw]
    ) {
      self.name = name
      self.laws = laws
    }
  }

  /// A model's scores.
  public struct Result: Hashable, Sendable {
    /// Its name.
    public let name: String
    /// Mean logarithmic score; NaN where the model could not be fitted.
    public let logarithmic: Double
    /// Mean ranked probability score.
    public let rankedProbability: Double
    /// Mean Dawid-Sebastiani score.
    public let dawidSebastiani: Double
    /// By how much its logarithmic score exceeds the best model's, a period.
    public let behind: Double
    /// The standard error of that, from blocks of periods.
    public let behindError: Double
    /// Origins at which it could not be fitted.
    public let failures: Int
  }

  /// The models, best logarithmic score first, equal ones by name.
  public let results: [Result]
  /// Periods that were forecast.
  public let periods: Int

  /// Compares models.
  ///
  /// - Parameters:
  ///   - series: Counts, periods by streams.
  ///   - responder: The stream to forecast.
  ///   - models: The models.
  ///   - first: Rows of the first fit.
  ///   - step: Rows after which models are fitted again.
  /// - Throws: ``TimeSeriesError`` where there is nothing to forecast.
  public init(
    series: Matrix, responder: Int, models: [Model], first: Int, step: Int
  ) throws(TimeSeriesError) {
    guard series.rows > 10 else { throw .tooFewObservations(found: series.rows, needed: 11) }
    try Bounds.check(first, 10...(series.rows - 1), "The number of rows of the first fit")
    try Bounds.check(step, 1...1_000_000_000, "The number of rows between fits")
    guard !models.isEmpty else { throw .optionOutOfRange("Name a model to compare.") }
    guard (0..<series.columns).contains(responder) else {
      throw .optionOutOfRange(
        "There is no series number \(responder). The table has \(series.columns), counted from 0.")
    }
    let counts = series.column(responder)
    for (row, value) in counts.enumerated() where value < 0 || value != value.rounded() {
      throw .notACount(row: row, column: responder, value: value)
    }
    var losses: [[CountScore]] = []
    var failures: [Int] = []
    for model in models {
      var own: [CountScore] = []
      var failed = 0
      var origin = first
      while origin < series.rows {
        let end = min(series.rows, origin + step)
        if let laws = try? model.laws(series, origin), laws.count == series.rows {
          for t in origin..<end { own.append(CountScore(of: laws[t], count: Int(counts[t]))) }
        } else {
          failed += 1
        }
        origin = end
      }
      losses.append(own)
      failures.append(failed)
    }
    let total = series.rows - first
    periods = total
    func mean(_ scores: [CountScore], _ value: (CountScore) -> Double) -> Double {
      scores.count == total ? scores.reduce(0) { $0 + value($1) } / Double(total) : .nan
    }
    let means = losses.map { mean($0) { $0.logarithmic } }
    let best = means.indices.filter { means[$0].isFinite }.min { means[$0] < means[$1] }
    results = models.indices.map { index in
      var behind = Double.nan
      var error = Double.nan
      if let best, means[index].isFinite {
        let differences = zip(losses[index], losses[best]).map { $0.logarithmic - $1.logarithmic }
        behind = differences.reduce(0, +) / Double(total)
        error = RollingOrigin.blockError(differences)
      }
      return Result(
        name: models[index].name, logarithmic: means[index],
        rankedProbability: mean(losses[index]) { $0.rankedProbability },
        dawidSebastiani: mean(losses[index]) { $0.dawidSebastiani }, behind: behind,
        behindError: error, failures: failures[index])
    }.sorted { RollingOrigin.rank($0) < RollingOrigin.rank($1) }
  }

  /// The score without its last digits, which differ between processors, then the name: models with
  /// the same forecasts are listed in the same order everywhere.
  private static func rank(_ result: Result) -> (Double, String) {
    let score = result.logarithmic
    return (score.isFinite ? (score * 1e9).rounded() : .infinity, result.name)
  }

  /// The error of a mean from means of ten blocks, which may depend on each other within blocks.
  private static func blockError(_ values: [Double]) -> Double {
    let blocks = min(10, values.count)
    guard blocks >= 2 else { return .nan }
    let means = (0..<blocks).map { block -> Double in
      let part = values[(block * values.count / blocks)..<((block + 1) * values.count / blocks)]
      return part.reduce(0, +) / Double(max(1, part.count))
    }
    let mean = means.reduce(0, +) / Double(blocks)
    let variance = means.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(blocks - 1)
    return (variance / Double(blocks)).squareRoot()
  }
}

extension RollingOrigin.Model {
  /// One negative binomial law for all periods.
  public static func constant(_ responder: Int) -> RollingOrigin.Model {
    .init(name: "constant") { series, rows in
      let fit = try CountRegression(
        counts: Array(series.column(responder).prefix(rows)),
        design: Matrix(rows: rows, columns: 1, repeating: 1), family: .negativeBinomial)
      return [CountLaw](
        repeating: CountLaw(mean: fit.means[0], theta: fit.theta), count: series.rows)
    }
  }

  /// The stream's own past: a negative binomial autoregression of counts and means.
  public static func autoregression(_ responder: Int) -> RollingOrigin.Model {
    .init(name: "ingarch(1,1)") { series, rows in
      let all = series.column(responder)
      let equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1])
      let fit = try CountAutoregression(
        counts: Array(all.prefix(rows)), equation: equation, family: .negativeBinomial)
      let path = CountPath(
        counts: all, equation: equation, covariates: Matrix(rows: all.count, columns: 0))
      return (path.means(fit.coefficients) ?? []).map { CountLaw(mean: $0, theta: fit.theta) }
    }
  }

  /// All streams through laws of lags.
  public static func kernel(
    _ responder: Int, options: DelayKernel.Options
  ) -> RollingOrigin.Model {
    .init(name: "counts-kernel") { series, rows in
      let fit = try DelayKernel(
        series: series.submatrix(
          rows: Array(0..<rows), columns: Array(0..<series.columns)), responder: responder,
        options: options)
      return fit.laws(of: series)
    }
  }

  /// All streams' lags in a negative binomial regression; where a sparse series cannot tell so many
  /// apart, as many as it can.
  public static func regression(_ responder: Int, lags: Int) -> RollingOrigin.Model {
    .init(name: "counts-regression(\(lags))") { series, rows in
      for used in stride(from: lags, through: 1, by: -1) {
        if let laws = try? regressionLaws(series, rows, responder, lags: used) { return laws }
      }
      return try regressionLaws(series, rows, responder, lags: 0)
    }
  }

  private static func regressionLaws(
    _ series: Matrix, _ rows: Int, _ responder: Int, lags: Int
  ) throws -> [CountLaw] {
    var terms: [VectorAutoregression.Term] = [.constant]
    for lag in 0..<lags {
      terms += (0..<series.columns).map { .lag(lag + 1, series: $0) }
    }
    let design = VectorAutoregression.design(
      terms, series: series, exogenous: Matrix(rows: series.rows, columns: 0),
      periods: lags..<series.rows)
    let fit = try CountRegression(
      counts: Array(series.column(responder)[lags..<rows]),
      design: design.submatrix(
        rows: Array(0..<(rows - lags)), columns: Array(0..<design.columns)),
      family: .negativeBinomial)
    guard fit.separation == nil else { throw TimeSeriesError.singularResiduals }
    let mean = fit.means.reduce(0, +) / Double(fit.means.count)
    let later = (0..<design.rows).map { row in
      // A law far outside the data's is cut off rather than infinite.
      let eta = dot(design.row(row), fit.coefficients)
      return CountLaw(mean: Double.exp(min(max(eta, -20), 12)), theta: fit.theta)
    }
    return [CountLaw](repeating: CountLaw(mean: mean, theta: fit.theta), count: lags) + later
  }
}
