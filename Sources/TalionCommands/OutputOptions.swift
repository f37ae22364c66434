import ArgumentParser
import Reporting
import Studies
import Tabular

/// Where results go, in every command.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "Write the tables into this folder, made if missing.")
  var output: String?

  @Flag(name: .long, help: "Replace the results of another run in the output folder.")
  var replace = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What goes to standard output: the report (table), or the estimates as csv, tsv or json.",
      valueName: "table|csv|tsv|json"))
  var format = OutputFormat.table

  @Flag(name: .long, help: "No notes and no progress on standard error.")
  var quiet = false

  @Flag(name: .long, help: "Draw charts with ASCII characters only.")
  var ascii = false

  func validate() throws {
    if replace, output == nil { throw ValidationError("--replace goes with --output.") }
  }

  /// Where progress goes.
  var progress: ProgressHandler? { Terminal.progress(quiet: quiet) }

  /// Finds out whether the results could be written, before they are computed.
  ///
  /// - Throws: ``FileError`` for a blocked folder or the results of another run.
  func check(_ manifest: Manifest) throws {
    guard let output else { return }
    try OutputFolder.check(output, run: manifest.run, replacing: replace)
  }

  /// Prints findings and writes their tables.
  ///
  /// - Throws: What writing throws; an exit code when a check of the model failed.
  func deliver(_ findings: Findings, _ manifest: Manifest) throws {
    if progress != nil { Terminal.show("") }
    if let output { try write(findings, manifest, to: output) }
    if let data = TableFormat(rawValue: format.rawValue), let table = findings.tables.first {
      try Terminal.write(table.encoded(data))
    } else {
      var page = findings.report
      if let output {
        page.append(
          .lines(
            ["Written:"] + findings.tables.map { "\(output)/\($0.name).csv" }
              + ["\(output)/manifest.json"]))
      }
      try Terminal.write(page.text(Terminal.style(ascii: ascii)))
    }
    try Terminal.finish(findings, quiet: quiet)
  }

  private func write(
    _ findings: Findings, _ manifest: Manifest, to output: String
  ) throws(FileError) {
    var folder = try OutputFolder(output, manifest: manifest, replacing: replace)
    try folder.write(
      findings.tables.map { .init(name: "\($0.name).csv", bytes: $0.encoded(.csv)) }
        + findings.texts.map { .init(name: "texts/\($0.name)", bytes: $0.bytes) })
    try folder.finish()
  }
}

/// What goes to standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json
}
