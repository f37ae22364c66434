import ArgumentParser

/// `talion fit`: models, one a subcommand.
struct FitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a model and print its estimates and charts.",
    subcommands: [
      FitHawkesCommand.self, FitVarCommand.self, FitCountsCommand.self, FitProjectionsCommand.self,
    ])
}
