import LinearAlgebra
import Randomness
import Testing
import TimeSeries

/// What is estimated does not depend on the level and the unit of the series.
@Suite struct ShiftAndScaleTests {
  /// Three series with lags, 240 periods.
  static let series: Matrix = {
    var random = RandomStream(seed: 12, part: .init("shift and scale"))
    var rows = [[0.0, 0, 0]]
    for _ in 1..<240 {
      let past = rows[rows.count - 1]
      rows.append([
        0.4 * past[0] + 0.2 * past[1] + random.normal(),
        0.3 * past[1] - 0.2 * past[2] + random.normal(), 0.5 * past[2] + random.normal(),
      ])
    }
    return Matrix(rows)
  }()

  static func moved(_ shift: Double, _ scale: Double) -> Matrix {
    Matrix(
      rows: series.rows, columns: series.columns,
      elements: series.elements.map { scale * ($0 + shift) })
  }

  /// Rounding of the data themselves: at 1e7 they keep nine digits.
  static let cases: [(shift: Double, scale: Double, tolerance: Double)] = [
    (1e7, 1, 1e-6), (0, 1e-6, 1e-9), (0, 1e6, 1e-9), (1e7, 1e-6, 1e-6), (-1e7, 1e6, 1e-6),
  ]

  func expect(_ value: Double, _ other: Double, _ tolerance: Double, _ name: String) {
    #expect(
      abs(value - other) <= tolerance * max(1, other.magnitude), "\(name): \(value) \(other)")
  }

  @Test(arguments: cases)
  func statisticsStay(shift: Double, scale: Double, tolerance: Double) throws {
    let plain = try VectorAutoregression(series: Self.series, lags: 3, seasons: 7)
    let fit = try VectorAutoregression(series: Self.moved(shift, scale), lags: 3, seasons: 7)
    for kind in [CoefficientCovariance.classical, .hc3, .neweyWest(lag: 4)] {
      let (errors, others) = (try fit.standardErrors(kind), try plain.standardErrors(kind))
      for (row, term) in fit.terms.enumerated() where term != .constant {
        for equation in 0..<3 {
          expect(
            fit.coefficients[row, equation] / errors[row, equation],
            plain.coefficients[row, equation] / others[row, equation], tolerance,
            "\(kind) \(term)")
        }
      }
    }
    // The constant makes up for the level: fitted values move with the series.
    let (next, other) = (try fit.forecast(horizon: 3), try plain.forecast(horizon: 3))
    for step in 0..<3 {
      for column in 0..<3 {
        expect(
          next.mean[step, column] / scale - shift, other.mean[step, column], 10 * tolerance,
          "forecast")
      }
    }
    func statistics(_ fit: VectorAutoregression) throws -> [Double] {
      [
        try fit.grangerCausality(of: [0], from: [1]).statistic,
        try fit.serialCorrelation(lag: 2).edgertonShukur.statistic,
        try fit.unevenVariance(equation: 0).statistic, try fit.curvature(equation: 1).statistic,
        try fit.portmanteau(horizon: 8, adjusted: true).statistic,
        try fit.intervalJitter(of: 0, from: 1, window: 21, replicates: 19, seed: 1).statistic,
        try fit.intervalJitter(of: 0, from: 1, window: 21, replicates: 19, seed: 1).pValue,
      ]
    }
    for (value, other) in zip(try statistics(fit), try statistics(plain)) {
      expect(value, other, 10 * tolerance, "statistic")
    }
    let (orders, others) = (
      try LagSelection(series: Self.moved(shift, scale), maximum: 6),
      try LagSelection(series: Self.series, maximum: 6)
    )
    for criterion in [LagSelection.Criterion.aic, .bic, .hqic] {
      let unit = orders.rows[0](criterion) - others.rows[0](criterion)
      for (row, other) in zip(orders.rows, others.rows) {
        expect(row(criterion) - unit, other(criterion), tolerance, "\(criterion)")
      }
    }
  }

  @Test(arguments: cases)
  func refitsStay(shift: Double, scale: Double, tolerance: Double) throws {
    let plain = try VectorAutoregression(series: Self.series, lags: 2)
    let fit = try VectorAutoregression(series: Self.moved(shift, scale), lags: 2)
    for shrinkage in [
      Shrinkage.none, .lasso, .minnesota(tightness: 0.2, cross: 0.5, decay: 1),
    ] {
      func shrunk(_ fit: VectorAutoregression) throws -> ShrunkAutoregression? {
        shrinkage == .none ? nil : try ShrunkAutoregression(fit, by: shrinkage)
      }
      func bootstrap(_ fit: VectorAutoregression) throws -> ResidualBootstrap {
        try ResidualBootstrap(
          of: fit, replicates: 20, seed: 3, correctsBias: shrinkage == .none,
          shrunk: try shrunk(fit))
      }
      let (found, others) = (try bootstrap(fit), try bootstrap(plain))
      #expect(found.failures == 0 && found.draws.count == 20)
      for (draw, other) in zip(found.draws, others.draws) {
        for (matrix, second) in zip(draw.lagMatrices, other.lagMatrices) {
          #expect((matrix - second).largestMagnitude < 100 * tolerance, "\(shrinkage)")
        }
        let covariance = (1 / (scale * scale)) * draw.covariance
        #expect((covariance - other.covariance).largestMagnitude < 100 * tolerance)
      }
    }
  }

  @Test(arguments: cases)
  func projectionsStay(shift: Double, scale: Double, tolerance: Double) throws {
    func ratios(_ series: Matrix) throws -> [Double] {
      let single = try LocalProjection(
        series: series, responder: 0, provoker: 1, lags: 2, horizons: 0...4)
      let system = try SystemProjection(series: series, lags: 2, horizon: 4)
      return single.responses.map { $0.estimate / $0.error }
        + system.responses.flatMap { $0.elements.map { $0 } }.map {
          $0 / system.responses[0][0, 0]
        }
    }
    for (value, other) in zip(try ratios(Self.moved(shift, scale)), try ratios(Self.series)) {
      expect(value, other, 10 * tolerance, "projection")
    }
  }
}
