import Estimation
import RealModule
import TimeSeries

/// What an autoregression finds with other numbers of lags than the chosen one, and how much each
/// number weighs by the criterion: a verdict should not hang on one of several that fit as well.
public struct LagOrders: Hashable, Sendable {
  /// One stream in answer to another, with one number of lags.
  public struct Finding: Hashable, Sendable {
    /// The number of lags.
    public let order: Int
    /// The stream that may answer.
    public let caused: Int
    /// The stream that may provoke.
    public let causing: Int
    /// Responses per incident: the sum of the effects of all lags.
    public let strength: Double
    /// Its standard error, with the covariance of the fit.
    public let error: Double
    /// Of the F that all lags are zero, with the covariance of the fit.
    public let pValue: Double

    /// Whether the lags differ from zero at 5 %.
    public var isSignificant: Bool { pValue < 0.05 }
  }

  /// The average of one stream in answer to another over the numbers of lags.
  public struct Average: Hashable, Sendable {
    /// Responses per incident, weighted.
    public let strength: Double
    /// Its standard error, with what the numbers of lags differ by (S. T. Buckland, K. P. Burnham
    /// and N. H. Augustin, Biometrics 53, 1997).
    public let error: Double
    /// The weight of the numbers of lags that find an answer at 5 %.
    public let significance: Double
  }

  /// Most numbers of lags that are refitted: those that weigh most.
  static let most = 30

  /// Weights by number of lags, in the order of the numbers; they sum to 1: exp(-T d / 2), d what a
  /// number's criterion is above the best's (Akaike weights where it is Akaike's).
  public let weights: [(order: Int, weight: Double)]
  /// Findings, by pair and then by number of lags.
  public let findings: [Finding]

  /// Refits with all numbers of lags among which one was chosen; nil where it was given.
  ///
  /// - Throws: ``TimeSeriesError``, ``LinearAlgebraError`` where a model cannot be fitted.
  init?(
    _ selections: [LagSelection], order choice: VectorAutoregressionAnalysis.Order,
    fits: [VectorAutoregression], covariance: CoefficientCovariance
  ) throws {
    guard case .selected(let maximum, let criterion, let minimum) = choice, let first = fits.first,
      !selections.isEmpty, maximum > minimum
    else { return nil }
    // The final prediction error is no difference of logarithms; Akaike's is nearly the same.
    let scale = criterion == .fpe ? LagSelection.Criterion.aic : criterion
    let observations = Double(first.series.rows - maximum)
    let values = (minimum...maximum).map { order in
      selections.reduce(0) { $0 + $1.rows[order](scale) } / Double(selections.count)
    }
    let best = values.min() ?? 0
    let raw = values.map { Double.exp(-0.5 * observations * ($0 - best)) }
    let kept = raw.indices.sorted { (raw[$0], -$0) > (raw[$1], -$1) }.prefix(LagOrders.most)
      .sorted()
    let total = kept.reduce(0) { $0 + raw[$1] }
    weights = kept.map { (minimum + $0, raw[$0] / total) }
    var findings: [Finding] = []
    for (order, _) in weights {
      let refits =
        try order == first.lags
        ? fits
        : fits.map {
          try VectorAutoregression(
            series: $0.series, exogenous: $0.exogenous, exogenousLags: $0.exogenousLags,
            lags: order, trend: $0.trend, seasons: $0.seasons)
        }
      for caused in 0..<first.seriesCount {
        for causing in 0..<first.seriesCount where causing != caused {
          findings.append(
            try LagOrders.finding(order, refits, caused, causing, covariance: covariance))
        }
      }
    }
    self.findings = findings.sorted {
      ($0.caused, $0.causing, $0.order) < ($1.caused, $1.causing, $1.order)
    }
  }

  private static func finding(
    _ order: Int, _ fits: [VectorAutoregression], _ caused: Int, _ causing: Int,
    covariance: CoefficientCovariance
  ) throws -> Finding {
    guard order > 0 else {
      return Finding(
        order: 0, caused: caused, causing: causing, strength: 0, error: 0, pValue: 1)
    }
    let parts = try fits.map {
      try $0.causalCoefficients(of: [caused], from: [causing], covariance: covariance)
    }
    let sum = PooledCoefficients(parts).sum
    let test = try PooledWald(
      estimates: parts.map(\.values), covariances: parts.map(\.covariance),
      completeDegreesOfFreedom: Double(fits[0].seriesCount * fits[0].degreesOfFreedom))
    return Finding(
      order: order, caused: caused, causing: causing, strength: sum.value, error: sum.error,
      pValue: test.pValue)
  }

  /// The findings of one pair, in the order of the numbers of lags.
  public func findings(_ caused: Int, _ causing: Int) -> [Finding] {
    findings.filter { $0.caused == caused && $0.causing == causing }
  }

  /// The average of one pair.
  public func average(_ caused: Int, _ causing: Int) -> Average {
    let own = zip(findings(caused, causing), weights).map { (finding: $0, weight: $1.weight) }
    let strength = own.reduce(0) { $0 + $1.weight * $1.finding.strength }
    return Average(
      strength: strength,
      error: own.reduce(0) { sum, part in
        let gap = part.finding.strength - strength
        return sum + part.weight
          * (part.finding.error * part.finding.error + gap * gap).squareRoot()
      },
      significance: own.reduce(0) { $0 + ($1.finding.isSignificant ? $1.weight : 0) })
  }

  /// Runs of successive numbers of lags with one verdict, and their weight.
  public func runs(
    _ caused: Int, _ causing: Int
  ) -> [(orders: ClosedRange<Int>, isSignificant: Bool, weight: Double)] {
    var runs: [(orders: ClosedRange<Int>, isSignificant: Bool, weight: Double)] = []
    for (finding, weight) in zip(findings(caused, causing), weights) {
      if let last = runs.last, last.isSignificant == finding.isSignificant {
        runs[runs.count - 1].orders = last.orders.lowerBound...finding.order
        runs[runs.count - 1].weight += weight.weight
      } else {
        runs.append((finding.order...finding.order, finding.isSignificant, weight.weight))
      }
    }
    return runs
  }

  /// Whether two are of the same weights and findings.
  public static func == (left: LagOrders, right: LagOrders) -> Bool {
    left.findings == right.findings && left.weights.map(\.order) == right.weights.map(\.order)
      && left.weights.map(\.weight) == right.weights.map(\.weight)
  }

  /// The essence of the findings.
  public func hash(into hasher: inout Hasher) { hasher.combine(findings) }
}
