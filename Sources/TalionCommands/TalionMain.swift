import ArgumentParser

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The command line.
public enum TalionMain {
  /// Runs the command that the process was started with, and ends the process with its exit code.
  public static func run() async -> Never {
    Interruption.prepare()
    if let complaint = Subcommands.complaint(Array(CommandLine.arguments.dropFirst())) {
      Terminal.say("talion: \(complaint)")
      exit(ExitStatus.usage)
    }
    do {
      var command = try TalionCommand.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      exit(0)
    } catch {
      exit(end(with: error))
    }
  }

  /// Says what went wrong, or prints the help that was asked for; the exit code.
  private static func end(with error: any Error) -> Int32 {
    if let code = error as? ExitCode { return code.rawValue }
    let parserCode = TalionCommand.exitCode(for: error)
    if parserCode == .success || parserCode == .validationFailure {
      let text = TalionCommand.fullMessage(for: error)
      guard parserCode == .success else {
        Terminal.say(text)
        return ExitStatus.usage
      }
      do {
        try Terminal.write(text + "\n")
        return 0
      } catch {
        Terminal.say("talion: \(error)")
        return ExitStatus.cannotWrite
      }
    }
    let (code, message) = ExitStatus.of(error)
    Terminal.say("talion: \(message)")
    return code
  }
}
