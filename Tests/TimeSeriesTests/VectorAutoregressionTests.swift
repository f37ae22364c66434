import Foundation
import LinearAlgebra
import Randomness
import Testing
import TimeSeries

/// Reference/strikes.json: a made-up table of counts fitted by statsmodels (make_var.py).
@Suite struct VectorAutoregressionTests {
  static let series = try! ReferenceTable.columns(
    ReferenceTable.folder.appendingPathComponent("strikes.csv"))
  static nonisolated(unsafe) let reference = try! ReferenceTable(
    ReferenceTable.folder.appendingPathComponent("strikes.json"))
  static let fit = try! VectorAutoregression(series: series, lags: 3)

  @Test func coefficientsAndErrors() throws {
    #expect(relativeError(Self.fit.coefficients, Self.reference.matrix("params")) < 1e-10)
    #expect(relativeError(Self.fit.standardErrors, Self.reference.matrix("stderr")) < 1e-10)
    #expect(relativeError(Self.fit.covariance, Self.reference.matrix("sigma_u")) < 1e-10)
    #expect(relativeError(try Self.fit.logLikelihood(), Self.reference.number("llf")) < 1e-10)
    let roots = Matrix(column: Self.reference.list("roots"))
    #expect(relativeError(Matrix(column: try Self.fit.companionModuli()), roots) < 1e-9)
    #expect(Self.fit.terms.first == .constant && Self.fit.terms[3] == .lag(2, series: 0))
  }

  @Test func lagSelection() throws {
    let selection = try LagSelection(series: Self.series, maximum: 5)
    for criterion in LagSelection.Criterion.allCases {
      let expected = Self.reference["ics"].list(criterion.rawValue)
      for (row, value) in zip(selection.rows, expected) {
        #expect(relativeError(row(criterion), value) < 1e-10, "\(criterion) \(row.order)")
      }
      #expect(selection.order(by: criterion, minimum: 1) >= 1)
    }
  }

  @Test func grangerCausality() throws {
    let test = try Self.fit.grangerCausality(of: [0], from: [1])
    let expected = Self.reference.list("granger_0_from_1")
    #expect(relativeError(test.statistic, expected[0]) < 1e-10)
    #expect(relativeError(test.pValue, expected[1]) < 1e-9)
    #expect([Double(test.numerator), Double(test.denominator)] == Array(expected[2...]))
  }

