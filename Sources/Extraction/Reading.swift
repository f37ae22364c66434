import Incidents

/// What one report tells.
public struct Reading: Sendable {
  /// The acts, in the order in which the report first tells them.
  public var incidents: [Incident]
  /// The running totals, in the order of the report.
  public var claims: [Claim]
  /// For every cell of every incident and claim, where it was read and why it holds what it holds.
  public var traces: [Trace]
  /// For every incident, why it is one, and one of its own.
  public var accounts: [Account]
  /// The day of publication that was used, or nil when none was found.
  public var publication: Publication?
  /// Warnings, each a sentence.
  public var notes: [String]
}

/// Where one cell was read.
public struct Trace: Hashable, Sendable {
  /// A column of the tables of incidents and claims.
  public enum Column: String, CaseIterable, Hashable, Sendable {
    case source, target, date, count, weapon, place, killed, wounded
    case retaliationFor = "retaliation_for"
    case sourceName = "source_name"
    case targetName = "target_name"
    case since, until, unit
  }

  /// The row: the identifier of an incident (`i1`), or `c` and the number of a claim (`c1`).
  public let row: String
  /// The column.
  public let column: Column
  /// The bytes of the page from which the cell was read.
  public let bytes: Range<Int>
  /// Why the cell holds what it holds.
  public let reason: Reason
}
