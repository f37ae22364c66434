import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

@Suite struct BootstrapTests {
  /// Two series, the first of which answers the second two periods later.
  static func simulated(periods: Int, seed: UInt64, effect: Double = 0.3) -> Matrix {
    var random = RandomStream(seed: seed, part: .init("bootstrap test"))
    var series = Matrix(rows: periods, columns: 2)
    for t in 2..<periods {
      series[t, 1] = 1 + 0.3 * series[t - 1, 1] + random.normal()
      series[t, 0] = 0.5 + 0.2 * series[t - 1, 0] + effect * series[t - 2, 1] + random.normal()
    }
    return series
  }

  static let series = simulated(periods: 150, seed: 3)

  @Test func sumsGiveTheFitOfTheData() throws {
    let drivers = Matrix((0..<150).map { [Double($0 * $0 % 11), $0 > 60 ? 1 : 0] })
    let fit = try VectorAutoregression(
      series: Self.series, exogenous: drivers, exogenousLags: 1, lags: 3, trend: .linear,
      seasons: 7)
    #expect(fit.terms.count == 2 + 6 + 6 + 4 && fit.firstPeriod == 3)
    let same = try ShrunkAutoregression(fit, by: .none)
    #expect((same.coefficients - fit.coefficients).largestMagnitude < 1e-10)
    #expect((same.covariance - fit.likelihoodCovariance).largestMagnitude < 1e-10)
    for (lag, matrix) in same.lagMatrices.enumerated() {
      #expect((matrix - fit.lagMatrix(lag + 1)).largestMagnitude < 1e-10)
    }
  }

  @Test func seasonsAreCentredAndForecastOn() throws {
    var series = Self.series
    for t in 0..<150 where t % 7 == 2 { series[t, 0] += 5 }
    let fit = try VectorAutoregression(series: series, lags: 1, seasons: 7)
    let position = try #require(fit.terms.firstIndex(of: .season(2, of: 7)))
    #expect(abs(fit.coefficients[position, 0] - 5) < 0.8)
    let ahead = try fit.forecast(horizon: 7)
    let largest = (0..<7).max { ahead.mean[$0, 0] < ahead.mean[$1, 0] }
    #expect(largest.map { (150 + $0) % 7 } == 2)
  }

  @Test(arguments: [ErrorResampling.residual, .wild, .block(length: nil), .block(length: 10)])
  func everyResamplingSpreadsAsTheErrorsDo(method: ErrorResampling) throws {
    let fit = try VectorAutoregression(series: Self.series, lags: 2)
    let draws = try ResidualBootstrap(of: fit, replicates: 300, seed: 8, resampling: method)
    #expect(draws.failures == 0)
    let values = draws.draws.map { $0.lagMatrices[1][0, 1] }
    let mean = values.reduce(0, +) / 300
    let spread = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 299).squareRoot()
    let row = try #require(fit.terms.firstIndex(of: .lag(2, series: 1)))
    #expect((0.6...1.4).contains(spread / fit.standardErrors[row, 0]), "\(method)")
  }

  @Test func biasIsTakenOut() throws {
    // A strongly persistent series of few periods: least squares is too low on average.
    var plain = 0.0
    var corrected = 0.0
    for seed in 0..<60 {
      var random = RandomStream(seed: UInt64(seed), part: .init("bias test"))
      var series = Matrix(rows: 60, columns: 1)
      for t in 1..<60 { series[t, 0] = 0.85 * series[t - 1, 0] + random.normal() }
      let fit = try VectorAutoregression(series: series, lags: 1)
      plain += fit.coefficients[1, 0] / 60
      let draws = try ResidualBootstrap(of: fit, replicates: 50, seed: 1, correctsBias: true)
      corrected += draws.draws.reduce(0) { $0 + $1.lagMatrices[0][0, 0] } / 50 / 60
    }
    #expect(plain < 0.82)
    #expect(abs(corrected - 0.85) < abs(plain - 0.85))
  }

  @Test func jitterTellsAnAnswerFromACommonTrend() throws {
    var random = RandomStream(seed: 4, part: .init("trend test"))
    var trend = Matrix(rows: 600, columns: 2)
    for t in 0..<600 {
      let mean = 3 + 2.5 * Double.sin(Double(t) / 40)
      for column in 0..<2 { trend[t, column] = Double(random.poisson(mean: mean)) }
    }
    let shared = try VectorAutoregression(series: trend, lags: 5)
    #expect(try shared.grangerCausality(of: [0], from: [1]).pValue < 0.01)
    let jitter = try shared.intervalJitter(of: 0, from: 1, window: 21, replicates: 199, seed: 1)
    #expect(jitter.pValue > 0.05)
    let answer = try VectorAutoregression(series: Self.simulated(periods: 600, seed: 2), lags: 5)
    let found = try answer.intervalJitter(of: 0, from: 1, window: 21, replicates: 199, seed: 1)
    #expect(found.pValue <= 0.01)
    // The statistic is the F of the equation.
    let wald = try answer.waldCausality(of: [0], from: [1])
    #expect(abs(found.statistic * 5 / wald.statistic - 1) < 1e-9)
    let values = (0..<50).map(Double.init)
    let permuted = IntervalJitter.permuted(values, window: 7, &random)
    #expect(permuted.sorted() == values && zip(permuted, values).allSatisfy { abs($0 - $1) < 7 })
    #expect(throws: TimeSeriesError.self) {
      try answer.intervalJitter(of: 0, from: 1, window: 1, replicates: 9, seed: 1)
    }
  }

  @Test func shrinkageEndsAtLeastSquaresAndAtZero() throws {
    let fit = try VectorAutoregression(series: Self.series, lags: 3)
    let loose = try ShrunkAutoregression(
      fit, by: .minnesota(tightness: 1e5, cross: 1, decay: 0))
    #expect((loose.coefficients - fit.coefficients).largestMagnitude < 1e-6)
    let deviations = try #require(loose.deviations)
    #expect((deviations - fit.standardErrors).largestMagnitude < 1e-6)
    let tight = try ShrunkAutoregression(
      fit, by: .minnesota(tightness: 1e-5, cross: 1, decay: 1))
    #expect(tight.lagMatrices.allSatisfy { $0.largestMagnitude < 1e-6 })
    let lasso = try ShrunkAutoregression(fit, by: .lasso)
    let zeros = lasso.lagMatrices.flatMap(\.elements).count { $0 == 0 }
    #expect(zeros >= 4)
    #expect(lasso.lagMatrices[1][0, 1] > 0.15)
    let draws = try ResidualBootstrap(of: fit, replicates: 50, seed: 1, shrunk: lasso)
    #expect(draws.draws.count == 50)
    #expect(throws: TimeSeriesError.self) {
      try ShrunkAutoregression(fit, by: .minnesota(tightness: 0, cross: 1, decay: 1))
    }
  }
}
