import ArgumentParser
import Reporting
import Studies
import Tabular

/// Options that mean the same in every command that computes.
struct CommonOptions: ParsableArguments {
  @Option(name: .long, help: "Write the tables into this folder, made if missing.")
  var output: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What goes to standard output: the report (table), or the estimates as csv, tsv or json.",
      valueName: "table|csv|tsv|json"))
  var format = OutputFormat.table

  @Option(name: .long, help: "Seed of all random numbers; the same seed gives the same bytes.")
  var seed: UInt64?

  @Option(name: .long, help: "Parts computed at a time; the results do not depend on it.")
  var threads: Int?

  @Option(name: .long, help: "Level of all intervals, such as 0.9 (default: 0.95).")
  var level: Double?

  @Flag(name: .long, help: "No notes and no progress on standard error.")
  var quiet = false

  @Flag(name: .long, help: "Draw charts with ASCII characters only.")
  var ascii = false

  func validate() throws {
    if let level, !(level > 0.5 && level < 1) {
      throw ValidationError("--level is \(level); it must lie between 0.5 and 1, such as 0.95.")
    }
    if let threads, threads < 1 { throw ValidationError("--threads must be 1 or more.") }
  }

  /// Parts to compute at a time.
  var threadCount: Int { threads ?? Terminal.processors }

  /// Where progress goes.
  var progress: Progress? { Terminal.progress(quiet: quiet) }

  /// Prints findings and writes their tables.
  ///
  /// - Throws: What writing throws; an exit code when a check of the model failed.
  func deliver(_ findings: Findings) throws {
    if progress != nil { Terminal.show("") }
    try Terminal.deliver(findings, format: format, output: output, ascii: ascii)
    try Terminal.finish(findings, quiet: quiet)
  }
}

/// What goes to standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json
}
