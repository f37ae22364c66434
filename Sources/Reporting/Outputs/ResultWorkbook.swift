import Tabular
import TextCharts

/// Results as a workbook: a summary in words, charts, every table, notes and units.
public struct ResultWorkbook: Sendable {
  /// The first screen.
  private let screen: Page
  private let tables: [(part: String?, table: Table)]
  /// What the user should know, failed checks first.
  private let notes: [String]

  /// The results of a fit.
  public init(_ findings: Findings) {
    self.init(
      screen: findings.screen, tables: findings.tables.map { (part: nil, table: $0) },
      notes: findings.allNotes)
  }

  /// The results of several parts.
  ///
  /// - Parameters:
  ///   - screen: The first screen.
  ///   - tables: The tables; those of a part, such as a model of a study, with its name.
  ///   - notes: Sentences that the user should know.
  public init(screen: Page, tables: [(part: String?, table: Table)], notes: [String]) {
    self.screen = screen
    self.tables = tables
    self.notes = notes
  }

  /// The page for browsers: the report, the notes, and what it was made from.
  func html(_ report: Page, _ manifest: Manifest) -> String {
    report.html(notes: notes, origin: ResultWorkbook.origin(manifest))
  }

  private static func origin(_ manifest: Manifest) -> String {
    "Talion \(manifest.version), seed \(manifest.seed), run \(manifest.run.prefix(16)). "
      + "manifest.json has all options and the hashes of the data."
  }

  /// The workbook.
  package func spreadsheet(_ manifest: Manifest) -> Spreadsheet {
    // Estimates and responses first: they are what most readers look for.
    let first = ["estimates", "responses"]
    let sorted =
      first.flatMap { name in tables.filter { $0.part == nil && $0.table.name == name } }
      + tables.filter { $0.part != nil || !first.contains($0.table.name) }
    let hasCharts = sorted.contains { !WorkbookCharts.of($0.table, at: 0).isEmpty }
    let offset = hasCharts ? 2 : 1
    var data: [Spreadsheet.Sheet] = []
    var charts: [Spreadsheet.Chart] = []
    for (index, (part, table)) in sorted.enumerated() {
      let name = (part.map { "\($0) " } ?? "") + table.name
      data.append(.init(name: name, content: .table(table)))
      charts += WorkbookCharts.of(table, at: index + offset)
    }
    var sheets = [Spreadsheet.Sheet(name: "summary", content: .words(ResultWorkbook.lines(screen)))]
    if hasCharts { sheets.append(.init(name: "charts", content: .charts(charts))) }
    sheets += data
    let limits = Spreadsheet(title: "", sheets: data).notes
    sheets.append(.init(name: "notes", content: .words(words(limits, manifest))))
    sheets.append(.init(name: "units", content: .table(ColumnMeanings.table(sorted.map(\.table)))))
    return Spreadsheet(title: title, sheets: sheets)
  }

  private var title: String {
    for case .heading(let text) in screen.blocks { return text }
    return "Results"
  }

  private func words(_ limits: [String], _ manifest: Manifest) -> [Spreadsheet.Line] {
    var lines: [Spreadsheet.Line] = []
    func add(_ heading: String, _ texts: [String]) {
      guard !texts.isEmpty else { return }
      if !lines.isEmpty { lines.append(.init([""])) }
      lines.append(.init([heading], isHeading: true))
      lines += texts.map { .init([$0]) }
    }
    add("Notes", notes)
    add("Data", manifest.account)
    add(
      "This workbook",
      limits + [
        "Blank cells are missing values. Infinite numbers are the texts inf and -inf.",
        "Numbers have 16 digits; the CSV files beside this workbook have all of them.",
        "Do not quote a number whose verdict is 'not identifiable' or 'not converged'.",
        ResultWorkbook.origin(manifest),
      ])
    return lines
  }

  /// A page as rows of a sheet; charts are left to the sheet of charts.
  private static func lines(_ page: Page) -> [Spreadsheet.Line] {
    var lines: [Spreadsheet.Line] = []
    for block in page.blocks {
      if case .chart = block { continue }
      if !lines.isEmpty { lines.append(.init([""])) }
      switch block {
      case .heading(let text): lines.append(.init([text], isHeading: true))
      case .paragraph(let text): lines.append(.init([text]))
      case .lines(let texts): lines += texts.map { .init([$0]) }
      case .table(let table):
        lines.append(.init(table.columns.map(\.title)))
        lines += table.rows.map { .init($0) }
      case .chart: break
      }
    }
    return lines
  }
}

extension Findings {
  /// Failed checks and notes, as sentences.
  public var allNotes: [String] { failedChecks.map { "Check failed: \($0)" } + notes }

  /// The report as a page for browsers.
  public func html(_ manifest: Manifest) -> String {
    ResultWorkbook(self).html(report, manifest)
  }
}
