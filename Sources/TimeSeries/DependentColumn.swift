import LinearAlgebra

/// Columns that those before them explain, found without pivoting, so that which is named depends on
/// the order of the columns and not on their last bits.
enum DependentColumn {
  /// The first such column; nil where the rest of each is more than rounding.
  static func first(of design: Matrix) -> Int? {
    guard let upper = try? TriangularFactor(design).upper else { return nil }
    return all(upper: upper, design: design, tolerance: 1e-9).first
  }

  /// Columns of a design of which its triangular factor leaves almost nothing on the diagonal.
  static func all(upper: Matrix, design: Matrix, tolerance: Double = 1e-12) -> [Int] {
    (0..<design.columns).filter { column in
      upper[column, column].magnitude <= tolerance * norm(design.column(column))
    }
  }
}
