/// Answers that need no model: stated lags, correlogram, rate ratios, episodes, escalation.
public struct ModelFreeAnalysis: Analysis {
  /// How they are computed; level, seed and threads come from the computation.
  public var options = ModelFreePartners.Options()

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "model-free" }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let events = try data.events()
    let partners = try await partners(of: data, computation)
    return Fit(
      data: data,
      context: FitContext(
        events: events, counts: partners.meanCounts, method: .modelFree, model: "none",
        baseline: "none", computation: computation),
      estimates: Estimates(streams: events.names, rows: partners.estimates), details: partners)
  }

  func partners(
    of data: ConflictData, _ computation: Computation
  ) async throws -> ModelFreePartners {
    var options = options
    options.level = computation.level
    options.seed = computation.seed
    options.threads = computation.threads
    return try await ModelFreePartners.run(
      data.events(), stated: data.stated, options: options, progress: computation.progress)
  }
}
