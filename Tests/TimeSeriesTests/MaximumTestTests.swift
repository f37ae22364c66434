import Estimation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

@Suite struct MaximumTestTests {
  /// Independent coefficients: the law of the largest is a power of that of one.
  @Test func independentCoefficientsFollowAPower() throws {
    let errors = [1, 0.5, 2, 0.1, 3]
    var covariance = Matrix(rows: 5, columns: 5)
    for (i, error) in errors.enumerated() { covariance[i, i] = error * error }
    let test = try MaximumTest([0.3, -1.2, 1, 0.1, 2], covariance: covariance, seed: 1)
    #expect(test.index == 1 && abs(test.statistic - 2.4) < 1e-12 && test.estimate == -1.2)
    let one = 1 - 2 * NormalFunctions.survival(2.4)
    #expect(abs(test.pValue - (1 - Double.pow(one, 5))) < 0.01, "\(test.pValue)")
    #expect(
      try MaximumTest([0.3], covariance: covariance.submatrix(rows: [0], columns: [0]), seed: 1)
        .pValue > 0.7)
  }

  /// Coefficients that are one number count once.
  @Test func equalCoefficientsCountOnce() throws {
    let covariance = Matrix(rows: 6, columns: 6, repeating: 4)
    let values = [Double](repeating: 3.92, count: 6)
    let test = try MaximumTest(values, covariance: covariance, seed: 3)
    #expect(abs(test.pValue - 0.05) < 0.008, "\(test.pValue)")
    #expect(throws: TimeSeriesError.self) {
      try MaximumTest([1, 1], covariance: Matrix(rows: 2, columns: 2), seed: 1)
    }
  }

  /// Without an answer one autoregression in twenty is called one; an answer that a lull follows is
  /// found though its sum is nothing.
  @Test func theTestHoldsItsLevelAndFindsALull() throws {
    var (found, sums, falseAlarms) = (0, 0, 0)
    for seed in 0..<200 {
      var random = RandomStream(seed: UInt64(seed), part: .init("lull"))
      var series = Matrix(rows: 400, columns: 2)
      for t in 0..<400 {
        series[t, 1] = Double(random.poisson(mean: 1.5))
        let lull = t > 2 ? 0.22 * (series[t - 1, 1] - series[t - 3, 1]) : 0
        series[t, 0] = Double(random.poisson(mean: max(0.2, 1.5 + lull)))
      }
      let fit = try VectorAutoregression(series: series, lags: 7)
      func test(_ caused: Int, _ causing: Int) throws -> MaximumTest {
        let part = try fit.causalCoefficients(of: [caused], from: [causing], covariance: .hc3)
        return try MaximumTest(
          part.values, covariance: part.covariance, simulations: 999, seed: 1)
      }
      if try test(0, 1).pValue < 0.05 { found += 1 }
      if try test(1, 0).pValue < 0.05 { falseAlarms += 1 }
      let part = try fit.causalCoefficients(of: [0], from: [1], covariance: .hc3)
      let sum = part.values.reduce(0, +)
      if sum.magnitude > 1.96 * part.covariance.elements.reduce(0, +).squareRoot() { sums += 1 }
    }
    #expect(found >= 150, "\(found)")
    #expect(sums <= 24, "\(sums)")
    #expect(falseAlarms <= 20, "\(falseAlarms)")
  }

  /// White's test with two degrees of freedom by hand, and what it sees.
  @Test func aVarianceThatFollowsTheMeanIsSeen() throws {
    var seen = [0, 0]
    for seed in 0..<40 {
      for (place, grows) in [false, true].enumerated() {
        var random = RandomStream(seed: UInt64(seed), part: .init("white"))
        var series = Matrix(rows: 300, columns: 1)
        series[0, 0] = 5
        for t in 1..<300 {
          let mean = 2 + 0.7 * series[t - 1, 0]
          series[t, 0] = mean + random.normal() * (grows ? 0.3 * mean.magnitude : 1.5)
        }
        let fit = try VectorAutoregression(series: series, lags: 1)
        let test = try fit.varianceOfMean(equation: 0)
        if test.pValue < 0.05 { seen[place] += 1 }
        guard seed == 0 else { continue }
        let fitted = (1..<300).map { series[$0, 0] - fit.residuals[$0 - 1, 0] }
        let squares = fit.residuals.column(0).map { $0 * $0 }
        let slow = try LeastSquares(
          design: Matrix(
            rows: 299, columns: 3,
            elements: fitted.map { _ in 1 } + fitted + fitted.map { $0 * $0 }),
          responses: Matrix(column: squares))
        let mean = squares.reduce(0, +) / 299
        let all = squares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let rest = dot(slow.residuals.column(0), slow.residuals.column(0))
        #expect(abs(test.statistic - 299 * (1 - rest / all)) < 1e-6)
      }
    }
    #expect(seen[0] <= 6 && seen[1] >= 36, "\(seen)")
  }
}
