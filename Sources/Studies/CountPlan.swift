import Escalation
import LinearAlgebra
import Reporting
import TimeSeries

/// One model of counts from a file to findings: what `talion fit counts` is asked for.
public struct CountPlan: Sendable {
  /// The model.
  public enum Model: String, CaseIterable, Hashable, Sendable {
    /// Every stream answers every other through a law of lags.
    case kernel
    /// A regression with distributed lags.
    case regression
    /// Means that depend on past counts and past means.
    case ingarch
    /// Streams that feed on their own last period, on that of the others, and on a background.
    case endemic
    /// Incidents of one stream that go on with a probability, and new ones.
    case inar
  }

  /// The series; `columns` are those of a kernel model.
  public var series: SeriesSelection
  /// The model.
  public var model = Model.kernel
  /// The stream to explain, of the models of one stream.
  public var response: String?
  /// Regressors of the same period.
  public var covariates: [String] = []
  /// Streams whose lags act.
  public var provokers: [String] = []
  /// Their longest lag; of a kernel the longest lag of all.
  public var lags: Int?
  /// Lags of the stream's own counts in a regression.
  public var ownLags = 0
  /// The law of the counts.
  public var family: CountRegression.Family?
  /// Where zeros come from, in a regression.
  public var zeros = CountRegression.Zeros.none
  /// How standard errors of a regression are estimated.
  public var covariance = CountCovariance.observed
  /// Lags of counts and means and the link, of an autoregression.
  public var equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1])
  /// What the coefficients of an autoregression are.
  public var estimator = CountAutoregression.Estimator.maximumLikelihood
  /// Days between the knots of a kernel's baseline; nil for a constant one.
  public var knotSpacing: Int?
  /// Periods of a season of an endemic model's background.
  public var season: Double?
  /// Draws, level, seed.
  public var settings = CountModelAnalysis.Settings()

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// Reads the data, fits the model and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings() async throws -> Findings {
    let (analysis, hash) = try await analysis()
    return try Findings(analysis, inputHash: hash)
  }

  /// The analysis and the SHA-256 of its input.
  func analysis() async throws -> (CountModelAnalysis, String) {
    var series = series
    if model != .kernel, model != .endemic {
      guard let response else {
        throw PlanError.usage("name the stream to explain with --response")
      }
      series.columns = [response] + provokers
      series.exogenous = covariates
    }
    let selected = try series.read()
    do {
      for column in selected.columns.indices
      where selected.names[column] != response || model != .regression {
        let values = selected.columns[column]
        guard values.contains(where: { $0 != values.first }) else {
          throw TimeSeriesError.constantSeries(column: column)
        }
      }
      guard model != .endemic else {
        return (
          try CountModelAnalysis.endemicEpidemic(
            selected.data, season: season, family: family ?? .negativeBinomial,
            settings: settings), selected.hash
        )
      }
      guard model != .kernel else {
        var options = DelayKernel.Options()
        options.longest = lags ?? options.longest
        options.family = family ?? options.family
        options.knotSpacing = knotSpacing
        let data = CountData(
          names: selected.names, labels: selected.labels, columns: selected.columns,
          isDaily: selected.isDaily)
        return (
          try await CountModelAnalysis.kernel(data, options: options, settings: settings),
          selected.hash
        )
      }
      var input = CountModelInput(
        response: selected.names[0], counts: selected.columns[0], labels: selected.labels,
        isDaily: selected.isDaily)
      input.covariateNames = selected.exogenousNames
      input.covariates = (0..<selected.exogenousNames.count).map {
        selected.exogenous?.column($0) ?? []
      }
      input.provokerNames = provokers
      input.provokers = Array(selected.columns.dropFirst())
      input.lags = provokers.isEmpty ? 0 : lags ?? 14
      input.ownLags = ownLags
      guard model != .inar else {
        return (
          try CountModelAnalysis.integerAutoregression(input, settings: settings), selected.hash
        )
      }
      let analysis =
        model == .regression
        ? try CountModelAnalysis.regression(
          input, family: family ?? .negativeBinomial, zeros: zeros, covariance: covariance,
          settings: settings)
        : try CountModelAnalysis.autoregression(
          input, equation: equation, family: family ?? .poisson, estimator: estimator,
          settings: settings)
      return (analysis, selected.hash)
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(series.file): \(error.described(series: selected.names))")
    }
  }
}
