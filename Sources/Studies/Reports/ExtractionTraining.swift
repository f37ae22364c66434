import EventData
import Extraction
import Incidents
import Reporting
import Tabular
import TextCharts

/// Weights of reading that are fitted to a user's own decisions: what `talion extract --train` is
/// asked for.
struct ExtractionTraining {
  /// The table of incidents as they were decided on.
  let file: String
  /// What is written into the folder of results, to be used again.
  static let weightsFile = "weights.txt"

  /// What was learned, in words, and the weights.
  struct Outcome {
    let weights: Weights
    let page: Page
  }

  /// Reports with fewer decisions than this cannot show whether anything was gained.
  static let fewestReports = 5

  /// Learns from reports whose incidents are in the table.
  ///
  /// Of a report without a row nothing is known: it may hold no act, or nobody has looked at it.
  ///
  /// - Parameters:
  ///   - reports: The reports that were read.
  ///   - sides: The sides with their names.
  ///   - prior: The weights from which learning starts.
  ///   - inputs: Notes what is read.
  /// - Returns: The weights, and a page on what they gain.
  /// - Throws: ``FileError``, ``TabularError`` for a bad table, ``PlanError`` where it names too few
  ///   of the reports.
  func outcome(
    _ reports: [Extraction.Report], sides: Sides, from prior: Weights, inputs: inout Inputs
  ) throws -> Outcome {
    let rows = try IncidentTable.read(inputs.read(file), file: file, sides: nil)
    let acts = Dictionary(grouping: rows, by: \.provenance.document)
    let known = reports.filter { acts[$0.name] != nil }
    guard known.count >= Self.fewestReports else {
      throw PlanError.data(
        "\(file): \(known.count) of the \(reports.count) reports have rows; weights are learned from "
          + "\(Self.fewestReports) reports and more. The column doc names the report of a row.")
    }
    var learner = Learner(sides: sides)
    for report in known { learner.add(Self.lesson(report, acts[report.name] ?? [])) }
    let result = learner.learn(from: prior)
    return Outcome(weights: result.weights, page: Self.page(result, reports: known.count))
  }

  private static func lesson(_ report: Extraction.Report, _ rows: [Incident]) -> Lesson {
    Lesson(
      report: report,
      acts: rows.map { row in
        Lesson.Act(
          id: row.id, sources: [row.source], targets: [row.target], dates: row.dates,
          evidence: row.provenance.evidence, killed: row.killed, answers: row.answers)
      })
  }

  private static func page(_ result: Learner.Result, reports: Int) -> Page {
    var table = TextTable(columns: [
      .init("weights"), .init("found", alignsRight: true), .init("missed", alignsRight: true),
      .init("wrong rows", alignsRight: true), .init("F1", alignsRight: true),
    ])
    for (name, score) in [("as they were", result.before), ("learned", result.after)] {
      table.append([
        name, "\(score.right)", "\(score.missed)", "\(score.wrong)",
        Numeral.fixed(score.f1, decimals: 2),
      ])
    }
    let gained = result.after.f1 > result.before.f1
    return Page([
      .heading("Weights learned from \(reports) reviewed reports"), .table(table),
      .paragraph(
        "The learned weights are judged on reports that they were not learned from (ten parts). "
          + (gained
            ? "They read these reports better: use \(weightsFile) for reports of the same kind."
            : "They read these reports no better: keep the weights as they were.")),
    ])
  }
}
