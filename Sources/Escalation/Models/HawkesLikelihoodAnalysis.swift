import Estimation
import LinearAlgebra
import PointProcesses

/// A Hawkes process by maximum likelihood; dates that are intervals go through multiple imputation.
public struct HawkesLikelihoodAnalysis: Analysis {
  /// The family of lag distributions.
  public var family = KernelFamily.gamma
  /// A shape to hold fixed, or nil to estimate it.
  public var shape: Double?
  /// The mean lags among which to search, days; the upper end is lowered to a third of the window.
  public var lagRange = 0.05...60.0
  /// The baseline; a smooth one needs the posterior.
  public var baseline = Baseline.constant
  /// The signs that effects of one stream on another may have.
  public var effects = CrossEffects.nonNegative
  /// Completed data sets where times must be drawn.
  public var imputations = 40
  /// Bootstrap refits, over all completed data sets.
  public var replicates = 400
  /// The largest lag of responses and charts, days.
  public var horizon = 30.0

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "hawkes" }

  /// The model in the tables of results.
  var modelName: String {
    "hawkes-\(family.rawValue)" + (effects == .signed ? "-signed" : "")
  }

  /// Those of the baseline.
  public func breaks(of data: ConflictData) throws -> [Double] {
    try baseline.breaks(of: data)
  }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let events = try data.events()
    let span = data.span ?? .numbers(0...events.duration)
    let hawkes = try await ProfiledHawkes(
      events, analysis: self, breaks: baseline.breaks(in: span), computation: computation)
    let estimates = try Estimands(
      of: hawkes.response,
      profiles: hawkes.profiles.compactMapValues { $0.interval }.mapKeysToDays(),
      level: computation.level, failures: hawkes.converged ? [] : [.notAtOptimum]
    ).estimates()
    var fit = Fit(
      data: data,
      context: FitContext(
        events: events, counts: hawkes.meanCounts,
        method: events.needsImputation ? .imputed : .maximumLikelihood,
        model: hawkes.response.model, baseline: baseline.words, computation: computation),
      estimates: estimates, response: hawkes.response, details: hawkes)
    fit.curves = try hawkes.response.curves(
      horizon: min(horizon, events.duration), step: 0.25, level: computation.level)
    fit.parameters = hawkes.parameters
    fit.quantities = hawkes.quantities
    if data.ties > 0 { fit.warnings.append(.tiedTimes(data.ties)) }
    fit.warnings += hawkes.beyondTotals
    if hawkes.lostReplicates > 0 {
      fit.warnings.append(.lostReplicates(hawkes.lostReplicates, of: replicates))
    }
    if !hawkes.converged { fit.failures.append(.notAtOptimum) }
    fit.failures += FailedCheck.timeRescaling(
      events.names, hawkes.diagnostics.residualPValues)
    return fit
  }
}

extension FailedCheck {
  /// Time-rescaling tests that reject a model at 1 %.
  static func timeRescaling(_ names: [String], _ pValues: [Double]) -> [FailedCheck] {
    zip(names, pValues).filter { $0.1 < 0.01 }.map { .timeRescaling(stream: $0.0, p: $0.1) }
  }
}
