import Escalation
import Tabular
import TextCharts

/// What an analysis has to say: a report for people, tables for spreadsheets and scripts, and
/// whether a check of the model failed.
public struct Findings: Sendable {
  /// For people.
  public var report: Page
  /// What a report that combines several findings should say of these: what the data can and cannot
  /// tell, and how far it stands.
  public var conclusions = Page()
  /// The charts of the report, for reports that combine several.
  public var charts: [any TextChart] = []
  /// The estimates, and what they share.
  public var estimates: [Estimate] = []
  /// For spreadsheets and scripts, each a file of its own.
  public var tables: [Table]
  /// Checks that failed, in words; the results stand, but should not be used without reading them.
  public var failedChecks: [String]
  /// Inputs that could not be read; the others were.
  public var unreadInputs = 0
  /// Inputs that hold something that cannot be read; the others were.
  public var badInputs = 0
  /// Texts that the tables refer to, by the name of their file.
  public var texts: [(name: String, bytes: [UInt8])] = []
  /// What the user should know before reading the results: data left out, rules applied.
  public var notes: [String]

  /// Findings.
  public init(
    report: Page = Page(), tables: [Table] = [], failedChecks: [String] = [],
    notes: [String] = []
  ) {
    self.report = report
    self.tables = tables
    self.failedChecks = failedChecks
    self.notes = notes
  }
}
