import RealModule

/// A rough distribution function of lags over their mean, quick to evaluate and to invert.
///
/// It carries events along when a lag changes: an event keeps its rank among the lags that its
/// interval allows. Any increasing map would do, since the moves correct for its density exactly; a
/// table near the kernel makes most moves acceptable.
package struct LagTable {
  private static let cells = 512
  /// Lags over their mean up to here; a law with a heavy tail has more beyond, about 1e-6 of all.
  static let largest = 4000.0
  /// Weight of an even density over the cells, so that no lag is impossible.
  private static let floor = 0.01

  /// Cumulative weight at each edge.
  private let cumulative: [Double]

  /// The table of a kernel's shape; the mean does not matter.
  package init(_ law: LagDistribution) {
    var values = (0...LagTable.cells).map { edge -> Double in
      let even = Double(edge) / Double(LagTable.cells)
      let lag = LagTable.lag(at: even) * law.mean
      return LagTable.floor * even + (1 - LagTable.floor) * law.cumulative(lag)
    }
    let last = values[LagTable.cells]
    for index in values.indices { values[index] /= last }
    cumulative = values
  }

  /// Edges lie evenly in log(1 + 8 x): narrow near zero, wide in the tail.
  private static let span = Double.log(onePlus: 8 * largest)

  private static func lag(at share: Double) -> Double {
    Double.expMinusOne(share * span) / 8
  }

  /// The cumulative weight at a lag and the density there, for a kernel of the given mean.
  @inline(__always)
  package func value(_ lag: Double, mean: Double) -> (cumulative: Double, density: Double) {
    let x = lag / mean
    let position = Double.log(onePlus: 8 * x) / LagTable.span * Double(LagTable.cells)
    let cell = min(LagTable.cells - 1, max(0, Int(position)))
    let rise = cumulative[cell + 1] - cumulative[cell]
    let within = min(1, max(0, position - Double(cell)))
    // The derivative of the position with respect to the lag.
    let slope = 8 / ((1 + 8 * x) * LagTable.span) * Double(LagTable.cells) / mean
    return (cumulative[cell] + rise * within, rise * slope)
  }

  /// The lag at a cumulative weight.
  @inline(__always)
  package func lag(_ weight: Double, mean: Double) -> Double {
    var low = 0
    var high = LagTable.cells
    while high - low > 1 {
      let middle = (low + high) >> 1
      if cumulative[middle] <= weight { low = middle } else { high = middle }
    }
    let rise = cumulative[low + 1] - cumulative[low]
    let within = rise > 0 ? min(1, max(0, (weight - cumulative[low]) / rise)) : 0.5
    return LagTable.lag(at: (Double(low) + within) / Double(LagTable.cells)) * mean
  }
}

/// Tables for the shapes that a chain may visit; a lag law uses the one nearest to its shape.
struct LagTables {
  private let tables: [LagTable]
  private let lowest: Double
  private let step: Double

  init(_ model: HawkesModel) {
    let range =
      model.estimatesShape
      ? model.family.shapeRange
      : (model.fixedShape ?? 1)...(model.fixedShape ?? 1)
    let count = range.lowerBound < range.upperBound ? 16 : 1
    let width = Double.log(range.upperBound) - Double.log(range.lowerBound)
    lowest = Double.log(range.lowerBound)
    step = count > 1 ? width / Double(count - 1) : 1
    let (start, stride) = (lowest, step)
    tables = (0..<count).map { index in
      let shape = Double.exp(start + stride * Double(index))
      return LagTable(LagDistribution(family: model.family, mean: 1, checkedShape: shape))
    }
  }

  /// The position of the table for a shape.
  func position(of law: LagDistribution) -> Int {
    guard tables.count > 1 else { return 0 }
    let place = ((Double.log(law.shape) - lowest) / step).rounded()
    return min(tables.count - 1, max(0, Int(place)))
  }

  subscript(position: Int) -> LagTable { tables[position] }
}
