#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Fits weights to choices: the conditional logit of McFadden (1974) with a quadratic penalty, where
/// several options of a choice may be right (their probabilities add).
struct ChoiceFit {
  /// The choices, flattened: options of choice c are `firstOption[c]..<firstOption[c + 1]`.
  private var firstOption: [Int] = [0]
  private var firstClue: [Int] = [0]
  private var clues: [Int32] = []
  private var isRight: [Bool] = []
  private var weight: [Double] = []
  private let prior: [Double]
  private let penalty: Double
  /// The clues that occur, and the position of each among them.
  private var active: [Int] = []

  // Half of the penalty times the squared distance from the prior is added to the loss.
  init(_ choices: [Choice], prior: Weights, penalty: Double) {
    self.prior = prior.values
    self.penalty = penalty
    var position = Array(repeating: Int32(-1), count: prior.values.count)
    for choice in choices where !choice.right.isEmpty && choice.right.count < choice.options.count {
      for (index, option) in choice.options.enumerated() {
        for clue in option {
          if position[clue] < 0 {
            position[clue] = Int32(active.count)
            active.append(clue)
          }
          clues.append(position[clue])
        }
        firstClue.append(clues.count)
        isRight.append(choice.right.contains(index))
      }
      firstOption.append(isRight.count)
      weight.append(choice.weight)
    }
  }

  /// The weights of least loss, by the method of Liu and Nocedal (1989) with limited memory.
  func weights(iterations: Int = 300) -> Weights {
    var point = active.map { prior[$0] }
    let origin = point
    var (loss, gradient) = evaluate(point, origin)
    var steps: [(step: [Double], change: [Double], curvature: Double)] = []
    for _ in 0..<iterations {
      if gradient.reduce(0, { max($0, abs($1)) }) < 1e-5 { break }
      let direction = descent(gradient, steps)
      let slope = dot(direction, gradient)
      var length = steps.isEmpty ? 1 / max(1, sqrt(dot(gradient, gradient))) : 1
      var found = false
      for _ in 0..<40 {
        let next = zip(point, direction).map { $0 + length * $1 }
        let (value, slopes) = evaluate(next, origin)
        if value <= loss + 1e-4 * length * slope {
          let step = direction.map { $0 * length }
          let change = zip(slopes, gradient).map { $0 - $1 }
          let curvature = dot(step, change)
          if curvature > 1e-12 {
            steps.append((step, change, curvature))
            if steps.count > 10 { steps.removeFirst() }
          }
          (point, loss, gradient) = (next, value, slopes)
          found = true
          break
        }
        length /= 2
      }
      if !found { break }
    }
    var result = Weights(values: prior)
    for (index, clue) in active.enumerated() { result.values[clue] = point[index] }
    return result
  }

  /// The loss and its gradient.
  private func evaluate(_ point: [Double], _ origin: [Double]) -> (Double, [Double]) {
    var loss = 0.0
    var gradient = zip(point, origin).map { penalty * ($0 - $1) }
    for (one, other) in zip(point, origin) { loss += penalty / 2 * (one - other) * (one - other) }
    var scores: [Double] = []
    for choice in weight.indices {
      let range = firstOption[choice]..<firstOption[choice + 1]
      scores.removeAll(keepingCapacity: true)
      for option in range {
        var score = 0.0
        for index in firstClue[option]..<firstClue[option + 1] { score += point[Int(clues[index])] }
        scores.append(score)
      }
      let top = scores.max() ?? 0
      var all = 0.0
      var right = 0.0
      for (index, option) in range.enumerated() {
        scores[index] = exp(scores[index] - top)
        all += scores[index]
        if isRight[option] { right += scores[index] }
      }
      loss -= weight[choice] * (log(max(right, 1e-300)) - log(all))
      for (index, option) in range.enumerated() {
        let push =
          weight[choice]
          * (scores[index] / all - (isRight[option] ? scores[index] / max(right, 1e-300) : 0))
        if abs(push) < 1e-12 { continue }
        for index in firstClue[option]..<firstClue[option + 1] {
          gradient[Int(clues[index])] += push
        }
      }
    }
    return (loss, gradient)
  }

  /// The direction of descent: the gradient turned by the latest steps.
  private func descent(
    _ gradient: [Double], _ steps: [(step: [Double], change: [Double], curvature: Double)]
  ) -> [Double] {
    var direction = gradient
    var shares: [Double] = []
    for entry in steps.reversed() {
      let share = dot(entry.step, direction) / entry.curvature
      shares.append(share)
      for index in direction.indices { direction[index] -= share * entry.change[index] }
    }
    if let last = steps.last {
      let scale = last.curvature / dot(last.change, last.change)
      for index in direction.indices { direction[index] *= scale }
    }
    for (entry, share) in zip(steps, shares.reversed()) {
      let back = dot(entry.change, direction) / entry.curvature
      for index in direction.indices { direction[index] += entry.step[index] * (share - back) }
    }
    return direction.map { -$0 }
  }

  private func dot(_ one: [Double], _ other: [Double]) -> Double {
    var sum = 0.0
    for index in one.indices { sum += one[index] * other[index] }
    return sum
  }
}
