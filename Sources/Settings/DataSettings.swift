import ArgumentParser
import Escalation
import Incidents

/// Where the data are, and which part of them is looked at.
public struct DataSettings: ParsableArguments, Sendable {
  /// The table of counts or of other series; `-` is standard input.
  @Argument(help: "Table of counts or other series, a row a period; - reads standard input.")
  public var counts: String?

  /// The table of incidents.
  @Option(help: "Table of incidents; - reads standard input.")
  public var incidents: String?

  /// The table of running totals.
  @Option(help: InputHelp.claims)
  public var claims: String?

  /// The table of exact times.
  @Option(help: "Table of exact times (time,stream); - reads standard input.")
  public var times: String?

  /// The file that says which names belong to which side.
  @Option(help: InputHelp.sides)
  public var sides: String?

  /// The table of answers whose motive is stated.
  @Option(help: InputHelp.stated)
  public var stated: String?

  /// The folder of reports whose incidents join the table.
  @Option(help: "Folder of reports whose incidents join the table of incidents.")
  public var reports: String?

  /// The table of the days on which the reports were published.
  @Option(help: "Table of the reports' days of publication (document,date).")
  public var publishedTable: String?

  /// The streams, in the order of all results.
  @Option(
    help: ArgumentHelp(
      "Comma-separated streams. Results keep this order.", valueName: "A->B,B->A"))
  public var streams: CommaSeparated?

  /// How dates such as 03/05/2020 are read.
  @OptionGroup public var dating: DateOrderSettings

  /// What to do with totals that contradict each other.
  @Option(help: "What to do with totals that contradict each other.")
  public var totalsRule = Ladder.Rule.latestStatement

  /// The scopes of the totals to use; empty takes the one with most totals.
  @Option(
    parsing: .singleValue,
    help: "Scope of the totals to use (repeatable; default: the one with most totals).")
  public var totalsScope: [String] = []

  /// Whether many rows may match no side.
  @Flag(help: "Go on where more than a fifth of the rows in the window match no side.")
  public var allowUnmatched = false

  /// Rows and columns that are looked at.
  @OptionGroup public var selection: SelectionSettings

  /// The options that take no value.
  public static let flags = ["allow-unmatched"] + SelectionSettings.flags

  /// Options that parsing fills in.
  public init() {}

  /// Refuses options that do not go together.
  public func validate() throws {
    let sources = [counts, incidents, times].compactMap(\.self)
    guard sources.count == 1 else {
      throw ValidationError(
        sources.isEmpty
          ? "Name the data: a table of counts, --incidents or --times."
          : "Name one kind of data: a table of counts, --incidents or --times.")
    }
    let ofIncidents: [(String, Bool)] = [
      ("claims", claims != nil), ("sides", sides != nil), ("stated", stated != nil),
      ("reports", reports != nil), ("totals-scope", !totalsScope.isEmpty),
      ("totals-rule", totalsRule != .latestStatement), ("allow-unmatched", allowUnmatched),
      ("date-order", dating.dateOrder != nil),
    ]
    for (name, isGiven) in ofIncidents where isGiven && incidents == nil {
      throw ValidationError("--\(name) goes with --incidents.")
    }
    if publishedTable != nil, reports == nil {
      throw ValidationError("--published-table goes with --reports.")
    }
    if claims == nil, !totalsScope.isEmpty || totalsRule != .latestStatement {
      throw ValidationError("--totals-rule and --totals-scope go with --claims.")
    }
    if counts != nil, streams != nil {
      throw ValidationError("--columns chooses the series of a table; leave out --streams.")
    }
    if counts == nil {
      if selection.columns != nil {
        throw ValidationError("--streams chooses the streams; --columns goes with a table.")
      }
      if selection.binary {
        throw ValidationError("--binary goes with a table of counts.")
      }
      if selection.window == nil {
        throw ValidationError(
          "Name the observed days, such as --window 2023-10-17..2024-02-04.")
      }
    }
    if incidents != nil, streams == nil {
      throw ValidationError("Name the streams, such as --streams \"A->B,B->A\".")
    }
  }

  /// Settings without a file, every option at its default: for callers that have no command line and
  /// name the data themselves.
  public static func withDefaults() throws -> DataSettings {
    // Only parsing fills in defaults, and it asks for data; the name is taken back.
    var settings = try DataSettings.parse(["-"])
    settings.counts = nil
    return settings
  }

  /// How totals are used.
  public var totals: TotalsRule {
    TotalsRule(rule: totalsRule, scopes: totalsScope.isEmpty ? nil : totalsScope)
  }
}

/// Which rows and columns are looked at.
public struct SelectionSettings: ParsableArguments, Sendable {
  /// The observed days, or the rows of a table by their labels.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Observed days, or rows of a table by their labels; both ends are included; auto takes the "
        + "first to the last day of the incidents.",
      valueName: "START..END|auto"))
  public var window: String?

  /// The columns to explain; nil takes all.
  @Option(
    help: ArgumentHelp(
      "Columns to explain, in order (default: all).", valueName: "a,b,..."))
  public var columns: CommaSeparated?

  /// Whether every number but zero becomes 1.
  @Flag(help: "Attack or none: every number but zero becomes 1.")
  public var binary = false

  /// The options that take no value.
  public static let flags = ["binary"]
  /// The options that a model of a study may set for itself.
  public static let names = ["window", "columns", "binary"]

  /// Options that parsing fills in.
  public init() {}

  /// These settings where another does not say otherwise.
  public func overlaid(by other: SelectionSettings) -> SelectionSettings {
    var result = self
    result.window = other.window ?? window
    result.columns = other.columns ?? columns
    result.binary = other.binary || binary
    return result
  }
}

extension Ladder.Rule: ExpressibleByArgument {}
