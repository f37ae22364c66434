import Escalation
import Reporting
import TextCharts
import TimeSeries

/// All models of one table of counts side by side: what `talion compare` is asked for.
public struct ComparisonPlan: Sendable {
  /// The series.
  public var series: SeriesSelection
  /// The longest lag.
  public var lags = 14
  /// Bootstrap refits and draws.
  public var replicates = 500
  /// The share of the periods that the first fit of the forecast comparison sees; nil leaves the
  /// comparison out.
  public var trainingShare: Double? = 0.6
  /// The most events that the point process is fitted to; beyond them it is left out, as at zero.
  public var pointProcessLimit = 300
  /// The level of all intervals.
  public var level = 0.95
  /// Of all random numbers.
  public var seed: UInt64 = 1
  /// Parts computed at a time.
  public var threads = 1

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// What each model takes for granted, in words.
  private static let assumptions = [
    "- var: normal errors of one variance and a coefficient for every lag; strengths are sums of "
      + "coefficients.",
    "- counts-kernel: whole counts that vary more than Poisson, and lags that follow one smooth law.",
    "- projections: each horizon on its own, no model between them; responses of all generations.",
    "- hawkes-gamma: events that bring about others, lags of a gamma law within and beyond a day, a "
      + "background that follows nothing faster than 14 days; its lags hold only where the lead test "
      + "tells answers from a campaign.",
    "- correlogram: no model; the lag that stands out most of times redrawn within windows.",
  ]

  /// Reads the data, fits all models and sets their answers side by side.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings(progress: Progress? = nil) async throws -> Findings {
    let selected = try series.read()
    guard selected.names.count >= 2 else {
      throw PlanError.usage("a comparison needs at least two series that may answer each other")
    }
    do {
      return try await findings(of: selected, progress: progress)
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(series.file): \(error.described(series: selected.names))")
    }
  }

  private func findings(
    of selected: SeriesSelection.Selected, progress: Progress?
  ) async throws -> Findings {
    let data = selected.data
    var findings = Findings()
    var models: [Comparison.Model] = []
    var rows: [([Estimate], EstimateContext)] = []
    func add(_ name: String, _ estimates: [Estimate], _ context: EstimateContext) {
      models.append(.init(name: name, estimates: estimates))
      rows.append((estimates, context))
    }
    var options = VectorAutoregressionAnalysis.Options()
    options.order = .selected(maximum: lags, by: .aic, minimum: 1)
    options.replicates = replicates
    options.level = level
    options.seed = seed
    options.threads = threads
    let autoregression = try await VectorAutoregressionAnalysis.run(
      data, options: options, progress: progress)
    add(
      autoregression.response.model, try autoregression.estimates(), autoregression.context)
    var settings = CountModelAnalysis.Settings()
    settings.draws = replicates
    settings.level = level
    settings.seed = seed
    settings.threads = threads
    settings.surrogates = 199
    let isCount = selected.columns.allSatisfy { $0.allSatisfy { $0 >= 0 && $0 == $0.rounded() } }
    var kernel = DelayKernel.Options()
    kernel.longest = 2 * lags
    if isCount {
      let analysis = try await CountModelAnalysis.kernel(data, options: kernel, settings: settings)
      add(analysis.model, try analysis.estimates(), analysis.context)
      findings.notes += analysis.warnings
    } else {
      findings.notes.append("the series are no counts, so count models are left out")
    }
    var projected = ProjectionAnalysis.Options()
    projected.lags = min(7, lags)
    projected.horizon = lags
    projected.level = level
    projected.seed = seed
    projected.draws = replicates
    let projections = try ProjectionAnalysis(
      data, options: projected, jitters: autoregression.jitters)
    add(projections.response.model, try projections.estimates(), projections.context)
    let (events, reason) = events(of: data)
    if let reason { findings.notes.append(reason) }
    if let events {
      let process = try await PosteriorAnalysis.named(
        events, options: processOptions, progress: progress)
      add(
        process.response.model, try process.estimates(),
        process.context(baseline: "smooth, slower than 14 days"))
      if !process.agrees {
        findings.notes.append(
          "the chains of the point process do not agree; fit it alone with talion fit hawkes")
      }
      var partners = ModelFreePartners.Options()
      partners.level = level
      partners.seed = seed
      partners.threads = threads
      partners.correlogramDays = lags
      let modelFree = try await ModelFreePartners.run(events, options: partners, progress: progress)
      add(
        "model-free", modelFree.estimates,
        modelFree.context(
          windowStart: data.labels.first ?? "", windowEnd: data.labels.last ?? ""))
    }
    findings.tables = [EstimateTables.estimates(rows, inputHash: selected.hash)]
    for block in Comparison(models: models, streams: data.names, level: level).blocks {
      findings.report.append(block)
    }
    let description = try SeriesDescription(
      data, longest: lags, window: 21, level: level, seed: seed)
    findings.tables += description.findings.tables.filter { $0.name == "correlations" }
    findings.report.append(.heading("The lag that stands out the most"))
    findings.report.append(.table(description.peaks))
    findings.report.append(.heading("Causality"))
    findings.report.append(.table(try autoregression.causalityTable()))
    if isCount, let trainingShare {
      let comparison = try ForecastComparison(
        data: data, first: Int(trainingShare * Double(data.labels.count)), lags: min(7, lags),
        kernel: kernel)
      findings.report.append(.heading("Who foretells the next count best?"))
      findings.report.append(.table(comparison.shown))
      findings.report.append(
        .paragraph(
          "Mean scores of one-step forecasts, smaller is better; models are fitted anew as time "
            + "goes on. 'behind' is the distance to the best with its error."))
      findings.tables.append(comparison.table)
    }
    findings.report.append(.heading("What each takes for granted"))
    let hasProcess = models.contains { $0.name == "hawkes-gamma" }
    for line in ComparisonPlan.assumptions
    where hasProcess || !line.hasPrefix("- hawkes") { findings.report.append(.paragraph(line)) }
    return findings
  }

  /// The counts as events whose day is known, or why they are not fitted as such.
  private func events(of data: CountData) -> (AnalysisData?, String?) {
    guard pointProcessLimit > 0 else { return (nil, nil) }
    guard let events = AnalysisData(dailyCounts: data) else {
      return (nil, "periods are no days, or values no counts: the point process is left out")
    }
    let total = Int(data.totals.reduce(0, +).rounded())
    guard total <= pointProcessLimit else {
      return (
        nil,
        "\(total) events are more than \(pointProcessLimit): the point process is left out; "
          + "--events-limit raises the limit, at the price of time"
      )
    }
    return (events, nil)
  }

  /// The posterior as `talion fit hawkes` has it, without what a comparison does not show.
  private var processOptions: PosteriorAnalysis.Options {
    var options = PosteriorAnalysis.Options()
    options.scales = []
    options.heldOutShare = 0
    options.level = level
    options.sampling.seed = seed
    options.sampling.threads = threads
    options.sampling.baseline.slowerThan = 14
    options.tests?.completions = 5
    return options
  }
}
