import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

@Suite struct DelayKernelTests {
  /// Two streams; the first answers the second with 0.35 incidents, most often on day 4.
  static func simulated(periods: Int, strength: Double, seed: UInt64) -> Matrix {
    let weights = LagWeights(shape: 7, scale: 4.7, longest: 20).weights
    var random = RandomStream(seed: seed, part: .init("kernel test"))
    var series = Matrix(rows: periods, columns: 2)
    for t in 0..<periods {
      series[t, 1] = Double(CountLaw(mean: 1.2, theta: 2).draw(&random))
      var mean = 0.8
      for lag in 1...20 where t >= lag { mean += strength * weights[lag - 1] * series[t - lag, 1] }
      series[t, 0] = Double(CountLaw(mean: mean, theta: 2).draw(&random))
    }
    return series
  }

  @Test func weightsAreALaw() {
    let weights = LagWeights(shape: 7, scale: 4.7, longest: 60)
    #expect(abs(weights.weights.reduce(0, +) - 1) < 1e-14)
    #expect(weights.mode == 4 && abs(weights.mean - 4.7) < 0.1)
    let geometric = LagWeights(shape: 1, scale: 3, longest: 10).weights
    #expect(abs(geometric[4] / geometric[3] - geometric[1] / geometric[0]) < 1e-14)
  }

  @Test func theAnswerIsFound() throws {
    let series = Self.simulated(periods: 1460, strength: 0.35, seed: 11)
    let fit = try DelayKernel(series: series, responder: 0)
    #expect(fit.convergence.converged)
    #expect((3...5).contains(fit.estimate.weights[1].mode))
    #expect(abs(fit.estimate.strengths[1] - 0.35) < 0.15)
    let draws = try fit.draws(500, seed: 1)
    #expect(draws.count == 500)
    let lags = draws.map { $0.weights[1].mean }.sorted()
    #expect(lags[12] < 4.7 && lags[487] > 4.7 && lags[487] - lags[12] < 5)
    #expect(try fit.draws(500, seed: 1) == draws)
    // The estimate is a maximum: any other strength has a lower posterior.
    let reverse = try DelayKernel(series: series, responder: 1)
    #expect(reverse.estimate.strengths[0] < 0.15)
  }

  @Test func aBendingBaselineTakesTheTrend() throws {
    var random = RandomStream(seed: 3, part: .init("baseline test"))
    var series = Matrix(rows: 700, columns: 2)
    for t in 0..<700 {
      let mean = Double.exp(1.2 * Double.sin(Double(t) / 60))
      for column in 0..<2 { series[t, column] = Double(random.poisson(mean: mean)) }
    }
    var options = DelayKernel.Options()
    options.family = .poisson
    let constant = try DelayKernel(series: series, responder: 0, options: options)
    options.knotSpacing = 60
    let bending = try DelayKernel(series: series, responder: 0, options: options)
    #expect(bending.logLikelihood > constant.logLikelihood)
    #expect(
      bending.estimate.strengths.reduce(0, +) < 0.5 * constant.estimate.strengths.reduce(0, +))
  }

  /// Of 20 series without an answer one in twenty or so may pass; with one all do.
  @Test func noAnswerIsToldFromOne() throws {
    var passed = [0, 0]
    for seed in 0..<20 {
      for (index, strength) in [0, 0.5].enumerated() {
        let series = Self.simulated(periods: 700, strength: strength, seed: UInt64(100 + seed))
        let draws = try DelayKernel(series: series, responder: 0).draws(400, seed: 1)
        if DelayKernel.evidenceForNone(draws.map { $0.strengths[1] }) < 1.0 / 3 {
          passed[index] += 1
        }
      }
    }
    #expect(passed[0] <= 3 && passed[1] >= 19, "\(passed)")
  }

  @Test func badDataAreNamed() {
    let series = Self.simulated(periods: 60, strength: 0, seed: 1)
    var half = series
    half[3, 1] = 0.5
    #expect(throws: TimeSeriesError.notACount(row: 3, column: 1, value: 0.5)) {
      try DelayKernel(series: half, responder: 0)
    }
    let short = series.submatrix(rows: Array(0..<6), columns: [0, 1])
    #expect(throws: TimeSeriesError.self) { try DelayKernel(series: short, responder: 0) }
    #expect(throws: TimeSeriesError.self) { try DelayKernel(series: series, responder: 2) }
  }
}
