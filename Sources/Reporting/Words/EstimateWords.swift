import Escalation
import TextCharts

/// How estimates are written for people: labels, units, digits and intervals.
struct EstimateWords {
  let context: FitContext

  /// The level as per cent.
  var percent: String { Numeral.setting(100 * context.level) }

  /// The name of a quantity, with its unit where it needs one.
  func label(_ estimand: Estimand) -> String {
    let time = context.time.plural
    return switch estimand {
    case .responsesPerIncident:
      "direct \(EstimandUnit.responses.words(context.measure, context.time))"
    case .responseProbability: "P(any response)"
    case .responseProbabilityWithin(let days): "P(any response) within \(days) \(time)"
    case .lag(.median): "median lag, \(time)"
    case .lag(.mean): "mean lag, \(time)"
    case .lag(.mode): "most likely lag, \(time)"
    case .lag(.percentile(let percent)): "\(percent) % of responses within, \(time)"
    case .firstResponseLag: "first response, median lag, \(time)"
    case .loopGain: "loop gain"
    case .asymmetry: "asymmetry, log ratio"
    case .retaliationShare: "share that answers others"
    case .momentumShare: "share that follows its own"
    case .baselineShare: "share from the baseline"
    case .baselineRate: "baseline, \(EstimandUnit.rate.words(context.measure, context.time))"
    case .escalationIntensity: "escalation intensity"
    case .intensityAtLeastOne: "P(intensity is 1 or more)"
    case .escalationMultiplier: "all \(context.measure.plural) per \(context.measure.singular)"
    case .escalationHalfLife: "half of those come within, \(time)"
    case .statedLag: "stated lag, median, days"
    case .statedLagMean: "stated lag, mean, days"
    case .statedAnswerLag: "stated lag in the window, median, days"
    case .answerLag: "median lag of answers, days"
    case .answeredShareAtWord: "share that answers, at their word"
    case .answeredShareBeyondPretext: "share that answers, a motive given for every act"
    case .timesMoreAnswers: "answers to a severe attack over others"
    case .namedTimesMore: "naming of a severe attack over others"
    case .answerProbability(let days, .all): "P(answer) within \(days) days"
    case .answerProbability(let days, let attack):
      "P(answer) within \(days) days, \(attack == .severe ? "severe" : "other") attacks"
    case .correlogramLag: "lag of the largest excess, days"
    case .rateRatio(let days): "rate in \(days) days after over before"
    case .unansweredEpisodes: "episodes unanswered"
    case .episodeResponses: "responses per answered episode"
    case .begunEpisodes: "episodes begun"
    case .endedEpisodes: "episodes ended"
    case .escalationExponent: "escalation exponent"
    }
  }

  /// A number with the digits that its unit deserves.
  func number(_ value: Double, _ estimand: Estimand) -> String {
    switch estimand.unit {
    case .probability, .shareOfIncidents: Numeral.fixed(value, decimals: 2)
    default: Numeral.significant(value, digits: 2)
    }
  }

  /// The estimate's value.
  func value(_ row: Estimate) -> String { number(row.value, row.estimand) }

  /// The interval; a dash where there is none.
  func interval(_ row: Estimate) -> String {
    guard row.hasInterval else { return "-" }
    return "\(number(row.lower, row.estimand)) to \(number(row.upper, row.estimand))"
  }

  /// The value with its interval in brackets.
  func both(_ row: Estimate) -> String {
    row.hasInterval ? "\(value(row)) (\(interval(row)))" : value(row)
  }

  /// A table of estimates.
  func table(_ rows: [(label: String, estimate: Estimate)]) -> TextTable {
    var table = TextTable(columns: [
      .init("quantity"), .init("estimate", alignsRight: true),
      .init("\(percent) % interval", alignsRight: true), .init("verdict"),
    ])
    for (label, row) in rows {
      table.append([label, value(row), interval(row), row.verdict.name])
    }
    return table
  }

  /// A table of estimates under their own labels.
  func table(_ rows: [Estimate]) -> TextTable {
    table(rows.map { (label($0.estimand), $0) })
  }
}

extension Estimate {
  /// The estimate as a sentence: what it is, its value with its interval, and the verdict.
  public func sentence(_ context: FitContext) -> String {
    let words = EstimateWords(context: context)
    return "\(words.label(estimand)): \(words.both(self)). \(verdict.sentence)"
  }
}
