import LinearAlgebra

extension VectorAutoregression {
  /// The terms of an equation in the order of their coefficients: constant, trend, seasons, lags of
  /// the series, exogenous series.
  static func terms(
    series: Matrix, exogenous: Matrix, exogenousLags: Int, lags: Int, trend: Trend, seasons: Int
  ) throws(TimeSeriesError) -> [Term] {
    let rows = max(0, series.rows)
    try Bounds.check(lags, 0...rows, "The number of lags")
    try Bounds.check(exogenousLags, 0...rows, "The number of exogenous lags")
    if seasons != 0 { try Bounds.check(seasons, 2...max(2, rows), "The number of seasons") }
    guard series.columns > 0 else { throw .optionOutOfRange("A model needs at least one series.") }
    guard exogenous.rows == series.rows else {
      throw .optionOutOfRange(
        "The exogenous series have \(exogenous.rows) rows, the series \(series.rows). Use the same "
          + "rows.")
    }
    let count =
      trend.termCount + max(0, seasons - 1) + lags * series.columns
      + (exogenous.columns > 0 ? (exogenousLags + 1) * exogenous.columns : 0)
    let observations = rows - max(lags, exogenous.columns > 0 ? exogenousLags : 0)
    guard observations > count else {
      throw .tooFewObservations(found: observations, needed: count + 1)
    }
    var terms: [Term] = trend == .none ? [] : [.constant]
    if trend == .linear { terms.append(.trend) }
    terms += (0..<max(0, seasons - 1)).map { .season($0, of: seasons) }
    for lag in 0..<lags {
      terms += (0..<series.columns).map { .lag(lag + 1, series: $0) }
    }
    for lag in 0...(exogenous.columns > 0 ? exogenousLags : 0) {
      terms += (0..<exogenous.columns).map { .exogenous($0, lag: lag) }
    }
    return terms
  }

  /// The value of a term that does not depend on the series.
  static func fixedValue(_ term: Term, period: Int, exogenous: Matrix) -> Double {
    switch term {
    case .constant: 1
    case .trend: Double(period + 1)
    case .season(let season, let count):
      (period % count == season ? 1 : 0) - 1 / Double(count)
    case .exogenous(let source, let lag): exogenous[period - lag, source]
    case .lag: 0
    }
  }

  /// The regressors of some periods, periods by terms.
  static func design(
    _ terms: [Term], series: Matrix, exogenous: Matrix, periods: Range<Int>
  ) -> Matrix {
    var elements: [Double] = []
    elements.reserveCapacity(periods.count * terms.count)
    for term in terms {
      if case .lag(let lag, let source) = term {
        let start = source * series.rows
        elements +=
          series.elements[
            (start + periods.lowerBound - lag)..<(start + periods.upperBound - lag)]
      } else {
        for period in periods {
          elements.append(fixedValue(term, period: period, exogenous: exogenous))
        }
      }
    }
    return Matrix(rows: periods.count, columns: terms.count, elements: elements)
  }

  /// The first period that the equations explain.
  public var firstPeriod: Int { series.rows - observations }

  /// The regressors of the periods that the equations explain.
  public var design: Matrix {
    VectorAutoregression.design(
      terms, series: series, exogenous: exogenous, periods: firstPeriod..<series.rows)
  }

  /// The same less their centres, period by period: what fits and tests compute with.
  var centredDesign: Matrix {
    VectorAutoregression.design(
      terms, series: centring.centred(series, by: centring.series),
      exogenous: centring.centred(exogenous, by: centring.exogenous),
      periods: firstPeriod..<series.rows)
  }

  /// Least squares that names the first term which those before it explain.
  static func leastSquares(
    design: Matrix, responses: Matrix, terms: [Term]
  ) throws(TimeSeriesError) -> LeastSquares {
    do {
      return try LeastSquares(design: design, responses: responses)
    } catch LinearAlgebraError.rankDeficient(let rank, let columns) {
      throw .collinear(
        rank: rank, columns: columns,
        dependent: DependentColumn.first(of: design).map { .term(terms[$0]) })
    } catch {
      throw TimeSeriesError(error)
    }
  }

  /// The rows of ``coefficients`` that are lags of the series.
  var lagRows: [Int] {
    terms.indices.filter { index in
      if case .lag = terms[index] { return true }
      return false
    }
  }
}
