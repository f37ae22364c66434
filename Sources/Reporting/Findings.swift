import Escalation
import Tabular
import TextCharts

/// What an analysis has to say: pages for people, tables for spreadsheets and scripts, and whether a
/// check of the model failed.
public struct Findings: Sendable {
  /// The first screen: who answers whom, how often, how fast, how sure, and what to do next.
  public var screen: Page
  /// What follows it.
  public var details: Page
  /// For spreadsheets and scripts, each a file of its own; the first is what a script is given.
  public var tables: [Table]
  /// The draws of a posterior, for programs that work with them; none for other methods.
  public var draws: [Table] = []
  /// Checks that failed, in words; the results stand, but should not be used without reading them.
  public var failedChecks: [String]
  /// What the user should know before reading the results: data left out, rules applied.
  public var notes: [String]
  /// Inputs that could not be read; the others were.
  public var unreadInputs = 0
  /// Inputs that hold something that cannot be read; the others were.
  public var badInputs = 0
  /// Files that are no tables, such as texts that tables refer to, by their name in the folder.
  public var texts: [(name: String, bytes: [UInt8])] = []

  /// Findings.
  public init(
    screen: Page = Page(), details: Page = Page(), tables: [Table] = [],
    failedChecks: [String] = [], notes: [String] = []
  ) {
    self.screen = screen
    self.details = details
    self.tables = tables
    self.failedChecks = failedChecks
    self.notes = notes
  }

  /// The whole report.
  public var report: Page {
    var page = screen
    page.append(details)
    return page
  }

  /// What any fit has to say.
  ///
  /// - Throws: ``LinearAlgebraError`` when a quantity cannot be computed.
  public init(_ fit: Fit) throws {
    self.init(failedChecks: fit.failures.map(\.words), notes: fit.warnings.map(\.words))
    let detailed = fit.details as? any DetailedReport
    screen = try detailed?.screen(fit) ?? Answers(fit).page
    details = try FitPage(fit, detailed).page
    if !fit.estimates.rows.isEmpty {
      tables = [EstimateTables.estimates([(fit, nil)])]
      if !fit.curves.isEmpty { tables.append(EstimateTables.responses([(fit, nil)])) }
    }
    tables += FitTables.all(fit)
    tables += try detailed?.tables(fit) ?? []
    draws = detailed?.draws(fit) ?? []
  }
}

/// What only one model adds to the page and the tables of every fit.
protocol DetailedReport {
  /// The first screen, where it is not that of every fit.
  func screen(_ fit: Fit) throws -> Page?
  /// Sections between the estimates and the charts.
  func sections(_ fit: Fit) throws -> Page
  /// Charts; nil takes those of the responses.
  func charts(_ fit: Fit) throws -> [any TextChart]?
  /// Sections after the charts.
  func closing(_ fit: Fit) throws -> Page
  /// Tables beside those of every fit.
  func tables(_ fit: Fit) throws -> [Table]
  /// The draws of a posterior.
  func draws(_ fit: Fit) -> [Table]
}

extension DetailedReport {
  func screen(_ fit: Fit) throws -> Page? { nil }
  func sections(_ fit: Fit) throws -> Page { Page() }
  func charts(_ fit: Fit) throws -> [any TextChart]? { nil }
  func closing(_ fit: Fit) throws -> Page { Page() }
  func tables(_ fit: Fit) throws -> [Table] { [] }
  func draws(_ fit: Fit) -> [Table] { [] }
}
