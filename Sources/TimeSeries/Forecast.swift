import Estimation
import LinearAlgebra

/// A forecast of all series with normal intervals.
public struct Forecast: Hashable, Sendable {
  /// Expected values, periods ahead by series.
  public let mean: Matrix
  /// Standard deviations of the forecast errors, from the errors of the equations alone.
  public let deviation: Matrix

  /// The central interval of one value.
  public func interval(period: Int, series: Int, level: Double) -> ClosedRange<Double> {
    let half = NormalFunctions.quantile(p: 0.5 + level / 2) * deviation[period, series]
    return (mean[period, series] - half)...(mean[period, series] + half)
  }
}

extension VectorAutoregression {
  /// Forecasts the periods after the data (Lütkepohl 2005, sections 2.2.2 and 3.5).
  ///
  /// - Parameters:
  ///   - horizon: Periods ahead.
  ///   - future: Exogenous series of those periods, periods by series; nil where there are none.
  /// - Returns: Means and deviations.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` for a model with exogenous series whose
  ///   future values are not given, or a horizon out of range.
  public func forecast(horizon: Int, future: Matrix? = nil) throws(TimeSeriesError) -> Forecast {
    try Bounds.horizon(horizon, series: seriesCount)
    let future = future ?? Matrix(rows: exogenous.columns == 0 ? horizon : 0, columns: 0)
    guard future.rows >= horizon, future.columns == exogenous.columns else {
      throw .optionOutOfRange(
        "A forecast needs future values of the exogenous series for all \(horizon) periods.")
    }
    let responses = try impulseResponse(horizon: max(0, horizon - 1))
    var drivers = Matrix(rows: series.rows + horizon, columns: exogenous.columns)
    for column in 0..<exogenous.columns {
      for row in 0..<series.rows { drivers[row, column] = exogenous[row, column] }
      for row in 0..<horizon { drivers[series.rows + row, column] = future[row, column] }
    }
    var path = (0..<series.rows).map { series.row($0) }
    var mean = Matrix(rows: horizon, columns: seriesCount)
    var deviation = mean
    var variance = [Double](repeating: 0, count: seriesCount)
    for step in 0..<horizon {
      let period = path.count
      var values = [Double](repeating: 0, count: seriesCount)
      for equation in 0..<seriesCount {
        for (row, term) in terms.enumerated() {
          let value: Double
          if case .lag(let lag, let source) = term {
            value = path[period - lag][source]
          } else {
            value = VectorAutoregression.fixedValue(term, period: period, exogenous: drivers)
          }
          values[equation] += coefficients[row, equation] * value
        }
        for shock in 0..<seriesCount {
          let response = responses.orthogonalized[step][equation, shock]
          variance[equation] += response * response
        }
        mean[step, equation] = values[equation]
        deviation[step, equation] = variance[equation].squareRoot()
      }
      path.append(values)
    }
    return Forecast(mean: mean, deviation: deviation)
  }
}
