import ArgumentParser
import Studies
import TimeSeries

/// `talion fit projections`.
struct FitProjectionsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "projections",
    abstract: "Project responses horizon by horizon, without a model between them.",
    discussion: """
      Each response h periods ahead is a regression of its own, given the pasts of all series.

      EXAMPLES
        talion fit projections counts.csv --lags 7 --horizon 14
        talion fit projections counts.csv --law poisson --errors lag-augmented --output results
        talion fit projections counts.csv --lags 2 --shock unit --output results
      """)

  @OptionGroup var series: SeriesOptions

  @Option(name: .long, help: "Lags of all series among the controls.")
  var lags = 7

  @Option(name: .long, help: "Periods ahead.")
  var horizon = 14

  @Option(name: .long, help: "Least squares, or a Poisson regression of counts.")
  var law = LocalProjection.Law.linear

  @Option(name: .long, help: "Newey-West errors, or one more lag and errors robust to variance.")
  var errors = LocalProjection.Errors.hac

  @Option(
    name: .long,
    help: """
      Also project all series on shocks of all, in the order of the columns \
      (system_responses.csv): of one unit, one deviation, or one deviation of the whole error.
      """)
  var shock: SystemProjection.Shock?

  @Option(name: .long, help: "Surrogates of the interval-jitter test; 0 leaves it out.")
  var surrogates = 499

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard lags >= 0, horizon >= 1, surrogates >= 0 else {
      throw ValidationError("--lags and --surrogates must be 0 or more and --horizon 1 or more.")
    }
  }

  func run() async throws {
    var plan = ProjectionPlan(file: series.file)
    series.apply(to: &plan.series)
    plan.options.lags = lags
    plan.options.horizon = horizon
    plan.options.law = law
    plan.options.errors = errors
    plan.options.system = shock
    plan.surrogates = surrogates
    plan.threads = common.threadCount
    plan.options.level = common.level ?? plan.options.level
    plan.options.seed = common.seed ?? plan.options.seed
    try common.deliver(try await plan.findings())
  }
}

extension LocalProjection.Law: ExpressibleByArgument {}
extension LocalProjection.Errors: ExpressibleByArgument {}
extension SystemProjection.Shock: ExpressibleByArgument {}
