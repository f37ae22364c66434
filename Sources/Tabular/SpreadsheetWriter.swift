import CXLSXWriter

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

extension Spreadsheet {
  /// The workbook as an XLSX file; the same workbook gives the same bytes.
  ///
  /// Texts are written as texts, never as formulas. A column of ISO dates becomes dates. What is
  /// missing (an empty cell, NaN, an empty text) is blank; infinities are the texts `inf` and
  /// `-inf`. Numbers keep 16 digits, which is what the library writes.
  ///
  /// - Throws: ``FileError/cannotWrite(path:reason:)`` when there is no room for temporary files.
  public func encoded() throws(FileError) -> [UInt8] {
    // The library writes to a path. A file without a name needs no folder, and leaves nothing behind.
    guard let file = tmpfile() else {
      throw .cannotWrite(path: "workbook", reason: FileError.systemReason)
    }
    defer { fclose(file) }
    let path = "/dev/fd/\(fileno(file))"
    guard let workbook = workbook_new(path) else {
      throw .cannotWrite(path: "workbook", reason: FileError.systemReason)
    }
    SpreadsheetWriter(spreadsheet: self, workbook: workbook).write()
    let code = workbook_close(workbook)
    guard code == LXW_NO_ERROR else {
      throw .cannotWrite(path: "workbook", reason: String(cString: lxw_strerror(code)))
    }
    rewind(file)
    return try InputFile(owned: dup(fileno(file)), name: "workbook").allBytes()
  }
}

/// Fills a workbook of libxlsxwriter.
private struct SpreadsheetWriter {
  private let spreadsheet: Spreadsheet
  private let workbook: UnsafeMutablePointer<lxw_workbook>
  private let names: [String]
  private let header: UnsafeMutablePointer<lxw_format>?
  private let numberHeader: UnsafeMutablePointer<lxw_format>?
  /// A text keeps off the number to its left.
  private let text: UnsafeMutablePointer<lxw_format>?
  /// A number that a spreadsheet can only hold as text.
  private let numberText: UnsafeMutablePointer<lxw_format>?
  private let heading: UnsafeMutablePointer<lxw_format>?
  private let sentence: UnsafeMutablePointer<lxw_format>?
  private let date: UnsafeMutablePointer<lxw_format>?

