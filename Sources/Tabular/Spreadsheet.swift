/// A workbook of results, before it is written as XLSX.
public struct Spreadsheet: Hashable, Sendable {
  /// A page of the workbook.
  public struct Sheet: Hashable, Sendable {
    /// The name that is asked for. What a spreadsheet does not allow is replaced, and names that
    /// would be the same are numbered; see ``Spreadsheet/sheetNames``.
    public let name: String
    /// What is on it.
    public let content: Content

    /// A page of the workbook.
    public init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// What a sheet holds.
  public enum Content: Hashable, Sendable {
    /// Sentences for people, one a row.
    case words([Line])
    /// A table under a header that stays in view.
    case table(Table)
    /// Charts of columns of other sheets, below each other.
    case charts([Chart])
  }

  /// A row of words.
  public struct Line: Hashable, Sendable {
    /// The cells; a single one may be a long sentence.
    public let cells: [String]
    /// Whether it is a heading.
    public let isHeading: Bool

    /// A row of words.
    public init(_ cells: [String], isHeading: Bool = false) {
      self.cells = cells
      self.isHeading = isHeading
    }
  }

  /// A chart that the spreadsheet draws itself, from columns of a table of the workbook.
  public struct Chart: Hashable, Sendable {
    /// How values are shown.
    public enum Kind: Hashable, Sendable {
      /// A line for each column, over numbers.
      case lines
      /// Areas that are stacked on each other, over labels or dates.
      case stackedAreas
    }

    /// How values are shown.
    public let kind: Kind
    /// What is shown; never taken for a formula.
    public let title: String
    /// What the horizontal axis counts, with its unit.
    public let xTitle: String
    /// What the vertical axis counts, with its unit.
    public let yTitle: String
    /// The position of the sheet with the table among all sheets.
    public let sheet: Int
    /// The column of the table along the horizontal axis.
    public let xColumn: Int
    /// The columns that are drawn, each under its header.
    public let columns: [Int]
    /// The rows of the table, counted from 0 without the header.
    public let rows: Range<Int>

    /// A chart.
    public init(
      kind: Kind, title: String, xTitle: String, yTitle: String, sheet: Int, xColumn: Int,
      columns: [Int], rows: Range<Int>
    ) {
      self.kind = kind
      self.title = title
      self.xTitle = xTitle
      self.yTitle = yTitle
      self.sheet = sheet
      self.xColumn = xColumn
      self.columns = columns
      self.rows = rows
    }
  }

  /// What the file says of itself.
  public let title: String
  /// The pages in their order.
  public let sheets: [Sheet]

  /// A workbook.
  public init(title: String, sheets: [Sheet]) {
    self.title = title
    self.sheets = sheets
  }

  /// Rows of a sheet, its header included.
  public static let maximumRows = 1_048_576
  /// Columns of a sheet.
  public static let maximumColumns = 16_384
  /// UTF-16 units of a text in a cell.
  public static let maximumText = 32_767

  /// What a spreadsheet cannot hold as it stands in the tables, a sentence each.
  public var notes: [String] {
    var notes: [String] = []
    for sheet in sheets {
      guard case .table(let table) = sheet.content else { continue }
      if table.rows.count >= Spreadsheet.maximumRows {
        notes.append(
          "\(table.name): the sheet has the first \(Spreadsheet.maximumRows - 1) of "
            + "\(table.rows.count) rows; \(table.name).csv has all.")
      }
      if table.columns.count > Spreadsheet.maximumColumns {
        notes.append(
          "\(table.name): the sheet has the first \(Spreadsheet.maximumColumns) of "
            + "\(table.columns.count) columns; \(table.name).csv has all.")
      }
      let cells = table.rows.joined()
      let infinite = cells.count { cell in
        if case .number(let value) = cell { value.isInfinite } else { false }
      }
      if infinite > 0 {
        notes.append(
          "\(table.name): \(infinite) infinite \(infinite == 1 ? "number is" : "numbers are") "
            + "written as the text inf or -inf.")
      }
      let long = cells.count {
        if case .text(let text) = $0 { text.utf16.count > Spreadsheet.maximumText } else { false }
      }
      if long > 0 {
        notes.append(
          "\(table.name): \(long) \(long == 1 ? "text is" : "texts are") cut at "
            + "\(Spreadsheet.maximumText) characters; \(table.name).csv has them in full.")
      }
    }
    return notes
  }

  /// The names that the sheets get, in their order: at most 31 UTF-16 units, without the characters
  /// that spreadsheets refuse, no two alike whatever their case.
  public var sheetNames: [String] {
    var taken: Set<String> = ["history"]
    return sheets.map { sheet in
      let base = Spreadsheet.permitted(sheet.name)
      var name = Spreadsheet.cut(base, to: 31)
      var number = 2
      while !taken.insert(name.lowercased()).inserted {
        let ending = " (\(number))"
        name = Spreadsheet.cut(base, to: 31 - ending.utf16.count) + ending
        number += 1
      }
      return name
    }
  }

  private static func permitted(_ name: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      let isRefused = "[]:*?/\\".unicodeScalars.contains(scalar) || scalar.value < 0x20
      scalars.append(isRefused ? "-" : scalar)
    }
    // An apostrophe at either end would be taken for a quotation mark of references.
    let trimmed = String(scalars).drop { $0 == "'" || $0 == " " }
    let end = trimmed.lastIndex { $0 != "'" && $0 != " " }
    return end.map { String(trimmed[...$0]) } ?? "sheet"
  }

  /// A text of at most so many UTF-16 units, cut between characters.
  static func cut(_ text: String, to units: Int) -> String {
    guard text.utf16.count > units else { return text }
    var result = ""
    var used = 0
    for character in text {
      used += character.utf16.count
      guard used <= units else { break }
      result.append(character)
    }
    while result.last == " " || result.last == "'" { result.removeLast() }
    return result
  }
}
