import Estimation
import LinearAlgebra
import RealModule

/// Whether the past of some series improves the forecast of others (Granger 1969).
///
/// The F form of the Wald test that all lags of the causing series are zero in the equations of the
/// caused ones: Lütkepohl (2005), section 3.6.2, with K (T - terms) degrees of freedom below.
public struct GrangerCausality: Hashable, Sendable {
  /// The series whose equations are restricted.
  public let caused: [Int]
  /// The series whose lags are left out.
  public let causing: [Int]
  /// The F statistic.
  public let statistic: Double
  /// Degrees of freedom of the numerator: the number of restrictions.
  public let numerator: Int
  /// Degrees of freedom of the denominator.
  public let denominator: Int

  /// The probability of so large a statistic when the causing series do not cause.
  public var pValue: Double {
    FisherF(numerator: Double(numerator), denominator: Double(denominator)).survival(statistic)
  }
}

extension VectorAutoregression {
  /// The coefficients that a causality test restricts, equation by equation, and their covariance.
  ///
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` when the model has no lags or a list is
  ///   empty.
  public func causalCoefficients(
    of caused: [Int], from causing: [Int]
  ) throws(TimeSeriesError) -> (values: [Double], covariance: Matrix) {
    guard lags > 0, !caused.isEmpty, !causing.isEmpty else {
      throw .optionOutOfRange("a causality test needs lags, causing and caused series")
    }
    let rows = terms.indices.filter { index in
      guard case .lag(_, let source) = terms[index] else { return false }
      return causing.contains(source)
    }
    let gram = inverseGram.submatrix(rows: rows, columns: rows)
    let errors = covariance.submatrix(rows: caused, columns: caused)
    return (
      caused.flatMap { equation in rows.map { coefficients[$0, equation] } },
      kronecker(errors, gram).symmetrized
    )
  }

  /// Tests whether some series cause others.
  ///
  /// - Throws: ``TimeSeriesError/optionOutOfRange(_:)`` when the model has no lags or a list is
  ///   empty, ``TimeSeriesError/singularResiduals`` when the restrictions cannot be told apart.
  public func grangerCausality(
    of caused: [Int], from causing: [Int]
  ) throws(TimeSeriesError) -> GrangerCausality {
    let (restricted, variance) = try causalCoefficients(of: caused, from: causing)
    do {
      let weighted = try CholeskyFactorization(variance).solve(restricted)
      return GrangerCausality(
        caused: caused, causing: causing,
        statistic: dot(restricted, weighted) / Double(restricted.count),
        numerator: restricted.count, denominator: seriesCount * degreesOfFreedom)
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
