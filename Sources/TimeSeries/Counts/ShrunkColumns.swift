import LinearAlgebra

/// Regressors of a logarithm whose coefficients are drawn to zero by a normal prior, such as one
/// column a weekday: so they may stand beside a constant though they sum to it, and a period without
/// any event has a finite coefficient.
public struct ShrunkColumns: Hashable, Sendable {
  /// Periods by columns.
  public let values: Matrix
  /// The standard deviation of the prior.
  public let deviation: Double

  /// Columns with their prior.
  ///
  /// - Precondition: The deviation is positive and finite.
  public init(values: Matrix, deviation: Double) {
    precondition(deviation > 0 && deviation.isFinite, "a positive deviation")
    self.values = values
    self.deviation = deviation
  }

  /// What a unit of a squared coefficient takes off the log posterior, twice.
  var precision: Double { 1 / (deviation * deviation) }

  /// Coefficients that the data determine: columns that sum to the constant say one thing less.
  var freeCount: Int {
    let sums = (0..<values.rows).map { values.row($0).reduce(0, +) }
    let isConstant = sums.allSatisfy { $0 == sums.first }
    return max(0, values.columns - (isConstant && values.columns > 0 ? 1 : 0))
  }

  /// The columns of some periods.
  public func rows(_ rows: [Int]) -> ShrunkColumns {
    ShrunkColumns(
      values: values.submatrix(rows: rows, columns: Array(0..<values.columns)),
      deviation: deviation)
  }

  /// Refuses columns of another length, or with numbers that are not finite.
  func check(rows: Int) throws(TimeSeriesError) {
    guard values.rows == rows else {
      throw .optionOutOfRange(
        "The calendar columns have \(values.rows) rows, the counts \(rows). Use the same rows.")
    }
    for column in 0..<values.columns {
      if let row = values.column(column).firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(row: row, column: column)
      }
    }
  }

  /// What the prior takes off the log posterior at some coefficients.
  func penalty(_ coefficients: some Sequence<Double>) -> Double {
    0.5 * precision * coefficients.reduce(0) { $0 + $1 * $1 }
  }
}
