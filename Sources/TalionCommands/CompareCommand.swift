import ArgumentParser
import Studies

/// `talion compare`.
struct CompareCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Ask all models of counts the same question, and see who foretells best.",
    discussion: """
      Lag and strength from a vector autoregression, a lag kernel for counts, local projections, a \
      Hawkes process with days as they are and the correlogram, side by side with what each takes \
      for granted.

      EXAMPLES
        talion compare counts.csv
        talion compare counts.csv --columns "US->militias,militias->US" --lags 21 --output results
      """)

  @OptionGroup var series: SeriesOptions

  @Option(name: .long, help: "Longest lag.")
  var lags = 14

  @Option(name: .long, help: "Bootstrap refits and draws.")
  var bootstrap = 500

  @Option(
    name: .long, help: "Most events that the Hawkes process is fitted to; 0 leaves it out.")
  var eventsLimit = 300

  @Flag(name: .long, help: "Leave out the comparison of forecasts.")
  var noForecasts = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard lags >= 1, bootstrap >= 20, eventsLimit >= 0 else {
      throw ValidationError(
        "--lags must be 1 or more, --bootstrap 20 or more and --events-limit 0 or more.")
    }
  }

  func run() async throws {
    var plan = ComparisonPlan(file: series.file)
    series.apply(to: &plan.series)
    plan.lags = lags
    plan.replicates = bootstrap
    plan.pointProcessLimit = eventsLimit
    if noForecasts { plan.trainingShare = nil }
    plan.level = common.level ?? plan.level
    plan.seed = common.seed ?? plan.seed
    plan.threads = common.threadCount
    try common.deliver(try await plan.findings(progress: common.progress))
  }
}
