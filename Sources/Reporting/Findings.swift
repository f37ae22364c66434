import Tabular

/// What an analysis has to say: a report for people, tables for spreadsheets and scripts, and
/// whether a check of the model failed.
public struct Findings: Sendable {
  /// For people.
  public var report: Report
  /// For spreadsheets and scripts, each a file of its own.
  public var tables: [Table]
  /// Checks that failed, in words; the results stand, but should not be used without reading them.
  public var failedChecks: [String]
  /// What the user should know before reading the results: data left out, rules applied.
  public var notes: [String]

  /// Findings.
  public init(
    report: Report = Report(), tables: [Table] = [], failedChecks: [String] = [],
    notes: [String] = []
  ) {
    self.report = report
    self.tables = tables
    self.failedChecks = failedChecks
    self.notes = notes
  }
}