  init(spreadsheet: Spreadsheet, workbook: UnsafeMutablePointer<lxw_workbook>) {
    self.spreadsheet = spreadsheet
    self.workbook = workbook
    names = spreadsheet.sheetNames
    func headerFormat() -> UnsafeMutablePointer<lxw_format>? {
      let format = workbook_add_format(workbook)
      format_set_bold(format)
      format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
      return format
    }
    header = headerFormat()
    format_set_indent(header, 1)
    numberHeader = headerFormat()
    format_set_align(numberHeader, UInt8(LXW_ALIGN_RIGHT.rawValue))
    text = workbook_add_format(workbook)
    format_set_indent(text, 1)
    numberText = workbook_add_format(workbook)
    format_set_align(numberText, UInt8(LXW_ALIGN_RIGHT.rawValue))
    heading = workbook_add_format(workbook)
    format_set_bold(heading)
    format_set_font_size(heading, 13)
    sentence = workbook_add_format(workbook)
    format_set_text_wrap(sentence)
    format_set_align(sentence, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    date = workbook_add_format(workbook)
    format_set_num_format(date, "yyyy-mm-dd")
  }

  func write() {
    // A fixed time of creation: the bytes must not depend on the clock.
    spreadsheet.title.withCString { title in
      var properties = lxw_doc_properties()
      properties.title = UnsafeMutablePointer(mutating: title)
      properties.created = 946_684_800  // 2000-01-01
      workbook_set_properties(workbook, &properties)
    }
    let sheets = names.map { workbook_add_worksheet(workbook, $0) }
    for (sheet, worksheet) in zip(spreadsheet.sheets, sheets) {
      // Printed, a sheet is as wide as the paper.
      worksheet_fit_to_pages(worksheet, 1, 0)
      worksheet_set_paper(worksheet, 9)  // A4
      switch sheet.content {
      case .words(let lines): write(lines, to: worksheet)
      case .table(let table): write(table, to: worksheet)
      case .charts(let charts): write(charts, to: worksheet)
      }
    }
  }

  private func write(_ lines: [Spreadsheet.Line], to sheet: UnsafeMutablePointer<lxw_worksheet>?) {
    let columns = lines.map(\.cells.count).max() ?? 1
    // Sentences take a column that fits on paper, or all columns of the tables between them.
    let width = columns > 1 ? 44 + 18 * (columns - 1) : 72
    worksheet_set_column(sheet, 0, 0, columns > 1 ? 44 : Double(width), nil)
    if columns > 1 { worksheet_set_column(sheet, 1, UInt16(columns - 1), 18, nil) }
    for (row, line) in lines.enumerated() {
      for (column, text) in line.cells.enumerated() where !text.isEmpty {
        let isSentence = line.cells.count == 1 && !line.isHeading
        // Not every program finds the height of a sentence that is wrapped.
        let lines = 1 + text.count / (width - 6)
        if isSentence, lines > 1 { worksheet_set_row(sheet, UInt32(row), 15 * Double(lines), nil) }
        let words = Spreadsheet.cut(text, to: Spreadsheet.maximumText)
        if isSentence, columns > 1 {
          worksheet_merge_range(
            sheet, UInt32(row), 0, UInt32(row), UInt16(columns - 1), words, sentence)
        } else {
          worksheet_write_string(
            sheet, UInt32(row), UInt16(column), words,
            line.isHeading ? heading : isSentence ? sentence : nil)
        }
      }
    }
  }

  private func write(_ table: Table, to sheet: UnsafeMutablePointer<lxw_worksheet>?) {
    let count = min(table.columns.count, Spreadsheet.maximumColumns)
    let rows = table.rows.prefix(Spreadsheet.maximumRows - 1)
    let isDate = table.dateColumns
    worksheet_set_landscape(sheet)
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    for column in 0..<count {
      worksheet_write_string(
        sheet, 0, UInt16(column), table.columns[column],
        hasNumbers(column, table) ? numberHeader : header)
      worksheet_set_column(
        sheet, UInt16(column), UInt16(column), width(of: column, in: table), nil)
    }
    if count > 0, !rows.isEmpty {
      worksheet_autofilter(sheet, 0, 0, UInt32(rows.count), UInt16(count - 1))
    }
    for (row, cells) in rows.enumerated() {
      for column in 0..<count {
        write(cells[column], to: sheet, UInt32(row + 1), UInt16(column), isDate: isDate[column])
      }
    }
  }

  private func write(
    _ cell: Table.Cell, to sheet: UnsafeMutablePointer<lxw_worksheet>?, _ row: UInt32,
    _ column: UInt16, isDate: Bool
  ) {
    switch cell {
    case .empty: return
    case .open: worksheet_write_string(sheet, row, column, "+", numberText)
    case .integer(let value) where value.magnitude < 1 << 53:
      worksheet_write_number(sheet, row, column, Double(value), nil)
    // A spreadsheet would change the last digits of a longer number.
    case .integer(let value): worksheet_write_string(sheet, row, column, String(value), numberText)
    case .number(let value) where value.isNaN: return
    case .number(let value) where value.isInfinite:
      worksheet_write_string(sheet, row, column, NumberText.shortest(value), numberText)
    case .number(let value): worksheet_write_number(sheet, row, column, value, nil)
    case .text(let value) where value.isEmpty: return
    case .text(let value):
      if isDate, let day = SpreadsheetDate(value) {
        var time = lxw_datetime()
        time.year = Int32(day.year)
        time.month = Int32(day.month)
        time.day = Int32(day.day)
        worksheet_write_datetime(sheet, row, column, &time, date)
      } else {
        worksheet_write_string(
          sheet, row, column, Spreadsheet.cut(value, to: Spreadsheet.maximumText), text)
      }
    }
  }

  private func hasNumbers(_ column: Int, _ table: Table) -> Bool {
    for row in table.rows {
      switch row[column] {
      case .empty, .open: continue
      case .integer, .number: return true
      case .text(let value) where value.isEmpty: continue
      case .text: return false
      }
    }
    return false
  }

  /// Characters that show the header and most cells; long texts go on beyond their column.
  private func width(of column: Int, in table: Table) -> Double {
    var widest = table.columns[column].count + 3
    for row in table.rows.prefix(200) {
      let length =
        switch row[column] {
        case .empty, .open: 0
        case .integer(let value): String(value).count
        case .number: 11
        case .text(let text): text.count
        }
      widest = max(widest, length + length / 8 + 3)
    }
    return Double(min(max(widest, 8), 48))
  }

  private func write(_ charts: [Spreadsheet.Chart], to sheet: UnsafeMutablePointer<lxw_worksheet>?)
  {
    for (position, chart) in charts.enumerated() {
      let kind =
        switch chart.kind {
        case .lines: LXW_CHART_SCATTER_STRAIGHT
        case .stackedAreas: LXW_CHART_AREA_STACKED
        }
      guard let drawn = workbook_add_chart(workbook, UInt8(kind.rawValue)) else { continue }
      chart_title_set_name(drawn, plain(chart.title))
      var small = lxw_chart_font()
      small.size = 11
      chart_title_set_name_font(drawn, &small)
      let axis = drawn.pointee.x_axis
      if chart.kind == .stackedAreas {
        // One label in ten or so; dates as dates rather than as their serial numbers.
        let unit = UInt16(min(max(1, chart.rows.count / 10), 65_000))
        chart_axis_set_interval_unit(axis, unit)
        chart_axis_set_interval_tick(axis, unit)
        if isDate(chart) { chart_axis_set_num_format(axis, "yyyy-mm-dd") }
      }
      chart_axis_set_name(axis, plain(chart.xTitle))
      chart_axis_set_name(drawn.pointee.y_axis, plain(chart.yTitle))
      chart_legend_set_position(drawn, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
      for (order, column) in chart.columns.enumerated() {
        add(column, order, chart, to: drawn)
      }
      var place = lxw_chart_options()
      place.x_scale = 1.5
      place.y_scale = 1.2
      worksheet_insert_chart_opt(sheet, UInt32(1 + 19 * position), 0, drawn, &place)
    }
  }

  private func add(
    _ column: Int, _ order: Int, _ chart: Spreadsheet.Chart,
    to drawn: UnsafeMutablePointer<lxw_chart>
  ) {
    guard let series = chart_add_series(drawn, nil, nil) else { return }
    let sheet = names[chart.sheet]
    let (first, last) = (UInt32(chart.rows.lowerBound + 1), UInt32(chart.rows.upperBound))
    chart_series_set_categories(
      series, sheet, first, UInt16(chart.xColumn), last, UInt16(chart.xColumn))
    chart_series_set_values(series, sheet, first, UInt16(column), last, UInt16(column))
    chart_series_set_name_range(series, sheet, 0, UInt16(column))
    // Readable without colour: dashes for lines after the first, shades from light to dark for areas.
    switch chart.kind {
    case .lines:
      var line = lxw_chart_line()
      line.color = order == 0 ? 0x1F3A5F : 0x6B7F99
      line.width = order == 0 ? 2.25 : 1.25
      line.dash_type = UInt8(
        (order == 0 ? LXW_CHART_LINE_DASH_SOLID : LXW_CHART_LINE_DASH_DASH).rawValue)
      chart_series_set_line(series, &line)
    case .stackedAreas:
      let shades: [UInt32] = [0xD0D7E0, 0x8FA3BA, 0x1F3A5F, 0xB08968, 0x5E503F]
      var fill = lxw_chart_fill()
      fill.color = shades[order % shades.count]
      chart_series_set_fill(series, &fill)
    }
  }

  /// Whether a chart goes over dates.
  private func isDate(_ chart: Spreadsheet.Chart) -> Bool {
    guard case .table(let table) = spreadsheet.sheets[chart.sheet].content else { return false }
    return table.dateColumns[chart.xColumn]
  }

  /// A title that begins with = would be read as a reference to a cell.
  private func plain(_ text: String) -> String { text.hasPrefix("=") ? " " + text : text }
}
