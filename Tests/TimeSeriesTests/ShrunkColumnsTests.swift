import Estimation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

/// Calendar factors that are drawn to zero, in every model of counts, against a truth and against
/// likelihoods that are computed apart.
@Suite struct ShrunkColumnsTests {
  static let truth = [0.6, 0.3, 0, -0.2, -0.5, 0.4, -0.6]

  /// One column a day of the week.
  static func week(_ periods: Int, deviation: Double = 0.5) -> ShrunkColumns {
    var values = Matrix(rows: periods, columns: 7)
    for t in 0..<periods { values[t, t % 7] = 1 }
    return ShrunkColumns(values: values, deviation: deviation)
  }

  /// Factors are identified up to what they sum to.
  static func expectTruth(
    _ factors: [Double], within tolerance: Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let mean = factors.reduce(0, +) / 7
    let level = truth.reduce(0, +) / 7
    for (factor, value) in zip(factors, truth) {
      #expect(
        abs(factor - mean - (value - level)) < tolerance, "\(factors)",
        sourceLocation: sourceLocation)
    }
  }

  /// Whether a gradient of differences of a function is zero at a point.
  static func expectStationary(
    _ point: [Double], _ value: ([Double]) -> Double,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for index in point.indices {
      let step = 1e-4 * max(1, point[index].magnitude)
      var (up, down) = (point, point)
      up[index] += step
      down[index] -= step
      let slope = (value(up) - value(down)) / (2 * step)
      #expect(abs(slope) < 1e-3, "\(index): \(slope)", sourceLocation: sourceLocation)
    }
  }

  @Test func aRegressionFindsTheWeek() throws {
    let calendar = Self.week(2100)
    var random = RandomStream(seed: 1, part: .init("weekly regression"))
    let counts = (0..<2100).map {
      Double(random.poisson(mean: Double.exp(0.4 + Self.truth[$0 % 7])))
    }
    let design = Matrix(rows: 2100, columns: 1, repeating: 1)
    let fit = try CountRegression(counts: counts, design: design, shrunk: calendar)
    Self.expectTruth(Array(fit.coefficients.dropFirst()), within: 0.12)
    // A constant beside columns that sum to it: the prior makes the factors sum to zero.
    #expect(abs(fit.coefficients.dropFirst().reduce(0, +)) < 1e-6)
    #expect(fit.parameterCount == 7)
    func posterior(_ point: [Double]) -> Double {
      counts.indices.reduce(0.0) { sum, t in
        let eta = point[0] + point[1 + t % 7]
        return sum + counts[t] * eta - Double.exp(eta)
      } - point.dropFirst().reduce(0) { $0 + $1 * $1 / 0.5 }
    }
    Self.expectStationary(fit.coefficients, posterior)
    let own = zip(counts, fit.means).reduce(0.0) {
      $0 + CountLaw(mean: $1.1).logProbability(Int($1.0))
    }
    #expect(abs(fit.logLikelihood - own) < 1e-6)
    for kind in [CountCovariance.observed, .expected, .sandwich, .hc3] {
      #expect(try fit.standardErrors(kind).allSatisfy { $0 > 0 && $0 < 0.5 })
    }
  }

  /// A day of the week without any incident has an end where it is drawn to zero.
  @Test func aDayWithoutIncidentsIsFinite() throws {
    let counts = (0..<140).map { $0 % 7 == 3 ? 0 : Double(1 + $0 % 2) }
    let fit = try CountRegression(
      counts: counts, design: Matrix(rows: 140, columns: 1, repeating: 1), shrunk: Self.week(140))
    #expect(fit.separation == nil && fit.boundaries.isEmpty)
    #expect(fit.coefficients.allSatisfy { $0.magnitude < 4 } && fit.coefficients[4] < -1)
  }

  @Test func theKernelKnowsTheWeek() throws {
    var random = RandomStream(seed: 4, part: .init("weekly kernel"))
    var series = Matrix(rows: 1400, columns: 2)
    for t in 0..<1400 {
      for column in 0..<2 {
        series[t, column] = Double(
          random.poisson(mean: Double.exp(Self.truth[(t + 6 * column) % 7])))
      }
    }
    let calendar = Self.week(1400)
    let without = try DelayKernel(series: series, responder: 0)
    let with = try DelayKernel(series: series, responder: 0, calendar: calendar)
    #expect(without.parameterCount + 6 == with.parameterCount)
    #expect(with.logLikelihood > without.logLikelihood + 30)
    Self.expectTruth(with.calendarFactors.map(\.logarithm), within: 0.2)
    #expect(with.calendarFactors.allSatisfy { $0.error > 0.01 && $0.error < 0.5 })
  }

  /// Where there is no week, calendar factors leave intervals nearly as they are. They are up to a
  /// tenth narrower, whatever the number of draws, and cover less: factors that the prior expects and
  /// the data do not show speak against a large baseline.
  @Test func drawsKeepTheirWidth() throws {
    var (plain, weekly, covered) = (0.0, 0.0, [0, 0])
    for seed in 0..<40 {
      let series = DelayKernelTests.simulated(periods: 500, strength: 0.35, seed: UInt64(50 + seed))
      func interval(_ calendar: ShrunkColumns?) throws -> ClosedRange<Double> {
        let draws = try DelayKernel(series: series, responder: 0, calendar: calendar)
          .draws(600, seed: 1).map { $0.strengths[1] }
        return try #require(SampleQuantiles(draws).interval(level: 0.95))
      }
      let (without, with) = (try interval(nil), try interval(Self.week(500)))
      plain += without.upperBound - without.lowerBound
      weekly += with.upperBound - with.lowerBound
      if without.contains(0.35) { covered[0] += 1 }
      if with.contains(0.35) { covered[1] += 1 }
    }
    #expect(weekly > 0.85 * plain && weekly < 1.15 * plain, "\(weekly) of \(plain)")
    #expect(covered[1] >= 32 && covered[0] >= 36, "\(covered)")
  }

  /// Of 20 series with one weekly beat and no answer, the kernel that does not know the week calls
  /// most an answer; the one that does calls few.
  @Test func aSharedWeekIsNoAnswerToTheKernel() throws {
    var found = [0, 0]
    for seed in 0..<20 {
      var random = RandomStream(seed: UInt64(seed), part: .init("weekly kernel"))
      var series = Matrix(rows: 400, columns: 2)
      for t in 0..<400 {
        for column in 0..<2 {
          series[t, column] = Double(
            random.poisson(mean: Double.exp(Self.truth[(t + column) % 7])))
        }
      }
      for (place, calendar) in [nil, Self.week(400)].enumerated() {
        let draws = try DelayKernel(series: series, responder: 0, calendar: calendar)
          .draws(400, seed: 1).map { $0.strengths[1] }
        if DelayKernel.evidenceForNone(draws) < 1.0 / 3 { found[place] += 1 }
      }
    }
    #expect(found[0] >= 15 && found[1] <= 3, "\(found)")
  }

  @Test(arguments: [
    CountAutoregression.Link.identity, .log,
  ])
  func anAutoregressionFindsTheWeek(link: CountAutoregression.Link) throws {
    var random = RandomStream(seed: 7, part: .init("weekly autoregression"))
    var counts: [Double] = []
    var mean = 2.0
    for t in 0..<2800 {
      let before = counts.last ?? 2
      mean =
        link == .identity
        ? 1.2 * Double.exp(Self.truth[t % 7]) + 0.3 * before + 0.2 * mean
        : Double.exp(
          0.3 + Self.truth[t % 7] + 0.2 * Double.log(onePlus: before) + 0.2 * Double.log(mean))
      counts.append(Double(random.poisson(mean: mean)))
    }
    let equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1], link: link)
    for estimator in [CountAutoregression.Estimator.maximumLikelihood, .quasiScore] {
      let fit = try CountAutoregression(
        counts: counts, equation: equation, estimator: estimator, calendar: Self.week(2800))
      Self.expectTruth(Array(fit.coefficients.dropFirst(3)), within: 0.2)
      #expect(abs(fit.coefficients[1] - (link == .identity ? 0.3 : 0.2)) < 0.08)
      #expect(fit.standardErrors.allSatisfy { $0 > 0 && $0 < 1 })
      // Row 2800 is the first day of a week again.
      let high = fit.next(calendar: [1, 0, 0, 0, 0, 0, 0]).mean
      let low = fit.next(calendar: [0, 0, 0, 0, 0, 0, 1]).mean
      #expect(high > low)
    }
    let fit = try CountAutoregression(
      counts: Array(counts.prefix(300)), equation: equation, calendar: Self.week(300))
    /// The log posterior, apart from the program's own path.
    func posterior(_ p: [Double]) -> Double {
      let isLog = link == .log
      let before = p[0] / (1 - p[1] - p[2])
      var (value, last, seen) = (0.0, before, before)
      for t in 0..<300 {
        let factor = p[3 + t % 7]
        let eta =
          (isLog ? p[0] + factor : p[0] * Double.exp(factor)) + p[1] * seen + p[2] * last
        let mu = isLog ? Double.exp(eta) : eta
        value += counts[t] * Double.log(mu) - mu
        last = eta
        seen = isLog ? Double.log(onePlus: counts[t]) : counts[t]
      }
      return value - p.dropFirst(3).reduce(0) { $0 + $1 * $1 / 0.5 }
    }
    Self.expectStationary(fit.coefficients, posterior)
  }

  @Test func theThinningModelFindsTheWeek() throws {
    var random = RandomStream(seed: 9, part: .init("weekly thinning"))
    var counts = [1.0]
    for t in 1..<2100 {
      let kept = (0..<Int(counts[t - 1])).count { _ in random.uniform() < 0.3 }
      counts.append(Double(kept + random.poisson(mean: 0.9 * Double.exp(Self.truth[t % 7]))))
    }
    let fit = try IntegerAutoregression(counts, calendar: Self.week(2100))
    #expect(abs(fit.survival - 0.3) < 0.06)
    Self.expectTruth(fit.calendarFactors, within: 0.2)
    let without = try IntegerAutoregression(counts)
    #expect(fit.logLikelihood > without.logLikelihood + 100)
    // The likelihood by the sum over how many go on.
    let short = Array(counts.prefix(200))
    let own = try IntegerAutoregression(short, calendar: Self.week(200))
    func posterior(_ p: [Double]) -> Double {
      var value = 0.0
      for t in 1..<200 {
        let law = CountLaw(mean: p[1] * Double.exp(p[2 + t % 7]))
        let before = Int(short[t - 1])
        var sum = 0.0
        for k in 0...min(before, Int(short[t])) {
          let choose = (0..<k).reduce(1.0) { $0 * Double(before - $1) / Double($1 + 1) }
          sum +=
            choose * Double.pow(p[0], k) * Double.pow(1 - p[0], before - k)
            * Double.exp(law.logProbability(Int(short[t]) - k))
        }
        value += Double.log(sum)
      }
      return value - p.dropFirst(2).reduce(0) { $0 + $1 * $1 / 0.5 }
    }
    Self.expectStationary([own.survival, own.arrivals] + own.calendarFactors, posterior)
  }

  @Test func anEndemicBackgroundFindsTheWeek() throws {
    var random = RandomStream(seed: 3, part: .init("weekly endemic"))
    var counts = Matrix(rows: 2100, columns: 1, repeating: 1)
    for t in 1..<2100 {
      let mean = 0.3 * counts[t - 1, 0] + 0.8 * Double.exp(Self.truth[t % 7])
      counts[t, 0] = Double(random.poisson(mean: mean))
    }
    let week = Self.week(2100)
    let one = Matrix(rows: 2100, columns: 1, repeating: 1)
    let terms =
      [
        EndemicEpidemic.Term(part: .own, name: "own", values: one),
        .init(part: .background, name: "background", values: one),
      ]
      + (0..<7).map { day in
        .init(
          part: .background, name: "day \(day)",
          values: Matrix(column: week.values.column(day)), deviation: week.deviation)
      }
    let fit = try EndemicEpidemic(counts: counts, terms: terms, dispersion: .none)
    #expect(abs(Double.exp(fit.coefficients[0]) - 0.3) < 0.06)
    Self.expectTruth(Array(fit.coefficients.dropFirst(2)), within: 0.2)
    let own = (1..<2100).reduce(0.0) {
      $0 + CountLaw(mean: fit.means[$1 - 1, 0]).logProbability(Int(counts[$1, 0]))
    }
    #expect(abs(fit.logLikelihood - own) < 1e-6)
    func posterior(_ p: [Double]) -> Double {
      (1..<2100).reduce(0.0) { sum, t in
        let mu = Double.exp(p[0]) * counts[t - 1, 0] + Double.exp(p[1] + p[2 + t % 7])
        return sum + counts[t, 0] * Double.log(mu) - mu
      } - p.dropFirst(2).reduce(0) { $0 + $1 * $1 / 0.5 }
    }
    Self.expectStationary(fit.coefficients, posterior)
  }

  /// Controls of the answered period are those of a regression on the whole design.
  @Test func projectionsTakeControls() throws {
    var random = RandomStream(seed: 5, part: .init("weekly projections"))
    var series = Matrix(rows: 400, columns: 2)
    for t in 0..<400 {
      series[t, 1] = Double(random.poisson(mean: Double.exp(Self.truth[t % 7])))
      let before = t > 1 ? series[t - 2, 1] : 0
      series[t, 0] = Double(
        random.poisson(mean: Double.exp(Self.truth[(t + 3) % 7]) + 0.3 * before))
    }
    var dummies = Matrix(rows: 400, columns: 6)
    for t in 0..<400 where t % 7 < 6 { dummies[t, t % 7] = 1 }
    let found = try LocalProjection(
      series: series, responder: 0, provoker: 1, lags: 1, horizons: 2...2, controls: dummies)
    var columns: [[Double]] = []
    let periods = Array(1..<398)
    columns.append(periods.map { series[$0, 1] })
    columns.append(periods.map { _ in 1 })
    for j in 0..<2 { columns.append(periods.map { series[$0 - 1, j] }) }
    for d in 0..<6 { columns.append(periods.map { dummies[$0 + 2, d] }) }
    let slow = try LeastSquares(
      design: Matrix(rows: periods.count, columns: columns.count, elements: columns.flatMap { $0 }),
      responses: Matrix(column: periods.map { series[$0 + 2, 0] }))
    #expect(abs(found.responses[0].estimate - slow.coefficients[0, 0]) < 1e-9)
    let poisson = try LocalProjection(
      series: series, responder: 0, provoker: 1, lags: 1, horizons: 2...2, law: .poisson,
      shrunk: Self.week(400))
    #expect(poisson.responses[0].estimate > 0.1)
    let system = try SystemProjection(series: series, lags: 1, horizon: 3, controls: dummies)
    #expect(system.responses[2][0, 1] > 0.1)
    #expect(throws: TimeSeriesError.self) {
      try LocalProjection(
        series: series, responder: 0, provoker: 1, lags: 1, horizons: 2...2,
        shrunk: Self.week(400))
    }
    #expect(throws: TimeSeriesError.self) {
      try DelayKernel(series: series, responder: 0, calendar: Self.week(399))
    }
  }
}
