import Estimation
import LinearAlgebra
import RealModule

/// How the covariance of a count model's coefficients is estimated.
public enum CountCovariance: Hashable, Sendable {
  /// The inverse of the second derivatives, all parameters together.
  case observed
  /// The inverse of their expectation given theta, as generalized linear models print it; for
  /// models of zeros the same as `observed`.
  case expected
  /// The sandwich of the scores, as if the law were only a working one.
  case sandwich
  /// The same with scores over the square of 1 minus the leverage.
  case hc3
  /// The sandwich with scores correlated up to a lag, Bartlett's weights; nil takes the rule of
  /// thumb.
  case neweyWest(lag: Int?)
}

extension CountRegression {
  /// Weights of the expected information given theta.
  var workingWeights: [Double] {
    means.map { theta.isFinite ? $0 * theta / ($0 + theta) : $0 }
  }

  /// The columns that determine the means that are not zero.
  var determinedDesign: Matrix {
    determined.count == design.columns
      ? design : design.submatrix(rows: Array(0..<design.rows), columns: determined)
  }

  /// X'WX of the determined columns, with the precisions of the priors of shrunk ones.
  private func weightedGram(_ design: Matrix, _ weights: [Double]) throws -> Matrix {
    var scaled = design
    for column in 0..<design.columns {
      for row in 0..<design.rows { scaled[row, column] *= weights[row].squareRoot() }
    }
    var gram = try scaled.gram()
    if let shrunk {
      for place in (design.columns - shrunk.values.columns)..<design.columns {
        gram[place, place] += shrunk.precision
      }
    }
    return gram
  }

  /// A covariance of the determined parameters as one of all: NaN for coefficients without an end.
  private func expanded(_ covariance: Matrix) -> Matrix {
    guard let separation else { return covariance }
    let affected = Set(separation.coefficients)
    let rest = covariance.rows - determined.count
    let size = design.columns + rest
    var result = Matrix(rows: size, columns: size, repeating: .nan)
    let places = determined + (0..<rest).map { design.columns + $0 }
    for (j, column) in places.enumerated() where !affected.contains(column) {
      for (i, row) in places.enumerated() where !affected.contains(row) {
        result[row, column] = covariance[i, j]
      }
    }
    return result
  }

  /// The covariance of all parameters: coefficients, zero coefficients and log theta where the model
  /// has them; `expected`, `hc3` and sandwiches of models without zeros are of the coefficients
  /// alone, given theta.
  ///
  /// Rows and columns of coefficients without an end (``separation``) are NaN.
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the information is singular, as it is where
  ///   a parameter ran to the end of its range.
  public func covariance(_ kind: CountCovariance) throws(TimeSeriesError) -> Matrix {
    if case .neweyWest(let given?) = kind {
      try Bounds.check(given, 0...counts.count, "The lag of a Newey-West covariance")
    }
    let design = determinedDesign
    do {
      switch kind {
      case .observed: return expanded(try CholeskyFactorization(information).inverse())
      case .expected where zeros == .none:
        return expanded(
          try CholeskyFactorization(try weightedGram(design, workingWeights)).inverse())
      case .expected: return try CholeskyFactorization(information).inverse()
      default: break
      }
      let m = design.columns
      let isPlain = zeros == .none
      let bread =
        isPlain
        ? try CholeskyFactorization(try weightedGram(design, workingWeights)).inverse()
        : try CholeskyFactorization(information).inverse()
      var parts =
        isPlain
        ? scores.submatrix(rows: Array(0..<scores.rows), columns: Array(0..<m)) : scores
      var lag = 0
      if case .neweyWest(let given) = kind {
        lag = given ?? CoefficientCovariance.defaultLag(observations: counts.count)
      }
      if kind == .hc3, isPlain {
        let leverages = try Sandwich.leverages(design, bread)
        let weights = workingWeights
        for row in 0..<parts.rows {
          let factor = 1 - weights[row] * leverages[row]
          for column in 0..<m { parts[row, column] /= factor }
        }
      }
      return expanded(try Sandwich.covariance(bread: bread, scores: parts, lag: lag))
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Standard errors: the roots of the covariance's diagonal.
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the information is singular.
  public func standardErrors(_ kind: CountCovariance) throws(TimeSeriesError) -> [Double] {
    try covariance(kind).diagonal.map { $0.squareRoot() }
  }

  /// The standard error of theta given the coefficients.
  public var thetaError: Double {
    guard theta.isFinite else { return .nan }
    let last = information.rows - 1
    // In theta itself: the second derivative over theta squared, the first being zero.
    return theta / information[last, last].squareRoot()
  }

  /// Pearson's chi-square over its degrees of freedom: above 1 counts vary more than the law says.
  public var pearsonDispersion: Double {
    // A mean of zero is met without error.
    let sum = zip(counts, means).filter { $0.1 > 0 }.reduce(0.0) { total, pair in
      let variance = pair.1 + pair.1 * pair.1 * dispersion
      return total + (pair.0 - pair.1) * (pair.0 - pair.1) / variance
    }
    let gone = separation?.periods.count ?? 0
    let free = determined.count - (shrunk.map { $0.values.columns - $0.freeCount } ?? 0)
    return sum / Double(counts.count - gone - free)
  }

  /// Twice the distance to the likelihood of a mean of its own for every count.
  public var deviance: Double {
    zip(counts, means).reduce(0.0) { total, pair in
      let (y, mu) = pair
      let own = y > 0 ? y * Double.log(y / mu) : 0
      guard theta.isFinite else { return total + 2 * (own - (y - mu)) }
      return total + 2 * (own - (y + theta) * Double.log((y + theta) / (mu + theta)))
    }
  }
}
