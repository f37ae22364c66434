import ArgumentParser
import Incidents

/// Which files of event data are read, and how: the options of `talion import`, and the keys of event
/// data in a study.
public struct ImportSettings: ParsableArguments, Sendable {
  /// The files.
  @Argument(
    help: ArgumentHelp(
      "Files of event data, perhaps in .gz or .zip; file.xlsx#SHEET.", valueName: "file"))
  public var files: [String] = []

  /// The name of their set; nil finds it out.
  @Option(
    name: .long,
    help: ArgumentHelp("The set of the files (default: found by the header).", valueName: "FORMAT"))
  public var `as`: String?

  /// Columns of a table of the user's own by what they hold.
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Columns of a table of your own by what they hold.",
      valueName: "source=A,target=B,date=C"))
  public var map: CommaSeparated?

  /// The names between which acts are taken.
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only acts between these names: the whole name, or the part before a bracket.",
      valueName: "\"A, B\""))
  public var between: String?

  /// The file of the sides between which acts are taken.
  @Option(name: .long, help: "Only acts between the sides of this file, as sides.txt has them.")
  public var sides: String?

  /// Whether only acts of violence are taken.
  @Flag(name: .long, help: "Only acts of violence.")
  public var violent = false

  /// What becomes of acts of which nobody says who began.
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Acts of which nobody says who began: left out, the first side's, or both sides'.",
      valueName: "drop|first|both"))
  public var battles = UndirectedName.drop

  /// The observed days.
  @OptionGroup public var observed: WindowSettings

  /// By how many days an act can precede a date that is only that of the report.
  @Option("Days by which an act can precede a date that is only that of the report.", in: 0...366)
  public var pubdateSlack = 0

  /// How dates such as 03/05/2020 are read.
  @OptionGroup public var dating: DateOrderSettings

  /// The folder of an earlier import.
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Folder of an earlier import: list what was added, changed and deleted since.",
      valueName: "OLD"))
  public var sinceLast: String?

  /// The options that take no value.
  public static let flags = ["violent"]
  /// The key of the files in a study.
  public static let filesKey = "events"
  /// The keys that only event data have in a study.
  public static let ownKeys = [
    filesKey, "as", "map", "between", "violent", "battles", "pubdate-slack", "since-last",
  ]
  /// The keys that are those of the study's data, too. The days are the study's alone: what lies
  /// outside of them is listed with its other rows.
  public static let sharedKeys = ["sides", "date-order"]

  /// Options that parsing fills in.
  public init() {}

  /// Refuses options that do not go together.
  public func validate() throws {
    if files.isEmpty { throw ValidationError("Name at least one file of event data.") }
    if files.contains("-") {
      throw ValidationError("Event data are read twice: write standard input into a file first.")
    }
    if between != nil, sides != nil {
      throw ValidationError("--between and --sides both choose sides; use one of them.")
    }
    if let between, let names, names.count < 2 {
      throw ValidationError(
        "--between is '\(between)'; name two sides or more, such as --between \"A, B\".")
    }
    _ = try columns()
  }

  /// The names between which acts are taken, separated by commas, or by semicolons where names have
  /// commas; nil takes all.
  public var names: [String]? {
    between.map { text in
      CommaSeparated(argument: text.contains(";") ? text.replacing(",", with: "\u{1}") : text)?
        .entries.flatMap { $0.split(separator: ";") }
        .map { $0.replacing("\u{1}", with: ",").trimmed }.filter { !$0.isEmpty } ?? []
    }
  }

  /// The columns of a table of the user's own by what they hold.
  ///
  /// - Throws: A validation error for an entry that names no column.
  public func columns() throws -> [String: String] {
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

  /// The values in the words of a study file.
  public var studyValues: [(name: String, value: String)] {
    ParsedValues.of(self).compactMap { option in
      let name = option.name == "files" ? Self.filesKey : option.name
      return Self.ownKeys.contains(name) ? (name, option.value) : nil
    }
  }
}

extension UndirectedName: ExpressibleByArgument {}
