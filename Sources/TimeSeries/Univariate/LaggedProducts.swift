import LinearAlgebra

/// Sums of products of a series with its own past: one pass over the data for each lag, from which
/// the regressions of all orders follow.
struct LaggedProducts {
  /// Sums of x(t) x(t - lag) over all periods that have both.
  let all: [Double]
  private let values: [Double]

  init(_ values: [Double], longest: Int) {
    self.values = values
    all = values.withUnsafeBufferPointer { x in
      (0...longest).map { lag in
        var sum = 0.0
        for t in lag..<x.count { sum += x[t] * x[t - lag] }
        return sum
      }
    }
  }

  /// The sum of x(t - i) x(t - j) over the periods from `order` on: all products at that distance
  /// less those at either end.
  private func product(_ i: Int, _ j: Int, order: Int) -> Double {
    let (near, far) = (min(i, j), max(i, j))
    let distance = far - near
    var sum = all[distance]
    // Pairs (u, u + distance) with u from order - far to count - 1 - far remain.
    for u in 0..<(order - far) { sum -= values[u] * values[u + distance] }
    for u in (values.count - far)..<max(values.count - far, values.count - distance) {
      sum -= values[u] * values[u + distance]
    }
    return sum
  }

  /// The sum of x(t - i) over the periods from `order` on.
  private func sum(_ i: Int, order: Int, total: Double) -> Double {
    values.prefix(order - i).reduce(total) { $0 - $1 }
      - values.suffix(i).reduce(0, +)
  }

  /// The last coefficient of a regression on so many lags and a constant.
  func lastCoefficient(order: Int) throws(TimeSeriesError) -> Double {
    let total = values.reduce(0, +)
    let count = Double(values.count - order)
    let sums = (0...order).map { sum($0, order: order, total: total) }
    // Deviations from the means of the periods used stand for the constant.
    var gram = Matrix(rows: order, columns: order)
    var right = [Double](repeating: 0, count: order)
    for i in 1...order {
      right[i - 1] = product(0, i, order: order) - sums[0] * sums[i] / count
      for j in i...order {
        let value = product(i, j, order: order) - sums[i] * sums[j] / count
        gram[i - 1, j - 1] = value
        gram[j - 1, i - 1] = value
      }
    }
    do {
      return try CholeskyFactorization(gram).solve(right)[order - 1]
    } catch {
      throw .collinear(
        rank: order - 1, columns: order, dependent: .term(.lag(order, series: 0)))
    }
  }
}
