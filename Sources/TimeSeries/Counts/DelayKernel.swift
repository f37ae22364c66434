import Estimation
import LinearAlgebra
import Randomness
import RealModule

/// A discrete self-exciting model of one stream of counts: a baseline plus, for each stream that
/// provokes, so many responses per incident, spread over later periods by ``LagWeights``.
///
/// m(t) = exp(z(t)' b + c(t)' f) + sum over j of g(j) sum over l of w(j, l) y(j, t - l), with a
/// negative binomial or Poisson law and calendar factors f that are drawn to zero. Own incidents have a geometric law of lags. Few counts say little about
/// shapes, so shapes and scales have wide log-normal priors; `logPosterior` contains them. Before
/// the data every stream has its mean.
public struct DelayKernel: Sendable {
  /// What is fitted.
  public struct Options: Hashable, Sendable {
    /// The longest lag, periods.
    public var longest = 30
    /// The law.
    public var family = CountRegression.Family.negativeBinomial
    /// Periods between the knots of a baseline that bends; nil for a constant one.
    public var knotSpacing: Int?
    /// Median and log deviation of the prior of the shapes of other streams' lags.
    public var shapePrior = Prior(median: 4, deviation: 0.8)
    /// Median and log deviation of the prior of the scales of lags, periods.
    public var scalePrior = Prior(median: 4, deviation: 1)

    /// The usual options.
    public init() {}
  }

  /// A log-normal law.
  public struct Prior: Hashable, Sendable {
    /// The median.
    public var median: Double
    /// The standard deviation of the logarithm.
    public var deviation: Double

    /// A law.
    public init(median: Double, deviation: Double) {
      self.median = median
      self.deviation = deviation
    }
  }

  /// One set of values: the estimate, or a draw.
  public struct Values: Hashable, Sendable {
    /// Responses per incident of each stream.
    public let strengths: [Double]
    /// How they are spread.
    public let weights: [LagWeights]
    /// Mean baseline, incidents a period.
    public let baseline: Double
    /// The size theta; infinite for Poisson.
    public let theta: Double

    /// Values.
    public init(strengths: [Double], weights: [LagWeights], baseline: Double, theta: Double) {
      self.strengths = strengths
      self.weights = weights
      self.baseline = baseline
      self.theta = theta
    }
  }

