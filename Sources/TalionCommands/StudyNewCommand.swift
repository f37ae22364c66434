import ArgumentParser
import Settings
import Studies
import Tabular

/// `talion study new`.
struct StudyNewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new",
    abstract: "Write a commented study file for the data at hand.",
    discussion: """
      Reads the incidents, takes the two sides that act on each other most and the days of the data, \
      unless they are named, and writes a study that 'talion study run' can run as it is.

      EXAMPLES
        talion study new --incidents imported/incidents.csv --sides imported/sides.txt
        talion study new --incidents incidents.csv --claims claims.csv \\
            --window 2023-10-17..2024-02-04 --output study.yaml
      """)

  @Option(name: .long, help: "Table of incidents.")
  var incidents: String

  @Option(name: .long, help: InputHelp.claims)
  var claims: String?

  @Option(name: .long, help: InputHelp.sides)
  var sides: String?

  @Option(name: .long, help: InputHelp.stated)
  var stated: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Comma-separated streams (default: both directions between the two sides that act on each "
        + "other most).", valueName: "A->B,B->A"))
  var streams: CommaSeparated?

  @OptionGroup var observed: WindowSettings

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Write the study into this file, which must not exist (default: standard output).",
      valueName: "FILE"))
  var output: String?

  func run() throws {
    var draft = StudyDraft(incidents: incidents)
    draft.claims = claims
    draft.sides = sides
    draft.stated = stated
    draft.streams = streams?.entries
    draft.window = observed.window
    let text = try draft.text(at: output ?? "study.yaml")
    guard let output else { return try Terminal.write(text) }
    guard !OutputFile.exists(output) else {
      throw FileError.cannotCreate(path: output, reason: "a file of this name is in the way")
    }
    try OutputFile.write(Array(text.utf8), to: output)
    Terminal.say("written: \(output)")
  }
}
