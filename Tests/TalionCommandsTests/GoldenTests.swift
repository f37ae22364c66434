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

  /// Whether two texts have the same words, order and printed digits.
  ///
  /// Only numbers of full precision, as tables for scripts hold them, may differ, by a billionth:
  /// their last digits depend on the order in which a processor's kernels add. Numbers that are
  /// rounded for people must not.
  static func agrees(_ text: String, _ record: String) -> Bool {
    if text == record { return true }
    let (a, b) = (pieces(text), pieces(record))
    guard a.count == b.count else { return false }
    return zip(a, b).allSatisfy { left, right in
      if left == right { return true }
      guard max(digits(left), digits(right)) > 12, let x = Double(left), let y = Double(right)
      else { return false }
      return abs(x - y) <= 1e-9 * max(abs(x), abs(y))
    }
  }

  /// A text as numbers and everything between them.
  private static func pieces(_ text: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = text[...]
    while let match = rest.firstMatch(of: /-?[0-9]+(\.[0-9]+)?(e[-+]?[0-9]+)?/) {
      pieces.append(rest[..<match.range.lowerBound])
      pieces.append(match.output.0)
      rest = rest[match.range.upperBound...]
    }
    return pieces + [rest]
  }

  /// The significant digits that a number is written with; hashes and dates have none.
  private static func digits(_ number: Substring) -> Int {
    guard number.contains(".") else { return 0 }
    return number.prefix { $0 != "e" }.drop { "-0.".contains($0) }.count { $0 != "." }
  }

  @Test func onlyTheLastDigitsOfFullPrecisionMayDiffer() {
    #expect(Self.agrees("a,0.12345678901234567\n", "a,0.12345678901234569\n"))
    #expect(Self.agrees("0.5,x", "0.49999999999999994,x"))
    #expect(!Self.agrees("a,0.12345678901234567", "a,0.12345679901234567"))
    #expect(!Self.agrees("0.123", "0.124") && !Self.agrees("120.5", "120.6"))
    #expect(!Self.agrees("b,0.12345678901234567", "a,0.12345678901234567"))
    #expect(!Self.agrees("0.1 0.2", "0.2 0.1") && !Self.agrees("1 2", "1 2 3"))
    #expect(!Self.agrees("12345678901234567", "12345678901234568"))
  }

  /// The exit code that the beginning of a case's name promises; nil where it promises none.
  static func promised(_ name: String) -> Int32? {
    if name.hasPrefix("bad-data-") { return 65 }
    if name.hasPrefix("usage-") { return 64 }
    if name.hasPrefix("no-input-") { return 66 }
    return nil
  }

  /// The codes are a contract of their own, whatever the messages say: the program is run, and what
  /// is on record does not count.
  @Test(arguments: cases.filter { promised($0) != nil })
  func everyBadInputHasItsCode(name: String) throws {
    let script = try String(
      contentsOf: Self.folder.appendingPathComponent("Golden/\(name)/cmd"), encoding: .utf8)
    let outcome = try Self.run(script)
    #expect(outcome.code == Self.promised(name))
    // One says what is wrong; nothing is printed as if it were a result.
    #expect(outcome.stdout.isEmpty && !outcome.stderr.isEmpty, "\(outcome)")
    #expect(!outcome.stderr.contains("unexpected"), "\(outcome.stderr)")
  }

  @Test func badInputsOfEveryKindAreTried() {
    for code: Int32 in [64, 65, 66] {
      #expect(Self.cases.count { Self.promised($0) == code } >= 3)
    }
  }
}
