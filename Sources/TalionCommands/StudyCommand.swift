import ArgumentParser

/// `talion study`: whole studies from a file.
struct StudyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "study", abstract: "Write a study file, and run whole studies from it.",
    subcommands: [StudyRunCommand.self, StudyNewCommand.self])
}
