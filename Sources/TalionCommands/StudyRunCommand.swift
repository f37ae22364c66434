import ArgumentParser
import Settings
import Studies
import Tabular

/// `talion study run`.
struct StudyRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read the data of a study, fit its models and write a folder of results.",
    discussion: """
      The study file names the data and the models; each model takes the options of 'talion fit', \
      'compare', 'describe', 'changepoints' or 'test' as keys, and unknown keys are mistakes. Seed \
      and level are in the file, so that a run can be repeated: the same study gives the same bytes. \
      manifest.json lists inputs, options and outputs with their hashes.

      EXAMPLES
        talion study run Datasets/us-militia/study.yaml
        talion study run my-study.yaml --output results/first-try --threads 4
      """)

  @Argument(help: "The study file.")
  var file: String

  @Option(
    name: .long,
    help: "Folder of results, made if missing (default: results/ and the study's folder).")
  var output: String?

  @Flag(name: .long, help: "Replace the results of another run in the folder.")
  var replace = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the report also as a page for browsers, or all results as a workbook.",
      valueName: "table|html|xlsx"))
  var format = OutputFormat.table

  @OptionGroup var forms: FormOptions

  @OptionGroup var threads: ThreadSettings

  @Flag(name: .long, help: OutputHelp.quiet)
  var quiet = false

  @Flag(name: .long, help: OutputHelp.ascii)
  var ascii = false

  func validate() throws {
    guard [.table, .html, .xlsx].contains(format) else {
      throw ValidationError(
        "--format is '\(format.rawValue)': a study writes its tables as files; use table, html or "
          + "xlsx.")
    }
  }

  func run() async throws {
    let watch = Terminal.progress(quiet: quiet)
    let study = try Study(path: file, threads: threads.count)
    let folder = output ?? study.defaultOutput
    let (findings, files) = try await study.run(
      output: folder, replacing: replace, forms: forms.forms(format), progress: watch)
    if watch != nil { Terminal.show("") }
    if !quiet {
      var report = findings.report
      report.append(.lines(["Written:"] + files.map { "\(folder)/\($0)" }))
      try Terminal.write(report.text(Terminal.style(ascii: ascii)))
    }
    try Terminal.finish(findings, quiet: quiet)
  }
}
