import ArgumentParser
import EventData
import Extraction
import Incidents
import Studies
import Tabular

/// `talion extract`.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read reports of violence: who did what to whom, when, and which totals are stated.",
    discussion: """
      Writes incidents.csv, claims.csv and evidence.csv: the last names, for every cell of the \
      others, the bytes of the report from which it was read and why it holds what it holds. Of \
      several reports merged.csv has each act once, with all its tellings. \
      Without a date of publication, dates that the text leaves open stay open.

      EXAMPLES
        talion extract report.txt --published 2024-01-24 --output found
        talion extract Datasets/reports --published-table Datasets/reports/published.csv
        talion extract page.html report.txt.gz - --min-confidence 0.8 --format csv
      """)

  @Argument(
    help: ArgumentHelp(
      "Reports, plain text or HTML, perhaps with .gz; folders of them; - reads standard input.",
      valueName: "file"))
  var files: [String]

  @Option(
    name: .long,
    help: ArgumentHelp("Day on which all of them were published.", valueName: "DATE"))
  var published: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "CSV file of documents and their days (document,date).", valueName: "FILE"))
  var publishedTable: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Leave out incidents that are less sure, from 0 to 1.", valueName: "SHARE"))
  var minConfidence = 0.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print why an incident has each of its values: i2, DOCUMENT:i2, or m3 of several documents.",
      valueName: "ID"))
  var explain: String?

  @Option(name: .long, help: "Documents read at a time; the results do not depend on it.")
  var threads: Int?

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

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one report, folder or -.") }
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
    if !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence is \(minConfidence); it must lie between 0 and 1.")
    }
  }

  func run() async throws {
    var plan = ExtractionPlan(files: files)
    plan.publishedTable = publishedTable
    plan.minimumConfidence = minConfidence
    plan.explained = explain
    plan.threads = threads ?? Terminal.processors
    if let published {
      guard let day = Day(iso: published) else {
        throw PlanError.usage("--published is '\(published)'; write a date as 2024-01-24")
      }
      plan.published = day
    }
    if let sides {
      plan.sides = .world.overlaid(by: try Sides(InputFile.contents(path: sides), file: sides))
    }
    let findings = try await plan.findings()
    try Terminal.deliver(findings, format: format, output: output, ascii: ascii)
    try Terminal.finish(findings, quiet: quiet)
  }
}
