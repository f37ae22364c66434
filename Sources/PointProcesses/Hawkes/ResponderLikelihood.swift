import Estimation
import LinearAlgebra
import RealModule

/// The negative log-likelihood of one responder with exact gradient and Hessian.
///
/// The likelihood of a Hawkes process separates by responder: the events of all streams excite, but
/// the parameters of row i enter only through stream i's own events and compensator (Ogata, 1978):
///
///     log L_i = sum over events of log lambda_i  -  integral of lambda_i
///
/// The integral of the linear rate has a closed form. Where some effect is negative, what
/// ``RateExpansion`` adds to the linear rate is integrated on a ``CompensatorGrid``.
package struct ResponderLikelihood: Sendable {
  let layout: ResponderLayout
  private let events: Sites
  /// Where the rate is integrated; only for signed effects.
  private let nodes: Sites?
  private let pieceLengths: [Double]

  /// Times at which the rate of the responder is needed.
  private struct Sites: Sendable {
    /// How often each counts: acts of an event, days of a node.
    let weights: [Double]
    /// The piece of the baseline that each lies in.
    let pieces: [Int]
    /// Lags back to the events of each stream.
    let pairs: [PairLags]

    init(_ times: [Double], _ weights: [Double], _ model: HawkesModel, _ history: EventHistory) {
      let horizon = ResponderLikelihood.horizon(model, history)
      self.weights = weights
      pieces = times.map { model.baseline.piece(at: $0) }
      pairs = zip(history.times, history.weights).map { provocations, acts in
        PairLags(
          responses: times, provocations: provocations, acts: acts, duration: history.duration,
          horizon: horizon)
      }
    }
  }

  /// The likelihood of a responder given the history of all streams.
  ///
  /// Another responder's likelihood on the same history, if there is one, lends its grid.
  package init(
    layout: ResponderLayout, history: EventHistory, responder: Int,
    like other: ResponderLikelihood? = nil
  ) throws(PointProcessError) {
    self.layout = layout
    let model = layout.model
    pieceLengths = try model.baseline.lengths(duration: history.duration)
    events = Sites(history.times[responder], history.weights[responder], model, history)
    nodes =
      other?.nodes
      ?? ResponderLikelihood.grid(model, history).map {
        Sites($0.nodes, $0.weights, model, history)
      }
  }

  /// The lag beyond which no kernel of a model has responses in a history.
  static func horizon(_ model: HawkesModel, _ history: EventHistory) -> Double {
    let longest = LagDistribution(
      family: model.family, mean: model.lagRange.upperBound,
      checkedShape: model.fixedShape ?? model.family.shapeRange.lowerBound)
    return min(history.duration, longest.quantile(1 - 1e-12))
  }

  /// The grid on which a model integrates rates; nil where they are linear.
  static func grid(_ model: HawkesModel, _ history: EventHistory) -> CompensatorGrid? {
    guard model.effects == .signed, model.streamCount > 1 else { return nil }
    return CompensatorGrid(
      history, edges: model.baseline.breaks, finest: model.lagRange.lowerBound,
      until: history.duration)
  }

  private init(layout: ResponderLayout, like other: ResponderLikelihood) {
    self.layout = layout
    events = other.events
    nodes = other.nodes
    pieceLengths = other.pieceLengths
  }

  /// The same likelihood with kernels located by other points.
  func located(by locations: [LagLocation]) -> ResponderLikelihood {
    ResponderLikelihood(
      layout: ResponderLayout(
        model: layout.model, responder: layout.responder, locations: locations,
        highestRate: layout.highestRate), like: self)
  }

  /// The expansion at a parameter vector; nil where an event has rate zero.
  package func callAsFunction(_ vector: [Double]) -> QuadraticExpansion? {
    let kernels = layout.locations.indices.map { PreparedKernel(layout.kernel($0, vector)) }
    let ratios = kernels.enumerated().map {
      layout.locations[$0].logRatio(family: $1.kernel.family, shape: $1.kernel.shape)
    }
    var sum = ResponderSum(layout: layout, vector: vector)

    // The linear compensator: linear in rates and strengths.
    for (piece, length) in pieceLengths.enumerated() { sum.addBaseline(piece, length) }
    // Beyond this lag a kernel holds less than rounding.
    let reaches = kernels.map { $0.kernel.quantile(1 - 1e-15) }
    for (provoker, pair) in events.pairs.enumerated() {
      var mass = KernelDerivatives()
      for (remaining, acts) in zip(pair.toEnd, pair.acts) where remaining > 0 {
        if remaining >= reaches[provoker] {
          mass.value += acts
        } else {
          mass.add(kernels[provoker].cumulative(remaining), times: acts)
        }
      }
      sum.addExcitation(provoker, mass.relocated(ratios[provoker]))
    }

    let strengths = kernels.indices.map { vector[layout.strength($0)] }
    var excitations = [KernelDerivatives](repeating: KernelDerivatives(), count: kernels.count)
    /// Takes the excitations of a site, and returns the net effect.
    func effect(_ all: [[KernelDerivatives]], _ site: Int) -> Double {
      var effect = 0.0
      for provoker in strengths.indices {
        excitations[provoker] = all[provoker][site]
        effect += strengths[provoker] * excitations[provoker].value
      }
      return effect
    }
    let atEvents = kernels.indices.map {
      events.pairs[$0].excitations(kernels[$0], reach: reaches[$0], ratios[$0])
    }
    for (event, piece) in events.pieces.enumerated() {
      let effect = effect(atEvents, event)
      guard let logRate = RateExpansion.logRate(vector[piece], effect) else { return nil }
      // An event that stands for several acts enters as often.
      sum.add(logRate, piece, excitations, times: -events.weights[event])
    }
    // Without deterrence the compensator is linear.
    guard let nodes, strengths.contains(where: { $0 < 0 }) else { return sum.expansion }
    // Far less than the error of the rule.
    let near = kernels.map { $0.kernel.quantile(1 - 1e-8) }
    let atNodes = kernels.indices.map {
      nodes.pairs[$0].excitations(kernels[$0], reach: near[$0], ratios[$0])
    }
    for (node, piece) in nodes.pieces.enumerated() {
      let effect = effect(atNodes, node)
      guard effect < 0 else { continue }
      sum.add(
        RateExpansion.liftExpansion(vector[piece], effect), piece, excitations,
        times: nodes.weights[node])
    }
    return sum.expansion
  }
}
