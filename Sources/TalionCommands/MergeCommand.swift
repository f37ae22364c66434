import ArgumentParser
import Settings
import Studies
import Tabular

/// `talion merge`.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Put tables of incidents together, and list the rows that probably tell one act.",
    discussion: """
      Nothing is removed: incidents.csv holds every row of all tables, repeats.csv the pairs that \
      probably tell one act with the reasons, and merged.csv each act once. Names must be the same \
      across the tables: a file of sides makes them so.

      EXAMPLES
        talion merge imported-acled imported-ged --sides sides.txt --output together
        talion merge found/incidents.csv log.csv --output together
      """)

  @Argument(
    help: ArgumentHelp("Tables of incidents, or folders of imports.", valueName: "incidents"))
  var paths: [String] = []

  @Option(name: .long, help: InputHelp.sides)
  var sides: String?

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Name at least one table of incidents.") }
  }

  func run() throws {
    var plan = MergePlan(paths: paths)
    plan.sides = sides
    let (findings, inputs) = try plan.findings()
    try output.deliver(findings, Manifest(self, inputs: inputs))
  }
}
