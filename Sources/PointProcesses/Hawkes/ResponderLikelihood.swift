import Estimation
import LinearAlgebra
import RealModule

/// The negative log-likelihood of one responder with exact gradient and Hessian.
///
/// The likelihood of a Hawkes process separates by responder: the events of all streams excite, but
/// the parameters of row i enter only through stream i's own events and compensator (Ogata, 1978):
///
///     log L_i = sum over events of log lambda_i  -  integral of lambda_i
package struct ResponderLikelihood: Sendable {
  let layout: ResponderLayout
  private let pieces: [Int]
  /// How many acts each event of the responder stands for.
  private let acts: [Double]
  private let pieceLengths: [Double]
  private let pairs: [PairLags]

  /// The likelihood of a responder given the history of all streams.
  package init(
    layout: ResponderLayout, history: EventHistory, responder: Int
  ) throws(PointProcessError) {
    self.layout = layout
    let model = layout.model
    pieceLengths = try model.baseline.lengths(duration: history.duration)
    let responses = history.times[responder]
    pieces = responses.map { model.baseline.piece(at: $0) }
    acts = history.weights[responder]
    let horizon = ResponderLikelihood.horizon(model, history)
    pairs = zip(history.times, history.weights).map { times, acts in
      PairLags(
        responses: responses, provocations: times, acts: acts, duration: history.duration,
        horizon: horizon)
    }
  }

  /// The lag beyond which no kernel of a model has responses in a history.
  static func horizon(_ model: HawkesModel, _ history: EventHistory) -> Double {
    let longest = LagDistribution(
      family: model.family, mean: model.lagRange.upperBound,
      checkedShape: model.fixedShape ?? model.family.shapeRange.lowerBound)
    return min(history.duration, longest.quantile(1 - 1e-12))
  }

  private init(layout: ResponderLayout, like other: ResponderLikelihood) {
    self.layout = layout
    pieces = other.pieces
    acts = other.acts
    pieceLengths = other.pieceLengths
    pairs = other.pairs
  }

  /// The same likelihood with kernels located by other points.
  func located(by locations: [LagLocation]) -> ResponderLikelihood {
    ResponderLikelihood(
      layout: ResponderLayout(
        model: layout.model, locations: locations, highestRate: layout.highestRate), like: self)
  }

  /// The expansion at a parameter vector; nil where an event has rate zero.
  package func callAsFunction(_ vector: [Double]) -> QuadraticExpansion? {
    let count = layout.count
    let provokers = pairs.count
    let hasShape = layout.model.estimatesShape
    var value = 0.0
    var gradient = [Double](repeating: 0, count: count)
    var hessian = Matrix(rows: count, columns: count)

    // Compensator: linear in rates and strengths.
    for (piece, length) in pieceLengths.enumerated() {
      value += vector[piece] * length
      gradient[piece] += length
    }
    let kernels = (0..<provokers).map { PreparedKernel(layout.kernel($0, vector)) }
    let ratios = kernels.enumerated().map {
      layout.locations[$0].logRatio(family: $1.kernel.family, shape: $1.kernel.shape)
    }
    // Beyond this lag a kernel holds less than rounding.
    let reaches = kernels.map { $0.kernel.quantile(1 - 1e-15) }
    for provoker in 0..<provokers {
      let g = vector[layout.strength(provoker)]
      var mass = KernelDerivatives()
      let pair = pairs[provoker]
      for (remaining, acts) in zip(pair.toEnd, pair.acts) where remaining > 0 {
        if remaining >= reaches[provoker] {
          mass.value += acts
        } else {
          mass.add(kernels[provoker].cumulative(remaining), times: acts)
        }
      }
      mass = mass.relocated(ratios[provoker])
      value += g * mass.value
      let (a, b) = (layout.strength(provoker), layout.location(provoker))
      gradient[a] += mass.value
      gradient[b] += g * mass.l
      hessian[a, b] += mass.l
      hessian[b, b] += g * mass.ll
      if hasShape, let c = layout.shape(provoker) {
        gradient[c] += g * mass.s
        hessian[a, c] += mass.s
        hessian[b, c] += g * mass.ls
        hessian[c, c] += g * mass.ss
      }
    }

    // Events: the rate and its derivatives, then -log.
    var slope = [Double](repeating: 0, count: count)
    for event in pieces.indices {
      for index in slope.indices { slope[index] = 0 }
      let piece = pieces[event]
      var rate = vector[piece]
      slope[piece] = 1
      var sums = [KernelDerivatives](repeating: KernelDerivatives(), count: provokers)
      for provoker in 0..<provokers {
        let sum = excitation(event, provoker, kernels[provoker], reach: reaches[provoker])
          .relocated(ratios[provoker])
        let g = vector[layout.strength(provoker)]
        rate += g * sum.value
        slope[layout.strength(provoker)] = sum.value
        slope[layout.location(provoker)] = g * sum.l
        if let shape = layout.shape(provoker) { slope[shape] = g * sum.s }
        sums[provoker] = sum
      }
      guard rate > 0 else { return nil }
      // An event that stands for several acts enters as often.
      value -= acts[event] * Double.log(rate)
      let inverse = acts[event] / rate
      for column in 0..<count where slope[column] != 0 {
        gradient[column] -= slope[column] * inverse
        let weight = slope[column] * inverse * (1 / rate)
        for row in 0...column { hessian[row, column] += slope[row] * weight }
      }
      for provoker in 0..<provokers {
        let g = vector[layout.strength(provoker)]
        let (a, b) = (layout.strength(provoker), layout.location(provoker))
        let sum = sums[provoker]
        hessian[a, b] -= sum.l * inverse
        hessian[b, b] -= g * sum.ll * inverse
        if let c = layout.shape(provoker) {
          hessian[a, c] -= sum.s * inverse
          hessian[b, c] -= g * sum.ls * inverse
          hessian[c, c] -= g * sum.ss * inverse
        }
      }
    }
    for column in 0..<count {
      for row in 0..<column { hessian[column, row] = hessian[row, column] }
    }
    return QuadraticExpansion(value: value, gradient: gradient, hessian: hessian)
  }

  /// The sum of kernel densities over the earlier events of a provoker.
  private func excitation(
    _ event: Int, _ provoker: Int, _ kernel: PreparedKernel, reach: Double
  ) -> KernelDerivatives {
    let pair = pairs[provoker]
    return pair.lag.withUnsafeBufferPointer { lag in
      pair.logLag.withUnsafeBufferPointer { logLag in
        pair.weight.withUnsafeBufferPointer { weight in
          let range = pair.start[event]..<pair.start[event + 1]
          return kernel.sum(lag, logLag, weight, range, reach: reach)
        }
      }
    }
  }
}
