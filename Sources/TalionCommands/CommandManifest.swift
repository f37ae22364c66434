import ArgumentParser
import Settings
import Studies
import Tabular

extension Manifest {
  /// What a command was run with: every option but where its results go and how fast.
  init(_ command: some ParsableCommand, inputs: Inputs, seed: UInt64 = 0) {
    let name = type(of: command).configuration.commandName ?? ""
    let options = ParsedValues.of(
      command, without: [OutputOptions.self, FolderOptions.self, ThreadSettings.self])
    self.init(
      version: Release.version, software: Release.software,
      options: [(key: "command", value: name)] + options.map { (key: $0.name, value: $0.value) },
      inputs: inputs.records, seed: seed)
  }
}
