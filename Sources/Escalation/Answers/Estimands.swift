import Estimation
import LinearAlgebra
import RealModule

/// Computes the estimands of a response function, each with its interval and verdict.
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

  /// What estimates from a posterior need besides its draws.
  public struct PosteriorContext: Sendable {
    /// Chains of equal length, one after the other in the draws.
    public let chains: Int
    /// Strengths and lags drawn from the prior; what a prior does not know is NaN.
    public let prior: [Responses]

    /// The context of a posterior.
    public init(chains: Int, prior: [Responses]) {
      self.chains = chains
      self.prior = prior
    }
  }

  /// Days within which the probability of a response is reported.
  public static let horizons = [1, 3, 7]
  /// Percentiles of the lag that are reported beside the median.
  public static let percentiles = [10, 25, 75, 90]

  let response: ResponseFunction
  private let profiles: [Profiled: ProfileInterval]
  let level: Double
  let failures: [VerdictReason]
  private let obstacles: [[[VerdictReason]]]
  private let doubts: [[[VerdictReason]]]
  let posterior: PosteriorContext?

  /// The estimands of a response function.
  ///
  /// - Parameters:
  ///   - response: Fits and draws.
  ///   - profiles: Profile intervals, where the model has any.
  ///   - level: The level of all intervals.
  ///   - failures: Why the computation cannot be trusted; empty where it can.
  ///   - obstacles: Why responses of i to j cannot be distinguished from none or from a shared
  ///     trend, `[i][j]`; nil where the model has no evidence of its own.
  ///   - doubts: Why responses of i to j are weak at best, `[i][j]`; nil where nothing is against
  ///     them.
  ///   - posterior: For draws of a posterior, what goes with them.
  public init(
    of response: ResponseFunction, profiles: [Profiled: ProfileInterval] = [:], level: Double,
    failures: [VerdictReason] = [], obstacles: [[[VerdictReason]]]? = nil,
    doubts: [[[VerdictReason]]]? = nil, posterior: PosteriorContext? = nil
  ) {
    self.response = response
    self.profiles = profiles
    self.level = level
    self.failures = failures
    let count = response.streams.count
    let none = [[[VerdictReason]]](repeating: .init(repeating: [], count: count), count: count)
    self.obstacles = obstacles ?? none
    self.doubts = doubts ?? none
    self.posterior = posterior
  }

  /// Why an estimate of a pair is weak at best.
  func doubts(_ responder: Int?, _ provoker: Int?) -> [VerdictReason] {
    guard let responder, let provoker else { return [] }
    return doubts[responder][provoker]
  }

  /// All estimates: pair by pair, then stream by stream, then of the whole.
  ///
  /// - Throws: ``LinearAlgebraError`` when an iteration fails.
  public func estimates() throws -> Estimates {
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
    return Estimates(streams: response.streams, rows: rows)
  }

  /// Why the responses of i to j cannot be distinguished from none; empty where they can.
  func obstacles(_ i: Int, _ j: Int) -> [VerdictReason] {
    let given = obstacles[i][j]
    guard given.isEmpty, posterior == nil else { return given }
    if let profile = profiles[.strength(i, j)] {
      let isPositive = profile.lower > 0 && !profile.lowerIsOpen
      let isNegative = profile.upper < 0 && !profile.upperIsOpen
      return isPositive || isNegative ? [] : [.strengthMayBeZero]
    }
    let draws = response.draws.map { $0.branching[i, j] }
    guard let interval = SampleQuantiles(draws).interval(level: level) else { return [] }
    return interval.lowerBound > 0 || interval.upperBound < 0 ? [] : [.strengthMayBeZero]
  }

  // MARK: Pairs

  private func pair(_ i: Int, _ j: Int) -> [Estimate] {
    let obstacles = self.obstacles(i, j)
    func drawn(
      _ estimand: Estimand, range: Verdict.Range? = nil,
      _ functional: @escaping (Responses) -> Double
    ) -> Estimate {
      fromDraws(estimand, i, j, range: range, obstacles: obstacles, functional)
    }
    func profiled(
      _ estimand: Estimand, _ profile: ProfileInterval, range: Verdict.Range? = nil,
      _ map: (Double) -> Double = { $0 }
    ) -> Estimate {
      fromProfile(estimand, i, j, profile, range: range, obstacles: obstacles, map)
    }
    var rows: [Estimate] = []
    let strength = profiles[.strength(i, j)]
    // A profile or a prior that ends at zero knows no negative strengths.
    let isSigned = strength.map { $0.lower < 0 } ?? (posterior == nil)
    let range: Verdict.Range = isSigned ? .signed : .positive
    if let strength {
      rows.append(profiled(.responsesPerIncident, strength, range: range))
    } else {
      rows.append(drawn(.responsesPerIncident, range: range) { $0.branching[i, j] })
    }
    // Deterrence, a negative strength, is no response that could come or not.
    if (strength?.estimate ?? response.mean { $0.branching[i, j] }) >= 0 {
      if let strength {
        rows.append(
          profiled(.responseProbability, strength) { max(0, -Double.expMinusOne(-$0)) })
      } else {
        rows.append(
          drawn(.responseProbability) { max(0, -Double.expMinusOne(-$0.branching[i, j])) })
      }
      for days in Estimands.horizons {
        rows.append(
          drawn(.responseProbabilityWithin(days: days)) {
            max(0, -Double.expMinusOne(-$0.cumulative(i, j, within: Double(days))))
          })
      }
    }
    return rows + lags(i, j, obstacles: obstacles)
  }

  private func lags(_ i: Int, _ j: Int, obstacles: [VerdictReason]) -> [Estimate] {
    let ofFits = response.fits.map { LagOfResponse($0, i, j) }
    let isDeterrence = response.mean { $0.branching[i, j] } < 0
    var obstacles = obstacles
    // A model with a single lag puts every response there: its lag is a choice, not a finding.
    if ofFits.allSatisfy(\.isSingle) {
      obstacles.append(.oneLagOnly)
    } else if response.mean({ $0.branching[i, j] }) <= 0 {
      // Where fewer incidents follow, there is no response that could have a lag.
      obstacles.append(.noPositiveResponse)
    } else if 2 * ofFits.count(where: \.changesSign) > ofFits.count {
      obstacles.append(.changesSign)
    }
    func drawn(
      _ estimand: Estimand, _ functional: @escaping (Responses) -> Double
    ) -> Estimate {
      fromDraws(estimand, i, j, obstacles: obstacles, functional)
    }
    func statistic(_ statistic: Estimand.LagStatistic, _ key: Profiled? = nil) -> Estimate {
      // The lag of a deterrence is a parameter of the model, but no lag of responses.
      if let profile = key.flatMap({ profiles[$0] }), !isDeterrence {
        return fromProfile(.lag(statistic), i, j, profile, obstacles: obstacles)
      }
      return drawn(.lag(statistic)) { LagOfResponse($0, i, j)(statistic) }
    }
    var rows = [statistic(.median, .lagMedian(i, j)), statistic(.mean, .lagMean(i, j))]
    // A kernel that falls from its first moment has no most likely day to report.
    if ofFits.contains(where: { $0(.mode) > 0 }) { rows.append(statistic(.mode)) }
    rows += Estimands.percentiles.map { statistic(.percentile($0)) }
    rows.append(
      drawn(.firstResponseLag) { responses in
        let g = responses.branching[i, j]
        guard g > 0 else { return .nan }
        // Half of those who answer have done so when 1 - exp(-g Phi) is half of 1 - exp(-g).
        let share = -Double.log(onePlus: 0.5 * Double.expMinusOne(-g)) / g
        return LagOfResponse(responses, i, j).quantile(share)
      })
    return rows
  }

  private func mutual(_ i: Int, _ j: Int) -> [Estimate] {
    let obstacles = (self.obstacles(i, j) + self.obstacles(j, i)).distinct
    // Of an answer and a deterrence no loop gains anything.
    let isLoop = response.mean { $0.branching[i, j] * $0.branching[j, i] } >= 0
    return [
      fromDraws(.loopGain, i, j, obstacles: obstacles) {
        isLoop ? $0.branching[i, j] * $0.branching[j, i] : .nan
      },
      fromDraws(.asymmetry, i, j, obstacles: obstacles) {
        let (forth, back) = ($0.branching[i, j], $0.branching[j, i])
        return forth > 0 && back > 0 ? Double.log(forth / back) : .nan
      },
    ]
  }

  // MARK: Streams and the whole

  private func stream(_ i: Int) -> [Estimate] {
    let count = response.streams.count
    let others = (0..<count).filter { $0 != i }
    // With deterrence, or more answers than incidents, the parts are no shares of a whole.
    let isWhole = response.fits.allSatisfy { fit in
      (0...count).allSatisfy { fit.shares[i, $0].isNaN || (0...1).contains(fit.shares[i, $0]) }
    }
    let whole: [VerdictReason] = isWhole ? [] : [.notShares]
    var rows: [Estimate] = []
    if !others.isEmpty {
      let blocked = others.map { obstacles(i, $0) }
      let ofAll = blocked.contains(where: \.isEmpty) ? [] : blocked.flatMap { $0 }.distinct
      rows.append(
        fromDraws(.retaliationShare, i, nil, obstacles: whole + ofAll) { responses in
          others.reduce(0) { $0 + responses.shares[i, $1] }
        })
    }
    rows.append(
      fromDraws(.momentumShare, i, nil, obstacles: whole + obstacles(i, i)) { $0.shares[i, i] })
    rows.append(fromDraws(.baselineShare, i, nil, obstacles: whole) { $0.shares[i, count] })
    // With several pieces the mean over the window is reported, which no single profile gives.
    if let rate = profiles[.baselineRate(i, piece: 0)], profiles[.baselineRate(i, piece: 1)] == nil
    {
      rows.append(fromProfile(.baselineRate, i, nil, rate))
    } else {
      rows.append(fromDraws(.baselineRate, i, nil) { $0.baselineRates[i] })
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
    let (fits, draws) = (totals(posterior == nil ? response.fits : []), totals(response.draws))
    let prior = totals(posterior?.prior ?? [])
    func total(
      _ estimand: Estimand, _ provoker: Int?, _ functional: (ResponseTotals) -> Double
    ) -> Estimate {
      row(
        estimand, nil, provoker, fits: fits.map(functional), draws: draws.map(functional),
        prior: prior.map(functional))
    }
    var rows = [total(.escalationIntensity, nil, \.intensity)]
    let radii = draws.map(\.intensity).filter { !$0.isNaN }
    // A share of draws: it has no interval of its own that says anything of the data.
    let verdict: Verdict =
      !failures.isEmpty
      ? .notConverged(failures)
      : radii.isEmpty
        ? .notIdentifiable([.noInterval])
        : radii.count < 20 ? .weak([.fewDraws(radii.count)]) : .estimated
    rows.append(
      Estimate(
        .intensityAtLeastOne,
        value: radii.isEmpty ? .nan : Double(radii.count { $0 >= 1 }) / Double(radii.count),
        verdict: verdict, interval: .none))
    for j in response.streams.indices {
      rows.append(total(.escalationMultiplier, j) { $0.multipliers[j] })
      rows.append(total(.escalationHalfLife, j) { $0.halfLives[j] })
    }
    return rows
  }

  // MARK: Rows

  private func fromProfile(
    _ estimand: Estimand, _ responder: Int?, _ provoker: Int?, _ profile: ProfileInterval,
    range: Verdict.Range? = nil, obstacles: [VerdictReason] = [],
    _ map: (Double) -> Double = { $0 }
  ) -> Estimate {
    let (lower, upper) = (map(profile.lower), map(profile.upper))
    // A lag whose interval runs to the end of the searched range is not told by the data; where it
    // does so on both sides, no value within is better than another.
    let isOpen = profile.upperIsOpen || (profile.lowerIsOpen && profile.lower > 0)
    let isFlat = profile.upperIsOpen && profile.lowerIsOpen && profile.lower > 0
    return Estimate(
      estimand, responder: responder, provoker: provoker,
      value: isFlat ? .nan : map(profile.estimate), lower: lower, upper: upper,
      verdict: Verdict(
        (lower, upper), range: range ?? estimand.range, failures: failures,
        obstacles: obstacles + (isOpen ? [.openInterval] : [])),
      interval: .profile)
  }

  private func fromDraws(
    _ estimand: Estimand, _ responder: Int?, _ provoker: Int?, range: Verdict.Range? = nil,
    obstacles: [VerdictReason] = [], _ functional: (Responses) -> Double
  ) -> Estimate {
    row(
      estimand, responder, provoker, range: range, obstacles: obstacles,
      fits: posterior == nil ? response.fits.map(functional) : [],
      draws: response.draws.map(functional), prior: posterior?.prior.map(functional) ?? [])
  }

  private func row(
    _ estimand: Estimand, _ responder: Int?, _ provoker: Int?, range: Verdict.Range? = nil,
    obstacles: [VerdictReason] = [], fits: [Double], draws: [Double],
    prior: [Double]
  ) -> Estimate {
    if let posterior {
      return posteriorRow(
        estimand, responder, provoker, range: range ?? estimand.range, obstacles: obstacles,
        draws: draws, prior: prior, chains: posterior.chains)
    }
    let value = SampleQuantiles(fits)(0.5)
    let usable = draws.filter { !$0.isNaN }
    let interval = SampleQuantiles(usable).interval(level: level)
    var doubts: [VerdictReason] = []
    // The bootstrap's percentiles need not hold the estimate itself; the interval shown does, but
    // where the two disagree the estimate is biased, or the draws are too few.
    if let interval, value < interval.lowerBound || value > interval.upperBound {
      doubts.append(.outsideBootstrap)
    }
    if !usable.isEmpty, usable.count < 20 { doubts.append(.fewDraws(usable.count)) }
    var obstacles = obstacles
    if value.isNaN, obstacles.isEmpty { obstacles.append(.rarelyDefined(share: 0)) }
    if !draws.isEmpty, 2 * usable.count < draws.count, obstacles.isEmpty {
      obstacles.append(.rarelyDefined(share: Double(usable.count) / Double(draws.count)))
    }
    // A value that does not exist has no interval, whatever some draws say.
    let ends =
      value.isNaN ? nil : interval.map { (min($0.lowerBound, value), max($0.upperBound, value)) }
    return Estimate(
      estimand, responder: responder, provoker: provoker, value: value, lower: ends?.0 ?? .nan,
      upper: ends?.1 ?? .nan,
      verdict: Verdict(
        ends, range: range ?? estimand.range, failures: failures, obstacles: obstacles,
        doubts: doubts), interval: .bootstrap)
  }
}

extension Array where Element: Hashable {
  /// The elements without repetition, in the order of their first place.
  var distinct: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