  /// The position of the responding stream.
  public let responder: Int
  /// The options.
  public let options: Options
  /// The calendar's columns on the logarithm of the baseline; nil where there are none.
  public let calendar: ShrunkColumns?
  /// The estimate.
  public let estimate: Values
  /// Means of all periods at the estimate.
  public let means: [Double]
  /// The log-likelihood at the estimate.
  public let logLikelihood: Double
  /// With the priors.
  public let logPosterior: Double
  /// How the search ended.
  public let convergence: ConvergenceRecord
  /// Streams without a response: their strength is 0, the end of its range.
  public let silent: [Int]
  private let likelihood: DelayKernelLikelihood
  private let point: [Double]
  private let hessian: Matrix

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - series: Counts, periods by streams.
  ///   - responder: The stream to explain.
  ///   - options: What to fit.
  ///   - calendar: Columns on the logarithm of the baseline that are drawn to zero, or nil.
  /// - Throws: ``TimeSeriesError``.
  public init(
    series: Matrix, responder: Int, options: Options = Options(), calendar: ShrunkColumns? = nil
  ) throws(TimeSeriesError) {
    try calendar?.check(rows: series.rows)
    for column in 0..<series.columns {
      try CountCheck.counts(series.column(column), column: column)
    }
    guard (0..<series.columns).contains(responder) else {
      throw .optionOutOfRange(
        "There is no series number \(responder). The table has \(series.columns), counted from 0.")
    }
    try Bounds.check(options.longest, 1...max(1, series.rows), "The longest lag")
    if let spacing = options.knotSpacing {
      try Bounds.check(spacing, 2...1_000_000_000, "The distance of the knots")
    }
    let likelihood = DelayKernelLikelihood(
      series: series, responder: responder, options: options, calendar: calendar)
    guard series.rows > likelihood.count + 1 else {
      throw .tooFewObservations(found: series.rows, needed: likelihood.count + 2)
    }
    do {
      let end = try likelihood.maximize()
      self.likelihood = likelihood
      self.responder = responder
      self.options = options
      self.calendar = calendar
      point = end.point
      hessian = end.expansion.hessian
      let values = likelihood.values(end.point)
      estimate = values
      means = likelihood.means(end.point)
      logPosterior = -end.value
      logLikelihood = likelihood.logLikelihood(end.point) ?? .nan
      convergence = end.convergence
      silent = values.strengths.indices.filter { values.strengths[$0] <= 0 }
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// The number of free parameters.
  public var parameterCount: Int {
    likelihood.count - (calendar.map { $0.values.columns - $0.freeCount } ?? 0)
  }

  /// Logarithms of the calendar's factors on the baseline, a column each, with their standard errors
  /// from the second derivatives at the peak of the posterior.
  public var calendarFactors: [(logarithm: Double, error: Double)] {
    let variances = (try? CholeskyFactorization(hessian).inverse())?.diagonal
    return likelihood.calendarSlots.map {
      (point[$0], variances?[$0].squareRoot() ?? .nan)
    }
  }

  /// The laws of the counts, given the past.
  public var laws: [CountLaw] {
    means.map { CountLaw(mean: $0, theta: estimate.theta) }
  }

  /// The laws of the responding stream in a longer table at this fit's estimate, each given the rows
  /// before it.
  public func laws(of series: Matrix) -> [CountLaw] {
    var constant = options
    constant.knotSpacing = nil
    let longer = DelayKernelLikelihood(series: series, responder: responder, options: constant)
    // Beyond the data a bending baseline stays at its mean.
    return longer.means(longer.point(of: estimate)).map {
      CountLaw(mean: max($0, 1e-9), theta: estimate.theta)
    }
  }

  /// How much better no response of a stream explains the counts than some does: the Bayes factor
  /// against strengths that are half-Cauchy with median 0.3, by the density of draws at zero (J.
  /// Dickey and B. Lientz, Annals of Mathematical Statistics 41, 1970). Its long tail does not hold
  /// it against a strength that it is large.
  ///
  /// - Parameter strengths: Draws of the strength, which have a flat prior.
  /// - Returns: Above 1 where none is the better explanation.
  public static func evidenceForNone(_ strengths: [Double]) -> Double {
    let scale = 0.3
    let spread = SampleQuantiles(strengths).interval(level: 0.68).map {
      $0.upperBound - $0.lowerBound
    }
    let width = max(1e-6, min(0.25 * scale, 0.25 * (spread ?? scale)))
    let count = Double(max(1, strengths.count))
    let atZero = Double(strengths.count { $0 < width }) / count / width
    let prior = strengths.reduce(0.0) { sum, strength in
      let ratio = strength / scale
      return sum + 2 / (Double.pi * scale * (1 + ratio * ratio)) / count
    }
    return prior > 0 ? atZero / prior : 0
  }

  /// The parameters other than calendar factors, their precision when these are integrated out as
  /// normal numbers, by how much calendar factors fall when they rise, and the factor of the
  /// covariance of calendar factors given them.
  private func withoutCalendar() throws -> (
    free: [Int], precision: Matrix, follow: Matrix, spread: Matrix
  ) {
    let slots = Array(likelihood.calendarSlots)
    guard !slots.isEmpty else {
      let none = Matrix(rows: 0, columns: 0)
      return (Array(point.indices), hessian, none, none)
    }
    let free = point.indices.filter { !likelihood.calendarSlots.contains($0) }
    let crossed = hessian.submatrix(rows: slots, columns: free)
    let inverse = try CholeskyFactorization(
      hessian.submatrix(rows: slots, columns: slots)
    ).inverse()
    let follow = try inverse.times(crossed)
    let own = hessian.submatrix(rows: free, columns: free)
    return (
      free, (own - (try crossed.times(follow, transposing: .left))).symmetrized, follow,
      try CholeskyFactorization(inverse.symmetrized).factor
    )
  }

  /// Draws from the posterior: from a wide normal around its peak, taken anew in proportion to the
  /// ratio of the posterior to it.
  ///
  /// - Parameters:
  ///   - count: How many.
  ///   - seed: Of the random numbers.
  ///   - part: Their name.
  /// - Returns: The draws.
  /// - Throws: ``TimeSeriesError`` when an eigenvalue iteration fails, or for a count out of range.
  public func draws(
    _ count: Int, seed: UInt64, part: RandomStream.Part = .init("delay kernel draws")
  ) throws(TimeSeriesError) -> [Values] {
    let size = options.longest * estimate.weights.count + estimate.strengths.count
    try Bounds.check(
      count, 0...min(Bounds.replicates, Bounds.numbers / max(1, size)), "The number of draws")
    do {
      var random = RandomStream(seed: seed, part: part, replicate: responder)
      // Calendar factors are nearly normal given the other parameters: drawn so, they leave the
      // draws as much weight as the others have alone.
      let (free, precision, follow, spread) = try withoutCalendar()
      // Directions in which the posterior is nearly flat are as wide as their priors at most.
      let eigen = try SymmetricEigen(precision)
      // The sign of an eigenvector is arbitrary; a fixed one makes draws the same everywhere.
      let signs = free.indices.map { column in
        let vector = eigen.vectors.column(column)
        let largest = vector.max { $0.magnitude < $1.magnitude } ?? 0
        return largest < 0 ? -1.0 : 1
      }
      let spreads = eigen.values.map { 1.25 / max($0, 0.3).squareRoot() }
      var candidates: [[Double]] = []
      var logWeights: [Double] = []
      for _ in 0..<max(4 * count, 400) {
        // A Student law with 5 degrees of freedom, so that no tail is missed.
        let chi = random.gamma(shape: 2.5, scale: 2)
        let stretch = (5 / max(chi, 1e-12)).squareRoot()
        let normals = spreads.map { _ in random.normal() }
        var deviation = [Double](repeating: 0, count: free.count)
        for (index, normal) in normals.enumerated() {
          for row in free.indices {
            deviation[row] +=
              eigen.vectors[row, index] * spreads[index] * signs[index] * normal * stretch
          }
        }
        var candidate = point
        for (row, index) in free.enumerated() { candidate[index] += deviation[row] }
        let factors = likelihood.calendarSlots.map { _ in random.normal() }
        for (row, index) in likelihood.calendarSlots.enumerated() {
          candidate[index] -= dot(follow.row(row), deviation)
          for column in 0...row { candidate[index] += 1.1 * spread[row, column] * factors[column] }
        }
        let square = normals.reduce(0) { $0 + $1 * $1 } * stretch * stretch
        let proposal =
          -0.5 * (5 + Double(free.count)) * Double.log(onePlus: square / 5)
          - 0.5 * factors.reduce(0) { $0 + $1 * $1 }
        guard let value = likelihood.logPosterior(candidate) else { continue }
        candidates.append(candidate)
        logWeights.append(value - proposal)
      }
      guard let largest = logWeights.max() else { return [] }
      let weights = logWeights.map { Double.exp($0 - largest) }
      // Systematic resampling: one random number, evenly spaced shares.
      let total = weights.reduce(0, +)
      var result: [Values] = []
      var sum = 0.0
      let offset = random.uniform()
      for (candidate, weight) in zip(candidates, weights) {
        sum += weight / total * Double(count)
        while Double(result.count) + offset < sum, result.count < count {
          result.append(likelihood.values(candidate))
        }
      }
      // In the order of the resampling, draws of several responders would go together.
      random.shuffle(&result)
      return result
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
