import Escalation
import TextCharts

/// Sentences and small tables about a posterior.
struct PosteriorWords {
  private let analysis: PosteriorAnalysis
  private var names: [String] { analysis.data.names }
  private var percent: String { Numeral.setting(100 * analysis.options.level) }

  init(_ analysis: PosteriorAnalysis) {
    self.analysis = analysis
  }

  var sample: String {
    let counts = zip(names, analysis.meanCounts).map {
      "\($0) \(Numeral.significant($1, digits: 3))"
    }.joined(separator: ", ")
    let span =
      analysis.data.window.map { "\($0) (\($0.length) days)" }
      ?? "\(Numeral.setting(analysis.data.duration)) days"
    let priors = analysis.options.sampling.priors
    let chains = analysis.posterior.draws.count
    let sweeps = analysis.options.sampling.draws * analysis.posterior.stride
    return "Window \(span); incidents: \(counts), those included that only totals know. Dates are "
      + "intervals: times within them, the order within a day and who answers whom are drawn "
      + "together with the parameters (method: bayes). Priors: mean lag around "
      + "\(Numeral.setting(priors.lagMedian)) days, strength with mean "
      + "\(Numeral.setting(priors.strengthMean)). \(chains) chains of \(sweeps) sweeps after "
      + "\(analysis.options.sampling.warmup) of warm-up; for strengths and lags R-hat is at most "
      + "\(Numeral.fixed(analysis.posterior.largestRHat, decimals: 2)) and at least "
      + "\(Int(analysis.posterior.smallestSize)) draws are effective."
  }

  /// What the data can and cannot tell, a paragraph each.
  func conclusions(_ estimates: [Estimate]) -> [String] {
    func find(_ estimand: String, _ i: Int, _ j: Int) -> Estimate? {
      estimates.first {
        $0.estimand == estimand && $0.responder == names[i] && $0.provoker == names[j]
      }
    }
    var sentences: [String] = []
    for i in names.indices {
      for j in names.indices where i != j {
        guard let strength = find("retaliations_per_incident", i, j),
          let lag = find("retaliation_lag_median", i, j)
        else { continue }
        let upper = Numeral.significant(strength.upper, digits: 2)
        let lower = Numeral.significant(strength.lower, digits: 2)
        let count = Numeral.significant(analysis.meanCounts[j], digits: 3)
        var text = "\(names[i]) in answer to \(names[j]): "
        switch strength.verdict {
        case .notConverged: text += "the chains do not agree, so nothing is said."
        case .notIdentifiable:
          text +=
            "not told. After \(count) incidents of \(names[j]) the data agree with no answer at all "
            + "and with up to \(upper) answers to each; any lag would be the prior's, not theirs."
        default:
          text += "\(lower) to \(upper) answers to each incident, also under baselines as quick as "
          text += "the ladder's last. "
          switch lag.verdict {
          case .estimated, .weak:
            text +=
              "Half of them come within \(Numeral.significant(lag.lower, digits: 2)) to "
              + "\(Numeral.significant(lag.upper, digits: 2)) days."
          default: text += "How long they take the data do not tell."
          }
        }
        sentences.append(text)
      }
    }
    if let heldOut = analysis.heldOut, let posterior = heldOut.scores[.posterior],
      let poisson = heldOut.scores[.poisson]
    {
      let days = Numeral.setting(analysis.data.duration - heldOut.start)
      let nats = Numeral.fixed((posterior - poisson).magnitude, decimals: 1)
      let better = posterior > poisson
      sentences.append(
        "The last \(days) days, foretold from the days before, go \(nats) nats \(better ? "for" : "against") "
          + "the model beside one constant rate: it foretells them \(better ? "better" : "no better")."
      )
    }
    if !analysis.options.sampling.baseline.breaks.isEmpty {
      sentences.append(
        "The baseline may step where the user said. A lull between such days is taken as given: it is "
          + "not read as an effect of what came before it, and this model could not show deterrence."
      )
    }
    return sentences
  }

  /// The tests that decide, a row for each direction.
  func tests(_ tests: RobustnessTests) -> TextTable {
    var table = TextTable(columns: [
      .init("direction"), .init("lead p", alignsRight: true), .init("jitter p", alignsRight: true),
      .init("told from"),
    ])
    for direction in tests.directions {
      table.append([
        "\(direction.responder) after \(direction.provoker)",
        Numeral.probability(direction.lead.pValue), Numeral.probability(direction.jitter.pValue),
        PosteriorWords.name(of: direction.conclusion),
      ])
    }
    return table
  }

  private static func name(of conclusion: RobustnessTests.Conclusion) -> String {
    switch conclusion {
    case .beyondRoughTrend: "any campaign"
    case .beyondSlowTrend: "slow campaigns only"
    case .notToldApart: "no campaign"
    case .tooFew: "too few to tell"
    }
  }

  var testSentence: String {
    "Both tests ask whether one side's incidents follow the other's more than a common campaign "
      + "would make them: the lead test under a trend that may double and halve within weeks, the "
      + "jitter test under one that is constant within two weeks. A lag is called identifiable only "
      + "when the lead test says so, the posterior tells the strength from zero, and the answer stands "
      + "down the ladder. A large p is no evidence that there is no answer."
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
            PosteriorWords.name(of: step), number(step.strengths[i][j]), number(step.lags[i][j]),
          ])
        }
        blocks.append(.paragraph("\(names[i]) in answer to \(names[j]):"))
        blocks.append(.table(table))
      }
    }
    var table = TextTable(columns: [
      .init("baseline"), .init("share that other incidents brought about"), .init("chains"),
    ])
    for step in analysis.ladder {
      table.append([
        PosteriorWords.name(of: step), share(step.endogenousShare),
        step.agrees ? "agree" : "disagree",
      ])
    }
    return blocks + [.paragraph("All incidents:"), .table(table)]
  }

  static func name(of step: PosteriorAnalysis.Step) -> String {
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
    "Each row lets the baseline follow swings of the campaign down to so many days; what remains as "
      + "answers is faster than that. An answer that vanishes down the ladder cannot be told from a common trend."
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
    "How many fewer incidents the same draws hold when every answer to a side is taken out with all "
      + "that followed from it. The model knows no deterrence: it cannot say that there would have "
      + "been more, and a lull is never read as an effect of the strikes before it."
  }

  func checks(_ checks: PosteriorChecks) -> TextTable {
    var table = TextTable(columns: [
      .init("stream"), .init("trait"), .init("seen", alignsRight: true),
      .init("model brings about", alignsRight: true), .init("share as large", alignsRight: true),
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
      .init("forecast by"), .init("log score, nats", alignsRight: true),
      .init("better than Poisson by", alignsRight: true),
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
    "Scores of the last \(Numeral.setting(analysis.data.duration - scores.start)) days "
      + "(\(Numeral.significant(scores.count, digits: 3)) incidents) by models that saw only the days "
      + "before; larger is better, and a difference of less than two or three nats says little."
  }

  func checkSentence(_ checks: PosteriorChecks) -> String {
    let tests = zip(names, checks.residualPValues).map { "\($0) p = \(Numeral.probability($1))" }
      .joined(separator: ", ")
    var text =
      "Time-rescaling test, median over draws of the times: \(tests). A share near 0 or 1 speaks "
      + "against the model."
    if checks.runaways > 0 {
      text += " \(checks.runaways) simulated histories ran away and are left out."
    }
    return text
  }
}
