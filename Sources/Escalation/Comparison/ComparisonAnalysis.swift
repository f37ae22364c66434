import TimeSeries

/// The same question asked of several models, and how well they forecast.
public struct ComparisonAnalysis: Analysis {
  /// The models, in the order of the tables.
  public var analyses: [any Analysis]
  /// The longest lag of correlations.
  public var lags: Int
  /// The share of the periods that the first fit of the forecast comparison sees; nil leaves the
  /// comparison out.
  public var trainingShare: Double?
  /// The delay kernel that forecasts.
  public var kernel: DelayKernel.Options

  /// The usual models.
  ///
  /// - Parameters:
  ///   - lags: The longest lag.
  ///   - replicates: Bootstrap refits and draws.
  ///   - eventLimit: The most events that the point process is fitted to; 0 leaves it out.
  ///   - forecasts: Whether forecasts are compared.
  public init(lags: Int = 14, replicates: Int = 500, eventLimit: Int = 300, forecasts: Bool = true)
  {
    self.lags = lags
    trainingShare = forecasts ? 0.6 : nil
    kernel = DelayKernel.Options()
    kernel.longest = 2 * lags
    var autoregression = VectorAutoregressionAnalysis()
    autoregression.order = .selected(maximum: lags, by: .aic, minimum: 1)
    autoregression.replicates = replicates
    var delays = DelayKernelAnalysis()
    delays.kernel = kernel
    delays.draws = replicates
    delays.surrogates = 199
    var projections = ProjectionAnalysis()
    projections.lags = min(7, lags)
    projections.horizon = lags
    projections.draws = replicates
    var process = HawkesPosteriorAnalysis()
    process.scales = []
    process.heldOutShare = 0
    process.tests?.completions = 5
    var partners = ModelFreeAnalysis()
    partners.options.correlogramDays = lags
    analyses = [autoregression, delays, projections]
    if eventLimit > 0 {
      analyses += [
        UpToEvents(process, limit: eventLimit), UpToEvents(partners, limit: eventLimit),
      ]
    }
  }

  /// The model's name, as `fit` takes it.
  public var name: String { "compare" }

  /// Its models are judged one by one.
  public var asksWhoAnswers: Bool { false }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try data.counts(imputations: 1, seed: computation.seed)
    guard counts.names.count >= 2 else {
      throw ConflictDataError.tooFewStreams(found: counts.names.count, needed: 2)
    }
    let evidence = try await AnswerEvidence.compute(data, computation: computation)
    var fits: [Fit] = []
    var warnings: [FitWarning] = []
    for analysis in analyses {
      do {
        var fit = try await analysis.fitted(data, computation)
        fit.judge(by: evidence)
        if fit.failures.contains(where: \.isDisagreementOfChains) {
          warnings.append(.chainsDisagree(model: fit.context.model))
        }
        warnings += fit.warnings.filter { !warnings.contains($0) }
        fits.append(fit)
      } catch let error as CancellationError {
        throw error
      } catch {
        // One model that cannot be fitted is reported, and the rest goes on.
        warnings.append(
          .modelLeftOut(analysis.name, reason: error.described(streams: counts.names)))
      }
    }
    var forecasts: ForecastComparison?
    if let trainingShare, counts.measure == .incidents {
      forecasts = try ForecastComparison(
        counts, first: Int(trainingShare * Double(counts.labels.count)),
        models: ForecastComparison.models(lags: min(7, lags), kernel: kernel))
    }
    var fit = Fit(
      data: data,
      context: FitContext(
        counts: counts, method: .modelFree, model: "compare", baseline: "none",
        computation: computation),
      details: ModelComparison(
        fits: fits, forecasts: forecasts,
        description: try SeriesDescription(
          counts, longest: lags, window: 21, computation: computation)))
    fit.warnings = warnings
    return fit
  }
}

/// The fits of several models of the same streams.
public struct ModelComparison: FitDetails {
  /// The fits.
  public let fits: [Fit]
  /// How well they forecast; nil where that was not asked for.
  public let forecasts: ForecastComparison?
  /// The series without a model.
  public let description: SeriesDescription
}

extension FailedCheck {
  var isDisagreementOfChains: Bool {
    if case .chains = self { return true }
    return false
  }
}

/// An analysis that is left out where there are too many events for it.
struct UpToEvents: Analysis {
  let analysis: any Analysis
  let limit: Int

  init(_ analysis: any Analysis, limit: Int) {
    self.analysis = analysis
    self.limit = limit
  }

  var name: String { analysis.name }
  var columns: ColumnRequest { analysis.columns }

  func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let total = Int(try data.counts(imputations: 1, seed: computation.seed).totals.reduce(0, +))
    guard total <= limit else {
      throw ConflictDataError.tooLarge(
        "\(total) events are more than the limit of \(limit) for this model")
    }
    return try await analysis.fitted(data, computation)
  }
}
