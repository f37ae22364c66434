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
    "- correlogram: no model; the lag that stands out most of series with their days permuted.",
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
    settings.surrogates = 0
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
    let projections = try ProjectionAnalysis(data, options: projected)
    add(projections.response.model, try projections.estimates(), projections.context)
    findings.tables = [EstimateTables.estimates(rows, inputHash: selected.hash)]
    for block in Comparison(models: models, streams: data.names, level: level).blocks {
      findings.report.append(block)
    }
    let description = try SeriesDescription(
      data, longest: lags, window: 21, level: level, seed: seed
    ).findings
    findings.tables += description.tables.filter { $0.name == "correlations" }
    for block in description.report.blocks.dropFirst(2).prefix(2) { findings.report.append(block) }
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
    for line in ComparisonPlan.assumptions { findings.report.append(.paragraph(line)) }
    return findings
  }
}
