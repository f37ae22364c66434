import RealModule

/// A symmetric positive definite matrix with a band and a border, as a latent path with a few
/// coefficients has for a precision: factorized in time linear in the length of the band.
struct ArrowSystem {
  /// Rows of the band.
  let size: Int
  /// Entries beside the diagonal of the band.
  let width: Int
  /// Rows of the border.
  let border: Int
  /// The lower band: entry `(width + 1) * i + k` is that of row i and column i - k.
  var band: [Double]
  /// The border's rows over the band's columns: entry `border * i + j` is of band row i.
  var coupling: [Double]
  /// The corner, row by row.
  var corner: [Double]

  /// A matrix of zeros.
  init(size: Int, width: Int, border: Int) {
    self.size = size
    self.width = width
    self.border = border
    band = [Double](repeating: 0, count: size * (width + 1))
    coupling = [Double](repeating: 0, count: size * border)
    corner = [Double](repeating: 0, count: border * border)
  }
}

/// A factorized ``ArrowSystem``.
struct ArrowFactor {
  private let size: Int
  private let width: Int
  private let border: Int
  /// The band's Cholesky factor, stored like the band.
  private var lower: [Double]
  /// The band's inverse times the coupling, stored like it.
  private var solved: [Double]
  /// The Cholesky factor of the corner less what the band explains of it.
  private var schur: [Double]
  /// The logarithm of the determinant.
  let logDeterminant: Double

  /// Factorizes a matrix; nil where it is not positive definite.
  init?(_ system: ArrowSystem) {
    size = system.size
    width = system.width
    border = system.border
    lower = system.band
    solved = system.coupling
    schur = system.corner
    let (n, w, m) = (size, width, border)
    var log = 0.0
    for i in 0..<n {
      for k in stride(from: min(w, i), through: 0, by: -1) {
        let j = i - k
        var sum = lower[(w + 1) * i + k]
        // Columns before j that both rows reach.
        var column = max(0, i - w)
        while column < j {
          if j - column <= w {
            sum -= lower[(w + 1) * i + i - column] * lower[(w + 1) * j + j - column]
          }
          column += 1
        }
        if k == 0 {
          guard sum > 1e-9 * system.band[(w + 1) * i].magnitude, sum.isFinite else { return nil }
          lower[(w + 1) * i] = sum.squareRoot()
          log += Double.log(sum)
        } else {
          lower[(w + 1) * i + k] = sum / lower[(w + 1) * j]
        }
      }
    }
    // L Y = C, then the corner less Y'Y, then L' X = Y.
    for i in 0..<n {
      let pivot = 1 / lower[(w + 1) * i]
      for c in 0..<m {
        var sum = solved[m * i + c]
        for k in stride(from: 1, through: min(w, i), by: 1) {
          sum -= lower[(w + 1) * i + k] * solved[m * (i - k) + c]
        }
        solved[m * i + c] = sum * pivot
      }
    }
    for i in 0..<n {
      for a in 0..<m {
        let value = solved[m * i + a]
        guard value != 0 else { continue }
        for b in 0...a { schur[m * a + b] -= value * solved[m * i + b] }
      }
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      let pivot = 1 / lower[(w + 1) * i]
      for c in 0..<m {
        var sum = solved[m * i + c]
        for k in stride(from: 1, through: min(w, n - 1 - i), by: 1) {
          sum -= lower[(w + 1) * (i + k) + k] * solved[m * (i + k) + c]
        }
        solved[m * i + c] = sum * pivot
      }
    }
    for a in 0..<m {
      for b in 0...a {
        var sum = schur[m * a + b]
        for c in 0..<b { sum -= schur[m * a + c] * schur[m * b + c] }
        if a == b {
          guard sum > 1e-9 * system.corner[m * a + a].magnitude, sum.isFinite else { return nil }
          schur[m * a + a] = sum.squareRoot()
          log += Double.log(sum)
        } else {
          schur[m * a + b] = sum / schur[m * b + b]
        }
      }
    }
    logDeterminant = log
  }

