import Foundation
import Testing

/// Runs the built command as a user would, and compares what it writes with what is on record.
///
/// Each folder of Golden holds `cmd` (a shell script, run in Fixtures), `stdout`, `stderr` and
/// `exit`. With TALION_GOLDEN_UPDATE=1 the record is written anew, to be reviewed in the diff.
@Suite struct GoldenTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  static let cases = try! FileManager.default.contentsOfDirectory(
    atPath: folder.appendingPathComponent("Golden").path
  ).sorted()

  /// The folder of the built command: beside the test bundle.
  static let binaries: String = {
    let bundle = URL(fileURLWithPath: CommandLine.arguments[0])
    let beside = bundle.deletingLastPathComponent()
    if FileManager.default.isExecutableFile(atPath: beside.appendingPathComponent("talion").path) {
      return beside.path
    }
    return folder.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent(".build/release").path
  }()

  struct Outcome {
    var stdout: String
    var stderr: String
    var code: Int32
  }

  static func run(_ script: String) throws -> Outcome {
    let scratch = FileManager.default.temporaryDirectory
      .appendingPathComponent("talion-golden-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: scratch) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", script]
    process.currentDirectoryURL = folder.appendingPathComponent("Fixtures")
    process.environment = [
      "PATH": "\(binaries):/usr/bin:/bin", "LANG": "C.UTF-8", "TMP": scratch.path,
    ]
    // Lets one machine stand for others: OpenBLAS then uses the kernels of another processor.
    process.environment?["OPENBLAS_CORETYPE"] =
      ProcessInfo.processInfo.environment["OPENBLAS_CORETYPE"]
    // Files rather than pipes: a test must not fill a pipe that nobody empties.
    let files = ["out", "err"].map { scratch.appendingPathComponent(".\($0)") }
    for file in files { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: files[0])
    process.standardError = try FileHandle(forWritingTo: files[1])
    try process.run()
    process.waitUntilExit()
    func text(_ url: URL) throws -> String {
      String(decoding: try Data(contentsOf: url), as: UTF8.self)
        .replacingOccurrences(of: scratch.path, with: "$TMP")
    }
    return Outcome(
      stdout: try text(files[0]), stderr: try text(files[1]), code: process.terminationStatus)
  }

  @Test(arguments: cases)
  func theCommandWritesWhatIsOnRecord(name: String) throws {
    let url = Self.folder.appendingPathComponent("Golden/\(name)")
    let script = try String(contentsOf: url.appendingPathComponent("cmd"), encoding: .utf8)
    let outcome = try Self.run(script)
    if ProcessInfo.processInfo.environment["TALION_GOLDEN_UPDATE"] == "1" {
      for (file, text) in [
        ("stdout", outcome.stdout), ("stderr", outcome.stderr), ("exit", "\(outcome.code)\n"),
      ] {
        try text.write(to: url.appendingPathComponent(file), atomically: true, encoding: .utf8)
      }
      return
    }
    func recorded(_ file: String) throws -> String {
      try String(contentsOf: url.appendingPathComponent(file), encoding: .utf8)
    }
    #expect("\(outcome.code)\n" == (try recorded("exit")))
    let stdout = try recorded("stdout")
    #expect(Self.agrees(outcome.stdout, stdout), "\(outcome.stdout)")
    let stderr = try recorded("stderr")
    #expect(Self.agrees(outcome.stderr, stderr), "\(outcome.stderr)")
  }

  /// Whether two texts are the same but for numbers that differ by less than a thousandth: the last
  /// digits of a fit depend on the processor's kernels.
  static func agrees(_ text: String, _ record: String) -> Bool {
    if text == record { return true }
    let separators = CharacterSet.whitespacesAndNewlines.union(CharacterSet(charactersIn: ",()"))
    let (a, b) = (
      text.components(separatedBy: separators), record.components(separatedBy: separators)
    )
    guard a.count == b.count else { return false }
    return zip(a, b).allSatisfy { left, right in
      if left == right { return true }
      guard let x = Double(left), let y = Double(right) else { return false }
      return abs(x - y) <= 1e-3 * max(abs(x), abs(y))
    }
  }

  @Test func everyBadInputHasItsCode() throws {
    // The codes are a contract of their own, whatever the messages say.
    let codes = try Self.cases.reduce(into: [String: String]()) { codes, name in
      let url = Self.folder.appendingPathComponent("Golden/\(name)/exit")
      codes[name] = try String(contentsOf: url, encoding: .utf8).trimmingCharacters(in: .newlines)
    }
    for (name, code) in codes {
      if name.hasPrefix("bad-data-") { #expect(code == "65", "\(name)") }
      if name.hasPrefix("usage-") { #expect(code == "64", "\(name)") }
      if name.hasPrefix("no-input-") { #expect(code == "66", "\(name)") }
    }
  }
}
