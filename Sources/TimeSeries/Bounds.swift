/// Ranges of numbers that a caller chooses. Beyond them sums overflow, or tables take more memory
/// than machines have.
enum Bounds {
  /// Refits, surrogates and draws, at most.
  static let replicates = 1_000_000
  /// Periods ahead, at most.
  static let horizon = 100_000
  /// Numbers of one result, at most: 2 GB.
  static let numbers = 1 << 28

  /// Refuses a number outside its range.
  static func check(
    _ value: Int, _ range: ClosedRange<Int>, _ what: String
  ) throws(TimeSeriesError) {
    guard range.contains(value) else {
      throw .optionOutOfRange(
        "\(what) is \(value). It must be from \(range.lowerBound) to \(range.upperBound).")
    }
  }

  /// Refuses a horizon that is negative, or whose responses of all series would not fit.
  static func horizon(_ value: Int, series: Int, from lowest: Int = 0) throws(TimeSeriesError) {
    let room = numbers / max(1, series * series) - 1
    try check(value, lowest...max(lowest, min(horizon, room)), "The horizon")
  }
}
