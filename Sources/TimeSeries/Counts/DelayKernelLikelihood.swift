import Estimation
import LinearAlgebra
import RealModule

/// The likelihood of a delay-kernel model with exact derivatives.
///
/// Parameters: baseline coefficients; own strength and log scale; for each other stream strength,
/// log shape and log scale; log theta.
struct DelayKernelLikelihood {
  private let options: DelayKernel.Options
  private let responder: Int
  private let series: [[Double]]
  private let seriesMeans: [Double]
  /// For each stream the periods with events.
  private let events: [[Int]]
  /// The baseline's own columns, then those of the calendar.
  private let basis: Matrix
  private let calendar: ShrunkColumns?
  private let logFactorials: [Double]
  private let largest: Int
  let count: Int

  init(
    series: Matrix, responder: Int, options: DelayKernel.Options, calendar: ShrunkColumns? = nil
  ) {
    self.calendar = calendar
    self.options = options
    self.responder = responder
    self.series = (0..<series.columns).map { series.column($0) }
    seriesMeans = self.series.map { $0.reduce(0, +) / Double($0.count) }
    events = self.series.map { values in values.indices.filter { values[$0] > 0 } }
    let own = DelayKernelLikelihood.basis(rows: series.rows, spacing: options.knotSpacing)
    basis =
      calendar.map {
        Matrix(
          rows: own.rows, columns: own.columns + $0.values.columns,
          elements: own.elements + $0.values.elements)
      } ?? own
    let counts = self.series[responder]
    largest = Int(counts.max() ?? 0)
    var table = [0.0]
    for index in 0..<largest { table.append(table[index] + Double.log(Double(index + 1))) }
    logFactorials = counts.map { table[Int($0)] }
    count =
      basis.columns + 2 + 3 * (series.columns - 1)
      + (options.family == .negativeBinomial ? 1 : 0)
  }

  /// Hat functions over knots of equal distance; one constant column without knots.
  private static func basis(rows: Int, spacing: Int?) -> Matrix {
    guard let spacing, spacing < rows else {
      return Matrix(rows: rows, columns: 1, repeating: 1)
    }
    let pieces = max(1, Int((Double(rows) / Double(spacing)).rounded()))
    var result = Matrix(rows: rows, columns: pieces + 1)
    for row in 0..<rows {
      let place = Double(row) / Double(max(1, rows - 1)) * Double(pieces)
      let left = min(Int(place), pieces - 1)
      result[row, left] = 1 - (place - Double(left))
      result[row, left + 1] = place - Double(left)
    }
    return result
  }

  private var hasTheta: Bool { options.family == .negativeBinomial }

  /// The places of the calendar's coefficients.
  var calendarSlots: Range<Int> {
    (basis.columns - (calendar?.values.columns ?? 0))..<basis.columns
  }

  /// Where a stream's parameters are: strength, log shape (own streams have none), log scale.
  private func slots(_ stream: Int) -> (strength: Int, shape: Int?, scale: Int) {
    let own = basis.columns
    guard stream != responder else { return (own, nil, own + 1) }
    let position = own + 2 + 3 * (stream < responder ? stream : stream - 1)
    return (position, position + 1, position + 2)
  }

  private func weights(_ stream: Int, _ point: [Double]) -> LagWeights {
    let slots = slots(stream)
    return LagWeights(
      shape: slots.shape.map { Double.exp(point[$0]) } ?? 1,
      scale: Double.exp(point[slots.scale]), longest: options.longest)
  }

  /// A stream's counts spread over later periods by weights that sum to `total`.
  private func spread(_ stream: Int, _ weights: [Double]) -> [Double] {
    let periods = series[stream].count
    var result = [Double](repeating: 0, count: periods)
    // Before the data the stream has its mean.
    var tail = weights.reduce(0, +)
    for t in 0..<min(periods, weights.count) {
      result[t] = seriesMeans[stream] * tail
      tail -= weights[t]
    }
    series[stream].withUnsafeBufferPointer { y in
      result.withUnsafeMutableBufferPointer { result in
        weights.withUnsafeBufferPointer { weights in
          for event in events[stream] {
            let size = y[event]
            let end = min(weights.count, periods - event - 1)
            for lag in 0..<max(0, end) { result[event + 1 + lag] += size * weights[lag] }
          }
        }
      }
    }
    return result
  }

  private func baseline(_ point: [Double]) -> [Double] {
    (0..<basis.rows).map { row in
      Double.exp((0..<basis.columns).reduce(0.0) { $0 + basis[row, $1] * point[$1] })
    }
  }

