import Randomness
import RealModule

/// A symmetric positive definite matrix with a constant negative value beside its diagonal: the
/// precision of a latent path of which each day depends on its neighbours alone.
struct TridiagonalPrecision {
  /// The diagonal.
  let diagonal: [Double]
  /// The value beside the diagonal, with its sign changed.
  let neighbour: Double
  /// Pivots of the factorization from the first row on.
  private let pivots: [Double]

  /// Factorizes a matrix; pivots that are lost to rounding are kept above zero.
  init(diagonal: [Double], neighbour: Double) {
    self.diagonal = diagonal
    self.neighbour = neighbour
    var pivots: [Double] = []
    pivots.reserveCapacity(diagonal.count)
    for (index, value) in diagonal.enumerated() {
      let pivot = index == 0 ? value : value - neighbour * neighbour / pivots[index - 1]
      pivots.append(max(pivot, 1e-9))
    }
    self.pivots = pivots
  }

  /// The solution of a linear system.
  func solve(_ right: [Double]) -> [Double] {
    var x = right
    for d in stride(from: 1, to: x.count, by: 1) { x[d] += neighbour / pivots[d - 1] * x[d - 1] }
    for d in stride(from: x.count - 1, through: 0, by: -1) {
      x[d] = (x[d] + (d + 1 < x.count ? neighbour * x[d + 1] : 0)) / pivots[d]
    }
    return x
  }

  /// The diagonal of the inverse, from the pivots of both directions.
  var variances: [Double] {
    var backward = [Double](repeating: 0, count: diagonal.count)
    for d in stride(from: diagonal.count - 1, through: 0, by: -1) {
      let next = d + 1 < diagonal.count ? neighbour * neighbour / backward[d + 1] : 0
      backward[d] = max(diagonal[d] - next, 1e-9)
    }
    return diagonal.indices.map { 1 / max(pivots[$0] + backward[$0] - diagonal[$0], 1e-9) }
  }

  /// A normal draw with mean zero and this precision.
  func draw(using random: inout RandomStream) -> [Double] {
    var x = [Double](repeating: 0, count: diagonal.count)
    for d in stride(from: x.count - 1, through: 0, by: -1) {
      let next = d + 1 < x.count ? neighbour / pivots[d] * x[d + 1] : 0
      x[d] = random.normal() / pivots[d].squareRoot() + next
    }
    return x
  }
}
