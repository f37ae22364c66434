import Estimation
import LinearAlgebra

/// A test by its name, statistic and reference law.
public struct TestResult: Hashable, Sendable {
  /// What the statistic is referred to.
  public enum Law: Hashable, Sendable {
    /// Chi-square with degrees of freedom.
    case chiSquare(Int)
    /// Fisher's F with degrees of freedom above and below.
    case fisher(Int, Double)
  }

  /// The statistic.
  public let statistic: Double
  /// What it is referred to.
  public let law: Law

  /// A test.
  public init(statistic: Double, law: Law) {
    self.statistic = statistic
    self.law = law
  }

  /// Degrees of freedom of the chi-square, or of the F's numerator.
  public var degreesOfFreedom: Int {
    switch law {
    case .chiSquare(let count): count
    case .fisher(let count, _): count
    }
  }

  /// The probability of so large a statistic when the hypothesis holds.
  public var pValue: Double {
    switch law {
    case .chiSquare(let count):
      ChiSquare(degreesOfFreedom: Double(count)).survival(statistic)
    case .fisher(let above, let below):
      FisherF(numerator: Double(above), denominator: below).survival(statistic)
    }
  }
}

extension VectorAutoregression {
  /// Wald's test that the lags of some series are zero in the equations of others, referred to
  /// chi-square (Lütkepohl 2005, proposition 3.5), with any covariance of the coefficients.
  ///
  /// - Parameters:
  ///   - caused: The series whose equations are restricted.
  ///   - causing: The series whose lags are left out.
  ///   - kind: The covariance of the coefficients.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` when the model has no lags or a list is
  ///   empty, ``TimeSeriesError/singularResiduals`` when the restrictions cannot be told apart.
  public func waldCausality(
    of caused: [Int], from causing: [Int], covariance kind: CoefficientCovariance = .classical
  ) throws(TimeSeriesError) -> TestResult {
    let (restricted, variance) = try causalCoefficients(
      of: caused, from: causing, covariance: kind)
    return try wald(restricted, variance)
  }

  /// The coefficients that a causality test restricts, equation by equation, and their covariance of
  /// any kind.
  ///
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` when the model has no lags or a list is
  ///   empty.
  public func causalCoefficients(
    of caused: [Int], from causing: [Int], covariance kind: CoefficientCovariance
  ) throws(TimeSeriesError) -> (values: [Double], covariance: Matrix) {
    let classical = try causalCoefficients(of: caused, from: causing)
    guard kind != .classical else { return classical }
    let rows = lagRows.filter { index in
      guard case .lag(_, let source) = terms[index] else { return false }
      return causing.contains(source)
    }
    let positions = caused.flatMap { equation in rows.map { equation * terms.count + $0 } }
    return (
      classical.values,
      try coefficientCovariance(kind).submatrix(rows: positions, columns: positions)
    )
  }

  func wald(
    _ values: [Double], _ variance: Matrix
  ) throws(TimeSeriesError) -> TestResult {
    do {
      let weighted = try CholeskyFactorization(variance).solve(values)
      return TestResult(statistic: dot(values, weighted), law: .chiSquare(values.count))
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// Causality where series may be integrated: a model with `extra` more lags is fitted, and only
  /// the first ones are tested (Toda and Yamamoto 1995). For several tests of one model
  /// ``TodaYamamoto`` fits the wider one once.
  ///
  /// - Parameters:
  ///   - caused: The series whose equations are restricted.
  ///   - causing: The series whose lags are left out.
  ///   - extra: The largest order of integration that is thought possible.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError``.
  public func todaYamamoto(
    of caused: [Int], from causing: [Int], extra: Int = 1
  ) throws(TimeSeriesError) -> TestResult {
    try TodaYamamoto(of: self, extra: extra).causality(of: caused, from: causing)
  }

  /// Whether the errors of some series are correlated with those of others within a period:
  /// Wald's test that the covariances are zero (Lütkepohl 2005, section 3.6.3). The effects of the
  /// same period belong to neither side without an order.
  ///
  /// - Parameters:
  ///   - causing: Some series.
  ///   - caused: Others.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the covariances cannot be told apart.
  public func instantaneousCausality(
    between causing: [Int], and caused: [Int]
  ) throws(TimeSeriesError) -> TestResult {
    let sigma = likelihoodCovariance
    let pairs = causing.flatMap { i in caused.map { (i, $0) } }
    // The asymptotic covariance of sigma(ij) and sigma(kl) is (s(ik) s(jl) + s(il) s(jk)) / T.
    var variance = Matrix(rows: pairs.count, columns: pairs.count)
    for (row, a) in pairs.enumerated() {
      for (column, b) in pairs.enumerated() {
        variance[row, column] =
          (sigma[a.0, b.0] * sigma[a.1, b.1] + sigma[a.0, b.1] * sigma[a.1, b.0])
          / Double(observations)
      }
    }
    return try wald(pairs.map { sigma[$0.0, $0.1] }, variance)
  }
}
