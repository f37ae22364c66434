import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What happens on Ctrl-C: files that are half written go, those of finished parts stay, and the
/// process ends as if nobody had caught the signal.
enum Interruption {
  /// From now on.
  static func prepare() {
    for number in [SIGINT, SIGTERM, SIGHUP] {
      // A signal that the caller ignores stays ignored, as nohup wants it.
      let before = signal(number, SIG_IGN)
      if before.map({ unsafeBitCast($0, to: Int.self) }) == 1 { continue }
      signal(number) { number in
        PartialFiles.remove()
        signal(number, SIG_DFL)
        raise(number)
      }
    }
  }
}
