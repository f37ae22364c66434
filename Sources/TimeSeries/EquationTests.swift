import Estimation
import LinearAlgebra
import RealModule

/// Checks of one equation's residuals.
extension VectorAutoregression {
  /// Durbin and Watson's statistic of one equation: about 2 where residuals do not depend on the one
  /// before, toward 0 where they follow it (Biometrika 37, 1950). Of an equation with lags of the
  /// response it leans toward 2.
  public func durbinWatson(equation: Int) -> Double {
    let values = residuals.column(equation)
    let square = values.reduce(0) { $0 + $1 * $1 }
    return zip(values, values.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
      / square
  }

  /// Ljung and Box's test on one equation's residuals.
  ///
  /// - Parameters:
  ///   - equation: The equation.
  ///   - lag: The last lag.
  /// - Returns: The test; degrees of freedom are the lags, coefficients not taken off.
  /// - Throws: ``TimeSeriesError`` for a lag too long.
  public func ljungBox(equation: Int, lag: Int) throws(TimeSeriesError) -> TestResult {
    try Autocorrelation(residuals.column(equation), longest: lag).ljungBox(lag: lag)
  }

  /// Whether one equation's variance changes with its regressors: T R^2 of squared residuals on them
  /// (T. S. Breusch and A. R. Pagan, Econometrica 47, 1979, in R. Koenker's form for errors that are
  /// not normal, J. Econometrics 17, 1981).
  ///
  /// - Parameter equation: The equation.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError``.
  public func unevenVariance(equation: Int) throws(TimeSeriesError) -> TestResult {
    guard terms.count > 1 else {
      throw .optionOutOfRange("without regressors there is nothing a variance could change with")
    }
    let squares = residuals.column(equation).map { $0 * $0 }
    let mean = squares.reduce(0, +) / Double(squares.count)
    let all = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard all > 0 else { throw .singularResiduals }
    do {
      let fit = try LeastSquares(design: centredDesign, responses: Matrix(column: squares))
      let rest = fit.residuals.column(0).reduce(0) { $0 + $1 * $1 }
      return TestResult(
        statistic: Double(squares.count) * (1 - rest / all), law: .chiSquare(terms.count - 1))
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Whether one equation's variance changes with its mean: T R^2 of squared residuals on fitted
  /// values and their squares, H. White's test (Econometrica 48, 1980) in the form with two degrees
  /// of freedom (J. M. Wooldridge, Introductory Econometrics, section 8.3).
  ///
  /// - Parameter equation: The equation.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError/singularResiduals`` where the fitted values do not change.
  public func varianceOfMean(equation: Int) throws(TimeSeriesError) -> TestResult {
    do {
      let fitted = try centredDesign.times(
        centring.centredCoefficients(coefficients, terms: terms)
      ).column(equation)
      let values = standardized(fitted)
      return try squaredResiduals(equation, on: [values, values.map { $0 * $0 }])
    } catch {
      throw (error as? TimeSeriesError) ?? TimeSeriesError(error)
    }
  }

  /// Whether one equation's variance changes with the distance of the series' lags from their means,
  /// to either side: T R^2 of squared residuals on squares of the lags, those terms of White's test.
  ///
  /// - Parameter equation: The equation.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError/singularResiduals`` where squares depend on each other, as those of
  ///   attack or none do, ``TimeSeriesError/optionOutOfRange(_:)`` for a model without lags.
  public func varianceOfSquares(equation: Int) throws(TimeSeriesError) -> TestResult {
    guard lags > 0 else { throw .optionOutOfRange("A model without lags has no squares of them.") }
    let design = centredDesign
    return try squaredResiduals(
      equation, on: lagRows.map { standardized(design.column($0)).map { $0 * $0 } })
  }

  /// Values less their mean, over their largest distance from it.
  private func standardized(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    let scale = values.reduce(0) { max($0, ($1 - mean).magnitude) }
    return values.map { scale > 0 ? ($0 - mean) / scale : 0 }
  }

  /// T R^2 of squared residuals on a constant and other columns.
  private func squaredResiduals(
    _ equation: Int, on columns: [[Double]]
  ) throws(TimeSeriesError) -> TestResult {
    let squares = residuals.column(equation).map { $0 * $0 }
    let mean = squares.reduce(0, +) / Double(squares.count)
    let all = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    guard all > 0 else { throw .singularResiduals }
    do {
      let fit = try LeastSquares(
        design: Matrix(
          rows: squares.count, columns: columns.count + 1,
          elements: squares.map { _ in 1 } + columns.flatMap { $0 }),
        responses: Matrix(column: squares))
      let rest = fit.residuals.column(0).reduce(0) { $0 + $1 * $1 }
      return TestResult(
        statistic: Double(squares.count) * (1 - rest / all), law: .chiSquare(columns.count))
    } catch {
      throw .singularResiduals
    }
  }

  /// Whether one equation misses curvature: squares and cubes of its fitted values as further
  /// regressors (J. B. Ramsey, J. R. Stat. Soc. B 31, 1969).
  ///
  /// - Parameter equation: The equation.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError``.
  public func curvature(equation: Int) throws(TimeSeriesError) -> TestResult {
    do {
      let left = residuals.column(equation)
      // With a constant, powers of the fitted values less their level span the same columns.
      let design = centredDesign
      let fitted = try design.times(
        centring.centredCoefficients(coefficients, terms: terms)
      ).column(equation)
      let response = zip(fitted, left).map(+)
      let scale = fitted.reduce(0) { max($0, $1.magnitude) }
      guard scale > 0 else { throw TimeSeriesError.singularResiduals }
      let powers = [2, 3].flatMap { power in fitted.map { Double.pow($0 / scale, power) } }
      let wide = try LeastSquares(
        design: Matrix(
          rows: design.rows, columns: design.columns + 2, elements: design.elements + powers),
        responses: Matrix(column: response))
      let rest = wide.residuals.column(0).reduce(0) { $0 + $1 * $1 }
      let all = left.reduce(0) { $0 + $1 * $1 }
      let below = design.rows - design.columns - 2
      guard rest > 0, below > 0 else { throw TimeSeriesError.singularResiduals }
      return TestResult(
        statistic: (all - rest) / 2 / (rest / Double(below)), law: .fisher(2, Double(below)))
    } catch {
      throw (error as? TimeSeriesError) ?? TimeSeriesError(error)
    }
  }
}