  @Test func impulseResponses() throws {
    let responses = try Self.fit.impulseResponse(horizon: 6)
    let errors = try ImpulseResponseErrors(of: Self.fit, horizon: 6)
    let pairs: [([Matrix], String)] = [
      (responses.unit, "irf"), (responses.orthogonalized, "orth"), (errors.unit, "irf_stderr"),
      (errors.orthogonalized, "orth_stderr"), (errors.cumulative, "cum_stderr"),
    ]
    for (values, key) in pairs {
      for (value, reference) in zip(values, Self.reference.matrices(key)) {
        #expect(relativeError(value, reference) < 1e-9, "\(key)")
      }
    }
    let sums = ImpulseResponse.cumulative(responses.unit)
    #expect(
      relativeError(sums[2], responses.unit[0] + responses.unit[1] + responses.unit[2]) < 1e-14)
  }

  @Test func forecast() throws {
    let forecast = try Self.fit.forecast(horizon: 4)
    #expect(relativeError(forecast.mean, Self.reference.matrix("forecast")) < 1e-10)
    let variance = Matrix(
      rows: 4, columns: 2, elements: forecast.deviation.elements.map { $0 * $0 })
    #expect(relativeError(variance, Self.reference.matrix("forecast_mse")) < 1e-10)
    let interval = forecast.interval(period: 0, series: 1, level: 0.95)
    #expect(
      abs(
        (interval.upperBound - interval.lowerBound)
          / (2 * 1.959963984540054 * forecast.deviation[0, 1]) - 1) < 1e-12)
  }

  @Test func portmanteau() throws {
    for (adjusted, key) in [(false, "portmanteau8"), (true, "portmanteau8_adjusted")] {
      let test = try Self.fit.portmanteau(horizon: 8, adjusted: adjusted)
      #expect(relativeError(test.statistic, Self.reference.list(key)[0]) < 1e-10)
      #expect(relativeError(test.pValue, Self.reference.list(key)[1]) < 1e-9)
    }
    #expect(throws: TimeSeriesError.self) { try Self.fit.portmanteau(horizon: 3, adjusted: false) }
  }

  @Test func bootstrapIsNamedByItsSeed() throws {
    let first = try ResidualBootstrap(of: Self.fit, replicates: 40, seed: 5)
    let again = try ResidualBootstrap(of: Self.fit, replicates: 40, seed: 5)
    let tail = try ResidualBootstrap(of: Self.fit, replicates: 10, seed: 5, firstReplicate: 30)
    #expect(first.failures == 0 && first.draws.count == 40)
    #expect(first.draws.map(\.lagMatrices) == again.draws.map(\.lagMatrices))
    #expect(first.draws[30...].map(\.lagMatrices) == tail.draws.map(\.lagMatrices))
    // The spread of a coefficient over the draws is near its standard error.
    let values = first.draws.map { $0.lagMatrices[0][0, 1] }
    let mean = values.reduce(0, +) / 40
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 39).squareRoot()
    let row = Self.fit.terms.firstIndex(of: .lag(1, series: 1))!
    #expect((0.6...1.5).contains(deviation / Self.fit.standardErrors[row, 0]))
  }

  @Test func noLagsAndNoTrend() throws {
    let empty = try VectorAutoregression(series: Self.series, lags: 0, trend: .none)
    #expect(empty.coefficients.rows == 0)
    #expect(empty.residuals == Self.series)
    let mean = try VectorAutoregression(series: Self.series, lags: 0)
    #expect(abs(mean.coefficients[0, 0] - Self.series.column(0).reduce(0, +) / 80) < 1e-12)
    #expect(try mean.impulseResponse(horizon: 2).unit[2] == Matrix(rows: 2, columns: 2))
    #expect(try mean.companionModuli().isEmpty)
    let errors = try ImpulseResponseErrors(of: mean, horizon: 2)
    #expect(errors.unit[1].largestMagnitude == 0)
  }

  @Test func aTrendIsFound() throws {
    var series = Matrix(rows: 30, columns: 1)
    for t in 0..<30 {
      let ripple = t % 3 == 0 ? 0.1 : -0.05
      series[t, 0] = 2 + 0.5 * Double(t + 1) + ripple
    }
    let fit = try VectorAutoregression(series: series, lags: 0, trend: .linear)
    #expect(abs(fit.coefficients[1, 0] - 0.5) < 0.01)
  }

  @Test func badSeriesAreNamed() throws {
    var series = Self.series
    #expect(throws: TimeSeriesError.tooFewObservations(found: 4, needed: 10)) {
      try VectorAutoregression(series: Matrix(Array((0..<8).map { Self.series.row($0) })), lags: 4)
    }
    let squares = (0..<20).map { Double($0 * $0 % 7) }
    series[4, 1] = .nan
    #expect(throws: TimeSeriesError.notFinite(row: 4, column: 1)) {
      try VectorAutoregression(series: series, lags: 1)
    }
    let constant = Matrix(squares.map { [$0, 3] })
    #expect(throws: TimeSeriesError.constantSeries(column: 1)) {
      try VectorAutoregression(series: constant, lags: 1)
    }
    let twice = Matrix(squares.map { [$0, 2 * $0] })
    let dependent = TimeSeriesError.collinear(
      rank: 2, columns: 3, dependent: .term(.lag(1, series: 1)))
    #expect(throws: dependent) { try VectorAutoregression(series: twice, lags: 1) }
    #expect(throws: dependent) { try LagSelection(series: twice, maximum: 1) }
    #expect(
      dependent.described(series: ["a", "b"]).hasPrefix(
        "Series 'b' at lag 1 is a linear combination of the other regressors"))
    #expect(throws: TimeSeriesError.self) {
      try VectorAutoregression(series: Self.series, lags: -1)
    }
    #expect(throws: TimeSeriesError.self) {
      try VectorAutoregression(series: Self.series, lags: 0).grangerCausality(of: [0], from: [1])
    }
  }
}
