import ArgumentParser
import Settings
import Studies

/// The command of one analysis, whatever the model: its options are those of its settings.
struct AnalysisCommand<Model: ModelSettings>: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: Model.name, abstract: Model.abstract, discussion: Model.discussion)
  }

  @OptionGroup var data: DataSettings
  @OptionGroup(title: "Model") var model: Model
  @OptionGroup(title: "Computation") var computation: ComputationSettings
  @OptionGroup(title: "Computation") var threads: ThreadSettings
  @OptionGroup(title: "Output") var output: OutputOptions

  func run() async throws {
    let output = output
    let (findings, manifest) = try await FitRun(model, data: data, computation: computation)
      .findings(threads: threads.count, progress: output.progress) { try output.check($0) }
    try output.deliver(findings, manifest)
  }
}

extension ThreadSettings {
  /// Parts to compute at a time: all processors where nothing is said.
  var count: Int { threads ?? Terminal.processors }
}
