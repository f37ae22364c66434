import ArgumentParser
import Reporting
import Studies
import Tabular

/// `talion explain`.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a word of a report or a table means.",
    discussion: """
      Knows the estimates, the verdicts, the reasons of verdicts (column reasons of estimates.csv) and \
      the terms of reports. Without a word it lists them all.

      EXAMPLES
        talion explain retaliation_lag_median
        talion explain not identifiable
        talion explain
      """)

  @Argument(help: "The word, as the report or the table has it.")
  var word: [String] = []

  func run() throws {
    let style = Terminal.style(ascii: false)
    guard !word.isEmpty else {
      let lines = Glossary.sections.map { section in
        "\(section.title): \(section.entries.map(\.term).joined(separator: ", "))."
      }
      try Terminal.write(Page(lines.map { .paragraph($0) }).text(style))
      return
    }
    let asked = word.joined(separator: " ")
    guard let entry = Glossary.entry(asked) else {
      throw PlanError.usage(
        "'\(asked)' is not a word of Talion's reports"
          + (Glossary.suggestion(asked).map { "; did you mean '\($0)'?" } ?? ";")
          + " 'talion explain' lists all words")
    }
    try Terminal.write(entry.page.text(style))
  }
}
