import Estimation
import LinearAlgebra
import RealModule

/// The estimands of a response function, each with its interval and verdict.
///
/// Definitions are those of the design's table: g is the expected number of direct responses, the
/// lag that of the density phi / g, the escalation intensity the spectral radius of G.
public struct Estimands {
  /// Intervals that come from the likelihood itself rather than from draws.
  public enum Profiled: Hashable, Sendable {
    /// Expected responses of i per incident of j.
    case strength(Int, Int)
    /// The mean lag of i's responses to j, days.
    case lagMean(Int, Int)
    /// The median lag, days.
    case lagMedian(Int, Int)
    /// A piece of the baseline rate of a stream, incidents a day.
    case baselineRate(Int, piece: Int)
  }

  let response: ResponseFunction
  private let profiles: [Profiled: ProfileInterval]
  let level: Double
  let converged: Bool
  private let posterior: PosteriorContext?
  private let toldFromTrend: [[Bool]]?

  /// What estimates from a posterior need besides its draws.
  public struct PosteriorContext: Sendable {
    /// Chains of equal length, one after the other in the draws.
    public let chains: Int
    /// Strengths and lags drawn from the prior; what a prior does not know is NaN.
    public let prior: [Responses]
    /// Whether the data tell each strength from zero, `identified[i][j]`.
    public let identified: [[Bool]]

    /// The context of a posterior.
    public init(chains: Int, prior: [Responses], identified: [[Bool]]) {
      self.chains = chains
      self.prior = prior
      self.identified = identified
    }
  }

  /// Days within which the probability of a response is reported.
  public static let horizons = [1, 3, 7]

  /// The estimands of a response function.
  ///
  /// - Parameters:
  ///   - response: Fits and draws.
  ///   - profiles: Profile intervals, where the model has any.
  ///   - level: The level of all intervals.
  ///   - converged: Whether the fits ended at optima.
  ///   - posterior: For draws of a posterior, what goes with them.
  ///   - toldFromTrend: Whether tests tell answers from a common trend, `[i][j]`; nil where there
  ///     are none.
  public init(
    of response: ResponseFunction, profiles: [Profiled: ProfileInterval] = [:], level: Double,
    converged: Bool, posterior: PosteriorContext? = nil, toldFromTrend: [[Bool]]? = nil
  ) {
    self.toldFromTrend = toldFromTrend
    self.posterior = posterior
    self.response = response
    self.profiles = profiles
    self.level = level
    self.converged = converged
  }

