import EventData
import Incidents
import Reporting
import TextCharts

/// What an import has done, for reading.
public struct ImportReport: Sendable {
  /// What became of every row.
  public let imported: ImportAccount
  private let options: ImportOptions
  private let changes: IncidentChanges?

  init(account: ImportAccount, options: ImportOptions, changes: IncidentChanges?) {
    imported = account
    self.options = options
    self.changes = changes
  }

  /// The sides that were taken, those of most rows first.
  public var sides: [Side] {
    var rows: [Side: Int] = [:]
    for name in imported.names { if let side = name.side { rows[side, default: 0] += name.rows } }
    return rows.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// Rows read and used, in sentences.
  var account: [String] {
    imported.files.map { "\($0.name): \($0.set.title), \(Self.count($0.rows, "row"))." } + [summary]
  }

  private var summary: String {
    let left = imported.rows - imported.taken
    let incidents = Self.count(imported.incidents, "incident")
    return "\(Self.count(imported.rows, "row")): \(imported.taken) taken as \(incidents), "
      + "\(left) left out (dropped.csv has each of them with its rule)."
  }

  /// The page.
  public var page: Page {
    var page = Page([.lines(account)])
    if imported.incidents > 0 { page.append(facts) }
    if !imported.left.isEmpty { page.append(leftOut) }
    if !imported.names.isEmpty { page.append(names) }
    if !imported.nearest.isEmpty {
      var table = TextTable(columns: [
        .init("names not taken, most like those asked for"), .init("rows", alignsRight: true),
      ])
      for name in imported.nearest { table.append([name.name, "\(name.rows)"]) }
      page.append(.table(table))
    }
    if let changes { page.append(.paragraph(changes.summary)) }
    let notes = self.notes
    if !notes.isEmpty { page.append(.lines(notes.map { "- " + $0 })) }
    return page
  }

  private var facts: Page.Block {
    var table = TextTable(columns: [.init("of the incidents"), .init("value")])
    if let days = imported.days {
      table.append(["first and last day", "\(days.lowerBound)..\(days.upperBound)"])
    }
    let all = imported.incidents
    table.append(["dated to the day", Self.share(imported.dayDated, all)])
    table.append(["of violence", Self.share(imported.violent, all)])
    table.append([
      "gathered by the provider (count 1 or more)", Self.share(imported.aggregated, all),
    ])
    table.append([
      "without direction, of the acts between the sides",
      Self.share(imported.undirected, imported.chosen),
    ])
    if let edit = imported.lastEdit {
      table.append(["last edit by the provider", "\(edit)"])
    }
    return .table(table)
  }

  private var leftOut: Page.Block {
    var table = TextTable(columns: [
      .init("rows left out because"), .init("rows", alignsRight: true),
    ])
    for rule in ImportRule.allCases {
      if let rows = imported.left[rule] { table.append([rule.reason, "\(rows)"]) }
    }
    return .table(table)
  }

  /// The rules that left rows out, a phrase each.
  var rules: [String] {
    ImportRule.allCases.compactMap { rule in
      imported.left[rule].map { "\(rule.reason): \(Self.count($0, "row"))" }
    }
  }

  /// The names of a few sides, or the largest of many.
  private var names: Page.Block {
    var table = TextTable(columns: [
      .init("side"), .init("name in the data"), .init("rows", alignsRight: true),
    ])
    let sorted = imported.names.sorted { ($1.rows, $0.name) < ($0.rows, $1.name) }
    for name in sorted.prefix(Self.longestList) {
      table.append([name.side?.code ?? "", name.name, "\(name.rows)"])
    }
    if sorted.count > Self.longestList {
      table.append(["", "\(sorted.count - Self.longestList) more names (sides.txt)", ""])
    }
    return .table(table)
  }

  private static let longestList = 40

  private var notes: [String] {
    var notes = imported.files.flatMap(\.notes) + imported.likeNames.map(\.description)
    if imported.undirected > 0 {
      let acts = Self.count(imported.undirected, "act")
      switch options.undirected {
      case .drop: notes.append("\(acts) without direction left out: nobody says who began.")
      case .first:
        notes.append(
          "\(acts) without direction: the side that is named first is taken to have begun.")
      case .both:
        notes.append("\(acts) without direction stand twice, once in each direction.")
      }
    }
    var seen: Set<String> = []
    for file in imported.files where seen.insert(file.set.name).inserted {
      notes += file.set.caveats
    }
    return notes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func share(_ part: Int, _ whole: Int) -> String {
    guard whole > 0 else { return "none" }
    return
      "\(part) of \(whole) (\(Numeral.fixed(100 * Double(part) / Double(whole), decimals: 1)) %)"
  }
}
