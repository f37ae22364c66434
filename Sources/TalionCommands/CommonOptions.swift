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

  /// Where progress goes: nowhere, unless someone is watching.
  var progress: Progress? {
    guard !quiet, Terminal.showsProgress else { return nil }
    return { Terminal.show($0) }
  }

  /// Prints findings and writes their tables.
  ///
  /// - Throws: What writing throws; exit code 1 when a check of the model failed.
  func deliver(_ findings: Findings) throws {
    if progress != nil { Terminal.show("") }
    if let output {
      try OutputFile.makeFolder(output)
      for table in findings.tables {
        try OutputFile.write(table.encoded(.csv), to: "\(output)/\(table.name).csv")
      }
    }
    switch format {
    case .table:
      var report = findings.report
      if let output {
        let names = findings.tables.map { "\(output)/\($0.name).csv" }.joined(separator: "\n")
        report.append(.paragraph("Written:\n\(names)"))
      }
      try Terminal.write(report.text(Terminal.style(ascii: ascii)))
    case .csv, .tsv, .json:
      guard let table = findings.tables.first, let data = TableFormat(rawValue: format.rawValue)
      else { break }
      try Terminal.write(table.encoded(data))
    }
    try finish(findings)
  }

  /// Says notes and failed checks, and ends with exit code 1 where a check failed.
  func finish(_ findings: Findings) throws {
    if !quiet {
      for note in findings.notes { Terminal.say("note: \(note)") }
    }
    for check in findings.failedChecks { Terminal.say("check failed: \(check)") }
    if !findings.failedChecks.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
  }
}

/// What goes to standard output.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json
}
