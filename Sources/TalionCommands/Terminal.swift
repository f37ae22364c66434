import ArgumentParser
import Reporting
import Studies
import Tabular
import TextCharts

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The terminal: what can be shown on it, and how words get there.
enum Terminal {
  /// Whether a descriptor is a terminal.
  private static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether standard output is a terminal.
  static var isInteractive: Bool { isTerminal(1) }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// Columns to write: those of the terminal, else of COLUMNS, else 80; always 80 into a file or a
  /// pipe, so that the bytes repeat.
  static var width: Int {
    guard isTerminal(1) else { return 80 }
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return variable("COLUMNS").flatMap { Int($0) } ?? 80
  }

  /// Whether the locale writes UTF-8; the first of LC_ALL, LC_CTYPE and LANG that is set decides.
  static var writesUTF8: Bool {
    for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
      guard let value = variable(name), !value.isEmpty else { continue }
      let lower = value.lowercased()
      return lower.contains("utf-8") || lower.contains("utf8")
    }
    return false
  }

  /// Where progress goes: nowhere, unless someone is watching.
  static func progress(quiet: Bool) -> ProgressHandler? {
    guard !quiet, isTerminal(2) else { return nil }
    let line = ProgressLine(begun: .now)
    return { stage in
      if let text = line.text(stage, at: .now) { show(text) }
    }
  }

  /// Says notes and failed checks.
  ///
  /// - Throws: An exit code: 66 where an input could not be read, 1 where a check failed.
  static func finish(_ findings: Findings, quiet: Bool) throws {
    if !quiet {
      for note in findings.notes { say("note: \(note)") }
    }
    for check in findings.failedChecks { say("check failed: \(check)") }
    if findings.badInputs > 0 { throw ExitCode(ExitStatus.badData) }
    if findings.unreadInputs > 0 { throw ExitCode(ExitStatus.noInput) }
    if !findings.failedChecks.isEmpty { throw ExitCode(ExitStatus.checkFailed) }
  }

  /// How charts are drawn here.
  static func style(ascii: Bool) -> ChartStyle {
    ChartStyle(width: width, glyphs: ascii || !writesUTF8 ? .ascii : .unicode)
  }

  /// Writes results to standard output.
  ///
  /// - Throws: ``FileError/cannotWrite(path:reason:)``, for instance on a full disk. Where the
  ///   reader of a pipe has left, the process ends without a word.
  static func write(_ text: String) throws(FileError) {
    try write(Array(text.utf8))
  }

  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) throws(FileError) {
    do {
      try OutputFile.write(bytes, to: "-")
    } catch {
      if errno == EPIPE {
        signal(SIGPIPE, SIG_DFL)
        raise(SIGPIPE)
      }
      throw error
    }
  }

  /// Writes words to standard error.
  static func say(_ text: String) {
    let bytes = Array((text + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor: 2, $0) }
  }

  /// Shows a text over the last one.
  static func show(_ text: String) {
    let bytes = Array(("\r\u{1B}[K" + text).utf8)
    _ = bytes.withUnsafeBytes { write(descriptor: 2, $0) }
  }

  private static func write(descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(descriptor, bytes.baseAddress, bytes.count)
    #elseif canImport(Musl)
      Musl.write(descriptor, bytes.baseAddress, bytes.count)
    #else
      Darwin.write(descriptor, bytes.baseAddress, bytes.count)
    #endif
  }

  /// How many processors are there to compute on.
  static var processors: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
