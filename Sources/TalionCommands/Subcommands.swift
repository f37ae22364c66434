import ArgumentParser
import Incidents

/// The tree of commands, for what was typed and is none of them.
package enum Subcommands {
  /// What is wrong with a word where a command should stand; nil where the parser says it best.
  package static func complaint(_ arguments: [String]) -> String? {
    var command: any ParsableCommand.Type = TalionCommand.self
    var path = [name(of: command)]
    for word in arguments {
      let commands = command.configuration.subcommands
      // An option of the root, the parser's own command, or an argument of a command.
      guard !commands.isEmpty, !word.hasPrefix("-"), word != "help" else { return nil }
      guard let next = commands.first(where: { name(of: $0) == word }) else {
        let names = commands.map(name)
        let near = Suggestion.nearest(to: word, among: names)
        return "'\(word)' is not a command of '\(path.joined(separator: " "))'; "
          + (near.map { "did you mean '\((path + [$0]).joined(separator: " "))'?" }
            ?? "use one of \(names.joined(separator: ", "))")
      }
      command = next
      path.append(word)
    }
    return nil
  }

  private static func name(of command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? ""
  }
}
