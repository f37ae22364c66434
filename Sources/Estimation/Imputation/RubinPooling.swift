import RealModule

/// Rubin's rules: one estimate and its variance from several completed data sets.
///
/// Source: D. B. Rubin, "Multiple Imputation for Nonresponse in Surveys" (1987), section 3.3.
public struct RubinPooling: Hashable, Sendable {
  /// The mean of the estimates.
  public let estimate: Double
  /// The mean of their variances.
  public let within: Double
  /// The variance between the estimates.
  public let between: Double
  /// How many completed data sets there were.
  public let count: Int
  /// Degrees of freedom that the estimate would have were the data complete.
  public let completeDegreesOfFreedom: Double

  /// Pools estimates and their variances.
  ///
  /// - Parameters:
  ///   - estimates: One a completed data set.
  ///   - variances: Of the estimates.
  ///   - completeDegreesOfFreedom: Those of each estimate, infinite for a normal one.
  /// - Precondition: As many variances as estimates, at least one.
  public init(
    estimates: [Double], variances: [Double], completeDegreesOfFreedom: Double = .infinity
  ) {
    self.completeDegreesOfFreedom = completeDegreesOfFreedom
    precondition(!estimates.isEmpty && estimates.count == variances.count, "pairs are needed")
    let n = Double(estimates.count)
    let mean = estimates.reduce(0, +) / n
    estimate = mean
    within = variances.reduce(0, +) / n
    between =
      estimates.count > 1
      ? estimates.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1) : 0
    count = estimates.count
  }

  /// The total variance: within, and between inflated for the finite number of imputations.
  public var total: Double { within + (1 + 1 / Double(count)) * between }

  /// The standard error of the pooled estimate.
  public var standardError: Double { total.squareRoot() }

  /// Degrees of freedom of the t distribution that the pooled estimate is referred to, with the
  /// small-sample form of Barnard and Rubin (Biometrika 86, 1999).
  public var degreesOfFreedom: Double {
    let complete = completeDegreesOfFreedom
    guard between > 0, count > 1 else { return complete }
    let ratio = within / ((1 + 1 / Double(count)) * between)
    let large = Double(count - 1) * (1 + ratio) * (1 + ratio)
    guard complete < .infinity else { return large }
    let observed = (complete + 1) / (complete + 3) * complete * (1 - fractionMissing)
    guard observed > 0 else { return 1 }
    return max(1, 1 / (1 / large + 1 / observed))
  }

  /// The share of the total variance that comes from not knowing the data.
  public var fractionMissing: Double {
    total > 0 ? (1 + 1 / Double(count)) * between / total : 0
  }
}
