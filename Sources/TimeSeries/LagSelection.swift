import Estimation
import LinearAlgebra
import RealModule

/// Which number of lags a vector autoregression should have, by four criteria.
///
/// All orders are fitted to one common sample, so that their likelihoods compare. Formulas:
/// Lütkepohl (2005), section 4.3, with the determinant of the covariance of divisor T and the number
/// of deterministic terms counted.
public struct LagSelection: Hashable, Sendable {
  /// A rule by which orders are compared; smaller is better.
  public enum Criterion: String, CaseIterable, Hashable, Sendable {
    /// Akaike.
    case aic
    /// Schwarz.
    case bic
    /// Hannan and Quinn.
    case hqic
    /// Akaike's final prediction error.
    case fpe
  }

  /// The criteria of one order.
  public struct Row: Hashable, Sendable {
    /// The number of lags.
    public let order: Int
    /// Akaike.
    public let aic: Double
    /// Schwarz.
    public let bic: Double
    /// Hannan and Quinn.
    public let hqic: Double
    /// Final prediction error.
    public let fpe: Double

    /// The value of one criterion.
    public func callAsFunction(_ criterion: Criterion) -> Double {
      switch criterion {
      case .aic: aic
      case .bic: bic
      case .hqic: hqic
      case .fpe: fpe
      }
    }
  }

  /// The criteria of all orders, from 0 on.
  public let rows: [Row]

  /// Computes the criteria of the orders 0 to `maximum`.
  ///
  /// - Throws: ``TimeSeriesError``; order 0 of a model without deterministic terms is left out.
  public init(
    series: Matrix, exogenous: Matrix? = nil, maximum: Int,
    trend: VectorAutoregression.Trend = .constant
  ) throws(TimeSeriesError) {
    guard maximum >= 0 else {
      throw .optionOutOfRange("the largest number of lags is \(maximum); it must not be negative")
    }
    var rows: [Row] = []
    for order in 0...maximum {
      let fit = try VectorAutoregression(
        series: series, exogenous: exogenous, lags: order, trend: trend, firstPeriod: maximum)
      let t = Double(fit.observations)
      let k = Double(fit.seriesCount)
      let perEquation = Double(fit.terms.count)
      let free = perEquation * k
      let logDeterminant = try fit.logDeterminant()
      rows.append(
        Row(
          order: order, aic: logDeterminant + 2 * free / t,
          bic: logDeterminant + Double.log(t) * free / t,
          hqic: logDeterminant + 2 * Double.log(Double.log(t)) * free / t,
          fpe: Double.exp(
            logDeterminant + k * (Double.log(t + perEquation) - Double.log(t - perEquation)))))
    }
    self.rows = rows
  }

  /// The order with the smallest value of a criterion.
  ///
  /// - Parameters:
  ///   - criterion: The rule.
  ///   - minimum: Orders below it do not count: some tools begin at 0, others at 1.
  /// - Returns: The order.
  public func order(by criterion: Criterion, minimum: Int = 0) -> Int {
    rows.filter { $0.order >= minimum }.min { $0(criterion) < $1(criterion) }?.order ?? minimum
  }
}
