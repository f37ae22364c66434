import LinearAlgebra
import Randomness

/// Whether one series answers another beyond what a slow trend that both share brings about.
///
/// The days of the provoking series are permuted within windows, which keeps its counts per window
/// and so every slower trend, but not the days; the causality F of the data is compared with those
/// of such surrogates (interval jitter: Amarasingham, Harrison, Hatsopoulos and Geman 2012).
public struct IntervalJitter: Hashable, Sendable {
  /// The length of the windows, periods.
  public let window: Int
  /// The F of the provoking series' lags in the responding equation.
  public let statistic: Double
  /// The share of surrogates, the data among them, with as large an F.
  public let pValue: Double
  /// How many surrogates.
  public let replicates: Int
}

extension VectorAutoregression {
  /// The interval-jitter test of one series on another, all other terms of the equation kept.
  ///
  /// - Parameters:
  ///   - caused: The responding series.
  ///   - causing: The provoking series.
  ///   - window: Length of the windows; their phase is random.
  ///   - replicates: How many surrogates.
  ///   - seed: Of the random numbers.
  /// - Returns: The test.
  /// - Throws: ``TimeSeriesError`` for a model without lags, a series that never changes or a window
  ///   below two periods.
  public func intervalJitter(
    of caused: Int, from causing: Int, window: Int, replicates: Int, seed: UInt64
  ) throws(TimeSeriesError) -> IntervalJitter {
    try intervalJitters(
      of: [caused], from: causing, window: window, replicates: replicates, seed: seed)[0]
  }

  /// The interval-jitter tests of several series on one, which share its surrogates and nearly all
  /// of the work.
  ///
  /// - Parameters:
  ///   - caused: The responding series.
  ///   - causing: The provoking series.
  ///   - window: Length of the windows; their phase is random.
  ///   - replicates: How many surrogates.
  ///   - seed: Of the random numbers.
  /// - Returns: One test a responding series, the same as each alone.
  /// - Throws: ``TimeSeriesError`` for a model without lags, a series that never changes or a window
  ///   below two periods.
  public func intervalJitters(
    of caused: [Int], from causing: Int, window: Int, replicates: Int, seed: UInt64
  ) throws(TimeSeriesError) -> [IntervalJitter] {
    guard lags > 0 else { throw .optionOutOfRange("A jitter test needs a model with lags.") }
    guard !caused.contains(causing),
      (caused + [causing]).allSatisfy({ (0..<seriesCount).contains($0) })
    else { throw .optionOutOfRange("A jitter test needs two different series of the model.") }
    try Bounds.check(window, 2...1_000_000_000, "The length of the windows")
    try Bounds.check(replicates, 1...Bounds.replicates, "The number of surrogates")
    let kept = terms.indices.filter { index in
      if case .lag(_, causing) = terms[index] { return false }
      return true
    }
    let centred = centring.centred(series, by: centring.series)
    let response = centred.submatrix(
      rows: Array(firstPeriod..<series.rows), columns: caused)
    do {
      // Orthonormal columns of the restricted equation, and what it leaves, behind each other.
      var basis = Matrix(rows: observations, columns: 0)
      var rest = response
      if !kept.isEmpty {
        let restricted = centredDesign.submatrix(rows: Array(0..<observations), columns: kept)
        basis = try QRFactorization(restricted).orthonormal()
        rest = response - (try basis.times(try basis.times(response, transposing: .left)))
      }
      let totals = caused.indices.map { dot(rest.column($0), rest.column($0)) }
      let frame = Matrix(
        rows: observations, columns: basis.columns + caused.count,
        elements: basis.elements + rest.elements)
      func statistics(_ values: [Double]) throws(LinearAlgebraError) -> [Double]? {
        var lagged: [Double] = []
        lagged.reserveCapacity(observations * lags)
        for lag in 1...lags {
          lagged += values[(firstPeriod - lag)..<(series.rows - lag)]
        }
        let columns = Matrix(rows: observations, columns: lags, elements: lagged)
        let crossed = try frame.times(columns, transposing: .left)
        let projected = crossed.submatrix(
          rows: Array(0..<basis.columns), columns: Array(0..<lags))
        let gram = try columns.gram() - (try projected.gram())
        guard let factor = try? CholeskyFactorization(gram) else { return nil }
        var result: [Double] = []
        for (place, total) in totals.enumerated() {
          let slope = crossed.row(basis.columns + place)
          let explained = dot(slope, try factor.solve(slope))
          result.append(
            explained / Double(lags) / ((total - explained) / Double(degreesOfFreedom)))
        }
        return result
      }
      let values = centred.column(causing)
      guard let observed = try statistics(values) else { throw TimeSeriesError.singularResiduals }
      let random = RandomStream.Part("interval jitter")
      var asLarge = [Int](repeating: 1, count: caused.count)
      for replicate in 0..<replicates {
        var stream = RandomStream(seed: seed, part: random, replicate: replicate)
        let surrogate = IntervalJitter.permuted(values, window: window, &stream)
        // A surrogate whose lags are dependent tells nothing and counts against the finding.
        let found = try statistics(surrogate)
        for place in caused.indices
        where (found.map { $0[place] } ?? .infinity) >= observed[place] { asLarge[place] += 1 }
      }
      return caused.indices.map { place in
        IntervalJitter(
          window: window, statistic: observed[place],
          pValue: Double(asLarge[place]) / Double(replicates + 1), replicates: replicates)
      }
    } catch {
      throw TimeSeriesError(error)
    }
  }
}

extension IntervalJitter {
  /// Values with the periods of each window in random order, the first window of random length.
  ///
  /// - Precondition: The window is from 1 to a billion periods long.
  public static func permuted(
    _ values: [Double], window: Int, _ random: inout RandomStream
  ) -> [Double] {
    precondition((1...1_000_000_000).contains(window), "a window has a period at least")
    var result = values
    var start = 0
    var end = random.integer(in: 1...window)
    while start < values.count {
      end = min(end, values.count)
      var last = end - 1
      while last > start {
        result.swapAt(last, random.integer(in: start...last))
        last -= 1
      }
      start = end
      end += window
    }
    return result
  }
}
