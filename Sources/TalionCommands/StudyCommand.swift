import ArgumentParser

/// `talion study`: whole studies from a file.
struct StudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Run whole studies from a study file.",
    subcommands: [StudyRunCommand.self])
}
