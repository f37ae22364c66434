import Foundation

/// The repository that these tests belong to.
enum Repository {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func path(_ name: String) -> String { root.appendingPathComponent(name).path }

  static func text(_ name: String) throws -> String {
    try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
  }

  /// The folder of the built command: beside the test bundle.
  static let binaries: String = {
    let beside = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let isThere = FileManager.default.isExecutableFile(
      atPath: beside.appendingPathComponent("talion").path)
    return isThere ? beside.path : path(".build/release")
  }()

  /// Runs a shell script in a folder of its own that sees the data sets; what it prints, both
  /// streams in one, and its exit code.
  static func run(_ script: String) throws -> (text: String, code: Int32) {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("talion-readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    try FileManager.default.createSymbolicLink(
      at: scratch.appendingPathComponent("Datasets"),
      withDestinationURL: root.appendingPathComponent("Datasets"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = scratch
    process.environment = ["PATH": "\(binaries):/usr/bin:/bin", "LANG": "C.UTF-8"]
    // A file rather than a pipe: a test must not fill a pipe that nobody empties.
    let output = scratch.appendingPathComponent(".output")
    try Data().write(to: output)
    let handle = try FileHandle(forWritingTo: output)
    handle.seekToEndOfFile()
    process.standardOutput = handle
    process.standardError = handle
    try process.run()
    process.waitUntilExit()
    return (
      String(decoding: try Data(contentsOf: output), as: UTF8.self), process.terminationStatus
    )
  }
}
