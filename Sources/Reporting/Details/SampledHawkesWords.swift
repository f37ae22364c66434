import Escalation
import TextCharts

/// Sentences and small tables about a posterior.
struct SampledHawkesWords {
  private let analysis: SampledHawkes
  private var names: [String] { analysis.data.names }
  private var percent: String { Numeral.setting(100 * analysis.level) }

  init(_ analysis: SampledHawkes) {
    self.analysis = analysis
  }

  func method(isExact: Bool) -> String {
    let priors = analysis.sampling.priors
    let chains = analysis.posterior.draws.count
    let sweeps = analysis.posterior.drawsPerChain * analysis.posterior.stride
    let times =
      isExact
      ? "Times are exact: who answers whom is drawn together with the parameters. "
      : "Dates are intervals: times within them, the order within a day and who answers whom are "
        + "drawn together with the parameters. "
    return times
      + "Priors: mean lag around \(Numeral.setting(priors.lagMedian)) days, responses per incident "
      + "with mean \(Numeral.setting(priors.strengthMean)). \(chains) chains of \(sweeps) sweeps "
      + "after \(analysis.sampling.warmup) of warm-up; for strengths and lags R-hat is at most "
      + "\(Numeral.fixed(analysis.posterior.largestRHat, decimals: 2)) and at least "
      + "\(Int(analysis.posterior.smallestSize)) draws are effective."
  }

  /// The tests beside the evidence, a row for each direction.
  func tests(_ tests: RobustnessTests) -> TextTable {
    var table = TextTable(columns: [
      .init("direction"), .init("lead p", alignsRight: true), .init("jitter p", alignsRight: true),
      .init("answers by these tests"),
    ])
    for direction in tests.directions {
      table.append([
        "\(direction.responder) after \(direction.provoker)",
        Numeral.probability(direction.lead.pValue), Numeral.probability(direction.jitter.pValue),
        SampledHawkesWords.name(of: direction.conclusion),
      ])
    }
    return table
  }

  static func name(of conclusion: RobustnessTests.Conclusion) -> String {
    switch conclusion {
    case .beyondRoughTrend: "yes"
    case .beyondSlowTrend: "under a slow trend only"
    case .notToldApart: "no"
    case .tooFew: "too few incidents"
    }
  }

  var testSentence: String {
    "Both tests ask whether one side's incidents follow the other's more than a shared trend would "
      + "make them: the lead test under a trend that may double and halve within weeks, the jitter "
      + "test under one that is constant within two weeks. They stand beside the evidence ratio, "
      + "which decides. A large p is no evidence that there is no answer."
  }

  /// One table for each direction, a row for each baseline, and one of the share.
  var ladder: [Page.Block] {
    var blocks: [Page.Block] = []
    for i in names.indices {
      for j in names.indices where i != j {
        var table = TextTable(columns: [
          .init("baseline"), .init("responses per incident"), .init("median lag, days"),
        ])
        for step in analysis.ladder {
          table.append([
            SampledHawkesWords.name(of: step), number(step.strengths[i][j]),
            number(step.lags[i][j]),
          ])
        }
        blocks.append(.paragraph("\(names[i]) in answer to \(names[j]):"))
        blocks.append(.table(table))
      }
    }
    var table = TextTable(columns: [
      .init("baseline"), .init("share that follows other incidents"), .init("chains"),
    ])
    for step in analysis.ladder {
      table.append([
        SampledHawkesWords.name(of: step), share(step.endogenousShare),
        step.agrees ? "agree" : "disagree",
      ])
    }
    return blocks + [.paragraph("All incidents:"), .table(table)]
  }

  static func name(of step: SampledHawkes.Step) -> String {
    step.slowerThan.map { "slower than \(Numeral.setting($0)) days" } ?? "no path"
  }

  private func number(_ summary: (value: Double, interval: ClosedRange<Double>)) -> String {
    "\(Numeral.significant(summary.value, digits: 2)) "
      + "(\(Numeral.significant(summary.interval.lowerBound, digits: 2)) to "
      + "\(Numeral.significant(summary.interval.upperBound, digits: 2)))"
  }

