import LinearAlgebra
import Randomness
import Testing
import TimeSeries

/// Numbers that no series and no machine bears are refused, not tried.
@Suite struct BoundsTests {
  static let series: Matrix = {
    var random = RandomStream(seed: 2, part: .init("bounds test"))
    return Matrix((0..<60).map { _ in (0..<2).map { _ in Double(random.poisson(mean: 3)) } })
  }()

  private func refuse(_ name: String, _ body: () throws -> Void) {
    #expect(throws: TimeSeriesError.self, "\(name)") { try body() }
  }

  @Test(arguments: [Int.max, Int.max / 2, 1_000_000_000_000, -1, Int.min])
  func extremes(number: Int) throws {
    let series = Self.series
    let values = series.column(0)
    let fit = try VectorAutoregression(series: series, lags: 2)
    refuse("lags") { _ = try VectorAutoregression(series: series, lags: number) }
    refuse("seasons") { _ = try VectorAutoregression(series: series, lags: 1, seasons: number) }
    refuse("exogenous lags") {
      _ = try VectorAutoregression(
        series: series, exogenous: series, exogenousLags: number, lags: 1)
    }
    refuse("first period") {
      _ = try VectorAutoregression(series: series, lags: 1, firstPeriod: number)
    }
    refuse("orders") { _ = try LagSelection(series: series, maximum: number) }
    refuse("replicates") { _ = try ResidualBootstrap(of: fit, replicates: number, seed: 1) }
    refuse("block") {
      _ = try ResidualBootstrap(
        of: fit, replicates: 1, seed: 1, resampling: .block(length: number))
    }
    refuse("surrogates") {
      _ = try fit.intervalJitter(of: 0, from: 1, window: 7, replicates: number, seed: 1)
    }
    refuse("window") {
      _ = try fit.intervalJitter(of: 0, from: 1, window: number, replicates: 9, seed: 1)
    }
    refuse("series") {
      _ = try fit.intervalJitter(of: number, from: 1, window: 7, replicates: 9, seed: 1)
    }
    refuse("horizon") { _ = try fit.impulseResponse(horizon: number) }
    refuse("errors") { _ = try ImpulseResponseErrors(of: fit, horizon: number) }
    refuse("forecast") { _ = try fit.forecast(horizon: number) }
    refuse("extra") { _ = try fit.todaYamamoto(of: [0], from: [1], extra: number) }
    refuse("Newey-West") { _ = try fit.coefficientCovariance(.neweyWest(lag: number)) }
    refuse("portmanteau") { _ = try fit.portmanteau(horizon: number, adjusted: true) }
    refuse("serial") { _ = try fit.serialCorrelation(lag: number) }
    refuse("arch") { _ = try fit.autoregressiveVariance(lag: number) }
    refuse("ljung-box") { _ = try fit.ljungBox(equation: 0, lag: number) }
    refuse("autocorrelation") { _ = try Autocorrelation(values, longest: number) }
    refuse("dickey-fuller") { _ = try UnitRoot.dickeyFuller(values, lags: number) }
    refuse("kpss") { _ = try UnitRoot.stationarity(values, lag: number) }
    refuse("correlations") {
      _ = try CrossCorrelation(responder: values, provoker: series.column(1), longest: number)
    }
    refuse("correlation windows") {
      _ = try CrossCorrelation(
        responder: values, provoker: series.column(1), longest: 3, window: number)
    }
    refuse("projection lags") {
      _ = try LocalProjection(
        series: series, responder: 0, provoker: 1, lags: number, horizons: 1...3)
    }
    refuse("system lags") { _ = try SystemProjection(series: series, lags: number, horizon: 3) }
    refuse("system horizon") { _ = try SystemProjection(series: series, lags: 1, horizon: number) }
    refuse("count lags") {
      _ = try CountAutoregression(
        counts: values, equation: .init(pastObservations: [number], pastMeans: []))
    }
    refuse("count means") {
      _ = try CountAutoregression(
        counts: values, equation: .init(pastObservations: [1], pastMeans: [number]))
    }
    var options = DelayKernel.Options()
    options.longest = number
    refuse("kernel") { _ = try DelayKernel(series: series, responder: 0, options: options) }
    refuse("stream") { _ = try DelayKernel(series: series, responder: number) }
    refuse("position") {
      _ = try InterruptedSeries(values, position: number, width: 6, isCount: true)
    }
    refuse("width") {
      _ = try InterruptedSeries(values, position: 30, width: number, isCount: true)
    }
    refuse("origin") {
      _ = try RollingOrigin(
        series: series, responder: 0, models: [.constant(0)], first: number, step: 7)
    }
    refuse("step") {
      _ = try RollingOrigin(
        series: series, responder: 0, models: [.constant(0)], first: 30, step: number)
    }
    refuse("segments") {
      if number > 0 {
        _ = try ChangePoints(values, cost: .mean, minimumLength: number)
      } else {
        _ = try ChangePoints(values, cost: .mean, penalty: .fixed(Double(number)))
      }
    }
  }

  /// A number that fits into memory one by one but not times the size of a refit.
  @Test func aBillionIsRefused() throws {
    let fit = try VectorAutoregression(series: Self.series, lags: 2)
    refuse("replicates") {
      _ = try ResidualBootstrap(of: fit, replicates: 1_000_000_000, seed: 1)
    }
    refuse("surrogates") {
      _ = try fit.intervalJitter(of: 0, from: 1, window: 7, replicates: 1_000_000_000, seed: 1)
    }
    let kernel = try DelayKernel(series: Self.series, responder: 0)
    for count in [1_000_000_000, -1] {
      refuse("draws") { _ = try kernel.draws(count, seed: 1) }
    }
    #expect(
      throws: TimeSeriesError.optionOutOfRange(
        "The number of bootstrap replicates is -1. It must be from 0 to 1000000.")
    ) { try ResidualBootstrap(of: fit, replicates: -1, seed: 1) }
  }
}
