import LinearAlgebra

/// What a count model needs of its data.
enum CountCheck {
  /// Counts from here on are no counts of incidents; tables as long as the largest are made of them.
  static let limit = 1e6

  /// Refuses what is no count, and series without an event.
  static func counts(_ values: [Double], column: Int = 0) throws(TimeSeriesError) {
    for (row, value) in values.enumerated() {
      guard value.isFinite else { throw .notFinite(row: row, column: column) }
      try number(value, row: row, column: column)
    }
    guard values.contains(where: { $0 > 0 }) else { throw .noEvents(column: column) }
  }

  /// Refuses what is no count.
  static func number(_ value: Double, row: Int, column: Int) throws(TimeSeriesError) {
    guard value.isFinite, value >= 0, value == value.rounded(), value < limit else {
      throw .notACount(row: row, column: column, value: value)
    }
  }

  /// Refuses regressors that are not finite or that depend on each other.
  static func design(_ design: Matrix) throws(TimeSeriesError) {
    for column in 0..<design.columns {
      if let row = design.column(column).firstIndex(where: { !$0.isFinite }) {
        throw .notFinite(row: row, column: column)
      }
    }
    guard design.rows > design.columns else {
      throw .tooFewObservations(found: design.rows, needed: design.columns + 1)
    }
    do {
      let gram = try design.gram()
      let scales = gram.diagonal.map { $0 > 0 ? 1 / $0.squareRoot() : 0 }
      var scaled = gram
      for column in 0..<gram.columns {
        for row in 0..<gram.rows { scaled[row, column] *= scales[row] * scales[column] }
      }
      let values = try SymmetricEigen(scaled).values
      let rank = values.count { $0 > 1e-10 }
      guard rank == design.columns else {
        throw TimeSeriesError.collinear(
          rank: rank, columns: design.columns,
          dependent: DependentColumn.first(of: design).map { .column($0) })
      }
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
