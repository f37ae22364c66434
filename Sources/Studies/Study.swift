import Escalation
import EventData
import Extraction
import Incidents
import Reporting
import Tabular
import TextCharts

/// A study run from its file: everything between the data on disk and the folder of results.
public struct Study: Sendable {
  /// What a run gives.
  public struct Results: Sendable {
    /// Each file of the results folder and its content, in order; the manifest is last.
    public let files: [(name: String, bytes: [UInt8])]
    /// The report in short: data, answers side by side, charts of the first model.
    public let summary: Page
    /// Notes and failed checks.
    public let findings: Findings
  }

  /// What the data are.
  private enum Content: Sendable {
    case incidents(StudyFile)
    case counts(CountStudyFile)
  }

  private let file: Content
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
    let folder = pieces.dropLast().joined(separator: "/")
    let root = try StudyNode(text: text, file: path)
    file =
      CountStudyFile.describes(root)
      ? .counts(try CountStudyFile(root) { Study.place($0, in: folder) })
      : .incidents(try StudyFile(text: text, file: path))
    self.folder = folder
    name = pieces.last.map(String.init) ?? path
    self.threads = threads
  }

  /// The folder of results where none is named: `results/` and the name of the study's folder.
  public var defaultOutput: String {
    let last = folder.split(separator: "/").last.map(String.init)
    return "results/" + (last.flatMap { $0 == "." || $0 == ".." ? nil : $0 } ?? "study")
  }

  /// Reads all data, fits all models and makes the files of results.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``, and what the
  ///   models throw.
  public func run(progress: Progress? = nil) async throws -> Results {
    var inputs = Inputs()
    inputs.add(content, as: name)
    switch file {
    case .incidents(let file):
      let data = try StudyData(file, inputs: &inputs) { Study.place($0, in: folder) }
      var results = StudyResults(study: file, data: data, inputs: inputs)
      for model in file.models {
        let name = model.name
        try await results.add(model, threads: threads) { progress?("\(name): \($0)") }
      }
      return try results.finished()
    case .counts(let file):
      _ = try inputs.read(Study.place(file.table, in: folder), as: file.table)
      var results = CountStudyResults(study: file, inputs: inputs)
      for model in file.models {
        let name = model.name
        try await results.add(model, threads: threads) { progress?("\(name): \($0)") }
      }
      return results.finished()
    }
  }

  /// Where a path of a study lies: relative to the study file.
  private static func place(_ path: String, in folder: String) -> String {
    folder.isEmpty || path.hasPrefix("/") ? path : "\(folder)/\(path)"
  }
}
