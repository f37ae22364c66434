import LinearAlgebra
import RealModule

/// How coefficients are drawn to zero where there are many for the data.
public enum Shrinkage: Hashable, Sendable {
  /// Not at all.
  case none
  /// Normal priors around zero, tighter for longer lags and for other series (Litterman 1986): the
  /// prior deviation of lag l of series j in equation i is tightness / l^decay, times
  /// cross * sigma(i) / sigma(j) where j is not i.
  case minnesota(tightness: Double, cross: Double, decay: Double)
  /// A penalty on absolute values, chosen by Schwarz's criterion for each equation.
  case lasso
}

/// A vector autoregression with shrunk coefficients.
public struct ShrunkAutoregression: Sendable {
  /// Rules by regressor and equation, found once and kept for all refits.
  struct Rule: Sendable {
    /// Added to the diagonal of Z'Z, an equation a list, in the order of ``MomentRefit``.
    var ridges: [[Double]] = []
    /// The penalty on the absolute value of each coefficient.
    var penalties: [[Double]] = []
  }

  /// The coefficients, terms by equations.
  public let coefficients: Matrix
  /// Posterior deviations, where the shrinkage has them.
  public let deviations: Matrix?
  /// The covariance of the errors with divisor T.
  public let covariance: Matrix
  /// Effects of the lags, first lag first.
  public let lagMatrices: [Matrix]
  let rule: Rule

  /// Shrinks the coefficients of a fit.
  ///
  /// - Parameters:
  ///   - fit: The model by least squares.
  ///   - shrinkage: How.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` for a tightness that is not positive.
  public init(_ fit: VectorAutoregression, by shrinkage: Shrinkage) throws(TimeSeriesError) {
    let engine = MomentRefit(of: fit)
    let sums = engine.moments(engine.start(of: fit))
    var rule = Rule()
    switch shrinkage {
    case .none: break
    case .minnesota(let tightness, let cross, let decay):
      guard tightness > 0, cross > 0, decay >= 0 else {
        throw .optionOutOfRange("the tightness of a Minnesota prior must be positive")
      }
      rule.ridges = try ShrunkAutoregression.ridges(
        fit, tightness: tightness, cross: cross, decay: decay)
    case .lasso:
      rule.penalties = (0..<fit.seriesCount).map { engine.penalties(sums, equation: $0) }
    }
    self.rule = rule
    guard let solved = engine.solve(sums, rule: rule) else { throw .singularResiduals }
    coefficients = engine.unpacked(solved.packed)
    lagMatrices = engine.lagMatrices(solved.packed)
    let factor = Double(fit.degreesOfFreedom) / Double(fit.observations)
    covariance = factor * solved.covariance
    if case .minnesota = shrinkage {
      var deviations = Matrix(rows: fit.terms.count, columns: fit.seriesCount)
      for equation in 0..<fit.seriesCount {
        var gram = Matrix(
          rows: engine.termCount, columns: engine.termCount, elements: sums.gram)
        for (index, ridge) in rule.ridges[equation].enumerated() { gram[index, index] += ridge }
        do {
          let inverse = try CholeskyFactorization(gram).inverse()
          let variances = engine.unpackedCovariance(inverse).diagonal
          for (row, variance) in variances.enumerated() {
            deviations[row, equation] =
              (variance * solved.covariance[equation, equation]).squareRoot()
          }
        } catch {
          throw TimeSeriesError(error)
        }
      }
      self.deviations = deviations
    } else {
      deviations = nil
    }
  }

  /// The error variance over the prior variance of each coefficient.
  private static func ridges(
    _ fit: VectorAutoregression, tightness: Double, cross: Double, decay: Double
  ) throws(TimeSeriesError) -> [[Double]] {
    let k = fit.seriesCount
    // The scale of each series: what its own past leaves of it.
    var scales: [Double] = []
    for column in 0..<k {
      let own = fit.series.submatrix(rows: Array(0..<fit.series.rows), columns: [column])
      let alone = try VectorAutoregression(series: own, lags: fit.lags, trend: .constant)
      scales.append(alone.covariance[0, 0].squareRoot())
    }
    let fixedCount = fit.terms.count - k * fit.lags
    return (0..<k).map { equation in
      var ridges = [Double](repeating: 0, count: fixedCount)
      for lag in (0..<fit.lags).reversed() {
        for source in 0..<k {
          var deviation = tightness / Double.pow(Double(lag + 1), decay)
          if source != equation { deviation *= cross * scales[equation] / scales[source] }
          ridges.append(scales[equation] * scales[equation] / (deviation * deviation))
        }
      }
      return ridges
    }
  }
}

extension MomentRefit {
  /// The sums that least squares needs.
  struct Moments {
    var gram: [Double]
    var right: [Double]
    var squares: Matrix
  }

