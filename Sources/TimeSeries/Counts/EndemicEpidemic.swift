import Estimation
import LinearAlgebra
import RealModule

/// Counts of several units that feed on their own past, on that of their neighbours, and on a
/// background: m(i, t) = l(i) y(i, t - 1) + p(i) sum of w(j, i) y(j, t - 1) + n(i, t), each part the
/// exponential of a sum of terms (L. Held, M. Höhle and M. Hofmann, Stat. Model. 5, 2005).
public struct EndemicEpidemic: Sendable {
  /// A part of the mean.
  public enum Part: Int, CaseIterable, Hashable, Sendable {
    /// The unit's own past.
    case own
    /// Its neighbours' past.
    case neighbours
    /// The background.
    case background
  }

  /// A term of a part's logarithm: its value in every period and unit.
  public struct Term: Hashable, Sendable {
    /// The part.
    public let part: Part
    /// Its name.
    public let name: String
    /// Values, periods by units.
    public let values: Matrix
    /// The standard deviation of the normal prior that draws its coefficient to zero; infinite
    /// without one.
    public let deviation: Double

    /// A term.
    public init(part: Part, name: String, values: Matrix, deviation: Double = .infinity) {
      self.part = part
      self.name = name
      self.values = values
      self.deviation = deviation
    }

    /// Whether a prior draws its coefficient to zero.
    public var isShrunk: Bool { deviation.isFinite }

    var precision: Double { isShrunk ? 1 / (deviation * deviation) : 0 }
  }

  /// How many overdispersions there are.
  public enum Dispersion: Hashable, Sendable {
    /// None: Poisson.
    case none
    /// One for all units.
    case common
    /// One for each unit.
    case perUnit
  }

  /// The terms.
  public let terms: [Term]
  /// Their coefficients.
  public let coefficients: [Double]
  /// Overdispersions psi: the variance is m (1 + psi m).
  public let dispersions: [Double]
  /// The covariance of the coefficients, then of the logarithms of the overdispersions: the inverse
  /// of the observed information.
  public let covariance: Matrix
  /// Its roots of the diagonal.
  public var standardErrors: [Double] { covariance.diagonal.map { $0.squareRoot() } }
  /// How the log-likelihood falls from zero where a term's part ran to it: by `slope` g and
  /// `curvature` g^2 / 2 for an exponential g of the coefficient; nil elsewhere.
  public let atZero: [(slope: Double, curvature: Double)?]
  /// The log-likelihood.
  public let logLikelihood: Double
  /// Means from the second period on, periods by units.
  public let means: Matrix
  /// How the search ended.
  public let convergence: ConvergenceRecord

  /// A coefficient below which its part is nothing: the likelihood rises to the end of the range.
  public static let nothing = -12.0

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - counts: Periods by units.
  ///   - terms: The terms of the parts; a part without terms is left out.
  ///   - weights: `weights[j, i]`: how much unit j's past counts for unit i.
  ///   - offset: Multiplies the background, periods by units, or nil.
  ///   - dispersion: How many overdispersions.
  /// - Throws: ``TimeSeriesError``.
  public init(
    counts: Matrix, terms: [Term], weights: Matrix? = nil, offset: Matrix? = nil,
    dispersion: Dispersion = .common
  ) throws(TimeSeriesError) {
    for unit in 0..<counts.columns {
      for (row, value) in counts.column(unit).enumerated() {
        try CountCheck.number(value, row: row, column: unit)
      }
    }
    guard counts.rows >= 3, !terms.isEmpty,
      terms.allSatisfy({ $0.values.rows == counts.rows && $0.values.columns == counts.columns })
    else { throw .optionOutOfRange("every term needs a value in every period and unit") }
    guard terms.contains(where: { $0.part == .background }) else {
      throw .optionOutOfRange("the model needs a background, or nothing could ever begin")
    }
    let weights = weights ?? Matrix(rows: counts.columns, columns: counts.columns)
    let dispersionCount =
      dispersion == .none ? 0 : dispersion == .common ? 1 : counts.columns
    let likelihood = EndemicEpidemicLikelihood(
      counts: counts, terms: terms, weights: weights, offset: offset,
      dispersions: dispersionCount)
    do {
      var search = TrustRegionNewton()
      search.maximumIterations = 300
      let size = terms.count + dispersionCount
      let end = try search.minimize(
        from: likelihood.start, lower: [Double](repeating: -40, count: size),
        upper: [Double](repeating: 40, count: size)
      ) { likelihood.expansion($0) }
      guard end.convergence.converged else {
        throw TimeSeriesError.notConverged("the endemic-epidemic model")
      }
      self.terms = terms
      coefficients = Array(end.point.prefix(terms.count))
      dispersions = end.point.dropFirst(terms.count).map { Double.exp($0) }
      covariance = try CholeskyFactorization(end.expansion.hessian).inverse()
      // On the logarithm the likelihood is flat there; it is taken where g is small instead.
      atZero = end.point.prefix(terms.count).enumerated().map { index, value in
        guard value < EndemicEpidemic.nothing, !terms[index].isShrunk else { return nil }
        var nearby = end.point
        nearby[index] = -6
        let g = Double.exp(-6)
        guard let expansion = likelihood.expansion(nearby) else { return nil }
        let slope = expansion.gradient[index]
        return (slope / g, (expansion.hessian[index, index] - slope) / (g * g))
      }
      logLikelihood = likelihood.penalty(end.point) - end.value
      means = likelihood.means(end.point)
      convergence = end.convergence
    } catch {
      throw TimeSeriesError(error)
    }
  }
}

