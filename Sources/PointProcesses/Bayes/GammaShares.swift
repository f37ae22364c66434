import Estimation
import RealModule

/// The distribution function of a gamma law from a table, as a chain asks for it a million times.
///
/// With x the lag over the law's scale the table is even in sqrt(x) and in the logarithm of the shape.
/// It is read between the four nearest shapes (Lagrange) and two nodes (Hermite) as a cubic. The error
/// is below 1e-6, and below 3e-5 where less than a thousandth has come. A value without memory of its
/// own: kernels are copied all the time.
struct GammaShares: Sendable {
  /// The largest x of the table; less than 1e-7 of any law in its range of shapes is beyond.
  private static let largest = 27.0
  private static let cells = 192
  private static let shapes = 49

  private let place: Place
  private let rate: Double
  /// The first of the four nearest shapes.
  private nonisolated(unsafe) let rows: UnsafePointer<SIMD2<Double>>

  /// A law of the given mean and shape; nil for a shape outside of the table.
  init?(mean: Double, shape: Double) {
    guard let place = Place(shape) else { return nil }
    self.place = place
    let cells = Double(GammaShares.cells)
    rate = shape / mean / GammaShares.largest * cells * cells
    rows = GammaShares.table + place.first * (GammaShares.cells + 1)
  }

  /// The share of responses that come within a positive lag.
  @inline(__always)
  func callAsFunction(_ lag: Double) -> Double {
    let position = (lag * rate).squareRoot()
    guard position < Double(GammaShares.cells) else { return 1 }
    let cell = Int(position)
    let u = position - Double(cell)
    let (from, to) = (blend(cell), blend(cell + 1))
    let rise = to[0] - from[0]
    let curve = 3 * rise - 2 * from[1] - to[1] + u * (from[1] + to[1] - 2 * rise)
    return from[0] + u * (from[1] + u * curve)
  }

  /// The share and its slope at a node, between shapes.
  @inline(__always)
  private func blend(_ node: Int) -> SIMD2<Double> {
    let width = GammaShares.cells + 1
    let (w, at) = (place.weights, rows + node)
    return (w[0] * at[0] + w[1] * at[width]) + (w[2] * at[2 * width] + w[3] * at[3 * width])
  }

  /// The lag beyond which ``LagKernel/late`` of the responses come; nil for a law that has no table.
  static func reach(_ law: LagDistribution) -> Double? {
    guard law.family == .gamma, let place = Place(law.shape) else { return nil }
    return law.mean * (0..<4).reduce(0) { $0 + place.weights[$1] * reaches[place.first + $1] }
  }

  /// Where a shape lies among those of the table.
  private struct Place: Sendable {
    let first: Int
    let weights: SIMD4<Double>

    init?(_ shape: Double) {
      guard GammaKernel.shapeRange.contains(shape) else { return nil }
      let position = Double.log(shape) / GammaShares.step
      first = min(max(0, Int(position) - 1), GammaShares.shapes - 4)
      let x = position - Double(first)
      weights = SIMD4(
        -(x - 1) * (x - 2) * (x - 3) / 6, x * (x - 2) * (x - 3) / 2, -x * (x - 1) * (x - 3) / 2,
        x * (x - 1) * (x - 2) / 6)
    }
  }

  /// Between the logarithms of neighbouring shapes; the first shape is 1.
  private static let step =
    Double.log(GammaKernel.shapeRange.upperBound) / Double(shapes - 1)

  private static let reaches = (0..<shapes).map { number in
    GammaKernel(mean: 1, shape: Double.exp(step * Double(number))).quantile(1 - LagKernel.late)
  }

  /// Shares and their slopes by cell, shape by shape; filled once and kept.
  private nonisolated(unsafe) static let table: UnsafePointer<SIMD2<Double>> = {
    let table = UnsafeMutablePointer<SIMD2<Double>>.allocate(capacity: shapes * (cells + 1))
    for number in 0..<shapes {
      let shape = Double.exp(step * Double(number))
      let law = GammaKernel(mean: shape, shape: shape)
      let scale = Double.logGamma(shape)
      for node in 0...cells {
        let root = Double(node) / Double(cells)
        let x = largest * root * root
        // dF / dnode = f(x) dx / dnode.
        let density = x > 0 ? Double.exp((shape - 1) * Double.log(x) - x - scale) : 0
        (table + number * (cells + 1) + node).initialize(
          to: SIMD2(x > 0 ? law.cumulative(x) : 0, density * 2 * largest * root / Double(cells)))
      }
    }
    return UnsafePointer(table)
  }()
}
