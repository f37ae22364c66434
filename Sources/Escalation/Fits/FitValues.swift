import TimeSeries
import RealModule

/// A coefficient of an equation.
public struct Coefficient: Hashable, Sendable {
  /// The stream that the equation explains.
  public let equation: String
  /// The term.
  public let term: String
  /// The estimate.
  public let estimate: Double
  /// Its standard error; NaN where it has none.
  public let error: Double
  /// The probability of so large a ratio of the two; NaN where there is none.
  public let pValue: Double

  /// The estimate over its error.
  public var statistic: Double { estimate / error }
}

/// A parameter of a point process.
public struct Parameter: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    /// Incidents a day; the piece where the baseline has several.
    case baselineRate(piece: Int?)
    /// Incidents that only totals know.
    case unseenIncidents
    /// Expected responses of the responder per incident of the provoker.
    case branchingRatio
    /// The mean lag, days.
    case lagMean
    /// The median lag, days.
    case lagMedian
    /// The shape of the law of lags.
    case lagShape
  }

  /// What it is.
  public let kind: Kind
  /// The position of the stream that responds.
  public let responder: Int
  /// The position of the stream that provokes; nil for a baseline.
  public let provoker: Int?
  /// The estimate.
  public let estimate: Double
  /// Its standard error, or standard deviation over draws.
  public let error: Double
  /// The lower end of the interval.
  public let lower: Double
  /// The upper end.
  public let upper: Double
  /// What the chains tell; nil for other methods.
  public var chains: Chains?

  /// How well chains tell a quantity.
  public struct Chains: Hashable, Sendable {
    /// Rank-normalized split R-hat.
    public let rHat: Double
    /// Effective draws for the centre.
    public let bulkSize: Double
    /// Effective draws for the ends.
    public let tailSize: Double
    /// The Monte Carlo standard error of the mean.
    public let error: Double
  }
}

/// A number about a whole fit, such as its log-likelihood; a row of `fit.csv`.
public struct Quantity: Hashable, Sendable {
  /// A value of a row.
  public enum Value: Hashable, Sendable {
    /// Any number.
    case number(Double)
    /// A whole number.
    case count(Int)
    /// Yes or no.
    case flag(Bool)
  }

  /// Its name, such as `log_likelihood`.
  public let name: String
  /// Its value.
  public let value: Value

  init(_ name: String, _ value: Double) {
    self.name = name
    self.value = .number(value)
  }

  init(_ name: String, count: Int) {
    self.name = name
    value = .count(count)
  }

  init(_ name: String, flag: Bool) {
    self.name = name
    value = .flag(flag)
  }
}

/// A test of a model; a row of `diagnostics.csv`.
public struct ModelCheck: Hashable, Sendable {
  /// The test's name, such as `jarque_bera`.
  public let test: String
  /// The equation; nil where the test is of the whole model.
  public let equation: String?
  /// The statistic.
  public let statistic: Double
  /// Its degrees of freedom, where it has any.
  public let degreesOfFreedom: Int?
  /// The probability of so large a statistic; NaN where there is none.
  public let pValue: Double
}

/// A test whether some streams answer others; a row of `causality.csv`.
public struct CausalityTest: Hashable, Sendable {
  /// The kinds of tests.
  public enum Kind: Hashable, Sendable {
    /// F of the provoker's lags.
    case grangerF
    /// A Wald statistic with the chosen covariance.
    case grangerWald
    /// F of the provoker's lags with a covariance that is robust to changing variance.
    case grangerRobustF
    /// The largest statistic of a single lag, against the largest of so many without any answer.
    case maximumLag
    /// With one more lag, for series that may be integrated.
    case todaYamamoto
    /// Errors of the same period; it has no direction.
    case instantaneous
    /// Days permuted within windows of so many periods.
    case jitter(window: Int)

    /// Its name in tables.
    public var name: String {
      switch self {
      case .grangerF: "granger_f"
      case .grangerWald: "granger_wald"
      case .grangerRobustF: "granger_robust_f"
      case .maximumLag: "maximum_lag"
      case .todaYamamoto: "toda_yamamoto"
      case .instantaneous: "instantaneous"
      case .jitter(let window): "jitter_\(window)"
      }
    }
  }

  /// The kind of the test.
  public let kind: Kind
  /// The streams that may answer.
  public let caused: [Int]
  /// The streams that may provoke.
  public let causing: [Int]
  /// The statistic.
  public let statistic: Double
  /// Degrees of freedom above and below; nil where the law has none.
  public let numerator: Double?
  /// The denominator's.
  public let denominator: Double?
  /// The probability of so large a statistic without any answer.
  public let pValue: Double
  /// Below zero where fewer incidents follow.
  public let effect: Double
  /// The lag that a test of single lags found, periods; nil for other tests.
  public var lag: Int?
}

extension CausalityTest {
  /// The largest statistic of a single lag.
  ///
  /// - Parameters:
  ///   - test: Of the lags from 1 on.
  ///   - caused: The stream that may answer.
  ///   - causing: The stream that may provoke.
  ///   - effect: Responses per incident at the lag with the largest statistic.
  init(_ test: MaximumTest, caused: Int, causing: Int, effect: Double) {
    self.init(
      kind: .maximumLag, caused: [caused], causing: [causing], statistic: test.statistic,
      numerator: Double(test.count), denominator: nil, pValue: test.pValue, effect: effect,
      lag: test.index + 1)
  }
}

/// A mean score of one-step forecasts within the sample; smaller is better.
public struct Score: Hashable, Sendable {
  /// The stream.
  public let stream: String
  /// The score, such as `log` or `crps`.
  public let score: String
  /// Its mean.
  public let value: Double
}

/// A forecast of a later period; a row of `forecast.csv`.
public struct ForecastPoint: Hashable, Sendable {
  /// The date of the period, or `h1`, `h2`, ...
  public let label: String
  /// The stream.
  public let stream: String
  /// The mean.
  public let mean: Double
  /// The lower end of the interval.
  public let lower: Double
  /// The upper end.
  public let upper: Double
}
