import ArgumentParser
import Studies
import TimeSeries

/// `talion changepoints`.
struct ChangePointsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "changepoints",
    abstract: "Find when the level of series changes, and whether it does at a dated act.",
    discussion: """
      The changes are the exact minimum of segment costs plus a penalty for every change. With \
      --act, the periods before and after it are compared, and so are those around other dates.

      EXAMPLES
        talion changepoints counts.csv
        talion changepoints counts.csv --cost negative-binomial --penalty 15 --min-length 14
        talion changepoints counts.csv --act 2024-02-02 --width 30
      """)

  @OptionGroup var series: SeriesOptions

  @Option(name: .long, help: "What a segment costs.")
  var cost = ChangePoints.Cost.poisson

  @Option(
    name: .long,
    help: ArgumentHelp("Penalty of a change.", valueName: "mbic|bic|number"))
  var penalty = "mbic"

  @Option(name: .long, help: "Least periods of a segment.")
  var minLength = 7

  @Option(name: .long, help: "Label of the row at which something happened.")
  var act: String?

  @Option(name: .long, help: "Periods looked at on each side of the act.")
  var width = 30

  @OptionGroup var common: CommonOptions

  private var penaltyValue: ChangePoints.Penalty? {
    switch penalty {
    case "mbic": .modifiedBIC
    case "bic": .bic
    default: Double(penalty).flatMap { $0 >= 0 ? .fixed($0) : nil }
    }
  }

  func validate() throws {
    guard penaltyValue != nil else {
      throw ValidationError("--penalty is '\(penalty)'; write mbic, bic or a number from 0 on.")
    }
    guard minLength >= 1, width >= 6 else {
      throw ValidationError("--min-length must be 1 or more and --width 6 or more.")
    }
  }

  func run() async throws {
    var plan = ChangePointPlan(file: series.file)
    series.apply(to: &plan.series)
    plan.cost = cost
    plan.penalty = penaltyValue ?? .modifiedBIC
    plan.minimumLength = minLength
    plan.act = act
    plan.width = width
    try common.deliver(try plan.findings())
  }
}

extension ChangePoints.Cost: ExpressibleByArgument {}