  /// Solves for the coefficients under a rule; nil where the regressors are dependent.
  func solve(_ moments: Moments, rule: ShrunkAutoregression.Rule)
    -> (packed: [Double], covariance: Matrix)?
  {
    let k = seriesCount
    let m = termCount
    var packed: [Double] = []
    if rule.ridges.isEmpty, rule.penalties.isEmpty {
      var gram = moments.gram
      guard SmallCholesky.factor(&gram, order: m) else { return nil }
      packed = moments.right
      SmallCholesky.solve(gram, order: m, &packed, count: k)
    } else {
      for equation in 0..<k {
        var right = Array(moments.right[(equation * m)..<((equation + 1) * m)])
        if rule.penalties.isEmpty {
          var gram = moments.gram
          for index in 0..<m { gram[index * m + index] += rule.ridges[equation][index] }
          guard SmallCholesky.factor(&gram, order: m) else { return nil }
          SmallCholesky.solve(gram, order: m, &right, count: 1)
          packed += right
        } else {
          packed += descend(
            moments.gram, right, size: moments.squares[equation, equation].squareRoot(),
            penalties: rule.penalties[equation], from: [Double](repeating: 0, count: m))
        }
      }
    }
    // (Y - Z B)'(Y - Z B), which holds for any coefficients.
    var covariance = moments.squares
    for i in 0..<k {
      for j in 0..<k {
        var value = moments.squares[i, j]
        for a in 0..<m {
          var product = 0.0
          for b in 0..<m { product += moments.gram[a * m + b] * packed[j * m + b] }
          value +=
            packed[i * m + a] * (product - moments.right[j * m + a])
            - moments.right[i * m + a] * packed[j * m + a]
        }
        covariance[i, j] = value / Double(observations - m)
      }
    }
    return (packed, covariance.symmetrized)
  }

  /// Penalties of one equation: the one of forty, evenly spaced in logarithms, by Schwarz's
  /// criterion; a regressor's penalty is in proportion to its length, terms that do not depend on
  /// the series have none.
  func penalties(_ moments: Moments, equation: Int) -> [Double] {
    let m = termCount
    let right = Array(moments.right[(equation * m)..<((equation + 1) * m)])
    let size = moments.squares[equation, equation].squareRoot()
    let lengths = (0..<m).map { index in
      index < fixedCount ? 0 : moments.gram[index * m + index].squareRoot()
    }
    var coefficients = descend(
      moments.gram, right, size: size, penalties: lengths.map { $0 > 0 ? .infinity : 0 },
      from: [Double](repeating: 0, count: m))
    func slopes(_ b: [Double]) -> [Double] {
      (0..<m).map { a in
        right[a] - (0..<m).reduce(0.0) { $0 + moments.gram[a * m + $1] * b[$1] }
      }
    }
    let start = slopes(coefficients)
    let largest =
      (fixedCount..<max(m, fixedCount)).map {
        lengths[$0] > 0 ? start[$0].magnitude / lengths[$0] : 0
      }.max() ?? 0
    let t = Double(observations)
    var best = (criterion: Double.infinity, penalty: largest)
    for step in 0..<40 {
      let penalty = largest * Double.exp(-Double(step) / 39 * Double.log(1000))
      coefficients = descend(
        moments.gram, right, size: size, penalties: lengths.map { $0 * penalty },
        from: coefficients)
      let gradient = slopes(coefficients)
      var rest = moments.squares[equation, equation]
      for a in 0..<m { rest -= coefficients[a] * (right[a] + gradient[a]) }
      let used = Double(coefficients.count { $0 != 0 })
      let criterion = t * Double.log(max(rest, 1e-300) / t) + Double.log(t) * used
      if criterion < best.criterion { best = (criterion, penalty) }
    }
    return lengths.map { $0 * best.penalty }
  }

  /// Coordinate descent on half b'Gb - r'b + sum of penalties times |b| (Friedman, Hastie and
  /// Tibshirani 2010), until no fitted value moves by more than a billionth of the response's length
  /// `size`.
  private func descend(
    _ gram: [Double], _ right: [Double], size: Double, penalties: [Double], from start: [Double]
  ) -> [Double] {
    let m = right.count
    var b = start
    for _ in 0..<2000 {
      var change = 0.0
      for index in 0..<m {
        let own = gram[index * m + index]
        guard own > 0 else { continue }
        var partial = right[index] + own * b[index]
        for other in 0..<m { partial -= gram[index * m + other] * b[other] }
        let shrunk = max(0, partial.magnitude - penalties[index]) / own
        let value = partial < 0 ? -shrunk : shrunk
        change = max(change, (value - b[index]).magnitude * own.squareRoot())
        b[index] = value
      }
      if change <= 1e-9 * size { break }
    }
    return b
  }
}
