import Randomness

/// How errors are drawn for a bootstrap.
public enum ErrorResampling: Hashable, Sendable {
  /// Whole periods with replacement: errors of one law, independent over time.
  case residual
  /// Each period's own errors times a sign: errors of any variance (Gonçalves and Kilian 2004).
  case wild
  /// Moving blocks of successive periods, centred by their place in the block: errors of any
  /// variance that depend on each other (Brüggemann, Jentsch and Trenkler 2016). Nil takes a length
  /// of about 5.03 T^(1/4), theirs.
  case block(length: Int?)

  /// The length of blocks.
  func blockLength(observations: Int) -> Int {
    guard case .block(let given) = self else { return 1 }
    let rule = Int((5.03 * Double(observations).squareRoot().squareRoot()).rounded())
    return min(observations, max(1, given ?? rule))
  }
}

/// Draws errors, period by period, from centred residuals.
struct ErrorSource {
  private let residuals: [Double]
  /// The same less their means.
  private let centred: [Double]
  private let count: Int
  private let periods: Int
  private let method: ErrorResampling
  private let length: Int
  /// The mean of all blocks' errors at each place of a block.
  private let placeMeans: [Double]

  init(of fit: VectorAutoregression, by method: ErrorResampling) {
    count = fit.seriesCount
    periods = fit.observations
    self.method = method
    length = method.blockLength(observations: fit.observations)
    var rows: [Double] = []
    rows.reserveCapacity(fit.observations * fit.seriesCount)
    for period in 0..<fit.observations {
      for column in 0..<fit.seriesCount { rows.append(fit.residuals[period, column]) }
    }
    let means = (0..<fit.seriesCount).map { column in
      fit.residuals.column(column).reduce(0, +) / Double(fit.observations)
    }
    residuals = rows
    centred = rows.indices.map { rows[$0] - means[$0 % fit.seriesCount] }
    var places: [Double] = []
    if case .block = method {
      let blocks = fit.observations - length + 1
      for place in 0..<length {
        for column in 0..<fit.seriesCount {
          let sum = (place..<(place + blocks)).reduce(0.0) { $0 + fit.residuals[$1, column] }
          places.append(sum / Double(blocks))
        }
      }
    }
    placeMeans = places
  }

  /// Fills errors for all periods.
  func draw(_ errors: inout [Double], _ random: inout RandomStream) {
    switch method {
    case .residual:
      for period in 0..<periods {
        let source = random.place(of: periods)
        for column in 0..<count {
          errors[period * count + column] = centred[source * count + column]
        }
      }
    case .wild:
      var bits: UInt64 = 0
      for period in 0..<periods {
        if period % 64 == 0 { bits = random.next64() }
        let sign = bits & 1 == 0 ? 1.0 : -1.0
        bits >>= 1
        for column in 0..<count {
          let position = period * count + column
          errors[position] = sign * centred[position]
        }
      }
    case .block:
      var start = 0
      for period in 0..<periods {
        let place = period % length
        if place == 0 { start = random.place(of: periods - length + 1) }
        for column in 0..<count {
          errors[period * count + column] =
            residuals[(start + place) * count + column] - placeMeans[place * count + column]
        }
      }
    }
  }
}
