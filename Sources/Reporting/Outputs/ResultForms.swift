import Tabular
import TextCharts

/// In which forms results go into an output folder; tables always go there as CSV.
public struct ResultForms: Hashable, Sendable {
  /// How CSV separates cells and writes decimals.
  public var dialect = CSVDialect.standard
  /// Whether there is a workbook, `results.xlsx`.
  public var hasWorkbook = false
  /// Whether there is a page for browsers, `report.html`.
  public var hasPage = false
  /// Whether there is a picture of each chart, in `charts`.
  public var hasPictures = false

  /// Whether the draws of a posterior are written, `draws.csv` and `draws_columns.csv`.
  public var hasDraws = false

  /// Tables as standard CSV and nothing else.
  public init() {}

  /// The tables of findings as files.
  ///
  /// - Parameters:
  ///   - findings: The findings.
  ///   - folder: The folder in the folder of results; nil for that itself.
  /// - Returns: The files.
  public func files(_ findings: Findings, in folder: String? = nil) -> [OutputFolder.File] {
    files(findings.tables + (hasDraws ? findings.draws : []), in: folder)
  }

  /// Tables as files.
  ///
  /// - Parameters:
  ///   - tables: The tables.
  ///   - folder: The folder in the folder of results; nil for that itself.
  /// - Returns: The files.
  public func files(_ tables: [Table], in folder: String? = nil) -> [OutputFolder.File] {
    tables.map {
      OutputFolder.File(
        name: (folder.map { "\($0)/" } ?? "") + "\($0.name).csv",
        bytes: $0.encoded(.csv, dialect: dialect))
    }
  }

  /// The report in the forms that were asked for.
  ///
  /// - Parameters:
  ///   - report: The whole report.
  ///   - workbook: The same for spreadsheets.
  ///   - manifest: What it was made from.
  /// - Returns: The files.
  /// - Throws: ``FileError`` when there is no room for temporary files.
  public func files(
    report: Page, workbook: ResultWorkbook, _ manifest: Manifest
  ) throws(FileError) -> [OutputFolder.File] {
    var files: [OutputFolder.File] = []
    if hasWorkbook {
      files.append(.init(name: "results.xlsx", bytes: try workbook.spreadsheet(manifest).encoded()))
    }
    if hasPage {
      files.append(
        .init(name: "report.html", bytes: Array(workbook.html(report, manifest).utf8)))
    }
    if hasPictures { files += PictureFiles.all(report) }
    return files
  }
}
