import ArgumentParser
import Escalation
import Incidents
import Settings
import Studies
import Tabular

/// `talion count`.
struct CountCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Count incidents by day, week or month, with a row for every period.",
    discussion: """
      Writes counts.csv, which talion fit var and talion fit counts read. An act whose day is uncertain \
      is shared among its possible days (--dates share) or put on one of them at random (--dates \
      drawn). Hours need a table of exact times (time,stream). The window is of days there, too: times \
      that are numbers count days from its first day.

      EXAMPLES
        talion count imported/incidents.csv --by week --output counted
        talion count imported/incidents.csv --sides imported/sides.txt \\
            --streams "RED->BLUE,BLUE->RED" --window 2031-01-01..2031-12-31 \\
            --output counted
        talion count times.csv --by hour --window 2031-04-01..2031-04-30 \\
            --output counted
      """)

  @Argument(help: "Table of incidents, or of exact times (time,stream); - reads standard input.")
  var table: String

  @Option(
    name: .long,
    help: ArgumentHelp("What a row of the counts is.", valueName: "hour|day|week|month"))
  var by = PeriodCounts.Unit.day

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Comma-separated streams (default: every pair of sides).", valueName: "A->B,B->A"))
  var streams: CommaSeparated?

  @Option(name: .long, help: InputHelp.sides)
  var sides: String?

  @OptionGroup var observed: WindowSettings

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Where an act is counted whose day is uncertain.", valueName: "share|drawn"))
  var dates = PeriodCounts.Dates.share

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How many acts an incident of an uncertain number is.", valueName: "least|middle"))
  var acts = PeriodCounts.Acts.least

  @OptionGroup var seeding: SeedSettings

  @OptionGroup var output: OutputOptions

  func run() throws {
    var plan = CountPlan(file: table)
    plan.unit = by
    plan.streams = streams?.entries
    plan.sides = sides
    plan.window = observed.window.window
    plan.dates = dates
    plan.acts = acts
    plan.seed = seeding.seed
    let (findings, inputs) = try plan.findings()
    try output.deliver(findings, Manifest(self, inputs: inputs, seed: seeding.seed))
  }
}

extension PeriodCounts.Unit: ExpressibleByArgument {}
extension PeriodCounts.Dates: ExpressibleByArgument {}
extension PeriodCounts.Acts: ExpressibleByArgument {}
