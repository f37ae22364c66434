import ArgumentParser
import Escalation
import TimeSeries

/// The options of a vector autoregression.
public struct VectorAutoregressionSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "var"

  /// What the model does, in one line.
  public static let abstract = "Fit a vector autoregression to counts or other series."

  /// More of it, with examples.
  public static let discussion = """
    The table has a first column of dates or period labels and a column of numbers for each series, \
    every period of its window a row. The interval-jitter test stands beside F: a slow trend that \
    both series share does not mislead it. Effects within the same period belong to neither side; \
    orthogonalized responses take the order of the columns.

    EXAMPLES
      talion fit var counts.csv --max-lags 14 --criterion bic --output results
      talion fit var counts.csv --columns "US->militias,militias->US" --lags 7
      talion fit var counts.csv --lags 14 --dummies month --binary
      talion fit var macro.csv --lags 2 --seasons 4 --intervals bias-corrected --resampling wild
      talion fit var many.csv --lags 7 --shrinkage minnesota --tightness 0.1
    """

  @Option("Number of lags.", in: 0...1000)
  var lags: Int?

  @Option("Largest number of lags to choose from (default: 14).", in: 0...1000)
  var maxLags: Int?

  @Option(
    "Smallest number of lags to choose from; 0 means no dynamics at all (default: 1).", in: 0...1000
  )
  var minLags: Int?

  @Option(help: "By what the number of lags is chosen (default: aic).")
  var criterion: LagSelection.Criterion?

  @Option(help: "Deterministic terms.")
  var trend = VectorAutoregression.Trend.constant

  @Option("Seasons of a year, such as 7 or 4, with dummies (default: none).", in: 2...10_000)
  var seasons: Int?

  @Option(
    help: "Levels of calendar periods in the mean (auto: weekdays where they differ).")
  var dummies = CalendarTerms.automatic

  @Option(
    help: ArgumentHelp("Columns that act but are not explained.", valueName: "c,d,..."))
  var exogenous: CommaSeparated?

  @Option("Lags of the exogenous columns (default: 0).", in: 0...1000)
  var exogenousLags: Int?

  @Option(help: "Standard errors (default: classical, or hc3 where the variance changes).")
  var covariance: CovarianceName?

  @Option(help: "Draw coefficients to zero.")
  var shrinkage = ShrinkageName.none

  @Option("Tightness of the Minnesota prior (default: 0.2).", in: 1e-6...1e6)
  var tightness: Double?

  @Option(help: "Intervals of the impulse responses.")
  var intervals = IntervalName.bootstrap

  @Option(
    help: "How the bootstrap draws errors (default: residual, or wild where the variance changes).")
  var resampling: ResamplingName?

  @Option("Surrogates of the interval-jitter test.", orNone: 19...100_000)
  var surrogates = 499

  @Option("Periods of the impulse responses and the forecast.", in: 1...1000)
  var horizon = 30

  @Option("Bootstrap refits.", orNone: 20...100_000)
  var bootstrap = 1000

  @Option("Completed tables where days are drawn from dates that are intervals.", in: 20...10_000)
  var imputations = 40

  /// Options that parsing fills in.
  public init() {}

  /// Refuses options that do not go together.
  public func validate() throws { _ = try autoregression() }

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis { try autoregression() }

  private func autoregression() throws -> VectorAutoregressionAnalysis {
    if lags != nil, maxLags != nil || criterion != nil || minLags != nil {
      throw ValidationError("Give --lags, or --max-lags and --criterion to have it chosen.")
    }
    let (most, least) = (maxLags ?? max(14, minLags ?? 1), minLags ?? min(1, maxLags ?? 1))
    guard lags != nil || least <= most else {
      throw ValidationError("--min-lags (\(least)) must not be larger than --max-lags (\(most)).")
    }
    if tightness != nil, shrinkage != .minnesota {
      throw ValidationError("--tightness belongs to --shrinkage minnesota.")
    }
    if intervals == .asymptotic, shrinkage != .none {
      throw ValidationError("--intervals asymptotic does not go with --shrinkage.")
    }
    if exogenousLags != nil, exogenous == nil, ![.month, .year].contains(dummies) {
      throw ValidationError("--exogenous-lags goes with --exogenous.")
    }
    var analysis = VectorAutoregressionAnalysis()
    analysis.order =
      lags.map { .fixed($0) }
      ?? .selected(maximum: most, by: criterion ?? .aic, minimum: least)
    analysis.trend = trend
    analysis.seasons = seasons ?? 0
    analysis.dummies = dummies
    analysis.exogenous = exogenous?.entries ?? []
    analysis.exogenousLags = exogenousLags ?? 0
    analysis.covariance = covariance?.value
    analysis.shrinkage = shrinkage.value(tightness: tightness ?? 0.2)
    analysis.correctsBias = intervals == .biasCorrected
    analysis.hasAsymptoticIntervals = intervals == .asymptotic
    analysis.resampling = resampling?.value
    analysis.surrogates = surrogates
    analysis.horizon = horizon
    analysis.replicates = bootstrap
    analysis.imputations = imputations
    return analysis
  }
}

extension CovarianceName: ExpressibleByArgument {}
extension ShrinkageName: ExpressibleByArgument {}
extension IntervalName: ExpressibleByArgument {}
extension ResamplingName: ExpressibleByArgument {}
extension CalendarTerms: ExpressibleByArgument {}
extension LagSelection.Criterion: ExpressibleByArgument {}
extension VectorAutoregression.Trend: ExpressibleByArgument {}
