import RealModule

/// A Poisson-like intensity that is a sum of given features with weights of zero or more, fitted
/// by its concave log-likelihood: the sum of the log of the intensity at the events, less the
/// weights times the features' integrals.
struct NonNegativeIntensity {
  /// The weights.
  private(set) var weights: [Double]
  /// The fitted intensity at each event.
  private(set) var values: [Double]
  private let features: [[Double]]
  private let integrals: [Double]

  /// Fits by multiplicative (EM) steps and Newton steps on the weights that are not zero.
  init(features: [[Double]], integrals: [Double]) {
    self.features = features
    self.integrals = integrals
    let events = features[0].count
    weights = integrals.map {
      $0 > 0 ? Double(events) / (Double(features.count) * $0) : 0
    }
    values = [Double](repeating: 1, count: events)
    evaluate()
    for _ in 0..<15 {
      for (k, integral) in integrals.enumerated() where integral > 0 {
        weights[k] *= ratio(features[k]) / integral
      }
      evaluate()
    }
    var best = logLikelihood
    for _ in 0..<12 {
      let slopes = features.indices.map { ratio(features[$0]) - integrals[$0] }
      for k in features.indices where isAtZero(k) && slopes[k] < 0 { weights[k] = 0 }
      evaluate()
      let active = features.indices.filter {
        integrals[$0] > 0 && !(isAtZero($0) && slopes[$0] < 0)
      }
      let step = SmallSystem.solve(information(active), active.map { slopes[$0] })
      let start = weights
      var length = 1.0
      var gained = 0.0
      for _ in 0..<12 {
        for (position, k) in active.enumerated() {
          weights[k] = max(0, start[k] + length * step[position])
        }
        evaluate()
        gained = logLikelihood - best
        if gained >= 0 { break }
        length /= 2
      }
      guard gained >= 0 else {
        weights = start
        evaluate()
        break
      }
      best += gained
      if gained < 1e-8 { break }
    }
  }

  /// The score of a further feature divided by the square root of its information, net of what the
  /// fitted features explain.
  func score(of feature: [Double], integral: Double) -> Double {
    let gain = ratio(feature) - integral
    let active = features.indices.filter { !isAtZero($0) }
    let cross = active.map { inner(features[$0], feature) }
    let solved = SmallSystem.solve(information(active), cross)
    let left = inner(feature, feature) - zip(cross, solved).reduce(0) { $0 + $1.0 * $1.1 }
    return left > 1e-12 ? gain / left.squareRoot() : 0
  }

  private var logLikelihood: Double {
    var sum = 0.0
    for value in values {
      guard value > 0 else { return -.infinity }
      sum += Double.log(value)
    }
    return zip(weights, integrals).reduce(sum) { $0 - $1.0 * $1.1 }
  }

  private func isAtZero(_ k: Int) -> Bool {
    weights[k] * integrals[k] <= 1e-4 * Double(values.count)
  }

  private mutating func evaluate() {
    for n in values.indices { values[n] = 0 }
    for (k, feature) in features.enumerated() where weights[k] > 0 {
      for n in values.indices { values[n] += weights[k] * feature[n] }
    }
  }

  private func ratio(_ feature: [Double]) -> Double {
    var sum = 0.0
    for n in values.indices where values[n] > 0 { sum += feature[n] / values[n] }
    return sum
  }

  private func inner(_ left: [Double], _ right: [Double]) -> Double {
    var sum = 0.0
    for n in values.indices where values[n] > 0 {
      sum += left[n] * right[n] / (values[n] * values[n])
    }
    return sum
  }

  private func information(_ active: [Int]) -> [[Double]] {
    active.map { a in active.map { b in inner(features[a], features[b]) } }
  }
}

/// A handful of linear equations with a positive definite matrix, by elimination.
enum SmallSystem {
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var a = matrix
    var x = right
    for i in a.indices {
      // A ridge far below rounding keeps repeated features apart.
      a[i][i] = max(a[i][i] * (1 + 1e-9), 1e-300)
      for row in stride(from: i + 1, to: a.count, by: 1) {
        let factor = a[row][i] / a[i][i]
        for column in i..<a.count { a[row][column] -= factor * a[i][column] }
        x[row] -= factor * x[i]
      }
    }
    for i in stride(from: x.count - 1, through: 0, by: -1) {
      for column in stride(from: i + 1, to: x.count, by: 1) { x[i] -= a[i][column] * x[column] }
      x[i] /= a[i][i]
    }
    return x
  }
}
