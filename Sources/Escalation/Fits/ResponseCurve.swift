import Estimation

/// Responses by lag after one incident, with pointwise intervals; rows of `responses.csv`.
public struct ResponseCurve: Hashable, Sendable {
  /// What is responded.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The extra rate of direct responses.
    case direct
    /// The extra rate through all generations.
    case total
    /// Direct responses up to the lag.
    case cumulative
    /// Responses to one standard deviation, in the order of the columns.
    case orthogonalized
    /// Responses to one standard deviation when the others move as they usually do with it.
    case generalized
    /// Sums of the orthogonalized ones.
    case orthogonalizedCumulative = "orthogonalized_cumulative"
  }

  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// The lag.
    public let lag: Double
    /// The estimate.
    public let value: Double
    /// The lower end of the interval; NaN where there is none.
    public let lower: Double
    /// The upper end; NaN where there is none.
    public let upper: Double

    init(lag: Double, value: Double, lower: Double, upper: Double) {
      self.lag = lag
      self.value = value
      self.lower = lower
      self.upper = upper
    }

    /// A point with the interval of draws, widened to hold the estimate; without draws it has none.
    init(lag: Double, value: Double, draws: [Double], level: Double) {
      let interval = SampleQuantiles(draws).interval(level: level)
      self.init(
        lag: lag, value: value, lower: interval.map { min(value, $0.lowerBound) } ?? .nan,
        upper: interval.map { max(value, $0.upperBound) } ?? .nan)
    }
  }

  /// What is responded.
  public let kind: Kind
  /// The position of the stream that responds.
  public let responder: Int
  /// The position of the stream that provokes.
  public let provoker: Int
  /// The points, by lag.
  public let points: [Point]
}

extension Array {
  /// Some of many elements, evenly spread; all where they are few.
  fileprivate func evenly(_ number: Int) -> [Element] {
    count <= number ? self : (0..<number).map { self[$0 * count / number] }
  }
}

extension ResponseFunction {
  /// Direct, total and cumulative responses of all pairs at equally spaced lags.
  ///
  /// - Parameters:
  ///   - horizon: The largest lag.
  ///   - step: The distance of the lags.
  ///   - level: The level of the intervals.
  /// - Returns: The curves, kind by kind within each pair.
  /// - Throws: ``LinearAlgebraError`` when a total response cannot be computed.
  func curves(horizon: Double, step: Double, level: Double) throws -> [ResponseCurve] {
    let count = max(1, Int((horizon / step).rounded()))
    let lags = (1...count).map { Double($0) * step }
    // Totals cost the square of the number of lags, so only some of many fits and draws carry them.
    let totals = try fits.evenly(200).map { try TotalResponse(of: $0, step: step, count: count) }
    let totalDraws = draws.evenly(200).compactMap {
      try? TotalResponse(of: $0, step: step, count: count)
    }
    var curves: [ResponseCurve] = []
    for i in streams.indices {
      for j in streams.indices {
        func curve(_ kind: ResponseCurve.Kind, _ values: (Responses) -> [Double]) {
          let (fits, draws) = (fits.map(values), draws.map(values))
          curves.append(
            ResponseCurve(
              kind: kind, responder: i, provoker: j,
              points: lags.enumerated().map { index, lag in
                .init(
                  lag: lag, value: fits.reduce(0) { $0 + $1[index] } / Double(fits.count),
                  draws: draws.map { $0[index] }, level: level)
              }))
        }
        curve(.direct) { responses in lags.map { responses.direct(i, j, at: $0) } }
        curves.append(
          ResponseCurve(
            kind: .total, responder: i, provoker: j,
            points: lags.enumerated().map { index, lag in
              .init(
                lag: lag,
                value: totals.reduce(0) { $0 + $1.rate(i, j, cell: index + 1) }
                  / Double(totals.count),
                draws: totalDraws.map { $0.rate(i, j, cell: index + 1) }, level: level)
            }))
        curve(.cumulative) { responses in
          responses.laws[i][j].shares(within: lags).map { responses.branching[i, j] * $0 }
        }
      }
    }
    return curves
  }

  /// Direct and cumulative responses at whole periods, where effects are counted by periods.
  func periodCurves(responders: [Int], level: Double) -> [ResponseCurve] {
    var curves: [ResponseCurve] = []
    for i in responders {
      for j in streams.indices {
        guard case .tabulated(let table) = fits[0].laws[i][j] else { continue }
        let hasSame = (fits + draws).contains { $0.laws[i][j].samePeriod > 0 }
        let lags = Array((hasSame ? 0 : 1)...max(1, table.effects.count))
        func curve(_ kind: ResponseCurve.Kind, _ value: @escaping (Responses, Int) -> Double) {
          curves.append(
            ResponseCurve(
              kind: kind, responder: i, provoker: j,
              points: lags.map { lag in
                .init(
                  lag: Double(lag), value: mean { value($0, lag) },
                  draws: draws.map { value($0, lag) }, level: level)
              }))
        }
        curve(.direct) { $0.effect(i, j, period: $1) }
        curve(.cumulative) {
          $1 == 0 ? $0.effect(i, j, period: 0) : $0.cumulative(i, j, within: Double($1) + 0.5)
        }
      }
    }
    return curves
  }
}

extension LagLaw {
  /// The effect within the same period; 0 where the law is not of periods.
  public var samePeriod: Double {
    if case .tabulated(let table) = self { return table.samePeriod }
    return 0
  }
}

extension Responses {
  /// Direct responses of i at a whole number of periods after one incident of j, 0 for the same
  /// period.
  func effect(_ i: Int, _ j: Int, period: Int) -> Double {
    guard case .tabulated(let table) = laws[i][j] else { return direct(i, j, at: Double(period)) }
    return table.total != 0 ? branching[i, j] * (table.effect(at: period) / table.total) : 0
  }
}