/// The likelihood of an endemic-epidemic model with exact derivatives.
struct EndemicEpidemicLikelihood {
  private let counts: Matrix
  private let terms: [EndemicEpidemic.Term]
  /// What multiplies each part: own past, neighbours' past, offset.
  private let drivers: [Matrix]
  private let dispersions: Int
  private let logFactorials: Matrix

  init(
    counts: Matrix, terms: [EndemicEpidemic.Term], weights: Matrix, offset: Matrix?,
    dispersions: Int
  ) {
    self.counts = counts
    self.terms = terms
    self.dispersions = dispersions
    var own = Matrix(rows: counts.rows, columns: counts.columns)
    var others = own
    for t in 1..<counts.rows {
      for i in 0..<counts.columns {
        own[t, i] = counts[t - 1, i]
        for j in 0..<counts.columns { others[t, i] += weights[j, i] * counts[t - 1, j] }
      }
    }
    drivers = [
      own, others, offset ?? Matrix(rows: counts.rows, columns: counts.columns, repeating: 1),
    ]
    var table = counts
    for index in table.elements.indices {
      table.elements[index] = Double.logGamma(counts.elements[index] + 1)
    }
    logFactorials = table
  }

  /// The background at the mean of the counts, the other parts small.
  var start: [Double] {
    let mean = counts.elements.reduce(0, +) / Double(max(1, counts.elements.count))
    let level = drivers[2].elements.reduce(0, +) / Double(max(1, counts.elements.count))
    var seen: Set<EndemicEpidemic.Part> = []
    return terms.map { term in
      let isConstant = Set(term.values.elements).isSubset(of: [0, 1])
      guard isConstant, !term.isShrunk else { return 0 }
      let isFirst = seen.insert(term.part).inserted
      switch term.part {
      case .background: return Double.log(max(0.5 * mean / max(level, 1e-12), 1e-6))
      case .own: return isFirst ? -1 : -1
      case .neighbours: return -3
      }
    } + [Double](repeating: -1, count: dispersions)
  }

  private func parts(_ point: [Double], _ t: Int, _ i: Int) -> (Double, Double, Double) {
    var logs = [0.0, 0, 0]
    var used = [false, false, false]
    for (index, term) in terms.enumerated() {
      let part = term.part.rawValue
      logs[part] += point[index] * term.values[t, i]
      used[part] = true
    }
    func value(_ part: Int) -> Double {
      used[part] ? drivers[part][t, i] * Double.exp(logs[part]) : 0
    }
    return (value(0), value(1), value(2))
  }

  /// What priors of terms take off the log posterior.
  func penalty(_ point: [Double]) -> Double {
    terms.enumerated().reduce(0) {
      $0 + 0.5 * $1.element.precision * point[$1.offset] * point[$1.offset]
    }
  }

  func means(_ point: [Double]) -> Matrix {
    var result = Matrix(rows: counts.rows - 1, columns: counts.columns)
    for t in 1..<counts.rows {
      for i in 0..<counts.columns {
        let (own, others, background) = parts(point, t, i)
        result[t - 1, i] = own + others + background
      }
    }
    return result
  }

  func expansion(_ point: [Double]) -> QuadraticExpansion? {
    let m = terms.count
    let size = m + dispersions
    var value = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var hessian = Matrix(rows: size, columns: size)
    var slopes = [Double](repeating: 0, count: m)
    let largest = Int(counts.elements.max() ?? 0)
    let thetas = (0..<dispersions).map { Double.exp(-point[m + $0]) }
    let rising = thetas.map { RisingFactorials(theta: $0, largest: largest) }
    for i in 0..<counts.columns {
      let slot = dispersions == 1 ? 0 : i
      for t in 1..<counts.rows {
        let split = parts(point, t, i)
        let sizes = [split.0, split.1, split.2]
        let mu = split.0 + split.1 + split.2
        guard mu > 0, mu.isFinite else { return nil }
        let y = counts[t, i]
        let law =
          dispersions > 0
          ? CountPoint(
            count: y, logMean: Double.log(mu), mu: mu, theta: thetas[slot],
            logFactorial: logFactorials[t, i], rising: rising[slot])
          : CountPoint(
            poisson: y, logMean: Double.log(mu), mu: mu, logFactorial: logFactorials[t, i])
        value += law.value
        let one = law.mean / mu
        let two = (law.meanMean - law.mean) / (mu * mu)
        for (index, term) in terms.enumerated() {
          slopes[index] = sizes[term.part.rawValue] * term.values[t, i]
          gradient[index] += one * slopes[index]
        }
        for a in 0..<m where slopes[a] != 0 {
          for b in 0...a {
            hessian[a, b] += two * slopes[a] * slopes[b]
            if terms[a].part == terms[b].part {
              hessian[a, b] += one * slopes[a] * terms[b].values[t, i]
            }
          }
        }
        if dispersions > 0 {
          // In log psi = -log theta.
          gradient[m + slot] -= law.size
          hessian[m + slot, m + slot] += law.sizeSize
          for a in 0..<m { hessian[m + slot, a] -= law.meanSize / mu * slopes[a] }
        }
      }
    }
    for (index, term) in terms.enumerated() {
      gradient[index] -= term.precision * point[index]
      hessian[index, index] -= term.precision
    }
    value -= penalty(point)
    for a in 0..<size {
      for b in 0...a {
        hessian[a, b] = -hessian[a, b]
        hessian[b, a] = hessian[a, b]
      }
    }
    return QuadraticExpansion(value: -value, gradient: gradient.map { -$0 }, hessian: hessian)
  }
}
