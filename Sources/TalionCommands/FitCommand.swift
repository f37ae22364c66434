import ArgumentParser
import Settings

/// `talion fit`: models, one a subcommand.
struct FitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit", abstract: "Fit a model and print its estimates and charts.",
    discussion: """
      EXAMPLES
        talion fit hawkes --incidents incidents.csv --window 2023-10-17..2024-02-04 \\
            --streams "A->B,B->A"
        talion fit counts counts.csv
      """,
    subcommands: Models.fits.map(command))

  /// The command of a model's settings.
  static func command(of settings: any ModelSettings.Type) -> any ParsableCommand.Type {
    func opened<Model: ModelSettings>(_ model: Model.Type) -> any ParsableCommand.Type {
      AnalysisCommand<Model>.self
    }
    return opened(settings)
  }
}