  func means(_ point: [Double]) -> [Double] {
    var result = baseline(point)
    for stream in series.indices {
      let part = spread(stream, weights(stream, point).weights)
      let strength = point[slots(stream).strength]
      for t in result.indices { result[t] += strength * part[t] }
    }
    return result
  }

  /// The parameters of given values; the baseline is constant.
  func point(of values: DelayKernel.Values) -> [Double] {
    var point = [Double](repeating: Double.log(max(values.baseline, 1e-12)), count: count)
    for stream in series.indices {
      let slots = slots(stream)
      point[slots.strength] = values.strengths[stream]
      point[slots.scale] = Double.log(values.weights[stream].scale)
      if let shape = slots.shape { point[shape] = Double.log(values.weights[stream].shape) }
    }
    if hasTheta { point[count - 1] = Double.log(values.theta) }
    return point
  }

  func values(_ point: [Double]) -> DelayKernel.Values {
    let base = baseline(point)
    return DelayKernel.Values(
      strengths: series.indices.map { point[slots($0).strength] },
      weights: series.indices.map { weights($0, point) },
      baseline: base.reduce(0, +) / Double(base.count),
      theta: hasTheta ? Double.exp(point[count - 1]) : .infinity)
  }

  func logLikelihood(_ point: [Double]) -> Double? {
    let theta = hasTheta ? Double.exp(point[count - 1]) : .infinity
    let rising = RisingFactorials(theta: theta, largest: hasTheta ? largest : 0)
    let counts = series[responder]
    var value = 0.0
    for (t, mu) in means(point).enumerated() {
      guard mu > 1e-9, mu.isFinite else { return nil }
      let y = counts[t]
      if hasTheta {
        let logRatio = Double.log(onePlus: mu / theta)
        value += rising.logarithms[Int(y)] - logFactorials[t] - theta * logRatio
        if y > 0 { value += y * (Double.log(mu / theta) - logRatio) }
      } else {
        value += (y > 0 ? y * Double.log(mu) : 0) - mu - logFactorials[t]
      }
    }
    return value
  }

  /// Slots with a normal prior on the logarithm: slot, centre, deviation.
  private var priors: [(slot: Int, centre: Double, deviation: Double)] {
    var result = series.indices.flatMap {
      stream -> [(slot: Int, centre: Double, deviation: Double)] in
      let slots = slots(stream)
      let scale = (slots.scale, Double.log(options.scalePrior.median), options.scalePrior.deviation)
      guard let shape = slots.shape else { return [scale] }
      return [
        scale, (shape, Double.log(options.shapePrior.median), options.shapePrior.deviation),
      ]
    }
    // Weak as well: a baseline of nothing would leave every incident to be explained by others.
    let centre = Double.log(max(0.5 * seriesMeans[responder], 1e-6))
    for column in 0..<calendarSlots.lowerBound { result.append((column, centre, 1.5)) }
    if let calendar {
      for column in calendarSlots { result.append((column, 0, calendar.deviation)) }
    }
    // Very weak, so that draws of a size that is nearly infinite stay finite.
    if hasTheta { result.append((count - 1, 1, 3)) }
    return result
  }

  func logPosterior(_ point: [Double]) -> Double? {
    let (lower, upper) = bounds()
    for index in point.indices where point[index] < lower[index] || point[index] > upper[index] {
      return nil
    }
    guard var value = logLikelihood(point) else { return nil }
    for prior in priors {
      let z = (point[prior.slot] - prior.centre) / prior.deviation
      value -= 0.5 * z * z
    }
    return value
  }

