import Escalation
import Reporting
import Tabular
import TextCharts

/// The report of a study while its models are added one by one.
struct StudyReport {
  private let title: String
  private let account: [String]
  private var models: [(name: String, fit: Fit, findings: Findings)] = []
  private var failures: [(name: String, reason: String)] = []

  init(_ title: String, account: [String]) {
    self.title = title
    self.account = account
  }

  /// Adds a fitted model.
  mutating func add(_ name: String, _ fit: Fit, _ findings: Findings) {
    models.append((name, fit, findings))
  }

  /// Adds a model that could not be fitted.
  mutating func addFailure(_ name: String, _ reason: String) {
    failures.append((name, reason))
  }

  /// - Throws: ``PlanError/data(_:)`` where no model could be fitted.
  func checkAnySucceeded() throws(PlanError) {
    guard models.isEmpty else { return }
    throw .data(
      "no model could be fitted: "
        + failures.map { "\($0.name): \($0.reason)" }.joined(separator: "; "))
  }

  /// Estimates and responses of all models below each other.
  var tables: [Table] {
    let fits = models.filter { !$0.fit.estimates.rows.isEmpty }.map {
      (fit: $0.fit, name: Optional($0.name))
    }
    guard !fits.isEmpty else { return [] }
    return [EstimateTables.estimates(fits), EstimateTables.responses(fits)]
  }

  /// The first screen: the data, and the answers of the first model that has any.
  private var screen: Page {
    var page = Page([.heading(title)])
    if let first = account.first { page.append(.paragraph(first)) }
    for failure in failures {
      page.append(.paragraph("The model '\(failure.name)' could not be fitted: \(failure.reason)"))
    }
    if let main = models.first(where: { !$0.fit.estimates.rows.isEmpty }) ?? models.first {
      page.append(main.findings.screen)
    }
    return page
  }

  private var comparison: Page {
    let fits = models.filter { !$0.fit.estimates.rows.isEmpty }.map { (name: $0.name, fit: $0.fit) }
    guard fits.count > 1 else { return Page() }
    var page = Page([.heading("All models")])
    page.append(ComparisonReport(fits).page)
    return page
  }

  private var data: Page {
    account.isEmpty ? Page() : Page([.heading("Data"), .lines(account.map { "- \($0)" })])
  }

  /// What is printed: the first screen, the models side by side, the account of the data.
  var findings: Findings {
    var details = comparison
    details.append(data)
    details.append(
      .lines(
        models.map {
          let count = $0.findings.tables.count
          return "- \($0.name): \(count) table\(count == 1 ? "" : "s"), in full in report.txt"
        }))
    var findings = Findings(screen: screen, details: details)
    for (name, _, own) in models {
      findings.notes += own.notes.map { "\(name): \($0)" }
      findings.failedChecks += own.failedChecks.map { "\(name): \($0)" }
    }
    findings.failedChecks += failures.map { "\($0.name): could not be fitted: \($0.reason)" }
    return findings
  }

  /// The first screen, the tables of all models, and what the user should know.
  func workbook(_ data: [Table]) -> ResultWorkbook {
    let joined = tables
    let names = Set(joined.map(\.name))
    // Estimates and responses of all models stand in one table each.
    let own = models.flatMap { model in
      model.findings.tables.filter { !names.contains($0.name) }
        .map { (part: Optional(model.name), table: $0) }
    }
    return ResultWorkbook(
      screen: screen,
      tables: joined.map { (part: nil, table: $0) } + own
        + data.map { (part: nil, table: $0) },
      notes: findings.allNotes)
  }

  /// The whole report.
  var full: Page {
    var page = screen
    page.append(comparison)
    page.append(data)
    for (name, _, findings) in models {
      page.append(.heading("Model '\(name)'"))
      if !findings.failedChecks.isEmpty {
        page.append(.lines(findings.failedChecks.map { "- check failed: \($0)" }))
      }
      if !findings.notes.isEmpty { page.append(.lines(findings.notes.map { "- \($0)" })) }
      page.append(findings.report)
    }
    return page
  }
}
