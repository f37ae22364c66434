import Escalation
import Tabular
import TextCharts

extension SampledHawkesDetails: DetailedReport {
  private var names: [String] { hawkes.data.names }

  func screen(_ fit: Fit) throws -> Page? {
    guard !motives.isEmpty else { return nil }
    var page = Answers(fit).page
    for findings in motives { page.append(.paragraph(MotiveWords(findings, fit).paragraph)) }
    return page
  }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page()
    for findings in motives where !findings.cells.isEmpty {
      page.append(MotiveWords(findings, fit).section)
    }
    let words = SampledHawkesWords(hawkes)
    if let tests = hawkes.tests, !tests.directions.isEmpty {
      page.append(.heading("Tests against a shared trend"))
      page.append(.table(words.tests(tests)))
      page.append(.paragraph(words.testSentence))
    }
    if !hawkes.ladder.isEmpty {
      page.append(.heading("Baseline ladder"))
      for block in words.ladder { page.append(block) }
      page.append(.paragraph(words.ladderSentence))
    }
    if names.count > 1 {
      page.append(.heading("Without the other side"))
      page.append(.table(words.counterfactuals(influences)))
      page.append(.paragraph(words.counterfactualSentence))
    }
    return page
  }

  func charts(_ fit: Fit) throws -> [any TextChart]? {
    PointProcessCharts(fit, hawkes.histories, average: "mean over draws").all
  }

  func closing(_ fit: Fit) throws -> Page {
    let words = SampledHawkesWords(hawkes)
    var page = Page([
      .heading("Method and checks"), .paragraph(words.method(isExact: fit.data.isExact)),
      .table(words.checks(checks)), .paragraph(words.checkSentence(checks)),
    ])
    if let heldOut = hawkes.heldOut {
      page.append(.table(words.heldOut(heldOut)))
      page.append(.paragraph(words.heldOutSentence(heldOut)))
    }
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    let tables = SampledHawkesTables(hawkes)
    return [
      tables.ladder(), tables.checks(checks),
      AttributionTable.table(hawkes.histories, log: fit.data.incidents),
      IntensityTable.table(hawkes.histories, window: fit.data.window),
      tables.counterfactuals(influences), tables.incidentCounterfactuals(log: fit.data.incidents),
    ] + MotiveTables.all(motives, fit) + (hawkes.tests.map { [RobustnessReport.table($0)] } ?? [])
  }

  func draws(_ fit: Fit) -> [Table] { DrawTables.all(hawkes) }

  /// Counts without the influence of each stream.
  private var influences: [Counterfactual] {
    names.indices.flatMap { hawkes.counterfactuals(withoutInfluenceOf: $0) }
  }
}
