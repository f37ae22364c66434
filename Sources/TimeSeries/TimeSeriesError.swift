/// Why a time-series model cannot be fitted.
public enum TimeSeriesError: Error, Hashable, Sendable {
  /// Fewer observations than the model has parameters in an equation.
  case tooFewObservations(found: Int, needed: Int)
  /// A value that is missing or not finite; row and column count from zero.
  case notFinite(row: Int, column: Int)
  /// A value of a count model that is negative or no whole number.
  case notACount(row: Int, column: Int, value: Double)
  /// A series of counts without a single event.
  case noEvents(column: Int)
  /// Values that stay the same, so that a segment of them has no variance; rows count from zero.
  case segmentWithoutVariance(first: Int, last: Int)
  /// A search that did not end at an optimum; the text says of what.
  case notConverged(String)
  /// A series that never changes, so that it cannot be told from the constant.
  case constantSeries(column: Int)
  /// Columns that are linear combinations of each other.
  case collinear(rank: Int, columns: Int)
  /// A residual covariance that is singular: one equation fits exactly.
  case singularResiduals
  /// An option outside its range; the text says which and what it may be.
  case optionOutOfRange(String)
}

extension TimeSeriesError: CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public var description: String { described(series: []) }

  /// What is wrong and what to do, with the names of the series.
  public func described(series names: [String]) -> String {
    func name(_ column: Int) -> String {
      names.indices.contains(column) ? "the series '\(names[column])'" : "series \(column + 1)"
    }
    switch self {
    case .tooFewObservations(let found, let needed):
      return
        "\(found) usable rows for \(needed) parameters an equation; use fewer lags or a longer "
        + "series"
    case .notFinite(let row, let column):
      return "\(name(column)) is missing or not a number in row \(row + 1)"
    case .notACount(let row, let column, let value):
      return
        "\(name(column)) is \(value) in row \(row + 1); a count model needs whole numbers from 0 to "
        + "999,999"
    case .noEvents(let column):
      return "\(name(column)) has no event at all; there is nothing to explain"
    case .segmentWithoutVariance(let first, let last):
      return
        "rows \(first + 1) to \(last + 1) are all the same, so a segment of them has no variance; "
        + "use longer segments or another cost"
    case .notConverged(let text):
      return "\(text): the search did not end at an optimum; use fewer terms or a longer series"
    case .constantSeries(let column):
      return "\(name(column)) never changes; leave it out"
    case .collinear(let rank, let columns):
      return
        "the regressors are linearly dependent (rank \(rank) of \(columns)); leave out a series or "
        + "use fewer lags"
    case .singularResiduals:
      return "an equation fits exactly, so its errors have no covariance; leave out a series"
    case .optionOutOfRange(let text):
      return text
    }
  }
}
