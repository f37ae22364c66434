import Foundation
import Reporting
import Tabular
import Testing
import TextCharts

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Results as pages, pictures, workbooks and JSON.
@Suite struct OutputFormsTests {
  static let manifest = Manifest(
    version: "0.0.0", options: [(key: "command", value: "fit")],
    inputs: [.init(name: "log.csv", bytes: [1, 2, 3])], seed: 1, account: ["log.csv: 3 rows"])

  static func files(
    _ findings: Findings, _ change: (inout ResultForms) -> Void
  ) throws -> [OutputFolder.File] {
    var forms = ResultForms()
    change(&forms)
    return try forms.files(
      report: findings.report, workbook: ResultWorkbook(findings), manifest)
  }

  @Test func aPageNeedsNothingElseAndShowsEverything() async throws {
    let findings = try await FindingsTests.hawkes(imputed: true)
    let files = try Self.files(findings) { $0.hasPage = true }
    #expect(files.map(\.name) == ["report.html"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(text.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    // Well-formed, so that no browser has to guess where an element ends.
    let root = try #require(XMLDocument(data: Data(text.utf8)).rootElement())
    func count(_ path: String) throws -> Int {
      try root.nodes(forXPath: "//*[local-name()='\(path)']").count
    }
    #expect(try count("h1") == 1)
    let report = findings.report
    let tables = report.blocks.count { if case .table = $0 { true } else { false } }
    #expect(try count("table") == tables && tables > 3)
    #expect(try count("svg") == report.charts.count && report.charts.count == 6)
    for word in ["<script", "http-equiv", "<link", "src=", "url(", "@import"] {
      #expect(!text.contains(word), "\(word)")
    }
    // Every name once.
    let names = try root.nodes(forXPath: "//@id").compactMap(\.stringValue)
    #expect(!names.isEmpty && Set(names).count == names.count)
    for chart in report.charts { #expect(text.contains(XMLText.escaped(chart.title))) }
    for note in findings.notes { #expect(text.contains(XMLText.escaped(note))) }
  }

  @Test func textsOfAPageAreEscaped() throws {
    var table = TextTable(columns: [.init("<th>"), .init("n", alignsRight: true)])
    table.append(["<img src=x onerror=y>", "1 < 2"])
    let page = Page([
      .lines(["before <title>"]), .heading("A & \"B\""), .paragraph("<b>"),
      .lines(["- item: <i>", "  How often: 3 > 2"]), .table(table),
    ])
    let text = page.html(notes: ["<u>"], origin: "<o>")
    for tag in ["<img", "<b><", "<i>", "<u>", "<o>", "<th>", "before <title>"] {
      #expect(!text.contains(tag), "\(tag)")
    }
    #expect(text.contains("<title>A &amp; &quot;B&quot;</title>"))
    #expect(text.contains("<li><b>How often:</b> 3 &gt; 2</li>"))
    #expect(text.contains("<td class=\"n\">1 &lt; 2</td>"))
    _ = try XMLDocument(data: Data(text.utf8))
  }

  @Test func picturesAreFilesOfTheirOwn() async throws {
    let findings = try await FindingsTests.counts()
    let files = try Self.files(findings) { $0.hasPictures = true }
    #expect(files.count == findings.report.charts.count && files.count == 2)
    #expect(files[0].name == "charts/01-response-of-a-b-to-one-b-a-all-generations.svg")
    for file in files { _ = try XMLDocument(data: Data(file.bytes)) }
  }

  @Test func aWorkbookHasEveryTable() async throws {
    let findings = try await FindingsTests.hawkes(imputed: true)
    let book = ResultWorkbook(findings).spreadsheet(Self.manifest)
    let names = book.sheetNames
    #expect(names.prefix(4) == ["summary", "charts", "estimates", "responses"])
    #expect(names.suffix(2) == ["notes", "units"])
    #expect(Set(findings.tables.map(\.name)).isSubset(of: names))
    guard case .charts(let charts) = book.sheets[1].content else {
      Issue.record("no charts")
      return
    }
    // Two lag densities and the rates of two streams, each over the rows of its own.
    #expect(charts.map(\.kind) == [.lines, .lines, .stackedAreas, .stackedAreas])
    for chart in charts {
      guard case .table(let table) = book.sheets[chart.sheet].content else {
        Issue.record("\(chart.title) is not over a table")
        continue
      }
      #expect(table.name == (chart.kind == .lines ? "responses" : "intensity"))
      let rows = chart.rows.map { table.rows[$0] }
      #expect(Set(rows.map { $0[0] }).count == 1)
      #expect(rows.count > 20)
    }
    guard case .table(let units) = book.sheets[book.sheets.count - 1].content else {
      Issue.record("no units")
      return
    }
    #expect(units.rows.contains { $0[1] == .text("verdict") })
    let files = try Self.files(findings) { $0.hasWorkbook = true }
    #expect(files.map(\.name) == ["results.xlsx"])
    #expect(try Self.files(findings) { $0.hasWorkbook = true } == files)
  }

  @Test func noFormIsWrittenThatWasNotAskedFor() async throws {
    #expect(try Self.files(try await FindingsTests.counts()) { _ in }.isEmpty)
  }

  @Test func estimatesMeetTheirSchema() async throws {
    let schema = try Schema("estimates")
    let fits = [
      try await FindingsTests.hawkes(imputed: true), try await FindingsTests.hawkes(imputed: false),
      try await FindingsTests.counts(), try await FindingsTests.counts(replicates: 0),
    ]
    for findings in fits {
      let table = try #require(findings.tables.first)
      #expect(table.name == "estimates")
      let names = try #require(schema.root["items"]?["required"]?.texts)
      #expect(table.columns == names)
      #expect(schema.faults(try JSON(table.encoded(.json))) == [])
    }
    // The check finds what is wrong.
    #expect(!schema.faults(.array([.object(["estimand": .number(1)])])).isEmpty)
  }

  @Test func manifestsMeetTheirSchema() throws {
    let schema = try Schema("manifest")
    let record = Inputs.Record(name: "estimates.csv", bytes: [4])
    for text in [
      Self.manifest.encoded(outputs: [record]),
      Self.manifest.encoded(outputs: [], pending: ["a.csv"], isComplete: false),
    ] {
      #expect(schema.faults(try JSON(text)) == [])
    }
  }

  @Test func aColumnHasOneType() async throws {
    for findings in [
      try await FindingsTests.hawkes(imputed: true), try await FindingsTests.counts(),
    ] {
      // fit.csv lists quantities of every kind, flags among them, one a row.
      for table in findings.tables where table.name != "fit" {
        for (index, column) in table.columns.enumerated() {
          let kinds = Set(
            table.rows.compactMap { row -> String? in
              switch row[index] {
              case .text(let text): text.isEmpty ? nil : "text"
              case .integer, .number: "number"
              case .open, .empty: nil
              }
            })
          #expect(kinds.count <= 1, "\(table.name).\(column)")
        }
      }
    }
  }
}
