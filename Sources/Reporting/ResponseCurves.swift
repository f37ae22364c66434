import Escalation
import Estimation
import Tabular

/// Responses over the days after one incident, with pointwise intervals from the draws.
public struct ResponseCurves: Sendable {
  /// What is responded.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// The extra rate of direct responses, a day.
    case direct
    /// The extra rate through all generations, a day.
    case total
    /// Direct responses up to the lag.
    case cumulative
  }

  /// A point of a curve.
  public struct Point: Hashable, Sendable {
    /// Days after the incident.
    public let lag: Double
    /// The estimate.
    public let value: Double
    /// The lower end of the interval.
    public let lower: Double
    /// The upper end of the interval.
    public let upper: Double
  }

  private let response: ResponseFunction
  /// The lags at which curves are computed, days.
  public let lags: [Double]
  private let level: Double
  private let totals: (fits: [TotalResponse], draws: [TotalResponse])

  /// The curves of a response function.
  ///
  /// - Parameters:
  ///   - response: Fits and draws.
  ///   - horizon: The largest lag, days.
  ///   - step: The distance of the lags, days.
  ///   - level: The level of the intervals.
  /// - Throws: ``LinearAlgebraError`` when a total response cannot be computed.
  public init(_ response: ResponseFunction, horizon: Double, step: Double, level: Double) throws {
    self.response = response
    self.level = level
    let count = max(1, Int((horizon / step).rounded()))
    lags = (1...count).map { Double($0) * step }
    // Totals cost the square of the number of lags, so only some of the draws carry them.
    let carried = response.draws.prefix(200)
    totals = (
      try response.fits.map { try TotalResponse(of: $0, step: step, count: count) },
      carried.compactMap { try? TotalResponse(of: $0, step: step, count: count) }
    )
  }

  /// One curve.
  public func curve(_ kind: Kind, responder i: Int, provoker j: Int) -> [Point] {
    lags.indices.map { index in
      let lag = lags[index]
      let value: Double
      let draws: [Double]
      switch kind {
      case .direct:
        value = response.mean { $0.direct(i, j, at: lag) }
        draws = response.draws.map { $0.direct(i, j, at: lag) }
      case .cumulative:
        value = response.mean { $0.cumulative(i, j, within: lag) }
        draws = response.draws.map { $0.cumulative(i, j, within: lag) }
      case .total:
        value =
          totals.fits.reduce(0) { $0 + $1.rate(i, j, cell: index + 1) } / Double(totals.fits.count)
        draws = totals.draws.map { $0.rate(i, j, cell: index + 1) }
      }
      let interval = SampleQuantiles(draws).interval(level: level)
      return Point(
        lag: lag, value: value, lower: min(value, interval?.lowerBound ?? .nan),
        upper: max(value, interval?.upperBound ?? .nan))
    }
  }

  /// responses.csv of all pairs and kinds.
  public func table() -> Table {
    var table = EstimateTables.responses()
    for i in response.streams.indices {
      for j in response.streams.indices {
        for kind in Kind.allCases {
          for point in curve(kind, responder: i, provoker: j) {
            table.append([
              .text(response.streams[i]), .text(response.streams[j]), .number(point.lag),
              .text(kind.rawValue), .number(point.value), .number(point.lower),
              .number(point.upper), .text(response.model),
            ])
          }
        }
      }
    }
    return table
  }
}
