import ArgumentParser
import Incidents

/// How dates such as 03/05/2020 are read.
public struct DateOrderSettings: ParsableArguments, Sendable {
  /// Which number comes first; nil lets each table show it.
  @Option(
    help: ArgumentHelp(
      "Which number of a date such as 03/05/2020 comes first (default: as the whole table shows).",
      valueName: "day-first|month-first"))
  public var dateOrder: DateOrder?

  /// Options that parsing fills in.
  public init() {}
}

extension DateOrder: ExpressibleByArgument {}
