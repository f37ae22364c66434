import ArgumentParser
import Incidents
import Studies
import Tabular
import TextCharts

/// `talion sides`: whose names reports are read with.
struct SidesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sides",
    abstract: "Show or export the sides whose names reports are read with.",
    discussion: """
      The built-in sides are text files: states with their demonyms, capitals, forces and places, and \
      armed groups since 1990. Export what you need, edit it, and lay it over the built-in ones with \
      --sides, name by name.

      EXAMPLES
        talion sides list --kind group --word liberation
        talion sides export IRAQ_MILITIA US > my-sides.txt
        talion extract Datasets/reports --sides my-sides.txt
      """,
    subcommands: [SidesListCommand.self, SidesExportCommand.self])
}

/// The file that is laid over the built-in sides.
struct SidesOptions: ParsableArguments {
  @Option(name: .long, help: "File of sides whose names win over the built-in ones.")
  var sides: String?

  /// The sides with the file laid over them.
  func read() throws -> Sides {
    guard let sides else { return .world }
    let own = try Sides(InputFile.contents(path: sides), file: sides)
    for like in own.likeNames { Terminal.say("note: \(sides): \(like)") }
    return .world.overlaid(by: own)
  }
}

/// `talion sides list`.
struct SidesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List sides with their members.")

  @OptionGroup var options: SidesOptions

  @Option(name: .long, help: "Only sides with a member of this kind, such as group or base.")
  var kind: String?

  @Option(name: .long, help: "Only sides one of whose names holds these letters.")
  var word: String?

  @Option(
    name: .long,
    help: ArgumentHelp("How to write the list.", valueName: "table|csv|tsv|json"))
  var format = OutputFormat.table

  func validate() throws {
    guard format != .html, format != .xlsx else {
      throw ValidationError(
        "--format is '\(format.rawValue)': a list of sides is written as table, csv, tsv or json.")
    }
  }

  func run() throws {
    var chosen: Sides.Kind?
    if let kind {
      guard let known = Sides.Kind(rawValue: kind) else {
        let kinds = Sides.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw PlanError.usage("--kind is '\(kind)'; use one of \(kinds)")
      }
      chosen = known
    }
    let table = SidesListing.table(try options.read(), kind: chosen, word: word)
    guard let data = TableFormat(rawValue: format.rawValue) else {
      return try Terminal.write(SidesListing.page(table).text(Terminal.style(ascii: false)))
    }
    try Terminal.write(table.encoded(data))
  }
}

/// `talion sides export`.
struct SidesExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write sides in the form that --sides reads.")

  @Argument(help: "Codes or names of sides; all without any.")
  var names: [String] = []

  @OptionGroup var options: SidesOptions

  @Option(name: .long, help: "The file to write; standard output by default.")
  var output = "-"

  func run() throws {
    let sides = try options.read()
    let chosen = try names.map { name in
      guard let side = sides.side(named: name) else {
        throw PlanError.usage("no side is called '\(name)'; talion sides list --word \(name)")
      }
      return side
    }
    let text = Array(sides.text(of: chosen.isEmpty ? nil : chosen).utf8)
    if output == "-" { return try Terminal.write(text) }
    try OutputFile.write(text, to: output)
  }
}
