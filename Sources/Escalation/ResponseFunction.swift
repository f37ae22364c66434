import LinearAlgebra

/// What every model is asked for: how much each stream responds to each, and when.
///
/// The uncertainty is carried by draws. All estimands, tables and charts of all models are computed
/// from this one value, so that they stand beside each other in one table.
public struct ResponseFunction: Sendable {
  /// The streams; row i responds, column j provokes.
  public let streams: [String]
  /// The model, such as `hawkes-gamma` or `var(7)`.
  public let model: String
  /// What lags are counted in: `days`, or `periods` where the data are not daily.
  public let lagUnit: String
  /// The fits: one, or one a completed data set.
  public let fits: [Responses]
  /// Draws that carry the uncertainty of the fits.
  public let draws: [Responses]

  /// A response function.
  ///
  /// - Precondition: There is at least one fit, and all are of the given streams.
  public init(
    streams: [String], model: String, lagUnit: String = "days", fits: [Responses],
    draws: [Responses]
  ) {
    precondition(!fits.isEmpty, "at least one fit is needed")
    precondition(
      (fits + draws).allSatisfy { $0.branching.rows == streams.count }, "one row a stream")
    self.streams = streams
    self.model = model
    self.lagUnit = lagUnit
    self.fits = fits
    self.draws = draws
  }

  /// The mean over the fits of a curve or number.
  public func mean(_ functional: (Responses) -> Double) -> Double {
    fits.reduce(0) { $0 + functional($1) } / Double(fits.count)
  }
}

/// Strengths and lags of all pairs: one fit, or one draw.
public struct Responses: Hashable, Sendable {
  /// Expected direct responses of row i to one incident of column j.
  public let branching: Matrix
  /// When they come, `laws[i][j]`.
  public let laws: [[LagLaw]]
  /// Incidents a day of each stream without any excitation.
  public let baselineRates: [Double]
  /// Which share of stream i's incidents each stream j brought about, and in the last column which
  /// share came from the baseline.
  public let shares: Matrix
  /// Whether deterrence ends where a rate is zero, so that one deterrence of another excites nothing.
  public let hasFloor: Bool

  /// Strengths and lags.
  ///
  /// - Precondition: All have one row a stream; `shares` has one column more.
  public init(
    branching: Matrix, laws: [[LagLaw]], baselineRates: [Double], shares: Matrix,
    hasFloor: Bool = false
  ) {
    let count = branching.rows
    precondition(branching.columns == count && laws.count == count, "one row a stream")
    precondition(baselineRates.count == count && shares.rows == count, "one row a stream")
    precondition(shares.columns == count + 1, "a column a stream and one for the baseline")
    self.branching = branching
    self.laws = laws
    self.baselineRates = baselineRates
    self.shares = shares
    self.hasFloor = hasFloor
  }

  /// The number of streams.
  public var streamCount: Int { branching.rows }

  /// Extra rate of i at a lag after one incident of j, direct responses only.
  public func direct(_ i: Int, _ j: Int, at lag: Double) -> Double {
    branching[i, j] * laws[i][j].density(lag)
  }

  /// Direct responses of i to one incident of j within a lag.
  public func cumulative(_ i: Int, _ j: Int, within lag: Double) -> Double {
    branching[i, j] * laws[i][j].cumulative(lag)
  }

  /// The largest real part of an eigenvalue of the branching matrix, 0 at least: at 1 violence feeds
  /// itself.
  ///
  /// Where no strength is negative that is the spectral radius (Perron and Frobenius). A negative
  /// strength can make the radius large, but no more incidents. With a floor, negative strengths count
  /// as zero: two sides that deter each other do not escalate, although their product is positive.
  ///
  /// - Throws: ``LinearAlgebraError`` when the eigenvalue iteration fails.
  public func escalationIntensity() throws -> Double {
    try GeneralEigen(feeding.branching).values.reduce(0) { max($0, $1.real) }
  }

  /// (I - G)^-1: incidents of i that one incident of j brings about through all generations, itself
  /// included; nil when the radius is 1 or more and the sum has no limit.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func multipliers() throws -> Matrix? {
    guard try escalationIntensity() < 1 else { return nil }
    return try LUFactorization(Matrix.identity(streamCount) - feeding.branching).inverse()
  }

  /// The responses that generations of incidents feed on: with a floor, those that are not negative.
  var feeding: Responses {
    guard hasFloor, branching.elements.contains(where: { $0 < 0 }) else { return self }
    return Responses(
      branching: Matrix(
        rows: streamCount, columns: streamCount, elements: branching.elements.map { max(0, $0) }),
      laws: laws, baselineRates: baselineRates, shares: shares, hasFloor: true)
  }
}
