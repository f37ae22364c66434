import CVectorMath
import RealModule

/// What a baseline may do over the window.
public struct BaselineShape: Hashable, Sendable {
  /// Days between the knots of a smooth path, which follows nothing faster; nil for no path.
  public var slowerThan: Double?
  /// Days from the window's beginning at which the level may step.
  public var breaks: [Double]
  /// The weekday of the window's first day, 0 to 6, when weekdays may differ; nil when not.
  public var firstWeekday: Int?

  /// A shape; without arguments one level for the whole window.
  public init(slowerThan: Double? = nil, breaks: [Double] = [], firstWeekday: Int? = nil) {
    self.slowerThan = slowerThan
    self.breaks = breaks
    self.firstWeekday = firstWeekday
  }
}

/// Log-linear baselines of all streams, constant within a day: level, smooth path, dated steps,
/// weekdays.
///
/// log mu_i(t) = level_i + path_i(t) + step_i(t) + weekday_i(t). The path is a cubic spline whose
/// coefficients walk at random from knot to knot (Lang and Brezger, J. Comput. Graph. Stat. 13,
/// 2004), its mean over the window removed. The walk is kept as its standard normal innovations and
/// their common deviation, so that a path that the data do not ask for shrinks to nothing.
package struct LogBaseline {
  let shape: BaselineShape
  let duration: Double
  let cellCount: Int
  /// Lengths of the cells, days.
  let cellLengths: [Double]
  private let basis: [(first: Int, weights: SIMD4<Double>)]
  private let pieceOfCell: [Int]
  /// Innovations of each stream's path.
  let innovationCount: Int
  let pieceCount: Int

  /// Logarithm of the level of each stream.
  package var level: [Double]
  /// Centre of the levels' prior: the logarithm of the rate of the data.
  var priorLevel: [Double]
  /// Standard normal innovations, stream by stream.
  package var innovations: [[Double]]
  /// The deviation of the steps from knot to knot, stream by stream.
  package var deviation: [Double]
  /// Heights of the pieces behind the first, then of the weekdays, stream by stream.
  package var effects: [[Double]]
  /// Rates, `rates[stream][cell]`, events a day.
  package private(set) var rates: [[Double]]

  package init(streamCount: Int, duration: Double, shape: BaselineShape) {
    self.shape = shape
    self.duration = duration
    let cells = max(1, Int(duration.rounded(.up)))
    cellCount = cells
    cellLengths = (0..<cells).map { min(duration, Double($0 + 1)) - Double($0) }
    if let spacing = shape.slowerThan, spacing > 0, duration > spacing {
      let spans = max(1, Int((duration / spacing).rounded()))
      // The first coefficient is held: the mean of the path is removed anyway.
      innovationCount = spans + 2
      basis = (0..<cells).map { cell in
        let position = (Double(cell) + 0.5) / duration * Double(spans)
        let span = min(spans - 1, Int(position))
        let u = min(1, position - Double(span))
        let v = 1 - u
        return (
          span,
          SIMD4(
            v * v * v / 6, (3 * u * u * u - 6 * u * u + 4) / 6,
            (-3 * u * u * u + 3 * u * u + 3 * u + 1) / 6, u * u * u / 6)
        )
      }
    } else {
      innovationCount = 0
      basis = []
    }
    pieceOfCell = (0..<cells).map { cell in shape.breaks.count { $0 <= Double(cell) + 0.5 } }
    pieceCount = shape.breaks.count + 1
    level = [Double](repeating: 0, count: streamCount)
    priorLevel = level
    innovations = [[Double]](
      repeating: [Double](repeating: 0, count: innovationCount), count: streamCount)
    deviation = [Double](repeating: 0.2, count: streamCount)
    let effectCount = shape.breaks.count + (shape.firstWeekday == nil ? 0 : 7)
    effects = [[Double]](
      repeating: [Double](repeating: 0, count: effectCount), count: streamCount)
    rates = [[Double]](repeating: [Double](repeating: 1, count: cells), count: streamCount)
  }

  /// The rate of a stream at a time, events a day.
  @inline(__always)
  package func rate(_ i: Int, at time: Double) -> Double {
    rates[i][min(cellCount - 1, Int(time))]
  }

  /// Expected events of a stream without excitation.
  package func expected(_ i: Int) -> Double { expected(rates[i]) }

  /// Expected events under given rates.
  func expected(_ rates: [Double]) -> Double {
    var sum = 0.0
    for cell in 0..<cellCount { sum += rates[cell] * cellLengths[cell] }
    return sum
  }

  /// Computes the rates of a stream from its parameters.
  mutating func refresh(_ i: Int) {
    rates[i] = rates(level[i], innovations[i], deviation[i], effects[i])
  }

  /// Takes parameters of a stream with their rates.
  mutating func take(
    _ i: Int, innovations: [Double], deviation: Double, effects: [Double], rates: [Double]
  ) {
    self.innovations[i] = innovations
    self.deviation[i] = deviation
    self.effects[i] = effects
    self.rates[i] = rates
  }

  /// Takes what another baseline of the same streams has; a path of other knots begins near the
  /// other's.
  mutating func take(_ other: LogBaseline) {
    level = other.level
    priorLevel = other.priorLevel
    deviation = other.deviation
    for i in level.indices {
      innovations[i] =
        other.innovationCount == innovationCount
        ? other.innovations[i] : innovations(near: other, i)
      if other.effects[i].count == effects[i].count { effects[i] = other.effects[i] }
      refresh(i)
    }
  }

  /// Innovations of a path near that of another baseline, whose value at each knot becomes the
  /// coefficient there.
  private func innovations(near other: LogBaseline, _ i: Int) -> [Double] {
    guard innovationCount > 0 else { return [] }
    guard other.innovationCount > 0 else {
      return [Double](repeating: 0, count: innovationCount)
    }
    let path = other.path(other.innovations[i], other.deviation[i])
    let spans = Double(innovationCount - 2)
    let coefficients = (0...innovationCount).map { knot in
      let day = (Double(knot) - 1) / spans * Double(cellCount)
      return path[min(path.count - 1, max(0, Int(day)))]
    }
    return zip(coefficients, coefficients.dropFirst()).map {
      ($1 - $0) / max(0.02, deviation[i])
    }
  }

  /// The rates of given parameters.
  func rates(
    _ level: Double, _ innovations: [Double], _ deviation: Double, _ effects: [Double]
  ) -> [Double] {
    var logs = path(innovations, deviation)
    for cell in logs.indices {
      logs[cell] += level
      let piece = pieceOfCell[cell]
      if piece > 0 { logs[cell] += effects[piece - 1] }
      if let first = shape.firstWeekday {
        logs[cell] += effects[pieceCount - 1 + (first + cell) % 7]
      }
      logs[cell] = min(logs[cell], 50)
    }
    return [Double](unsafeUninitializedCapacity: logs.count) { rates, count in
      count = logs.count
      guard let result = rates.baseAddress else { return }
      talion_exp(logs, result, count)
    }
  }

  private func path(_ innovations: [Double], _ deviation: Double) -> [Double] {
    guard innovationCount > 0 else { return [Double](repeating: 0, count: cellCount) }
    var coefficients = [0.0]
    for innovation in innovations {
      coefficients.append(coefficients[coefficients.count - 1] + deviation * innovation)
    }
    var values = basis.map { first, weights in
      coefficients[first] * weights[0] + coefficients[first + 1] * weights[1]
        + coefficients[first + 2] * weights[2] + coefficients[first + 3] * weights[3]
    }
    let mean = values.reduce(0, +) / Double(cellCount)
    for cell in values.indices { values[cell] -= mean }
    return values
  }
}
