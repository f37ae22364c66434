import Reporting

extension Findings {
  /// A model's part of a study's report: its failed checks, its notes, its own report.
  func part(of model: String) -> Page {
    var page = Page([.heading("Model '\(model)'")])
    for note in failedChecks { page.append(.paragraph("- check failed: \(note)")) }
    for note in notes { page.append(.paragraph("- \(note)")) }
    page.append(report)
    return page
  }

  /// Takes a model's notes and failed checks into those of the study.
  mutating func take(_ part: Findings, of model: String) {
    notes += part.notes.map { "\(model): \($0)" }
    failedChecks += part.failedChecks.map { "\(model): \($0)" }
  }
}
