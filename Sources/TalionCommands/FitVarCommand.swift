import ArgumentParser
import Escalation
import Studies
import TimeSeries

/// `talion fit var`.
struct FitVarCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "var",
    abstract: "Fit a vector autoregression to counts or other series.",
    discussion: """
      The table has a first column of dates or period labels and a column of numbers for each \
      series, every day of its window a row. Beside F stands the interval-jitter test, which a \
      slow trend that both series share does not deceive. Effects within the same period belong to neither side; orthogonalized responses take \
      the order of the columns.

      EXAMPLES
        talion fit var counts.csv --max-lags 14 --criterion bic --output results
        talion fit var counts.csv --columns "US->militias,militias->US" --lags 7
        talion fit var counts.csv --lags 14 --dummies month --binary
        talion fit var macro.csv --lags 2 --seasons 4 --intervals bias-corrected --resampling wild
        talion fit var many.csv --lags 7 --shrinkage minnesota --tightness 0.1
      """)

  @Argument(help: "Table of series; - reads standard input.")
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("Columns to explain, in order (default: all).", valueName: "a,b,..."))
  var columns: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Columns that act but are not explained.", valueName: "c,d,..."))
  var exogenous: String?

  @Option(name: .long, help: "Number of lags.")
  var lags: Int?

  @Option(name: .long, help: "Largest number of lags to choose from (default: 14).")
  var maxLags: Int?

  @Option(
    name: .long,
    help: "Smallest number of lags to choose from; 0 means no dynamics at all (default: 1).")
  var minLags: Int?

  @Option(name: .long, help: "By what the number of lags is chosen (default: aic).")
  var criterion: LagSelection.Criterion?

  @Option(name: .long, help: "Deterministic terms.")
  var trend = VectorAutoregression.Trend.constant

  @Option(name: .long, help: "Seasons of a year, such as 7 or 4, with dummies (default: none).")
  var seasons: Int?

  @Option(name: .long, help: "Dummies of calendar periods.")
  var dummies: SeriesSelection.Dummies?

  @Option(name: .long, help: "Lags of the exogenous columns.")
  var exogenousLags = 0

  @Option(
    name: .long, help: ArgumentHelp("Only these rows, by their labels.", valueName: "start..end"))
  var window: String?

  @Flag(name: .long, help: "Attack or none: every number but zero becomes 1.")
  var binary = false

  @Option(
    name: .long, help: "Standard errors: robust to changing variance, or also to correlation.")
  var covariance = CovarianceName.classical

  @Option(name: .long, help: "Draw coefficients to zero.")
  var shrinkage = ShrinkageName.none

  @Option(name: .long, help: "Tightness of the Minnesota prior.")
  var tightness = 0.2

  @Option(name: .long, help: "Intervals of the impulse responses.")
  var intervals = IntervalName.bootstrap

  @Option(name: .long, help: "How errors are drawn for the bootstrap.")
  var resampling = ResamplingName.residual

  @Option(name: .long, help: "Surrogates of the interval-jitter test; 0 leaves it out.")
  var surrogates = VectorAutoregressionAnalysis.Options().surrogates

  @Option(name: .long, help: "Periods of the impulse responses and the forecast.")
  var horizon = VectorAutoregressionAnalysis.Options().horizon

  @Option(name: .long, help: "Bootstrap refits.")
  var bootstrap = VectorAutoregressionAnalysis.Options().replicates

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if lags != nil, maxLags != nil || criterion != nil || minLags != nil {
      throw ValidationError("Give --lags, or --max-lags and --criterion to have it chosen.")
    }
    for (name, value) in [
      ("lags", lags), ("max-lags", maxLags), ("min-lags", minLags),
      ("exogenous-lags", exogenousLags), ("surrogates", surrogates),
    ] {
      if let value, value < 0 { throw ValidationError("--\(name) must not be negative.") }
    }
    if let seasons, seasons < 2 { throw ValidationError("--seasons must be 2 or more.") }
    guard tightness > 0 else { throw ValidationError("--tightness must be positive.") }
    guard horizon >= 1, horizon <= 10_000 else {
      throw ValidationError("--horizon must lie between 1 and 10000.")
    }
    guard bootstrap == 0 || bootstrap >= 20 else {
      throw ValidationError("--bootstrap must be 20 or more, or 0 for none and no intervals.")
    }
    if lags == nil, maxLags ?? 14 < minLags ?? 1 {
      throw ValidationError("--max-lags must not be below --min-lags (1 where it is not given).")
    }
  }

  func run() async throws {
    var plan = VectorAutoregressionPlan(file: file)
    plan.series.columns = columns.map(FitHawkesCommand.list)
    plan.series.exogenous = exogenous.map(FitHawkesCommand.list) ?? []
    plan.series.window = window
    plan.series.isBinary = binary
    plan.series.dummies = dummies
    plan.options.seasons = seasons ?? 0
    plan.options.exogenousLags = exogenousLags
    plan.options.covariance = covariance.value
    plan.options.shrinkage = shrinkage.value(tightness: tightness)
    plan.options.resampling = resampling.value
    plan.options.correctsBias = intervals == .biasCorrected
    plan.options.hasAsymptoticIntervals = intervals == .asymptotic
    plan.options.surrogates = surrogates
    plan.options.order =
      lags.map { .fixed($0) }
      ?? .selected(maximum: maxLags ?? 14, by: criterion ?? .aic, minimum: minLags ?? 1)
    plan.options.trend = trend
    plan.options.horizon = horizon
    plan.options.replicates = bootstrap
    plan.options.level = common.level ?? plan.options.level
    plan.options.seed = common.seed ?? plan.options.seed
    plan.options.threads = common.threadCount
    try common.deliver(try await plan.findings(progress: common.progress))
  }
}

extension CovarianceName: ExpressibleByArgument {}
extension ShrinkageName: ExpressibleByArgument {}
extension IntervalName: ExpressibleByArgument {}
extension ResamplingName: ExpressibleByArgument {}
extension SeriesSelection.Dummies: ExpressibleByArgument {}
extension LagSelection.Criterion: ExpressibleByArgument {}
extension VectorAutoregression.Trend: ExpressibleByArgument {}
