import TextCharts

extension Page {
  /// The page as one HTML file that needs nothing else: no script, no picture or font from outside.
  ///
  /// - Parameters:
  ///   - notes: Sentences that stand at the end.
  ///   - origin: What the page was made by and from, in a line at its foot.
  /// - Returns: HTML 5, UTF-8.
  public func html(notes: [String] = [], origin: String = "") -> String {
    let titleIndex = blocks.firstIndex { if case .heading = $0 { true } else { false } }
    var title = "Results"
    if let titleIndex, case .heading(let text) = blocks[titleIndex] { title = text }
    var writer = HTMLWriter()
    writer.add("<h1>\(XMLText.escaped(title))</h1>")
    for (index, block) in blocks.enumerated() where index != titleIndex { writer.add(block) }
    if !notes.isEmpty {
      writer.add(.heading("Notes"))
      writer.add(.lines(notes.map { "- \($0)" }))
    }
    if !origin.isEmpty { writer.add("<footer>\(XMLText.escaped(origin))</footer>") }
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>\(XMLText.escaped(title))</title>
      <style>
      \(HTMLWriter.style)
      </style>
      </head>
      <body>
      <main>
      \(writer.parts.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  /// The charts, in their order.
  public var charts: [any TextChart] {
    blocks.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
  }
}

/// Writes the parts of a page as HTML.
private struct HTMLWriter {
  private(set) var parts: [String] = []
  private var charts = 0

  mutating func add(_ element: String) { parts.append(element) }

  mutating func add(_ block: Page.Block) {
    switch block {
    case .heading(let text): add("<h2>\(XMLText.escaped(text))</h2>")
    case .paragraph(let text): add(lines: [text])
    case .lines(let texts): add(lines: texts)
    case .table(let table): add(HTMLWriter.table(table))
    case .chart(let chart):
      charts += 1
      add("<figure>\n\(chart.picture.element(id: "chart-\(charts)"))</figure>")
    }
  }

  /// Lines below each other: those that are indented or begin with a hyphen are items of a list.
  private mutating func add(lines: [String]) {
    var items: [String] = []
    func isItem(_ line: String) -> Bool { line.hasPrefix(" ") || line.hasPrefix("- ") }
    func flushed() -> String? {
      defer { items = [] }
      return items.isEmpty ? nil : "<ul>\n\(items.joined(separator: "\n"))\n</ul>"
    }
    for (index, line) in lines.enumerated() {
      if isItem(line) {
        let text = line.drop { $0 == " " }
        items.append("<li>\(HTMLWriter.led(text.hasPrefix("- ") ? text.dropFirst(2) : text))</li>")
      } else {
        if let list = flushed() { add(list) }
        let leads = index + 1 < lines.count && isItem(lines[index + 1])
        let text = XMLText.escaped(line)
        add(leads ? "<p><b>\(text)</b></p>" : "<p>\(text)</p>")
      }
    }
    if let list = flushed() { add(list) }
  }

  /// A sentence with the word that leads it, such as "How fast:", set off.
  private static func led(_ text: Substring) -> String {
    guard let colon = text.firstIndex(of: ":"), text[colon...].hasPrefix(": "),
      text[..<colon].count <= 24
    else { return XMLText.escaped(text) }
    let (lead, rest) = (text[...colon], text[text.index(after: colon)...])
    return "<b>\(XMLText.escaped(lead))</b>\(XMLText.escaped(rest))"
  }

  private static func table(_ table: TextTable) -> String {
    func row(_ cells: [String], _ element: String, _ scope: String) -> String {
      let parts = zip(table.columns, cells).map { column, cell in
        "<\(element)\(scope)\(column.alignsRight ? " class=\"n\"" : "")>\(XMLText.escaped(cell))"
          + "</\(element)>"
      }
      return "<tr>\(parts.joined())</tr>"
    }
    let head = row(table.columns.map(\.title), "th", " scope=\"col\"")
    let body = table.rows.map { row($0, "td", "") }.joined(separator: "\n")
    return """
      <div class="table"><table>
      <thead>
      \(head)
      </thead>
      <tbody>
      \(body)
      </tbody>
      </table></div>
      """
  }

  static let style = """
    body { margin: 0; background: #fff; color: #222; font: 16px/1.5 sans-serif; }
    main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: break-word; }
    h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
    h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; border-bottom: 1px solid #999; }
    p { margin: .5rem 0; }
    ul { margin: .25rem 0 .75rem; padding-left: 1.4rem; }
    .table { overflow-x: auto; margin: .75rem 0; }
    table { border-collapse: collapse; font-size: .875rem; }
    th, td { padding: .2rem .7rem .2rem 0; text-align: left; vertical-align: top; }
    th { border-bottom: 1px solid #222; }
    td { border-bottom: 1px solid #ddd; }
    .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
    figure { margin: 1.5rem 0; }
    svg { width: 100%; height: auto; display: block; }
    footer { margin-top: 2.5rem; border-top: 1px solid #999; font-size: .8rem; color: #555; }
    @media print {
      body { font-size: 10.5pt; }
      main { max-width: none; padding: 0; }
      h2 { break-after: avoid; }
      figure, tr { break-inside: avoid; }
      thead { display: table-header-group; }
      .table { overflow: visible; }
    }
    """
}
