/// The mean of a chain's numbers with its standard error, from the means of batches that are long
/// beside the chain's memory.
struct BatchMeans {
  private let length: Int
  private var sum = 0.0
  private var held = 0
  private var means: [Double] = []

  init(length: Int) { self.length = length }

  mutating func add(_ value: Double) {
    sum += value
    held += 1
    guard held == length else { return }
    means.append(sum / Double(length))
    (sum, held) = (0, 0)
  }

  var mean: Double { means.reduce(0, +) / Double(means.count) }

  var error: Double {
    let centre = mean
    let squares = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    return (squares / Double(means.count - 1) / Double(means.count)).squareRoot()
  }
}
