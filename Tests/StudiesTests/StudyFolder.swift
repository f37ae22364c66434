import Foundation
import Reporting
import Studies

/// A folder with the files of a study, which is gone with the test: a class, because it ends.
final class StudyFolder: Sendable {
  let url: URL

  /// A folder with some files.
  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("study-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, to: name) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Where a file of it lies.
  func path(_ name: String) -> String { url.appendingPathComponent(name).path }

  func write(_ text: String, to name: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  /// Runs `study.yaml` of the folder and writes its results into `results`.
  func run(
    replacing: Bool = false, progress: ProgressHandler? = nil
  ) async throws -> (findings: Findings, files: [String]) {
    try await Study(path: path("study.yaml"), threads: 1).run(
      output: path("results"), replacing: replacing, progress: progress)
  }
}
