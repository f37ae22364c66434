import ArgumentParser
import EventData
import Extraction
import Incidents
import Studies
import Tabular

/// `talion extract`.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read reports of violence: who did what to whom, when, and which totals are stated.",
    discussion: """
      Writes incidents.csv, claims.csv and evidence.csv: the last names, for every cell of the \
      others, the bytes of the report from which it was read and why it holds what it holds. \
      Without a date of publication, dates that the text leaves open stay open.

      EXAMPLES
        talion extract report.txt --published 2024-01-24 --output found
        talion extract Datasets/reports/*.txt --format csv
      """)

  @Argument(help: ArgumentHelp("Reports, plain text; - reads standard input.", valueName: "file"))
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp("Day on which all of them were published.", valueName: "DATE"))
  var published: String?

  @Option(name: .long, help: "File of sides whose names win over the built-in ones.")
  var sides: String?

  @Option(name: .long, help: "Write the tables into this folder, made if missing.")
  var output: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What goes to standard output: a page (table), or the incidents as csv, tsv or json.",
      valueName: "table|csv|tsv|json"))
  var format = OutputFormat.table

  @Flag(name: .long, help: "No notes on standard error.")
  var quiet = false

  @Flag(name: .long, help: "Draw with ASCII characters only.")
  var ascii = false

  func run() throws {
    var plan = ExtractionPlan(files: files)
    if let published {
      guard let day = Day(iso: published) else {
        throw PlanError.usage("--published is '\(published)'; write a date as 2024-01-24")
      }
      plan.published = day
    }
    if let sides {
      plan.sides = .world.overlaid(by: try Sides(InputFile.contents(path: sides), file: sides))
    }
    let findings = try plan.findings()
    try Terminal.deliver(findings, format: format, output: output, ascii: ascii)
    try Terminal.finish(findings, quiet: quiet)
  }
}
