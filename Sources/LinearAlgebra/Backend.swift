import CLAPACKE

/// The linear-algebra library that results were computed with.
///
/// The last bits of a result depend on the kernels that OpenBLAS picks for the processor, so a
/// manifest names them.
public enum Backend {
  /// Version and build options, as OpenBLAS states them.
  public static var configuration: String { String(cString: openblas_get_config()) }

  /// The family of processors whose kernels are in use, such as `Haswell`.
  public static var kernelFamily: String { String(cString: openblas_get_corename()) }
}

/// Set once: parallel work happens above the fits, one BLAS thread each, so that results do not
/// depend on the number of threads.
private let oneThread: Void = openblas_set_num_threads(1)

func useOneBLASThread() {
  _ = oneThread
}

/// A dimension as LAPACK takes it.
func lapackSize(_ dimension: Int) throws(LinearAlgebraError) -> Int32 {
  guard let size = Int32(exactly: dimension) else { throw .tooLarge(dimension: dimension) }
  return size
}

/// Turns LAPACK's negative `info` into an error; positive ones are left to the caller.
func checkArguments(_ info: Int32, _ routine: String) throws(LinearAlgebraError) {
  guard info >= 0 else { throw .illegalArgument(routine: routine, position: Int(-info)) }
}

extension Matrix {
  func requireSquare(_ operation: String) throws(LinearAlgebraError) {
    guard isSquare else { throw .dimensionMismatch("\(operation) of a \(shape) matrix") }
  }

  func requireFinite(_ operation: String) throws(LinearAlgebraError) {
    guard isFinite else { throw .notFinite(operation: operation) }
  }

  func requireRows(_ count: Int, _ operation: String) throws(LinearAlgebraError) {
    guard rows == count else {
      throw .dimensionMismatch("\(operation) of order \(count) for a \(shape) right side")
    }
  }
}