  private func share(_ summary: (value: Double, interval: ClosedRange<Double>)) -> String {
    "\(Numeral.fixed(summary.value, decimals: 2)) "
      + "(\(Numeral.fixed(summary.interval.lowerBound, decimals: 2)) to "
      + "\(Numeral.fixed(summary.interval.upperBound, decimals: 2)))"
  }

  var ladderSentence: String {
    "Each row lets the baseline follow a shared trend down to so many days; what remains as response "
      + "is faster than that. A response that vanishes in the last rows is not distinguishable from a "
      + "shared trend."
  }

  func counterfactuals(_ rows: [Counterfactual]) -> TextTable {
    var table = TextTable(columns: [
      .init("without answers to"), .init("incidents of"), .init("fewer", alignsRight: true),
      .init("\(percent) % interval", alignsRight: true),
    ])
    for row in rows {
      guard case .influence(let source) = row.removal else { continue }
      table.append([
        names[source], names[row.stream], Numeral.significant(row.avoided, digits: 2),
        "\(Numeral.fixed(row.interval.lowerBound, decimals: 0)) to "
          + "\(Numeral.fixed(row.interval.upperBound, decimals: 0))",
      ])
    }
    return table
  }

  var counterfactualSentence: String {
    "How many fewer incidents the same draws hold without every answer to a side and all that "
      + "followed from it. The model has no deterrence: it cannot say that there would have been more, "
      + "and a lull is never read as an effect of the strikes before it."
  }

  func checks(_ checks: PosteriorChecks) -> TextTable {
    var table = TextTable(columns: [
      .init("stream"), .init("trait"), .init("seen", alignsRight: true),
      .init("simulated", alignsRight: true), .init("share as large", alignsRight: true),
    ])
    for row in checks.rows {
      table.append([
        names[row.stream], row.trait.rawValue, Numeral.significant(row.seen, digits: 3),
        "\(Numeral.significant(row.expected.lowerBound, digits: 3)) to "
          + "\(Numeral.significant(row.expected.upperBound, digits: 3))",
        Numeral.fixed(row.share, decimals: 2),
      ])
    }
    return table
  }

  func heldOut(_ scores: HeldOutScores) -> TextTable {
    var table = TextTable(columns: [
      .init("held-out forecast"), .init("log score", alignsRight: true),
      .init("minus constant rate", alignsRight: true),
    ])
    let poisson = scores.scores[.poisson] ?? .nan
    for model in HeldOutScores.Model.allCases {
      guard let score = scores.scores[model] else { continue }
      table.append([
        model.rawValue, Numeral.fixed(score, decimals: 1),
        Numeral.fixed(score - poisson, decimals: 1),
      ])
    }
    return table
  }

  func heldOutSentence(_ scores: HeldOutScores) -> String {
    let days = Numeral.setting(analysis.data.duration - scores.start)
    let count = Numeral.significant(scores.count, digits: 3)
    guard let own = scores.scores[.posterior], let constant = scores.scores[.poisson] else {
      return "Held-out check, last \(days) days (\(count) incidents)."
    }
    let gap = Numeral.fixed((own - constant).magnitude, decimals: 1)
    return "Held-out check, last \(days) days (\(count) incidents): the log score is \(gap) "
      + (own > constant
        ? "better than a constant rate."
        : "worse than a constant rate. The model does not forecast.")
      + " Differences below 2 or 3 say little."
  }

  func checkSentence(_ checks: PosteriorChecks) -> String {
    let tests = zip(names, checks.residualPValues).map { "\($0) p = \(Numeral.probability($1))" }
      .joined(separator: ", ")
    var text =
      "Time-rescaling test, median over draws of the times: \(tests). A share near 0 or 1 speaks "
      + "against the model."
    if checks.runaways > 0 {
      text += " \(checks.runaways) simulated histories diverged and are excluded."
    }
    return text
  }
}
