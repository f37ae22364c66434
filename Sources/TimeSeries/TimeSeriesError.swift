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
  /// Regressors that are linear combinations of each other; the dependent one is the first that
  /// those before it explain, nil where it cannot be named.
  case collinear(rank: Int, columns: Int, dependent: Regressor?)
  /// A residual covariance that is singular: one equation fits exactly.
  case singularResiduals
  /// An option outside its range; the text says which and what it may be.
  case optionOutOfRange(String)
}

extension TimeSeriesError {
  /// A regressor of a model.
  public enum Regressor: Hashable, Sendable {
    /// A term of a vector autoregression.
    case term(VectorAutoregression.Term)
    /// A column of a design matrix, counted from zero.
    case column(Int)
  }
}

extension TimeSeriesError: CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public var description: String { described(series: []) }

  /// What is wrong and what to do.
  ///
  /// - Parameters:
  ///   - names: The names of the series; numbers where there are none.
  ///   - exogenous: The names of the exogenous series.
  /// - Returns: Sentences on one line.
  public func described(series names: [String], exogenous: [String] = []) -> String {
    func name(_ column: Int) -> String {
      names.indices.contains(column) ? "Series '\(names[column])'" : "Series \(column + 1)"
    }
    switch self {
    case .tooFewObservations(let found, let needed):
      return
        "There are \(found) usable rows; the model needs at least \(needed). Use fewer lags or a "
        + "longer series."
    case .notFinite(let row, let column):
      return
        "\(name(column)) has no number in row \(row + 1). Fill the gap or use rows without gaps."
    case .notACount(let row, let column, let value):
      return
        "\(name(column)) is \(value) in row \(row + 1). A count model needs whole numbers from 0 to "
        + "999,999."
    case .noEvents(let column):
      return "\(name(column)) is 0 in every row. Leave it out."
    case .segmentWithoutVariance(let first, let last):
      return
        "Rows \(first + 1) to \(last + 1) are all equal, so a segment of them has no variance. Use "
        + "longer segments or another cost."
    case .notConverged(let text):
      return "\(text): the search did not converge. Use fewer terms or a longer series."
    case .constantSeries(let column):
      return "\(name(column)) has the same value in every row. Leave it out."
    case .collinear(let rank, let columns, let dependent):
      let rank = "rank \(rank) of \(columns)"
      guard let dependent else {
        return
          "The regressors are linearly dependent (\(rank)). Leave out a series or use fewer lags."
      }
      return
        "\(dependent.described(series: names, exogenous: exogenous)) is a linear combination of the "
        + "other regressors (\(rank)). Leave it out or use fewer lags."
    case .singularResiduals:
      return
        "The errors have a singular covariance: an equation fits exactly, or one series is a linear "
        + "combination of the others. Leave out a series."
    case .optionOutOfRange(let text):
      return text
    }
  }
}

extension TimeSeriesError.Regressor {
  /// The regressor in words, with the names of the series.
  func described(series names: [String], exogenous: [String]) -> String {
    func quoted(_ index: Int, _ names: [String]) -> String {
      names.indices.contains(index) ? "'\(names[index])'" : "\(index + 1)"
    }
    switch self {
    case .column(let column): return "Regressor \(quoted(column, names))"
    case .term(.constant): return "The constant"
    case .term(.trend): return "The trend"
    case .term(.season(let season, let count)):
      return "The dummy of season \(season + 1) of \(count)"
    case .term(.lag(let lag, let source)): return "Series \(quoted(source, names)) at lag \(lag)"
    case .term(.exogenous(let source, let lag)):
      let place = lag == 0 ? "" : " at lag \(lag)"
      return "Exogenous series \(quoted(source, exogenous))\(place)"
    }
  }
}
