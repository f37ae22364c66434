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

  @Argument(
    help: ArgumentHelp(
      "Files of event data, perhaps in .gz or .zip; file.xlsx#SHEET.", valueName: "file"))
  var files: [String] = []

  @Option(
    name: .customLong("as"),
    help: ArgumentHelp("The set of the files (default: found by the header).", valueName: "FORMAT"))
  var set: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns of a table of your own by what they hold.",
      valueName: "source=A,target=B,date=C"))
  var map: CommaSeparated?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only acts between these names: the whole name, or the part before a bracket.",
      valueName: "\"A, B\""))
  var between: String?

  @Option(name: .long, help: "Only acts between the sides of this file, as sides.txt has them.")
  var sides: String?

  @Flag(name: .long, help: "Only acts of violence.")
  var violent = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Acts of which nobody says who began: left out, the first side's, or both sides'.",
      valueName: "drop|first|both"))
  var battles = ImportOptions.Undirected.drop

  @OptionGroup var observed: WindowSettings

  @Option("Days by which an act can precede a date that is only that of the report.", in: 0...366)
  var pubdateSlack = 0

  @OptionGroup var dating: DateOrderSettings

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of an earlier import: list what was added, changed and deleted since.",
      valueName: "OLD"))
  var sinceLast: String?

  @OptionGroup var folder: FolderOptions

  func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file of event data.") }
    if files.contains("-") {
      throw ValidationError("Event data are read twice: write standard input into a file first.")
    }
    if between != nil, sides != nil {
      throw ValidationError("--between and --sides both choose sides; use one of them.")
    }
    if let between, Self.names(between).count < 2 {
      throw ValidationError(
        "--between is '\(between)'; name two sides or more, such as --between \"A, B\".")
    }
  }

  /// Names are separated by commas, or by semicolons where names have commas.
  private static func names(_ text: String) -> [String] {
    CommaSeparated(argument: text.contains(";") ? text.replacing(",", with: "\u{1}") : text)?
      .entries.flatMap { $0.split(separator: ";") }
      .map { $0.replacing("\u{1}", with: ",").trimmed }.filter { !$0.isEmpty } ?? []
  }

  func run() throws {
    var plan = ImportPlan(files: files)
    plan.set = set
    plan.previous = sinceLast
    plan.options.undirected = battles
    plan.options.violentOnly = violent
    plan.options.window = observed.window.window
    plan.options.publicationSlack = pubdateSlack
    plan.options.dateOrder = dating.dateOrder
    var inputs = Inputs()
    if let between {
      plan.sides = .between(Self.names(between))
    } else if let sides {
      plan.sides = .sides(try Sides(inputs.read(sides), file: sides))
    }
    plan.options.columns = try columns()
    let report = try plan.run(
      into: folder.output, replacing: folder.replace, manifest: Manifest(self, inputs: inputs))
    if !folder.quiet {
      try Terminal.write(report.page.text(Terminal.style(ascii: false)) + "\n" + next(report))
    }
    // A script that goes on with nothing would fail further down, without the reason.
    if report.imported.incidents == 0 { throw ExitCode(ExitStatus.badData) }
  }

  private func columns() throws -> [String: String] {
    var columns: [String: String] = [:]
    for entry in map?.entries ?? [] {
      let parts = entry.split(separator: "=", maxSplits: 1)
      guard parts.count == 2 else {
        throw ValidationError("--map has '\(entry)'; write source=COLUMN.")
      }
      columns[parts[0].trimmed] = parts[1].trimmed
    }
    return columns
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
    let window = observed.window.window?.description ?? "\(days.lowerBound)..\(days.upperBound)"
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

  @Flag(name: .long, help: "Print nothing; import.txt has it all.")
  var quiet = false
}

extension ImportOptions.Undirected: ExpressibleByArgument {}
