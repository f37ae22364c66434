import Randomness
import RealModule

/// The likelihood of streams under a field of trends and given strengths, the field integrated out
/// by Laplace's method: at its mode, with the curvature there (Tierney and Kadane 1986; Rue, Martino
/// and Chopin 2009).
package struct TrendLikelihood {
  /// The streams.
  package let data: EvidenceData
  /// The field.
  package let field: TrendField
  /// Sizes of the negative binomial laws of daily counts, a number a stream; infinite is Poisson.
  let sizes: [Double]
  /// The mode of the field that was found last: the start of the next search.
  package private(set) var mode: [Double]

  private let prior: ArrowSystem
  private let priorLogDeterminant: Double
  private let nodes: [Int]
  private let constant: Double
  /// The first item of each stream: acts where times are exact, else days.
  private let items: [Range<Int>]
  /// The cell of each item.
  private let cells: [Int]
  /// The number of acts of each item.
  private let acts: [Double]

  /// The value, and its derivatives by strength.
  package struct Value {
    /// The logarithm of the integrated likelihood.
    package var value: Double
    /// Its derivatives.
    package var gradient: [Double]
  }

  /// The likelihood of data.
  package init(_ data: EvidenceData, field: TrendField, sizes: [Double]) {
    self.data = data
    self.field = field
    self.sizes = sizes
    prior = field.priorSystem()
    priorLogDeterminant = field.priorLogDeterminant
    var nodes: [Int] = []
    for stream in 0..<EvidenceData.responders {
      for day in 0..<data.days {
        for path in field.paths.indices {
          nodes.append(field.node(path, stream: stream, day: day))
        }
      }
    }
    self.nodes = nodes
    mode = [Double](repeating: 0, count: field.nodeCount) + field.means
    var items: [Range<Int>] = []
    var cells: [Int] = []
    var acts: [Double] = []
    var constant = 0.0
    for stream in 0..<EvidenceData.responders {
      let start = cells.count
      switch data.times {
      case .exact(let times):
        for time in times[stream] {
          cells.append(stream * data.days + min(data.days - 1, max(0, Int(time))))
          acts.append(1)
        }
      case .days:
        let size = sizes[stream]
        for day in 0..<data.days {
          let count = data.counts[stream][day]
          cells.append(stream * data.days + day)
          acts.append(count)
          if size.isFinite {
            constant +=
              Double.logGamma(count + size) - Double.logGamma(size)
              + size * Double.log(size)
          }
          constant -= Double.logGamma(count + 1)
        }
      }
      items.append(start..<cells.count)
    }
    self.items = items
    self.cells = cells
    self.acts = acts
    self.constant = constant
  }

  private var isExact: Bool {
    if case .exact = data.times { return true }
    return false
  }

  /// Derivatives of the likelihood of each cell by its linear predictor.
  private struct Cells {
    var value = 0.0
    var first: [Double]
    var second: [Double]
    var third: [Double]
  }

  /// Derivatives of each item by what excites it: of the value, the first and the second derivative.
  private struct Items {
    var value: [Double]
    var first: [Double]
    var second: [Double]
  }

  private func predictors(_ point: [Double]) -> [Double] {
    let cellCount = EvidenceData.responders * data.days
    let offset = field.nodeCount
    let (perCell, pathCount) = (field.perCell, field.paths.count)
    var result = [Double](repeating: 0, count: cellCount)
    for cell in 0..<cellCount {
      var sum = 0.0
      for path in 0..<pathCount { sum += point[nodes[cell * pathCount + path]] }
      for place in 0..<perCell {
        let at = cell * perCell + place
        sum += field.weights[at] * point[offset + field.entries[at]]
      }
      result[cell] = sum
    }
    return result
  }

  private func expand(
    _ predictors: [Double], _ extra: [Double], items itemised: Bool
  ) -> (Cells, Items) {
    let count = predictors.count
    var result = Cells(
      first: [Double](repeating: 0, count: count), second: [Double](repeating: 0, count: count),
      third: [Double](repeating: 0, count: count))
    let itemCount = itemised ? cells.count : 0
    var byItem = Items(
      value: [Double](repeating: 0, count: itemCount),
      first: [Double](repeating: 0, count: itemCount),
      second: [Double](repeating: 0, count: itemCount))
    let rates = predictors.map { Double.exp(min($0, 30)) }
    if isExact {
      for cell in 0..<count {
        let isLast = cell % data.days == data.days - 1
        let rate = rates[cell] * (isLast ? data.lastDayShare : 1)
        result.value -= rate
        result.first[cell] = -rate
        result.second[cell] = -rate
        result.third[cell] = -rate
      }
      for item in cells.indices {
        let cell = cells[item]
        let intensity = rates[cell] + extra[item]
        let share = rates[cell] / intensity
        result.value += Double.log(intensity)
        let spread = share * (1 - share)
        result.first[cell] += share
        result.second[cell] += spread
        result.third[cell] += spread * (1 - 2 * share)
        if itemised {
          byItem.value[item] = 1 / intensity
          byItem.first[item] = -share / intensity
          byItem.second[item] = -(1 - 2 * share) * share / intensity
        }
      }
    } else {
      for stream in 0..<EvidenceData.responders {
        let size = sizes[stream]
        for item in items[stream] {
          let cell = cells[item]
          let rate = rates[cell]
          let mean = rate + extra[item]
          let acts = acts[item]
          let one = acts / mean
          // Derivatives of the log-likelihood by the mean.
          var (a, b, c) = (one, -one / mean, 2 * one / (mean * mean))
          if size.isFinite {
            let other = (acts + size) / (size + mean)
            result.value +=
              (acts > 0 ? acts * Double.log(mean) : 0)
              - (acts + size) * Double.log(size + mean)
            a -= other
            b += other / (size + mean)
            c -= 2 * other / ((size + mean) * (size + mean))
          } else {
            result.value += (acts > 0 ? acts * Double.log(mean) : 0) - mean
            a -= 1
          }
          result.first[cell] = a * rate
          result.second[cell] = (b * rate + a) * rate
          result.third[cell] = ((c * rate + 3 * b) * rate + a) * rate
          if itemised {
            byItem.value[item] = a
            byItem.first[item] = b * rate
            byItem.second[item] = (c * rate + b) * rate
          }
        }
      }
    }
    return (result, byItem)
  }

  /// What the prior takes from a point, and its derivative.
  private func priorTerm(_ point: [Double], gradient: inout [Double]) -> Double {
    let (n, w, m) = (field.nodeCount, prior.width, field.entryCount)
    for index in gradient.indices { gradient[index] = 0 }
    for i in 0..<n {
      gradient[i] -= prior.band[(w + 1) * i] * point[i]
      for k in stride(from: 1, through: min(w, i), by: 1) {
        let value = prior.band[(w + 1) * i + k]
        guard value != 0 else { continue }
        gradient[i] -= value * point[i - k]
        gradient[i - k] -= value * point[i]
      }
    }
    var sum = 0.0
    for i in 0..<n { sum += 0.5 * point[i] * gradient[i] }
    for c in 0..<m {
      let step = point[n + c] - field.means[c]
      gradient[n + c] = -field.precisions[c] * step
      sum += 0.5 * step * gradient[n + c]
    }
    return sum
  }

  /// The curvature at a point with the given second derivatives of the cells, sign changed.
  private func curvature(_ second: [Double]) -> ArrowSystem {
    var system = prior
    let (w, m) = (prior.width, field.entryCount)
    let (perCell, pathCount) = (field.perCell, field.paths.count)
    for cell in second.indices {
      let weight = -second[cell]
      for p in 0..<pathCount {
        let node = nodes[cell * pathCount + p]
        for q in 0...p {
          let other = nodes[cell * pathCount + q]
          let (high, low) = node > other ? (node, other) : (other, node)
          system.band[(w + 1) * high + high - low] += weight
        }
        for place in 0..<perCell {
          let at = cell * perCell + place
          system.coupling[m * node + field.entries[at]] += weight * field.weights[at]
        }
      }
      for a in 0..<perCell {
        let one = cell * perCell + a
        let value = weight * field.weights[one]
        guard value != 0 else { continue }
        for b in 0..<perCell {
          let two = cell * perCell + b
          system.corner[m * field.entries[one] + field.entries[two]] += value * field.weights[two]
        }
      }
    }
    return system
  }

  /// Adds up values of cells by the nodes and coefficients that they consist of.
  private func gathered(_ values: [Double], into result: inout [Double]) {
    let offset = field.nodeCount
    let (perCell, pathCount) = (field.perCell, field.paths.count)
    for cell in values.indices {
      for path in 0..<pathCount { result[nodes[cell * pathCount + path]] += values[cell] }
      for place in 0..<perCell {
        let at = cell * perCell + place
        result[offset + field.entries[at]] += field.weights[at] * values[cell]
      }
    }
  }

  /// The integrated likelihood of strengths; nil where no mode is found.
  ///
  /// - Parameters:
  ///   - strengths: Expected responses per act, one an excitation.
  ///   - excitations: What each strength multiplies.
  /// - Returns: The logarithm and its derivatives by strength.
  package mutating func callAsFunction(_ strengths: [Double], _ excitations: [Excitation]) -> Value?
  {
    let extra = extra(strengths, excitations)
    let mass = zip(strengths, excitations).reduce(0) { $0 + $1.0 * $1.1.mass }
    guard let factor = search(extra) else { return nil }
    let (at, byItem) = expand(predictors(mode), extra, items: true)
    var scratch = [Double](repeating: 0, count: mode.count)
    let value =
      constant + at.value - mass + priorTerm(mode, gradient: &scratch)
      + 0.5 * (priorLogDeterminant - factor.logDeterminant)
    // Derivatives: of the likelihood at the mode, of the curvature, and through the mode's move.
    let variances = cellVariances(factor)
    var right = [Double](repeating: 0, count: mode.count)
    gathered(variances.indices.map { 0.5 * variances[$0] * at.third[$0] }, into: &right)
    let moved = predictors(factor.solve(right))
    let gradient = excitations.map { excitation -> Double in
      var sum = -excitation.mass
      for (place, item) in items[excitation.responder].enumerated() {
        let cell = cells[item]
        sum +=
          excitation.values[place]
          * (byItem.value[item] + 0.5 * variances[cell] * byItem.second[item]
            + moved[cell] * byItem.first[item])
      }
      return sum
    }
    return Value(value: value, gradient: gradient)
  }

  /// The daily rates of the baseline of each stream, drawn from what the data say of the field under
  /// given strengths (the normal law of Laplace's method); nil where no mode is found.
  mutating func drawnRates(
    _ strengths: [Double], _ excitations: [Excitation], using random: inout RandomStream
  ) -> [[Double]]? {
    guard let factor = search(extra(strengths, excitations)) else { return nil }
    let moved = factor.draw(mode.map { _ in random.normal() })
    let drawn = predictors(zip(mode, moved).map { $0 + $1 }).map { Double.exp(min($0, 30)) }
    return (0..<EvidenceData.responders).map {
      Array(drawn[($0 * data.days)..<(($0 + 1) * data.days)])
    }
  }

  /// What answers and momentum add at each item.
  private func extra(_ strengths: [Double], _ excitations: [Excitation]) -> [Double] {
    var extra = [Double](repeating: 0, count: cells.count)
    for (strength, excitation) in zip(strengths, excitations) where strength != 0 {
      for (place, item) in items[excitation.responder].enumerated() {
        extra[item] += strength * excitation.values[place]
      }
    }
    return extra
  }

  /// Newton's method with halved steps; the factor of the curvature at the mode.
  private mutating func search(_ extra: [Double]) -> ArrowFactor? {
    var scratch = [Double](repeating: 0, count: mode.count)
    var predictors = predictors(mode)
    var (at, _) = expand(predictors, extra, items: false)
    var objective = at.value + priorTerm(mode, gradient: &scratch)
    if !objective.isFinite {
      mode = [Double](repeating: 0, count: field.nodeCount) + field.means
      predictors = self.predictors(mode)
      (at, _) = expand(predictors, extra, items: false)
      objective = at.value + priorTerm(mode, gradient: &scratch)
    }
    for _ in 0..<60 {
      gathered(at.first, into: &scratch)
      // Where the curvature has the wrong sign, acts pull a day up faster than its rate holds it.
      guard
        let factor = ArrowFactor(curvature(at.second))
          ?? ArrowFactor(curvature(at.second.map { min($0, 0) }))
      else { return nil }
      let step = factor.solve(scratch)
      let decrement = zip(step, scratch).reduce(0) { $0 + $1.0 * $1.1 }
      if decrement < 1e-7 { return ArrowFactor(curvature(at.second)) }
      var scale = 1.0
      var isBetter = false
      for _ in 0..<25 {
        var candidate = mode
        for index in candidate.indices { candidate[index] += scale * step[index] }
        let (next, _) = expand(self.predictors(candidate), extra, items: false)
        var gradient = scratch
        let value = next.value + priorTerm(candidate, gradient: &gradient)
        if value > objective - 1e-12 * objective.magnitude {
          mode = candidate
          at = next
          objective = value
          scratch = gradient
          isBetter = true
          break
        }
        scale *= 0.5
      }
      if !isBetter { return decrement < 1e-3 ? ArrowFactor(curvature(at.second)) : nil }
    }
    return nil
  }

  private func cellVariances(_ factor: ArrowFactor) -> [Double] {
    let inverse = factor.bandInverse
    let (perCell, pathCount) = (field.perCell, field.paths.count)
    var scratch = [Double](repeating: 0, count: field.entryCount)
    return nodes.withUnsafeBufferPointer { nodes in
      field.entries.withUnsafeBufferPointer { entries in
        field.weights.withUnsafeBufferPointer { weights in
          (0..<(EvidenceData.responders * data.days)).map { cell in
            factor.variance(
              nodes: UnsafeBufferPointer(
                rebasing: nodes[(cell * pathCount)..<((cell + 1) * pathCount)]),
              entries: UnsafeBufferPointer(
                rebasing: entries[(cell * perCell)..<((cell + 1) * perCell)]),
              weights: UnsafeBufferPointer(
                rebasing: weights[(cell * perCell)..<((cell + 1) * perCell)]),
              bandInverse: inverse, scratch: &scratch)
          }
        }
      }
    }
  }

  /// The coefficient of an additional term of the field at the mode.
  func coefficient(term: Int) -> Double {
    mode[field.nodeCount + field.termEntries.lowerBound + term]
  }
}
