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
  /// Every act that was considered, whether or not it became an incident, in the order of the report.
  public var considered: [ConsideredAct]
  /// The day of publication that was used, or nil when none was found.
  public var publication: Publication?
  /// Warnings, each a sentence.
  public var notes: [String]
}

/// Where one cell was read.
public struct Trace: Hashable, Sendable {
  /// A column of the tables of incidents and claims.
  public enum Column: String, CaseIterable, Hashable, Sendable {
    /// The side that acted.
    case source
    /// The side that was acted upon.
    case target
    /// The day or days of the act.
    case date
    /// How many acts.
    case count
    /// The weapon.
    case weapon
    /// The place.
    case place
    /// People killed.
    case killed
    /// People wounded.
    case wounded
    /// The acts that it is said to answer.
    case retaliationFor = "retaliation_for"
    /// The acting side as the source names it.
    case sourceName = "source_name"
    /// The side acted upon as the source names it.
    case targetName = "target_name"
    /// When a total begins.
    case since
    /// The last day that a total covers.
    case until
    /// What a total counts.
    case unit
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
