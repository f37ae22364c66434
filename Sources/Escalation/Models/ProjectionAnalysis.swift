import Estimation
import TimeSeries

/// Local projections: responses horizon by horizon, without a model between them.
public struct ProjectionAnalysis: Analysis {
  /// Lags of all series among the controls.
  public var lags = 7
  /// Periods ahead.
  public var horizon = 14
  /// Calendar periods with a level of their own in the period whose response it is.
  public var dummies = CalendarTerms.automatic
  /// What is regressed.
  public var law = LocalProjection.Law.linear
  /// How standard errors are estimated.
  public var errors = LocalProjection.Errors.hac
  /// How large the shocks of the system's projection are; nil leaves it out.
  public var system: SystemProjection.Shock?
  /// Draws that carry the uncertainty.
  public var draws = 1000
  /// Surrogates of the interval-jitter test; 0 leaves it out.
  public var surrogates = 499

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "projections" }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try data.counts(imputations: 1, seed: computation.seed)
    let calendar = try dummies.columns(
      of: counts,
      spare: law == .poisson
        ? .max
        : counts.labels.count - horizon - lags - 1 - ((lags + 1) * counts.names.count + 2))
    let jitters = try await CountJitter.tests(
      counts, calendar: calendar, lags: lags, replicates: surrogates, seed: computation.seed,
      threads: computation.threads)
    let fitted = try FittedProjections(
      counts, analysis: self, calendar: calendar, jitters: jitters, seed: computation.seed)
    // Shares, baselines and the whole are not what projections say.
    let estimates = try Estimands(
      of: fitted.response, level: computation.level, obstacles: fitted.obstacles
    ).estimates().filter {
      guard let i = $0.responder, let j = $0.provoker, i != j else { return false }
      return $0.estimand != .loopGain && $0.estimand != .asymmetry
        && $0.estimand != .firstResponseLag
    }
    var fit = Fit(
      data: data,
      context: FitContext(
        counts: counts, method: .projection, model: fitted.response.model,
        baseline: calendar.baseline("constant"), computation: computation),
      estimates: estimates, response: fitted.response, details: fitted)
    let reach = NormalFunctions.quantile(p: 0.5 + computation.level / 2)
    fit.curves = counts.names.indices.flatMap { i in
      counts.names.indices.compactMap { j -> ResponseCurve? in
        guard let projection = fitted.projections[i][j] else { return nil }
        return ResponseCurve(
          kind: .total, responder: i, provoker: j,
          points: projection.responses.map {
            .init(
              lag: Double($0.horizon), value: $0.estimate, lower: $0.estimate - reach * $0.error,
              upper: $0.estimate + reach * $0.error)
          })
      }
    }
    fit.causality = fitted.maxima + jitters.map(\.test)
    return fit
  }
}
