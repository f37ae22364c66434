import LinearAlgebra
import RealModule

/// How the covariance of least-squares coefficients is estimated.
public enum CoefficientCovariance: Hashable, Sendable {
  /// Errors of one variance, uncorrelated over time, divisor T - terms.
  case classical
  /// Errors of any variance (White 1980), without correction.
  case hc0
  /// The same times T / (T - terms) (MacKinnon and White 1985).
  case hc1
  /// Each residual divided by 1 minus its leverage (the same).
  case hc3
  /// Errors of any variance, correlated up to a lag, with Bartlett's weights (Newey and West 1987),
  /// without correction; nil takes the rule of thumb floor(4 (T / 100)^(2/9)).
  case neweyWest(lag: Int?)
  /// The same times T / (T - terms).
  case neweyWestAdjusted(lag: Int?)
  /// The same without correction, of what a first-order autoregression leaves of the scores, then
  /// coloured again (Andrews and Monahan 1992).
  case neweyWestPrewhitened(lag: Int?)

  /// The lag of the rule of thumb.
  public static func defaultLag(observations: Int) -> Int {
    Int((4 * Double.pow(Double(observations) / 100, 2.0 / 9)).rounded(.down))
  }
}

/// The sandwich: bread, meat, bread.
enum Sandwich {
  /// The covariance of coefficients from scores.
  ///
  /// - Parameters:
  ///   - bread: The inverse of the information.
  ///   - scores: Observations by coefficients.
  ///   - lag: Correlation up to it counts; 0 for none.
  /// - Returns: bread meat bread.
  /// - Throws: ``LinearAlgebraError`` for shapes that do not fit.
  static func covariance(
    bread: Matrix, scores: Matrix, lag: Int
  ) throws(LinearAlgebraError) -> Matrix {
    var meat = try scores.gram()
    for distance in stride(from: 1, through: min(lag, scores.rows - 1), by: 1) {
      let all = Array(0..<scores.columns)
      let later = scores.submatrix(rows: Array(distance..<scores.rows), columns: all)
      let earlier = scores.submatrix(rows: Array(0..<(scores.rows - distance)), columns: all)
      let product = try later.times(earlier, transposing: .left)
      let weight = 1 - Double(distance) / Double(lag + 1)
      meat = meat + weight * (product + product.transposed)
    }
    return try bread.times(meat).times(bread, transposing: .right).symmetrized
  }

  /// The diagonal of X (X'X)^-1 X'.
  static func leverages(_ design: Matrix, _ inverseGram: Matrix) throws(LinearAlgebraError)
    -> [Double]
  {
    let product = try design.times(inverseGram)
    return (0..<design.rows).map { row in
      (0..<design.columns).reduce(0) { $0 + product[row, $1] * design[row, $1] }
    }
  }

  /// The covariance of the stacked coefficients of several equations with common regressors.
  static func leastSquares(
    design: Matrix, residuals: Matrix, inverseGram: Matrix, kind: CoefficientCovariance
  ) throws(LinearAlgebraError) -> Matrix {
    let t = design.rows
    let m = design.columns
    let k = residuals.columns
    var factors = [Double](repeating: 1, count: t)
    var scale = 1.0
    var lag = 0
    switch kind {
    case .classical:
      let sigma = (1 / Double(t - m)) * (try residuals.gram())
      return kronecker(sigma, inverseGram)
    case .hc0: break
    case .hc1: scale = Double(t) / Double(t - m)
    case .hc3: factors = try leverages(design, inverseGram).map { 1 / (1 - $0) }
    case .neweyWest(let given), .neweyWestPrewhitened(let given):
      lag = given ?? CoefficientCovariance.defaultLag(observations: t)
    case .neweyWestAdjusted(let given):
      lag = given ?? CoefficientCovariance.defaultLag(observations: t)
      scale = Double(t) / Double(t - m)
    }
    var scores = Matrix(rows: t, columns: m * k)
    for equation in 0..<k {
      for column in 0..<m {
        for row in 0..<t {
          scores[row, equation * m + column] =
            design[row, column] * residuals[row, equation] * factors[row]
        }
      }
    }
    var bread = kronecker(.identity(k), inverseGram)
    if case .neweyWestPrewhitened = kind {
      let last = scores.submatrix(rows: Array(1..<t), columns: Array(0..<(m * k)))
      let before = scores.submatrix(rows: Array(0..<(t - 1)), columns: Array(0..<(m * k)))
      let fit = try LeastSquares(design: before, responses: last)
      scores = fit.residuals
      let colouring = try LUFactorization(.identity(m * k) - fit.coefficients.transposed).inverse()
      bread = try bread.times(colouring)
    }
    return scale * (try covariance(bread: bread, scores: scores, lag: lag))
  }
}

extension VectorAutoregression {
  /// The covariance of all coefficients, equation by equation.
  ///
  /// - Throws: ``TimeSeriesError`` for a lag out of range.
  public func coefficientCovariance(
    _ kind: CoefficientCovariance
  ) throws(TimeSeriesError) -> Matrix {
    let given: Int? =
      switch kind {
      case .neweyWest(let lag), .neweyWestAdjusted(let lag), .neweyWestPrewhitened(let lag): lag
      default: nil
      }
    if let given {
      try Bounds.check(given, 0...observations, "The lag of a Newey-West covariance")
    }
    do {
      let centred = try Sandwich.leastSquares(
        design: centredDesign, residuals: residuals, inverseGram: centredInverseGram, kind: kind)
      return centring.covariance(centred, terms: terms)
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Standard errors in the shape of ``coefficients`` from any covariance.
  ///
  /// - Throws: ``TimeSeriesError`` for a lag out of range.
  public func standardErrors(_ kind: CoefficientCovariance) throws(TimeSeriesError) -> Matrix {
    guard kind != .classical, !terms.isEmpty else { return standardErrors }
    let variances = try coefficientCovariance(kind).diagonal
    return Matrix(
      rows: terms.count, columns: seriesCount, elements: variances.map { $0.squareRoot() })
  }
}