  /// All estimates: pair by pair, then stream by stream, then of the whole.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func estimates() throws -> [Estimate] {
    var rows: [Estimate] = []
    let streams = response.streams.indices
    for i in streams {
      for j in streams { rows += pair(i, j) }
    }
    for i in streams {
      for j in streams where i < j { rows += mutual(i, j) }
    }
    for i in streams { rows += stream(i) }
    rows += try whole()
    return rows
  }

  /// Whether the data tell the strength of a pair from zero.
  public func isIdentified(_ i: Int, _ j: Int) -> Bool {
    if let posterior { return posterior.identified[i][j] }
    if let toldFromTrend, !toldFromTrend[i][j] { return false }
    if let profile = profiles[.strength(i, j)] { return profile.lower > 0 && !profile.lowerIsOpen }
    let interval = SampleQuantiles(response.draws.map { $0.branching[i, j] }).interval(level: level)
    return interval.map { $0.lowerBound > 0 || $0.upperBound < 0 } ?? false
  }

  // MARK: Pairs

  private func pair(_ i: Int, _ j: Int) -> [Estimate] {
    let identified = isIdentified(i, j)
    let names = (response.streams[i], response.streams[j])
    // A model with a single lag puts every response there: its lag is a choice, not a finding.
    // Where fewer incidents follow, there is no answer that could have a lag.
    let hasLags =
      response.fits.contains { !$0.laws[i][j].isSingleLag }
      && response.mean { $0.branching[i, j] } > 0
    func row(
      _ estimand: String, unit: String, range: Verdict.Range,
      _ functional: @escaping (Responses) -> Double
    ) -> Estimate {
      fromDraws(
        estimand, names.0, names.1, unit: unit, range: range,
        isIdentified: identified && (hasLags || unit != response.lagUnit), functional)
    }
    var rows: [Estimate] = []
    let strength = profiles[.strength(i, j)]
    let signed =
      response.fits.contains { $0.branching[i, j] < 0 } || (strength == nil && posterior == nil)
    let strengthRange: Verdict.Range = signed ? .signed : .positive
    if let strength {
      rows.append(
        fromProfile(
          "retaliations_per_incident", names.0, names.1, unit: "responses per incident", strength,
          range: strengthRange, isIdentified: identified
        ) { $0 })
      rows.append(
        fromProfile(
          "retaliation_probability", names.0, names.1, unit: "probability", strength,
          range: .share, isIdentified: identified
        ) { -Double.expMinusOne(-$0) })
    } else {
      rows.append(
        row("retaliations_per_incident", unit: "responses per incident", range: strengthRange) {
          $0.branching[i, j]
        })
      rows.append(
        row("retaliation_probability", unit: "probability", range: .share) {
          max(0, -Double.expMinusOne(-$0.branching[i, j]))
        })
    }
    // Deterrence, a negative strength, is no response that could come or not.
    if response.mean({ $0.branching[i, j] }) < 0 { rows.removeAll { $0.unit == "probability" } }
    for days in Estimands.horizons where response.mean({ $0.branching[i, j] }) >= 0 {
      rows.append(
        row("retaliation_probability_within_\(days)d", unit: "probability", range: .share) {
          max(0, -Double.expMinusOne(-$0.cumulative(i, j, within: Double(days))))
        })
    }
    let unit = response.lagUnit
    if let median = profiles[.lagMedian(i, j)] {
      rows.append(
        fromProfile(
          "retaliation_lag_median", names.0, names.1, unit: unit, median, range: .positive,
          isIdentified: identified
        ) { $0 })
    } else {
      rows.append(
        row("retaliation_lag_median", unit: unit, range: .positive) { $0.laws[i][j].quantile(0.5) })
    }
    if let mean = profiles[.lagMean(i, j)] {
      rows.append(
        fromProfile(
          "retaliation_lag_mean", names.0, names.1, unit: unit, mean, range: .positive,
          isIdentified: identified
        ) { $0 })
    } else {
      rows.append(row("retaliation_lag_mean", unit: unit, range: .positive) { $0.laws[i][j].mean })
    }
    // A kernel that falls from its first moment has no most likely day to report.
    if response.fits.contains(where: { $0.laws[i][j].mode > 0 }) {
      rows.append(row("retaliation_lag_mode", unit: unit, range: .positive) { $0.laws[i][j].mode })
    }
    for percent in [10, 25, 75, 90] {
      rows.append(
        row("retaliation_lag_q\(percent)", unit: unit, range: .positive) {
          $0.laws[i][j].quantile(Double(percent) / 100)
        })
    }
    rows.append(
      row("first_response_lag_median", unit: unit, range: .positive) { responses in
        let g = responses.branching[i, j]
        guard g > 0 else { return .nan }
        // Half of those who answer have done so when 1 - exp(-g Phi) is half of 1 - exp(-g).
        let share = -Double.log(onePlus: 0.5 * Double.expMinusOne(-g)) / g
        return responses.laws[i][j].quantile(share)
      })
    return rows
  }

  private func mutual(_ i: Int, _ j: Int) -> [Estimate] {
    let identified = isIdentified(i, j) && isIdentified(j, i)
    let names = (response.streams[i], response.streams[j])
    return [
      fromDraws(
        "loop_gain", names.0, names.1, unit: "ratio", range: .positive, isIdentified: identified
      ) { $0.branching[i, j] * $0.branching[j, i] },
      fromDraws(
        "asymmetry", names.0, names.1, unit: "log ratio", range: .logarithm,
        isIdentified: identified
      ) {
        let (forth, back) = ($0.branching[i, j], $0.branching[j, i])
        return forth > 0 && back > 0 ? Double.log(forth / back) : .nan
      },
    ]
  }

  // MARK: Streams and the whole

  private func stream(_ i: Int) -> [Estimate] {
    let count = response.streams.count
    let others = (0..<count).filter { $0 != i }
    let name = response.streams[i]
    var rows: [Estimate] = []
    // With deterrence, or more answers than incidents, the parts are no shares of a whole.
    let isWhole = response.fits.allSatisfy { fit in
      (0...count).allSatisfy { fit.shares[i, $0].isNaN || (0...1).contains(fit.shares[i, $0]) }
    }
    if !others.isEmpty {
      rows.append(
        fromDraws(
          "retaliation_share", name, "", unit: "share of incidents", range: .share,
          isIdentified: isWhole && others.contains { isIdentified(i, $0) }
        ) { responses in others.reduce(0) { $0 + responses.shares[i, $1] } })
    }
    rows.append(
      fromDraws(
        "momentum_share", name, "", unit: "share of incidents", range: .share,
        isIdentified: isWhole && isIdentified(i, i)
      ) { $0.shares[i, i] })
    rows.append(
      fromDraws(
        "baseline_share", name, "", unit: "share of incidents", range: .share,
        isIdentified: isWhole
      ) { $0.shares[i, count] })
    let unit = "incidents per \(response.lagUnit == "days" ? "day" : "period")"
    // With several pieces the mean over the window is reported, which no single profile gives.
    if let rate = profiles[.baselineRate(i, piece: 0)], profiles[.baselineRate(i, piece: 1)] == nil
    {
      rows.append(
        fromProfile("baseline_rate", name, "", unit: unit, rate, range: .positive) { $0 })
    } else {
      rows.append(
        fromDraws("baseline_rate", name, "", unit: unit, range: .positive) { $0.baselineRates[i] })
    }
    return rows
  }

  private func whole() throws -> [Estimate] {
    // One recursion a draw serves all streams; NaN where an iteration fails.
    func totals(_ all: [Responses]) -> [ResponseTotals] {
      all.map { responses in
        let none = [Double](repeating: .nan, count: responses.streamCount)
        return (try? responses.totals())
          ?? ResponseTotals(intensity: .nan, multipliers: none, halfLives: none)
      }
    }
    let (fits, draws) = (totals(response.fits), totals(response.draws))
    let prior = totals(posterior?.prior ?? [])
    func row(
      _ estimand: String, _ provoker: String, unit: String,
      _ functional: (ResponseTotals) -> Double
    ) -> Estimate {
      fromDraws(
        estimand, "", provoker, unit: unit, range: .positive,
        Values(
          fits: fits.map(functional), draws: draws.map(functional), prior: prior.map(functional)))
    }
    var rows = [row("escalation_intensity", "", unit: "spectral radius") { $0.intensity }]
    let radii = draws.map(\.intensity).filter { !$0.isNaN }
    let above = radii.count { $0 >= 1 }
    let share = wilson(above, of: radii.count)
    rows.append(
      Estimate(
        estimand: "P(radius >= 1)", unit: "probability",
        value: radii.isEmpty ? .nan : Double(above) / Double(radii.count),
        lower: share.lowerBound, upper: share.upperBound,
        verdict: Verdict(
          lower: share.lowerBound, upper: share.upperBound, range: .share,
          isIdentified: !radii.isEmpty, converged: converged), interval: "draws"))
    for (j, name) in response.streams.enumerated() {
      rows.append(row("escalation_multiplier", name, unit: "incidents") { $0.multipliers[j] })
      rows.append(
        row("escalation_half_life", name, unit: response.lagUnit) { $0.halfLives[j] })
    }
    return rows
  }

  // MARK: Rows

  private func fromProfile(
    _ estimand: String, _ responder: String, _ provoker: String, unit: String,
    _ profile: ProfileInterval, range: Verdict.Range, isIdentified: Bool = true,
    _ map: (Double) -> Double
  ) -> Estimate {
    let (lower, upper) = (map(profile.lower), map(profile.upper))
    // A lag whose interval runs to the end of the searched range is not told by the data; where it
    // does so on both sides, no value within is better than another.
    let isOpen = profile.upperIsOpen || (profile.lowerIsOpen && profile.lower > 0)
    let isFlat = profile.upperIsOpen && profile.lowerIsOpen && profile.lower > 0
    return Estimate(
      estimand: estimand, responder: responder, provoker: provoker, unit: unit,
      value: isFlat ? .nan : map(profile.estimate), lower: lower, upper: upper,
      verdict: Verdict(
        lower: lower, upper: upper, range: range, isIdentified: isIdentified && !isOpen,
        converged: converged),
      interval: "profile")
  }

  /// A functional of the fits, of the draws and of draws from the prior.
  struct Values {
    let fits: [Double]
    let draws: [Double]
    let prior: [Double]
  }

  private func fromDraws(
    _ estimand: String, _ responder: String, _ provoker: String, unit: String,
    range: Verdict.Range, isIdentified: Bool = true, _ functional: (Responses) -> Double
  ) -> Estimate {
    fromDraws(
      estimand, responder, provoker, unit: unit, range: range, isIdentified: isIdentified,
      Values(
        fits: response.fits.map(functional), draws: response.draws.map(functional),
        prior: posterior?.prior.map(functional) ?? []))
  }

  private func fromDraws(
    _ estimand: String, _ responder: String, _ provoker: String, unit: String,
    range: Verdict.Range, isIdentified: Bool = true, _ values: Values
  ) -> Estimate {
    if let posterior {
      return fromPosterior(
        estimand, responder, provoker, unit: unit, range: range, isIdentified: isIdentified,
        posterior, values)
    }
    let value = SampleQuantiles(values.fits)(0.5)
    let draws = values.draws
    let usable = draws.filter { !$0.isNaN }
    let interval = SampleQuantiles(usable).interval(level: level)
    // The bootstrap's percentiles need not hold the estimate itself; the interval shown does, but
    // where the two disagree the estimate is biased, or the draws are too few.
    let isStretched =
      interval.map { value < $0.lowerBound || value > $0.upperBound } ?? false || usable.count < 20
    let lower = interval.map { min($0.lowerBound, value) }
    let upper = interval.map { max($0.upperBound, value) }
    return Estimate(
      estimand: estimand, responder: responder, provoker: provoker, unit: unit, value: value,
      lower: lower ?? .nan, upper: upper ?? .nan,
      verdict: Verdict(
        lower: lower, upper: upper, range: range,
        isIdentified: isIdentified && 2 * usable.count >= draws.count && !value.isNaN,
        converged: converged
      ).atMost(isStretched ? .weak : .estimated), interval: "bootstrap")
  }

  /// Wilson's interval of a share of draws.
  private func wilson(_ successes: Int, of count: Int) -> ClosedRange<Double> {
    guard count > 0 else { return 0...1 }
    let n = Double(count)
    let p = Double(successes) / n
    let z = NormalFunctions.quantile(p: 0.5 + level / 2)
    let centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    let half = z / (1 + z * z / n) * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot()
    return max(0, centre - half)...min(1, centre + half)
  }
}
