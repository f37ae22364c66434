import Estimation
import LinearAlgebra
import RealModule

/// Whether a series wanders without a level to return to.
public enum UnitRoot {
  /// What a series moves around where it does not wander.
  public enum Trend: String, CaseIterable, Hashable, Sendable {
    /// A level.
    case constant
    /// A straight line.
    case linear
  }

  /// Dickey and Fuller's test with lagged differences; a small p value speaks against wandering.
  public struct DickeyFuller: Hashable, Sendable {
    /// The t value of the level before.
    public let statistic: Double
    /// Its probability under a unit root, by J. G. MacKinnon's response surface (J. Business Econ.
    /// Stat. 12, 1994).
    public let pValue: Double
    /// Critical values at 1, 5 and 10 % for so many observations (MacKinnon, Queen's University
    /// working paper 1227, 2010).
    public let criticalValues: [Double]
    /// Rows of the regression.
    public let observations: Int
  }

  /// Kwiatkowski, Phillips, Schmidt and Shin's test (J. Econometrics 54, 1992); a small p value
  /// speaks for wandering.
  public struct Stationarity: Hashable, Sendable {
    /// The statistic.
    public let statistic: Double
    /// Interpolated in their table, which ends at .10 and .01: an end means so much or beyond.
    public let pValue: Double
    /// Lags of the long-run variance.
    public let lag: Int
  }

  /// Tests for a unit root.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - lags: Lagged differences in the regression.
  ///   - trend: What the series moves around otherwise.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError`` for a series too short or without change.
  public static func dickeyFuller(
    _ values: [Double], lags: Int, trend: Trend = .constant
  ) throws(TimeSeriesError) -> DickeyFuller {
    try Bounds.check(lags, 0...values.count, "The number of lagged differences")
    let differences = zip(values, values.dropFirst()).map { $1 - $0 }
    let rows = differences.count - lags
    let width = 2 + lags + (trend == .linear ? 1 : 0)
    guard rows > width + 1 else {
      throw .tooFewObservations(found: values.count, needed: lags + width + 3)
    }
    guard differences.contains(where: { $0 != 0 }) else { throw .constantSeries(column: 0) }
    var columns = [Array(values[lags..<(lags + rows)]), [Double](repeating: 1, count: rows)]
    if trend == .linear { columns.append((0..<rows).map { Double($0 + 1) }) }
    for lag in stride(from: 1, through: lags, by: 1) {
      columns.append(Array(differences[(lags - lag)..<(lags - lag + rows)]))
    }
    do {
      let fit = try LeastSquares(
        design: Matrix(rows: rows, columns: width, elements: columns.flatMap { $0 }),
        responses: Matrix(column: Array(differences.dropFirst(lags))))
      let square = fit.residuals.column(0).reduce(0) { $0 + $1 * $1 }
      let variance = square / Double(rows - width) * fit.inverseGram[0, 0]
      guard variance > 0 else { throw TimeSeriesError.singularResiduals }
      let statistic = fit.coefficients[0, 0] / variance.squareRoot()
      let surface = Surface(trend)
      return DickeyFuller(
        statistic: statistic, pValue: surface.pValue(statistic),
        criticalValues: surface.criticalValues(observations: rows), observations: rows)
    } catch {
      throw (error as? TimeSeriesError) ?? TimeSeriesError(error)
    }
  }

  /// Tests for a level, or a line, that the series keeps to.
  ///
  /// - Parameters:
  ///   - values: The series.
  ///   - lag: Of the long-run variance, Bartlett's weights; nil takes floor(12 (n / 100)^(1/4)).
  ///   - trend: What the series keeps to.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError`` for a series too short or without change.
  public static func stationarity(
    _ values: [Double], lag: Int? = nil, trend: Trend = .constant
  ) throws(TimeSeriesError) -> Stationarity {
    let n = values.count
    let rule = Int(
      (12 * (Double(n) / 100).squareRoot().squareRoot()).rounded(.down))
    let lag = lag ?? max(0, min(rule, n - 1))
    guard n >= 4 else { throw .tooFewObservations(found: n, needed: 4) }
    try Bounds.check(lag, 0...(n - 1), "The lag of the long-run variance")
    let middle = Double(n - 1) / 2
    let mean = values.reduce(0, +) / Double(n)
    var slope = 0.0
    if trend == .linear {
      let spread = (0..<n).reduce(0.0) { $0 + (Double($1) - middle) * (Double($1) - middle) }
      slope =
        values.enumerated().reduce(0) { $0 + (Double($1.offset) - middle) * $1.element } / spread
    }
    let residuals = values.enumerated().map {
      $0.element - mean - slope * (Double($0.offset) - middle)
    }
    var variance = residuals.reduce(0) { $0 + $1 * $1 }
    for distance in stride(from: 1, through: lag, by: 1) {
      let product = zip(residuals.dropFirst(distance), residuals).reduce(0) { $0 + $1.0 * $1.1 }
      variance += 2 * (1 - Double(distance) / Double(lag + 1)) * product
    }
    guard variance > 0 else { throw .constantSeries(column: 0) }
    var (sum, squares) = (0.0, 0.0)
    for residual in residuals {
      sum += residual
      squares += sum * sum
    }
    let statistic = squares / Double(n) / variance
    let points =
      trend == .constant ? [0.347, 0.463, 0.574, 0.739] : [0.119, 0.146, 0.176, 0.216]
    return Stationarity(
      statistic: statistic, pValue: interpolated(statistic, points, [0.1, 0.05, 0.025, 0.01]),
      lag: lag)
  }

  private static func interpolated(_ x: Double, _ points: [Double], _ values: [Double]) -> Double {
    guard let next = points.firstIndex(where: { $0 > x }) else { return values[points.count - 1] }
    guard next > 0 else { return values[0] }
    let share = (x - points[next - 1]) / (points[next] - points[next - 1])
    return values[next - 1] + share * (values[next] - values[next - 1])
  }

  /// MacKinnon's fitted polynomials for one series.
  private struct Surface {
    let bounds: (low: Double, star: Double, high: Double)
    let left: [Double]
    let right: [Double]
    let critical: [[Double]]

    init(_ trend: Trend) {
      switch trend {
      case .constant:
        bounds = (-18.83, -1.61, 2.74)
        left = [2.1659, 1.4412, 0.038269]
        right = [1.7339, 0.93202, -0.12745, -0.010368]
        critical = [
          [-3.43035, -6.5393, -16.786, -79.433], [-2.86154, -2.8903, -4.234, -40.04],
          [-2.56677, -1.5384, -2.809, 0],
        ]
      case .linear:
        bounds = (-16.18, -2.89, 0.7)
        left = [3.2512, 1.6047, 0.049588]
        right = [2.5261, 0.61654, -0.37956, -0.060285]
        critical = [
          [-3.95877, -9.0531, -28.428, -134.155], [-3.41049, -4.3904, -9.036, -45.374],
          [-3.12705, -2.5856, -3.925, -22.38],
        ]
      }
    }

    func pValue(_ statistic: Double) -> Double {
      if statistic > bounds.high { return 1 }
      if statistic < bounds.low { return 0 }
      let polynomial = statistic <= bounds.star ? left : right
      return NormalFunctions.survival(-polynomial.reversed().reduce(0) { $0 * statistic + $1 })
    }

    func criticalValues(observations: Int) -> [Double] {
      critical.map { $0.reversed().reduce(0) { $0 / Double(observations) + $1 } }
    }
  }
}
