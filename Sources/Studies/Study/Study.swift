import Escalation
import Reporting
import Settings
import Tabular
import TextCharts

/// A study run from its file: everything between the data on disk and the folder of results.
public struct Study: Sendable {
  private let file: StudyFile
  private let folder: String
  private let name: String
  private let content: [UInt8]
  private let threads: Int

  /// A study file.
  ///
  /// - Parameters:
  ///   - path: The study file.
  ///   - threads: Parts computed at a time; the results do not depend on it.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``StudyError``, ``TabularError`` when the
  ///   file is not UTF-8.
  public init(path: String, threads: Int) throws {
    content = try InputFile.contents(path: path)
    guard let text = String(validating: content, as: UTF8.self) else {
      throw TabularError(
        file: path, line: 0, column: 0, problem: "the file is not UTF-8",
        hint: "save it with the encoding UTF-8")
    }
    let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
    folder = pieces.dropLast().joined(separator: "/")
    name = pieces.last.map(String.init) ?? path
    file = try StudyFile(text: text, file: path)
    self.threads = threads
  }

  /// The folder of results where none is named: `results/` and the name of the study's folder.
  public var defaultOutput: String {
    let last = folder.split(separator: "/").last.map(String.init)
    return "results/" + (last.flatMap { $0 == "." || $0 == ".." ? nil : $0 } ?? "study")
  }

  /// Reads all data, fits all models and writes the folder of results, each model as soon as it is
  /// finished. A model that cannot be fitted is reported, and the others go on.
  ///
  /// - Parameters:
  ///   - output: The folder of results.
  ///   - replacing: Whether the results of another run may be replaced.
  ///   - forms: The forms of the results.
  ///   - progress: Told in words what is done.
  /// - Returns: The first screen and notes, and the names of the files.
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``, and what the only
  ///   model throws.
  public func run(
    output: String, replacing: Bool = false, forms: ResultForms = ResultForms(),
    progress: ProgressHandler? = nil
  ) async throws -> (findings: Findings, files: [String]) {
    try OutputFolder.check(output, run: nil, replacing: true)
    let folder = folder
    let source = try DataSource(file.data, events: file.events) { Study.place($0, in: folder) }
    var inputs = source.inputs
    inputs.add(content, as: name)
    let manifest = Manifest(
      version: Release.version, software: Release.software, options: file.options,
      inputs: inputs.records, seed: file.computation.seed, account: source.account)
    var target = try OutputFolder(output, manifest: manifest, replacing: replacing)
    let tables = try source.tables()
    try target.write(forms.files(tables))
    if !source.imported.isEmpty { try target.write(source.imported) }
    if !source.extracted.isEmpty {
      try target.write(forms.files(source.extracted, in: "extracted"))
    }
    var report = StudyReport(file.title, account: source.account)
    for model in file.models {
      let computation = file.computation.computation(threads: threads) {
        progress?($0.named("\(model.name): \($0.name)"))
      }
      progress?(Stage(model.name))
      do {
        let data = try source.data(model.analysis.columns, selection: model.selection)
        let fit = try await model.analysis.fit(data, computation)
        let findings = try Findings(fit)
        try target.write(forms.files(findings, in: model.name))
        report.add(model.name, fit, findings)
      } catch  where file.models.count > 1 && !(error is FileError) {
        report.addFailure(
          model.name, error.described(streams: file.data.streams?.entries ?? []))
      }
    }
    try report.checkAnySucceeded()
    try target.write(forms.files(report.tables))
    let full = report.full
    let text = full.text(ChartStyle(width: 80, glyphs: .unicode))
    try target.write([OutputFolder.File(name: "report.txt", bytes: Array(text.utf8))])
    try target.write(forms.files(report: full, workbook: report.workbook(tables), manifest))
    let written = target.written
    try target.finish()
    return (report.findings, written + ["manifest.json"])
  }

  /// Where a path of a study lies: relative to the study file.
  private static func place(_ path: String, in folder: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}
