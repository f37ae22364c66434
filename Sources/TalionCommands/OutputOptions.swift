import ArgumentParser
import Reporting
import Studies
import Tabular

/// Where results go, in every command.
struct OutputOptions: ParsableArguments {
  @Option(name: .long, help: "Write the tables into this folder, made if missing.")
  var output: String?

  @Flag(name: .long, help: OutputHelp.replace)
  var replace = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      What is printed: the report (table); the estimates as csv, tsv or json; the report as html. \
      With --output, html and xlsx (a workbook) go into the folder.
      """,
      valueName: "table|csv|tsv|json|html|xlsx"))
  var format = OutputFormat.table

  @OptionGroup var forms: FormOptions

  @Flag(name: .long, help: OutputHelp.quiet)
  var quiet = false

  @Flag(name: .long, help: OutputHelp.ascii)
  var ascii = false

  func validate() throws {
    if replace, output == nil { throw ValidationError("--replace goes with --output.") }
    if format == .xlsx, output == nil {
      throw ValidationError(
        "--format xlsx writes a workbook into a folder: name the folder with --output.")
    }
    if forms.charts != nil, output == nil {
      throw ValidationError("--charts writes files into a folder: name the folder with --output.")
    }
    if forms.drawsTable, output == nil {
      throw ValidationError(
        "--draws-table writes files into a folder: name the folder with --output.")
    }
    if forms.csvDialect != nil, output == nil, format != .csv {
      throw ValidationError("--csv-dialect goes with --output or --format csv.")
    }
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
    var written: [String] = []
    if let output {
      written = try write(findings, manifest, to: output)
      if quiet { return try Terminal.finish(findings, quiet: true) }
    }
    if let data = TableFormat(rawValue: format.rawValue), let table = findings.tables.first {
      try Terminal.write(table.encoded(data, dialect: forms.dialect))
    } else if format == .html, output == nil {
      try Terminal.write(findings.html(manifest))
    } else {
      var page = findings.report
      if let output { page.append(.lines(["Written:"] + written.map { "\(output)/\($0)" })) }
      try Terminal.write(page.text(Terminal.style(ascii: ascii)))
    }
    var findings = findings
    if forms.drawsTable, findings.draws.isEmpty {
      findings.notes.append("there is no draws.csv: only a posterior has draws (--method bayes)")
    }
    try Terminal.finish(findings, quiet: quiet)
  }

  /// - Returns: The names of the files that the report names.
  private func write(
    _ findings: Findings, _ manifest: Manifest, to output: String
  ) throws(FileError) -> [String] {
    let forms = forms.forms(format)
    let tables = forms.files(findings)
    let report = try forms.files(
      report: findings.report, workbook: ResultWorkbook(findings), manifest)
    var folder = try OutputFolder(output, manifest: manifest, replacing: replace)
    try folder.write(
      tables + findings.texts.map { .init(name: $0.name, bytes: $0.bytes) } + report)
    try folder.finish()
    return (tables + report).map(\.name) + ["manifest.json"]
  }
}

/// In which forms results are written, in every command.
struct FormOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Write a picture of each chart into the output folder.", valueName: "svg"))
  var charts: PictureFormat?

  @Option(
    name: .long,
    help: ArgumentHelp(
      """
      CSV for a spreadsheet: semicolon has ; and decimal commas; excel-de and excel-en (with , and \
      decimal points) also begin with the mark that Excel needs.
      """,
      valueName: CSVDialect.allCases.map(\.rawValue).joined(separator: "|")))
  var csvDialect: CSVDialect?

  @Flag(
    name: .long,
    help: "Write the draws of a posterior into the output folder: draws.csv, draws_columns.csv.")
  var drawsTable = false

  /// How CSV is written.
  var dialect: CSVDialect { csvDialect ?? .standard }

  /// What goes into a folder.
  func forms(_ format: OutputFormat) -> ResultForms {
    var forms = ResultForms()
    forms.dialect = dialect
    forms.hasWorkbook = format == .xlsx
    forms.hasPage = format == .html
    forms.hasPictures = charts != nil
    forms.hasDraws = drawsTable
    return forms
  }
}

/// What the flags of results do, in the help of every command that has them.
enum OutputHelp {
  static let replace: ArgumentHelp = "Replace the results of another run in the output folder."
  static let quiet: ArgumentHelp =
    "Print nothing but errors where results go into a folder, otherwise the results alone."
  static let ascii: ArgumentHelp = "Draw charts with ASCII characters only."
}

/// What is printed, or written into the output folder.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, tsv, json, html, xlsx
}

/// The form of pictures.
enum PictureFormat: String, ExpressibleByArgument, CaseIterable {
  case svg
}

extension CSVDialect: ExpressibleByArgument {}
