/// Why a linear-algebra operation has no answer.
///
/// LAPACK reports failure as an integer; here each failure has a name and says what it means.
public enum LinearAlgebraError: Error, Hashable, Sendable {
  /// Shapes that do not fit together; the text names the operation and both shapes.
  case dimensionMismatch(String)
  /// A matrix with a NaN or an infinity, found before LAPACK saw it.
  case notFinite(operation: String)
  /// A Cholesky factorization met a leading minor of order `pivot` (from 1) that is not positive.
  case notPositiveDefinite(pivot: Int)
  /// A factor whose diagonal is exactly zero at `pivot` (from 1).
  case singular(pivot: Int)
  /// A least-squares problem whose columns are linearly dependent.
  case rankDeficient(rank: Int, columns: Int)
  /// An iteration that ended with `unconverged` values not found.
  case notConverged(operation: String, unconverged: Int)
  /// A dimension beyond what a 32-bit LAPACK can address.
  case tooLarge(dimension: Int)
  /// LAPACK refused an argument: a mistake in this room, not in the data.
  case illegalArgument(routine: String, position: Int)
}

extension LinearAlgebraError: CustomStringConvertible {
  /// What happened and what it usually means, on one line.
  public var description: String {
    switch self {
    case .dimensionMismatch(let text):
      return "dimensions do not fit: \(text)"
    case .notFinite(let operation):
      return "\(operation): the matrix holds a NaN or an infinity"
    case .notPositiveDefinite(let pivot):
      return
        "the matrix is not positive definite: the leading minor of order \(pivot) is not positive"
    case .singular(let pivot):
      return "the matrix is singular: pivot \(pivot) is exactly zero"
    case .rankDeficient(let rank, let columns):
      return "the columns are linearly dependent: rank \(rank) of \(columns); leave out a column"
    case .notConverged(let operation, let unconverged):
      return "\(operation) did not converge: \(unconverged) values were not found"
    case .tooLarge(let dimension):
      return "a dimension of \(dimension) is beyond what LAPACK can address"
    case .illegalArgument(let routine, let position):
      return "\(routine) refused its argument \(position); please report this as a defect"
    }
  }
}
