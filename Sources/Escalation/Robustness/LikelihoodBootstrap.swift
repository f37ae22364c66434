import LinearAlgebra
import PointProcesses
import Randomness

/// The likelihood ratio of one cross effect in a Hawkes model, referred to histories simulated
/// without it: under the null the lag has no meaning, so no table gives the p value (Davies,
/// Biometrika 74, 1987).
///
/// The baseline is that of the model; a trend that it does not follow passes for an answer. The
/// test is there for what the model itself claims, not for telling retaliation from a trend.
struct LikelihoodBootstrap: Sendable {
  let model: HawkesModel
  let responder: Int
  let provoker: Int

  /// Twice the gain in log-likelihood by the cross effect; 0 when a stream is empty.
  func ratio(_ history: EventHistory) throws -> Double {
    guard !history.times.contains(where: \.isEmpty) else { return 0 }
    let full = try HawkesFit(model, to: history)
    let without = try reduced(history)
    let gain =
      full.responderLogLikelihoods[responder]
      - without.fit.responderLogLikelihoods[without.row]
    return max(0, 2 * gain)
  }

  /// The model fitted without the cross effect.
  ///
  /// - Throws: What a fit throws.
  func null(_ history: EventHistory) throws -> HawkesParameters {
    let full = try HawkesFit(model, to: history).parameters
    let without = try reduced(history)
    var rates = full.rates
    var branching = full.branching
    var lags = full.lags
    rates[responder] = without.fit.parameters.rates[without.row]
    for j in 0..<model.streamCount {
      guard j != provoker else {
        branching[responder, j] = 0
        continue
      }
      let column = j > provoker ? j - 1 : j
      branching[responder, j] = without.fit.parameters.branching[without.row, column]
      lags[responder][j] = without.fit.parameters.lags[without.row][column]
    }
    return try HawkesParameters(rates: rates, branching: branching, lags: lags)
  }

  /// A fit to all streams but the provoker, and the responder's row of it.
  private func reduced(_ history: EventHistory) throws -> (fit: HawkesFit, row: Int) {
    var (times, weights) = (history.times, history.weights)
    times.remove(at: provoker)
    weights.remove(at: provoker)
    let smaller = try HawkesModel(
      streamCount: model.streamCount - 1, family: model.family, fixedShape: model.fixedShape,
      lagRange: model.lagRange, baseline: model.baseline)
    let fit = try HawkesFit(
      smaller, to: EventHistory(times: times, weights: weights, duration: history.duration))
    return (fit, responder > provoker ? responder - 1 : responder)
  }
}
