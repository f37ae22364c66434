import ArgumentParser
import Studies

/// `talion describe`.
struct DescribeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "describe",
    abstract: "Describe series before any model: zeros, dispersion, correlations that stand out.",
    discussion: """
      Correlations are compared with those of series whose days were permuted within windows, so \
      that a common trend does not pass for an answer.

      EXAMPLES
        talion describe counts.csv
        talion describe counts.csv --lags 30 --jitter-window 35 --output results
      """)

  @OptionGroup var series: SeriesOptions

  @Option(name: .long, help: "Lags to both sides.")
  var lags = 21

  @Option(name: .long, help: "Windows within which days are permuted.")
  var jitterWindow = 21

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard lags >= 1, jitterWindow >= 2 else {
      throw ValidationError("--lags must be 1 or more and --jitter-window 2 or more.")
    }
  }

  func run() async throws {
    var plan = DescriptionPlan(file: series.file)
    series.apply(to: &plan.series)
    plan.longest = lags
    plan.window = jitterWindow
    plan.level = common.level ?? plan.level
    plan.seed = common.seed ?? plan.seed
    try common.deliver(try plan.findings())
  }
}
