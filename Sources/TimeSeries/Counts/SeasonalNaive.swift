import LinearAlgebra

/// The benchmark that any model of counts should beat: the count to come is drawn from those of the
/// same place in earlier seasons (Hyndman and Athanasopoulos, Forecasting: Principles and Practice,
/// section 5.2), with the overdispersion that they show.
public struct SeasonalNaive: Hashable, Sendable {
  /// Periods of a season.
  public let season: Int
  /// The law of each place of the season, from the first row of the series on.
  public let laws: [CountLaw]

  /// The laws of the first rows of a series.
  ///
  /// - Parameters:
  ///   - counts: Whole numbers from 0 on; at least two seasons.
  ///   - season: Periods of a season, such as 7 for days of the week; 2 or more.
  /// - Throws: ``TimeSeriesError``.
  public init(_ counts: [Double], season: Int = 7) throws(TimeSeriesError) {
    try CountCheck.counts(counts)
    guard (2...10_000).contains(season) else {
      throw .optionOutOfRange("A season has 2 to 10,000 periods.")
    }
    guard counts.count >= 2 * season else {
      throw .tooFewObservations(found: counts.count, needed: 2 * season)
    }
    let mean = counts.reduce(0, +) / Double(counts.count)
    let places = (0..<season).map { place -> Double in
      let own = stride(from: place, to: counts.count, by: season).map { counts[$0] }
      // A place without any event so far may have one: half a count of the overall mean.
      return (own.reduce(0, +) + 0.5 * mean) / (Double(own.count) + 0.5)
    }
    // One size for all places by moments: variance = mean + mean^2 / size.
    var (excess, squares) = (0.0, 0.0)
    for (row, count) in counts.enumerated() {
      let expected = places[row % season]
      excess += (count - expected) * (count - expected) - expected
      squares += expected * expected
    }
    let theta = excess > 0 ? squares / excess : .infinity
    self.season = season
    laws = places.map { CountLaw(mean: max($0, 1e-12), theta: theta) }
  }

  /// The law of a row of the series, counted from 0.
  public func law(ofRow row: Int) -> CountLaw { laws[row % season] }
}

extension RollingOrigin.Model {
  /// The same place of earlier seasons.
  public static func seasonalNaive(_ responder: Int, season: Int = 7) -> RollingOrigin.Model {
    .init(name: "seasonal-naive(\(season))") { series, rows in
      let naive = try SeasonalNaive(
        Array(series.column(responder).prefix(rows)), season: season)
      return (0..<series.rows).map(naive.law(ofRow:))
    }
  }
}
