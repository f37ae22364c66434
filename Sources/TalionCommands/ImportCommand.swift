import ArgumentParser
import EventData
import Incidents
import Settings
import Studies
import Tabular

/// `talion import`.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Turn files of event data into a table of incidents, and account for every row.",
    discussion: """
      The set is found by the header: \(EventSets.sets.map(\.name).joined(separator: ", ")). Files can \
      be compressed by gzip or zip. Writes incidents.csv, sides.txt (names and their sides: edit it and use \
      it with --sides), dropped.csv (every row left out, with the rule), import.txt (what was done) \
      and manifest.json.

      EXAMPLES
        talion import acled.csv --between "Blue Front, Redland" --violent \\
            --output imported
        talion import 2031*.export.CSV.zip --as gdelt --between "RED, BLU" \\
            --output imported
        talion import attacks.csv --as table \\
            --map source=Attacker,target=Victim,date=When --output imported
        talion import acled-may.csv --since-last imported --output imported-may
      """)

  @OptionGroup var settings: ImportSettings

  @OptionGroup var folder: FolderOptions

  func run() throws {
    var inputs = Inputs()
    let plan = try settings.plan(&inputs)
    let report = try plan.run(
      into: folder.output, replacing: folder.replace, manifest: Manifest(self, inputs: inputs))
    if !folder.quiet {
      try Terminal.write(report.page.text(Terminal.style(ascii: false)) + "\n" + next(report))
    }
    // A script that goes on with nothing would fail further down, without the reason.
    if report.imported.incidents == 0 { throw ExitCode(ExitStatus.badData) }
  }

  /// What is wrong, with the command that does what was meant.
  static func message(of error: ImportError) -> String {
    switch error {
    case .otherSet(let file, _, let found):
      return "\(error); run: talion import \(file) --as \(found.name) --output DIR"
    case .unknownTable(let file, _, let suggested):
      let map = ["source", "target", "date"].map { "\($0)=\(suggested[$0] ?? "COLUMN")" }
      return "\(error); say what its columns hold: talion import \(file) --as table --map "
        + "\"\(map.joined(separator: ","))\" --output DIR"
    case .unknownSet, .noColumn, .unknownPart: return "\(error)"
    }
  }

  /// What to type next; commands stand as they are typed, however long.
  private func next(_ report: ImportReport) -> String {
    guard let days = report.imported.days, report.imported.incidents > 0 else {
      let advice =
        report.imported.left[.undirected, default: 0] > 0
        ? "Acts without direction: choose --battles first or --battles both if that is right."
        : "Names of the data: import without --between; sides.txt lists them."
      return "Nothing was imported. The table above says which rule left the rows out.\n\(advice)\n"
    }
    let sides = report.sides.prefix(2).map(\.code).sorted()
    guard sides.count == 2 else { return "Written: \(folder.output)\n" }
    let window =
      settings.observed.window.window?.description ?? "\(days.lowerBound)..\(days.upperBound)"
    return """
      Next:
        talion fit hawkes --incidents \(folder.output)/incidents.csv --sides \(folder.output)/sides.txt \\
            --window \(window) \\
            --streams "\(sides[0])->\(sides[1]),\(sides[1])->\(sides[0])"

      """
  }
}

/// The folder of an import.
struct FolderOptions: ParsableArguments {
  @Option(name: .long, help: "Write the results into this folder, made if missing.")
  var output: String

  @Flag(name: .long, help: OutputHelp.replace)
  var replace = false

  @Flag(name: .long, help: OutputHelp.quiet)
  var quiet = false
}