  /// The solution of a linear system whose right side begins with the band's rows.
  func solve(_ right: [Double]) -> [Double] {
    let (n, w, m) = (size, width, border)
    var x = right
    for i in 0..<n {
      var sum = x[i]
      for k in stride(from: 1, through: min(w, i), by: 1) {
        sum -= lower[(w + 1) * i + k] * x[i - k]
      }
      x[i] = sum / lower[(w + 1) * i]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = x[i]
      for k in stride(from: 1, through: min(w, n - 1 - i), by: 1) {
        sum -= lower[(w + 1) * (i + k) + k] * x[i + k]
      }
      x[i] = sum / lower[(w + 1) * i]
    }
    // The border: the right side less what the band explains of it.
    for i in 0..<n where right[i] != 0 {
      for c in 0..<m { x[n + c] -= solved[m * i + c] * right[i] }
    }
    for a in 0..<m {
      var sum = x[n + a]
      for b in 0..<a { sum -= schur[m * a + b] * x[n + b] }
      x[n + a] = sum / schur[m * a + a]
    }
    for a in stride(from: m - 1, through: 0, by: -1) {
      var sum = x[n + a]
      for b in stride(from: a + 1, to: m, by: 1) { sum -= schur[m * b + a] * x[n + b] }
      x[n + a] = sum / schur[m * a + a]
    }
    for i in 0..<n {
      var sum = x[i]
      for c in 0..<m { sum -= solved[m * i + c] * x[n + c] }
      x[i] = sum
    }
    return x
  }

  /// The inverse of the band alone within the band, stored like it (Takahashi's recursion).
  var bandInverse: [Double] {
    let (n, w) = (size, width)
    var inverse = [Double](repeating: 0, count: n * (w + 1))
    func entry(_ i: Int, _ j: Int) -> Double {
      let (high, low) = i > j ? (i, j) : (j, i)
      return high - low > w ? 0 : inverse[(w + 1) * high + high - low]
    }
    for j in stride(from: n - 1, through: 0, by: -1) {
      let pivot = lower[(w + 1) * j]
      for i in stride(from: min(n - 1, j + w), through: j, by: -1) {
        var sum = i == j ? 1 / pivot : 0
        for k in stride(from: 1, through: min(w, n - 1 - j), by: 1) {
          sum -= lower[(w + 1) * (j + k) + k] * entry(i, j + k)
        }
        inverse[(w + 1) * i + i - j] = sum / pivot
      }
    }
    return inverse
  }

  /// The variance of a sum of band entries and of border entries with weights, given ``bandInverse``.
  func variance(
    nodes: UnsafeBufferPointer<Int>, entries: UnsafeBufferPointer<Int>,
    weights: UnsafeBufferPointer<Double>, bandInverse: [Double], scratch: inout [Double]
  ) -> Double {
    let (w, m) = (width, border)
    var result = 0.0
    for a in nodes.indices {
      for b in nodes.indices {
        let (high, low) = nodes[a] > nodes[b] ? (nodes[a], nodes[b]) : (nodes[b], nodes[a])
        if high - low <= w { result += bandInverse[(w + 1) * high + high - low] }
      }
    }
    for c in 0..<m { scratch[c] = 0 }
    for (place, entry) in entries.enumerated() { scratch[entry] += weights[place] }
    for node in nodes {
      for c in 0..<m { scratch[c] -= solved[m * node + c] }
    }
    for a in 0..<m {
      var sum = scratch[a]
      for b in 0..<a { sum -= schur[m * a + b] * scratch[b] }
      sum /= schur[m * a + a]
      scratch[a] = sum
      result += sum * sum
    }
    return result
  }

  /// A normal draw with this precision and mean zero, from standard normal numbers.
  func draw(_ normals: [Double]) -> [Double] {
    let (n, w, m) = (size, width, border)
    var x = normals
    for a in stride(from: m - 1, through: 0, by: -1) {
      var sum = x[n + a]
      for b in stride(from: a + 1, to: m, by: 1) { sum -= schur[m * b + a] * x[n + b] }
      x[n + a] = sum / schur[m * a + a]
    }
    for i in stride(from: n - 1, through: 0, by: -1) {
      var sum = x[i]
      for k in stride(from: 1, through: min(w, n - 1 - i), by: 1) {
        sum -= lower[(w + 1) * (i + k) + k] * x[i + k]
      }
      x[i] = sum / lower[(w + 1) * i]
    }
    for i in 0..<n {
      for c in 0..<m { x[i] -= solved[m * i + c] * x[n + c] }
    }
    return x
  }
}
