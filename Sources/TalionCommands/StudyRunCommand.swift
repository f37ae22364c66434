import ArgumentParser
import Studies
import Tabular

/// `talion study run`.
struct StudyRunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read the data of a study, fit its models and write a folder of results.",
    discussion: """
      The study file names the data, the window, the streams and the models; unknown keys are \
      mistakes. Seed and level stand in the file, so that a run can be repeated: the same study \
      gives the same bytes. A study names incidents, or with 'counts' a table of counts whose models \
      take the options of 'fit var', 'fit counts', 'fit projections', 'compare', 'describe' and \
      'changepoints'. manifest.json lists inputs, options and outputs with their hashes.

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

  @Option(name: .long, help: "Parts computed at a time; the results do not depend on it.")
  var threads: Int?

  @Flag(name: .long, help: "No notes and no progress on standard error.")
  var quiet = false

  @Flag(name: .long, help: "Draw charts with ASCII characters only.")
  var ascii = false

  func validate() throws {
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }

  func run() async throws {
    let watch = Terminal.progress(quiet: quiet)
    let study = try Study(path: file, threads: threads ?? Terminal.processors)
    let results = try await study.run(progress: watch)
    if watch != nil { Terminal.show("") }
    let folder = output ?? study.defaultOutput
    for (name, bytes) in results.files {
      let path = "\(folder)/\(name)"
      try OutputFile.makeFolder(
        path.split(separator: "/", omittingEmptySubsequences: false)
          .dropLast().joined(separator: "/"))
      try OutputFile.write(bytes, to: path)
    }
    var report = results.summary
    let paths = results.files.map { "\(folder)/\($0.name)" }
    report.append(.heading("Written"))
    report.append(.paragraph(paths.joined(separator: "\n")))
    try Terminal.write(report.text(Terminal.style(ascii: ascii)))
    try Terminal.finish(results.findings, quiet: quiet)
  }
}