  /// The negative log posterior with its derivatives; nil outside the domain.
  func expansion(_ point: [Double]) -> QuadraticExpansion? {
    let periods = series[responder].count
    let base = baseline(point)
    let theta = hasTheta ? Double.exp(point[count - 1]) : .infinity
    let rising = RisingFactorials(theta: theta, largest: hasTheta ? largest : 0)
    var mean = base
    // Per stream the spread counts and their derivatives in shape and scale.
    var parts: [[[Double]]] = []
    for stream in series.indices {
      let weights = weights(stream, point).derivatives()
      let wanted = stream == responder ? [0, 2, 5] : Array(0..<6)
      let spreads = weights.indices.map {
        wanted.contains($0) ? spread(stream, weights[$0]) : []
      }
      let strength = point[slots(stream).strength]
      for t in 0..<periods { mean[t] += strength * spreads[0][t] }
      parts.append(spreads)
    }
    var value = 0.0
    var gradient = [Double](repeating: 0, count: count)
    var hessian = Matrix(rows: count, columns: count)
    var slopes = [Double](repeating: 0, count: count)
    let last = hasTheta ? count - 1 : count
    for t in 0..<periods {
      let mu = mean[t]
      guard mu > 1e-9, mu.isFinite else { return nil }
      let y = series[responder][t]
      let logMean = Double.log(mu)
      let law =
        hasTheta
        ? CountPoint(
          count: y, logMean: logMean, mu: mu, theta: theta, logFactorial: logFactorials[t],
          rising: rising)
        : CountPoint(poisson: y, logMean: logMean, mu: mu, logFactorial: logFactorials[t])
      value += law.value
      let one = law.mean / mu
      let two = (law.meanMean - law.mean) / (mu * mu)
      for column in 0..<basis.columns { slopes[column] = base[t] * basis[t, column] }
      for stream in series.indices {
        let slots = slots(stream)
        let strength = point[slots.strength]
        let part = parts[stream]
        slopes[slots.strength] = part[0][t]
        slopes[slots.scale] = strength * part[2][t]
        hessian[slots.scale, slots.scale] += one * strength * part[5][t]
        hessian[max(slots.strength, slots.scale), min(slots.strength, slots.scale)] +=
          one * part[2][t]
        if let shape = slots.shape {
          slopes[shape] = strength * part[1][t]
          hessian[shape, shape] += one * strength * part[3][t]
          hessian[shape, slots.strength] += one * part[1][t]
          hessian[slots.scale, shape] += one * strength * part[4][t]
        }
      }
      for column in 0..<basis.columns {
        for other in 0...column {
          hessian[column, other] += one * base[t] * basis[t, column] * basis[t, other]
        }
      }
      for i in 0..<last {
        gradient[i] += one * slopes[i]
        let factor = two * slopes[i]
        for j in 0...i { hessian[i, j] += factor * slopes[j] }
      }
      if hasTheta {
        gradient[last] += law.size
        hessian[last, last] += law.sizeSize
        for j in 0..<last { hessian[last, j] += law.meanSize / mu * slopes[j] }
      }
    }
    for prior in priors {
      let z = (point[prior.slot] - prior.centre) / prior.deviation
      value -= 0.5 * z * z
      gradient[prior.slot] -= z / prior.deviation
      hessian[prior.slot, prior.slot] -= 1 / (prior.deviation * prior.deviation)
    }
    for i in 0..<count {
      for j in 0...i {
        hessian[i, j] = -hessian[i, j]
        hessian[j, i] = hessian[i, j]
      }
    }
    return QuadraticExpansion(value: -value, gradient: gradient.map { -$0 }, hessian: hessian)
  }

  private func bounds() -> (lower: [Double], upper: [Double]) {
    var lower = [Double](repeating: -25, count: count)
    var upper = [Double](repeating: 15, count: count)
    for stream in series.indices {
      let slots = slots(stream)
      lower[slots.strength] = 0
      upper[slots.strength] = 20
      lower[slots.scale] = Double.log(0.3)
      upper[slots.scale] = Double.log(3 * Double(options.longest))
      if let shape = slots.shape {
        lower[shape] = 0
        upper[shape] = Double.log(60)
      }
    }
    if hasTheta {
      lower[count - 1] = -6
      upper[count - 1] = 12
    }
    return (lower, upper)
  }

  /// Searches from early, middling and late lags.
  func maximize() throws -> TrustRegionNewton.Optimum {
    let (lower, upper) = bounds()
    let mean = seriesMeans[responder]
    var best: TrustRegionNewton.Optimum?
    var search = TrustRegionNewton()
    search.maximumIterations = 100
    for (scale, shape) in [(2.0, 2.0), (5.0, 5.0), (10.0, 4.0)] {
      var start = [Double](repeating: Double.log(max(0.5 * mean, 1e-4)), count: count)
      for column in calendarSlots { start[column] = 0 }
      for stream in series.indices {
        let slots = slots(stream)
        start[slots.strength] = min(0.2, 0.2 * mean / max(seriesMeans[stream], 1e-9))
        start[slots.scale] = Double.log(min(scale, Double(options.longest)))
        if let index = slots.shape { start[index] = Double.log(shape) }
      }
      if hasTheta { start[count - 1] = 1 }
      let end = try search.minimize(from: start, lower: lower, upper: upper) { expansion($0) }
      if end.value.isFinite, best.map({ end.value < $0.value - 1e-9 }) ?? true { best = end }
    }
    guard let best, best.convergence.converged else {
      throw TimeSeriesError.notConverged("the delay-kernel count model")
    }
    return best
  }
}
