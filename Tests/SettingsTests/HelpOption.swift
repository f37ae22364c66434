import ArgumentParser
import Settings

/// An option as the help of its settings describes it to a user.
struct HelpOption: Hashable {
  /// Its name without dashes.
  let name: String
  /// Whether it takes no value.
  let isFlag: Bool
  /// The words beside it.
  let words: String

  /// The range that the help names.
  struct Range: Hashable {
    let lower: String
    let upper: String
    let allowsNone: Bool
  }

  var range: Range? {
    guard
      let match = words.firstMatch(
        of: /\((?<lower>[0-9][0-9.e+-]*) to (?<upper>[0-9][0-9.e+-]*)(?<none>, or 0 for none)?\)/)
    else { return nil }
    return Range(
      lower: String(match.lower), upper: String(match.upper), allowsNone: match.none != nil)
  }

  /// All options of some settings but `--help`.
  static func all(_ type: any ParsableArguments.Type) -> [HelpOption] {
    // A description begins far to the right, on the line of its option or on the next one.
    var entries: [String] = []
    for line in type.helpMessage(columns: 1000).split(separator: "\n") {
      if line.hasPrefix("  --") {
        entries.append(String(line.dropFirst(2)))
      } else if line.hasPrefix("          "), !entries.isEmpty {
        entries[entries.count - 1] += " " + line.drop { $0 == " " }
      }
    }
    return entries.map { entry in
      let name = entry.dropFirst(2).prefix { $0 != " " }
      let rest = entry.dropFirst(2 + name.count).drop { $0 == " " }
      return HelpOption(name: String(name), isFlag: !rest.hasPrefix("<"), words: String(rest))
    }
  }
}

/// All settings that a command or a study file reads.
let allSettings: [any ParsableArguments.Type] =
  Models.all.map { $0 as any ParsableArguments.Type } + [
    DataSettings.self, SelectionSettings.self, ComputationSettings.self, ThreadSettings.self,
    ImportSettings.self,
  ]

/// The arguments without which some settings cannot be read at all.
func needed(_ type: any ParsableArguments.Type) -> [String] {
  type == DataSettings.self
    ? ["counts.csv"] : type == ImportSettings.self ? ["events.csv"] : []
}

/// The message with which arguments are refused; nil where they are accepted.
func refusal(_ type: any ParsableArguments.Type, _ arguments: [String]) -> String? {
  do {
    _ = try type.parse(arguments)
    return nil
  } catch {
    return type.message(for: error)
  }
}
