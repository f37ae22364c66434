import Estimation
import LinearAlgebra
import Randomness
import Testing
import TimeSeries

@Suite struct CrossCorrelationTests {
  private func counts(_ count: Int, mean: Double, seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed, part: .init("correlation counts"))
    return (0..<count).map { t in
      Double(
        random.poisson(mean: mean * (t % 40 < 20 ? 2 : 0.5) * (random.uniform() < 0.3 ? 3 : 0.3)))
    }
  }

  /// Moments and bands of permuted series that are drawn one by one.
  @Test(arguments: [(90, 1.0, 21), (300, 0.2, 7), (50, 3.0, 400)])
  func theBandIsThatOfPermutedSeries(count: Int, mean: Double, window: Int) throws {
    let (later, earlier) = (counts(count, mean: mean, seed: 1), counts(count, mean: mean, seed: 2))
    let found = try CrossCorrelation(
      responder: later, provoker: earlier, longest: 4, window: window)
    func standard(_ values: [Double]) -> [Double] {
      let mean = values.reduce(0, +) / Double(values.count)
      let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return values.map { ($0 - mean) / square.squareRoot() }
    }
    let (a, b) = (standard(later), standard(earlier))
    var drawn = [[Double]](repeating: [], count: found.points.count)
    for replicate in 0..<20_000 {
      var random = RandomStream(seed: 3, part: .init("correlation draws"), replicate: replicate)
      let permuted = IntervalJitter.permuted(b, window: window, &random)
      for (index, point) in found.points.enumerated() {
        let periods = max(0, point.lag)..<min(count, count + point.lag)
        drawn[index].append(periods.reduce(0.0) { $0 + a[$1] * permuted[$1 - point.lag] })
      }
    }
    for (point, sample) in zip(found.points, drawn) {
      let mean = sample.reduce(0, +) / Double(sample.count)
      let square = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count)
      let deviation = square.squareRoot()
      // Four errors of a mean of 20,000 draws.
      #expect(abs(point.expected - mean) < 0.03 * deviation)
      let score = (point.correlation - mean) / deviation
      #expect(abs(score - point.score) < 0.03 * (1 + point.score.magnitude))
      let quantiles = SampleQuantiles(sample)
      #expect(abs(point.lower - quantiles(0.025)) < 0.15 * deviation)
      #expect(abs(point.upper - quantiles(0.975)) < 0.15 * deviation)
    }
  }

  /// Days within windows that are all alike: permuting changes nothing.
  @Test func whatPermutingLeavesAloneHasNoScore() throws {
    let ramp = (0..<60).map { $0 < 30 ? 0.0 : 1 }
    let found = try CrossCorrelation(
      responder: (0..<60).map { Double($0 % 2) }, provoker: [1] + [Double](repeating: 0, count: 59),
      longest: 3, window: 2)
    #expect(found.points.allSatisfy { $0.lower <= $0.expected && $0.expected <= $0.upper })
    let flat = try CrossCorrelation(responder: ramp, provoker: ramp, longest: 2, window: 2)
    #expect(flat.points.allSatisfy { $0.score.isNaN || $0.score.isFinite })
  }

  /// The last coefficients of regressions that are fitted one by one.
  @Test func partialCorrelationsAreLastCoefficients() throws {
    let values = counts(80, mean: 2, seed: 5).map { 1e7 + $0 }
    let own = try Autocorrelation(values, longest: 12)
    for lag in 1...12 {
      let fit = try VectorAutoregression(series: Matrix(column: values), lags: lag)
      #expect(abs(own.partial[lag] - fit.lagMatrices[lag - 1][0, 0]) < 1e-8)
    }
  }

  @Test func jitterTestsShareTheirSurrogates() throws {
    let series = Matrix((0..<3).map { counts(200, mean: 1, seed: 6 + UInt64($0)) }).transposed
    let fit = try VectorAutoregression(series: series, lags: 3, seasons: 7)
    let together = try fit.intervalJitters(
      of: [0, 2], from: 1, window: 14, replicates: 99, seed: 4)
    for (test, caused) in zip(together, [0, 2]) {
      let alone = try fit.intervalJitter(
        of: caused, from: 1, window: 14, replicates: 99, seed: 4)
      #expect(test.pValue == alone.pValue)
      #expect(abs(test.statistic / alone.statistic - 1) < 1e-9)
      // The statistic of the data is the F of the causing lags.
      let f = try fit.grangerCausality(of: [caused], from: [1]).statistic
      #expect(abs(test.statistic / f - 1) < 1e-8)
    }
  }

  @Test func pathsAreElementsOfTheMatrices() throws {
    let series = Matrix((0..<3).map { counts(200, mean: 1, seed: 6 + UInt64($0)) }).transposed
    let responses = try VectorAutoregression(series: series, lags: 2).impulseResponse(horizon: 6)
    let all: [(ImpulseResponse.Kind, [Matrix])] = [
      (.unit, responses.unit), (.cumulative, ImpulseResponse.cumulative(responses.unit)),
      (.orthogonalized, responses.orthogonalized),
      (.orthogonalizedCumulative, ImpulseResponse.cumulative(responses.orthogonalized)),
      (.generalized, responses.generalized),
    ]
    for (kind, matrices) in all {
      for i in 0..<3 {
        for j in 0..<3 {
          for (value, matrix) in zip(responses.path(kind, i, j), matrices) {
            #expect(abs(value - matrix[i, j]) < 1e-12)
          }
        }
      }
    }
  }
}
