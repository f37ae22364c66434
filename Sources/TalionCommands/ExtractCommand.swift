import ArgumentParser
import EventData
import Extraction
import Incidents
import Settings
import Studies
import Tabular

/// `talion extract`.
struct ExtractCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read reports of violence: who did what to whom, when, and which totals are stated.",
    discussion: """
      Writes incidents.csv, claims.csv and evidence.csv: the last names, for every cell of the \
      others, the bytes of the report from which it was read and why it holds what it holds. \
      considered.csv has every act that was considered, with its other readings and their \
      probabilities, and why it has no row. Of several reports merged.csv has each act once, with all its tellings. \
      Without a date of publication, dates that the text leaves open stay open.

      EXAMPLES
        talion extract report.txt --published 2024-01-24 --output found
        talion extract Datasets/reports --published-table Datasets/reports/published.csv
        talion extract page.html report.txt.gz - --min-confidence 0.8 --format csv
        talion extract Datasets/reports --train reviewed.csv --output learned
      """)

  @OptionGroup var reading: ReadingOptions
  @OptionGroup var threads: ThreadSettings
  @OptionGroup var output: OutputOptions

  func run() async throws {
    var plan = try reading.plan()
    plan.threads = threads.count
    let (findings, inputs) = try await plan.findings()
    try output.deliver(findings, Manifest(self, inputs: inputs))
  }
}

/// Which reports are read, and how.
struct ReadingOptions: ParsableArguments {
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

  @Option("Leave out incidents that are less sure.", in: 0...1)
  var minConfidence = 0.0

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Print why an incident has each of its values: i2, DOCUMENT:i2, or m3 of several documents.",
      valueName: "ID"))
  var explain: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Fit the weights of reading to incidents as you decided on them (talion review --output), show "
        + "what it gains, and write weights.txt.", valueName: "FILE"))
  var train: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Read with these weights, as --train wrote them.", valueName: "FILE"))
  var weights: String?

  @OptionGroup var sides: SidesOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one report, folder or -.") }
    if let published, Day(iso: published) == nil {
      throw ValidationError("--published is '\(published)'; write a date such as 2024-01-24.")
    }
  }

  /// The reading that was asked for.
  func plan() throws -> ExtractionPlan {
    var plan = ExtractionPlan(files: files)
    plan.publishedTable = publishedTable
    plan.minimumConfidence = minConfidence
    plan.training = train
    plan.weights = weights
    plan.explained = explain
    plan.published = published.flatMap { Day(iso: $0) }
    plan.sides = try sides.read()
    return plan
  }
}
