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
      series. Effects within the same period belong to neither side; orthogonalized responses take \
      the order of the columns.

      EXAMPLES
        talion fit var counts.csv --max-lags 14 --criterion bic --output results
        talion fit var counts.csv --columns "US->militias,militias->US" --lags 7
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

  @Option(name: .long, help: "Periods of the impulse responses and the forecast.")
  var horizon = VectorAutoregressionAnalysis.Options().horizon

  @Option(name: .long, help: "Bootstrap refits.")
  var bootstrap = VectorAutoregressionAnalysis.Options().replicates

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if lags != nil, maxLags != nil || criterion != nil || minLags != nil {
      throw ValidationError("Give --lags, or --max-lags and --criterion to have it chosen.")
    }
    for (name, value) in [("lags", lags), ("max-lags", maxLags), ("min-lags", minLags)] {
      if let value, value < 0 { throw ValidationError("--\(name) must not be negative.") }
    }
    guard horizon >= 1, horizon <= 10_000 else {
      throw ValidationError("--horizon must lie between 1 and 10000.")
    }
    guard bootstrap >= 0 else { throw ValidationError("--bootstrap must not be negative.") }
  }

  func run() async throws {
    var plan = VectorAutoregressionPlan(file: file)
    plan.columns = columns.map(FitHawkesCommand.list)
    plan.exogenous = exogenous.map(FitHawkesCommand.list) ?? []
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

extension LagSelection.Criterion: ExpressibleByArgument {}
extension VectorAutoregression.Trend: ExpressibleByArgument {}
