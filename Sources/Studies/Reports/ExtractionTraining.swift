import Estimation
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
  /// With fewer reports than this the interval of the gain is too narrow to rely on.
  static let fewestForGain = 10
  /// Up to so many reports each is left out alone; of more, as many parts are left out in turn.
  static let mostParts = 40

  /// Learns from reports whose incidents are in the table.
  ///
  /// Of a report without a row nothing is known: it may hold no act, or nobody has looked at it.
  ///
  /// - Parameters:
  ///   - reports: The reports, examined.
  ///   - extractor: What examined them.
  ///   - prior: The weights from which learning starts.
  ///   - inputs: Notes what is read.
  /// - Returns: The weights, and a page on what they gain.
  /// - Throws: ``FileError``, ``TabularError`` for a bad table, ``PlanError`` where it names too few
  ///   of the reports.
  func outcome(
    _ reports: [Examination], by extractor: Extractor, from prior: Weights, inputs: inout Inputs
  ) throws -> Outcome {
    let rows = try IncidentTable.read(inputs.read(file), file: file, sides: nil)
    let acts = Dictionary(grouping: rows, by: \.provenance.document)
    let known = reports.filter { acts[$0.report.name] != nil }
    guard known.count >= Self.fewestReports else {
      throw PlanError.data(
        "\(file): \(known.count) of the \(reports.count) reports have rows; weights are learned from "
          + "\(Self.fewestReports) reports and more. The column doc names the report of a row.")
    }
    var learner = Learner(extractor)
    for examination in known {
      learner.add(
        examination, (acts[examination.report.name] ?? []).map { Self.act($0, examination.report) })
    }
    let result = learner.learn(parts: Self.mostParts, from: prior)
    return Outcome(weights: result.weights, page: Self.page(result))
  }

  private static func act(_ row: Incident, _ report: Extraction.Report) -> Lesson.Act {
    // Bytes count only where the report still has the words of the row there.
    let bytes = row.provenance.bytes.flatMap { bytes in
      Passage.words(at: bytes, in: report.bytes) == row.provenance.evidence ? bytes : nil
    }
    return Lesson.Act(
      id: row.id, sources: [row.source], targets: [row.target], dates: row.dates,
      evidence: row.provenance.evidence, bytes: bytes, killed: row.killed, answers: row.answers)
  }

  private static func page(_ result: Learner.Result) -> Page {
    let gain = ReadingGain(before: result.before, after: result.after)
    var table = TextTable(columns: [
      .init("weights"), .init("found", alignsRight: true), .init("missed", alignsRight: true),
      .init("wrong rows", alignsRight: true), .init("F1", alignsRight: true),
    ])
    for (name, score) in [("as they were", gain.before), ("learned", gain.after)] {
      table.append([
        name, "\(score.right)", "\(score.missed)", "\(score.wrong)",
        Numeral.fixed(score.f1, decimals: 2),
      ])
    }
    var page = Page([
      .heading("Weights learned from \(gain.reports) reviewed reports"), .table(table),
      .paragraph(words(on: gain)),
    ])
    if result.unseen > 0 {
      page.append(
        .paragraph(
          "Acts that no word of their report suggests to the program: \(result.unseen). They count as "
            + "missed, and no weights find them."))
    }
    return page
  }

  private static func words(on gain: ReadingGain) -> String {
    func signed(_ value: Double) -> String {
      (value < 0 ? "-" : "+") + Numeral.fixed(abs(value), decimals: 2)
    }
    let left =
      gain.reports <= mostParts
      ? "Each report is read with weights learned from the others."
      : "Each report is read with weights learned from other reports (\(mostParts) parts)."
    let interval = gain.interval
    let start =
      "\(left) Difference of F1: \(signed(gain.difference)), 95 % interval "
      + "\(signed(interval.lowerBound)) to \(signed(interval.upperBound)) (reports drawn again "
      + "\(ReadingGain.replicates) times). "
    if interval.upperBound < 0 {
      return start + "The learned weights read these reports worse: keep the weights as they were."
    }
    guard interval.lowerBound > 0 else {
      return start
        + "The interval holds zero, so the difference may be chance: review more reports before you "
        + "use \(weightsFile)."
    }
    guard gain.reports >= fewestForGain else {
      return start
        + "With fewer than \(fewestForGain) reports the interval is too narrow to rely on: review more "
        + "reports before you use \(weightsFile)."
    }
    return start + "The learned weights read such reports better: use \(weightsFile) for them."
  }
}

/// What weights gain on reports that they were not learned from.
struct ReadingGain {
  /// How right the weights were and are, over all reports.
  let before, after: Score
  let reports: Int
  /// The 95 % bootstrap interval of ``difference`` over reports.
  let interval: ClosedRange<Double>

  /// How often the reports are drawn.
  static let replicates = 2000
  private static let seed: UInt64 = 1

  /// The gain of readings, report by report.
  init(before: [Score], after: [Score]) {
    self.before = before.reduce(Score(), +)
    self.after = after.reduce(Score(), +)
    reports = before.count
    let difference = self.after.f1 - self.before.f1
    interval =
      Bootstrap.interval(
        of: before.count, replicates: Self.replicates, seed: Self.seed,
        part: .init("gain of learned weights")
      ) { drawn in
        drawn.reduce(Score()) { $0 + after[$1] }.f1 - drawn.reduce(Score()) { $0 + before[$1] }.f1
      } ?? difference...difference
  }

  /// By how much F1 is higher with the learned weights.
  var difference: Double { after.f1 - before.f1 }
}
