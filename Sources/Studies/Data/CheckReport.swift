import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// What a table is and what is wrong in it, in words: what `talion check` prints.
public enum CheckReport {
  /// The page of a table.
  public static func page(_ check: TableCheck) -> Page {
    var page = Page()
    let rows = "\(check.rows) \(check.rows == 1 ? "row" : "rows")"
    page.append(.lines(["\(check.file): \(check.kind.words), \(rows) without a fault."]))
    page.append(.table(form(check)))
    page.append(.table(columns(check)))
    let remarks = check.remarks.filter { remark in
      if case .unusedColumns = remark.reason { return false }
      return true
    }
    if !remarks.isEmpty {
      page.append(.lines(remarks.map { sentence("\($0.reason)") + " " + $0.remedy }))
    }
    if let pairs = check.pairs, check.rows > 0 { page.append(.table(table(pairs))) }
    if let faults = check.faults {
      let count = faults.count == 1 ? "1 fault" : "\(faults.count) faults"
      page.append(.lines(["\(count):"] + "\(faults)".split(separator: "\n").map(String.init)))
    } else {
      page.append(.paragraph("No faults."))
    }
    return page
  }

  private static func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  /// How the file is written.
  private static func form(_ check: TableCheck) -> TextTable {
    var table = TextTable(columns: [.init("written with"), .init("found")])
    table.append(["separator", check.dialect.separatorName])
    table.append(["encoding", check.encoding.rawValue])
    if let order = check.dateOrder {
      table.append([
        "dates such as 03/05/2020", order == .dayFirst ? "day first" : "month first",
      ])
    }
    if let sign = check.decimalSign {
      table.append(["decimal sign", sign == "," ? "comma" : "point"])
    }
    return table
  }

  /// What is read from each column.
  private static func columns(_ check: TableCheck) -> TextTable {
    var table = TextTable(columns: [.init("column"), .init("read as")])
    for (position, name) in check.columns.prefix(longestList).enumerated() {
      table.append([
        name.isEmpty ? "(no name)" : name, check.kind.meaning(of: name, at: position),
      ])
    }
    let rest = check.columns.count - longestList
    if rest > 0 { table.append(["\(rest) more", ""]) }
    return table
  }

  private static let longestList = 40

  /// The pairs with most rows.
  private static func table(_ pairs: PairDays) -> TextTable {
    var table = TextTable(columns: [
      .init("stream"), .init("rows", alignsRight: true), .init("days", alignsRight: true),
      .init("first day"), .init("last day"),
    ])
    let all = pairs.pairs
    for pair in all.prefix(10) {
      table.append([
        "\(pair.dyad)", "\(pair.rows)", "\(pair.dates)", pair.days.map { "\($0.lowerBound)" } ?? "",
        pair.days.map { "\($0.upperBound)" } ?? "",
      ])
    }
    let rest = all.dropFirst(10)
    if !rest.isEmpty {
      table.append([
        "\(rest.count) more", "\(rest.reduce(0) { $0 + $1.rows })",
        "\(rest.reduce(0) { $0 + $1.dates })", "", "",
      ])
    }
    return table
  }
}

extension TableKind {
  /// What a table of this kind is called.
  fileprivate var words: String {
    switch self {
    case .incidents: "a table of incidents"
    case .codedIncidents: "a table of incidents coded by hand"
    case .totals: "a table of running totals"
    case .codedTotals: "a table of running totals coded by hand"
    case .statedPairs: "a table of answers whose motive is stated"
    case .times: "a table of exact times"
    case .publications: "a table of days of publication"
    case .periods: "a table of counts or other series"
    }
  }
}
