import Escalation
import TextCharts

extension VerdictReason {
  /// The reason in words, for a sentence that begins with the verdict.
  public var words: String {
    switch self {
    case .wideInterval: "the interval spans a factor of ten or most of what is possible"
    case .eitherSign: "the interval holds both signs"
    case .nearPrior(let contraction):
      "the data narrow the prior's interval by only "
        + "\(Numeral.fixed(100 * max(0, contraction), decimals: 0)) %"
    case .noResponse(let factor):
      "no response explains the data as well (Bayes factor for none "
        + "\(Numeral.significant(factor, digits: 2)))"
    case .strengthMayBeZero: "the interval of the effect includes zero"
    case .evidence(let ratio, let ofDeterrence):
      EvidenceWords.comparison(ratio, with: ofDeterrence ? "fewer acts following" : "answers")
    case .directionOpen(let ratio):
      "the two answer each other (joint evidence ratio \(EvidenceWords.ratio(ratio))), but the data "
        + "do not say which answers which"
    case .openAnswers: "it includes answers that are not identifiable"
    case .deterrence(let ratio):
      "fewer acts follow, not more (evidence ratio \(EvidenceWords.ratio(ratio)) for deterrence)"
    case .sharedTrend(let p):
      "a shared trend explains the data as well (p = \(Numeral.probability(p)))"
    case .baseline(let days):
      "the response vanishes when the baseline follows everything slower than "
        + "\(Numeral.setting(days)) days"
    case .oneLagOnly: "the model has one lag only, so its lag is an assumption"
    case .noPositiveResponse: "the response is not positive, so it has no lag"
    case .changesSign: "the response changes sign from lag to lag, so it has no lag"
    case .openInterval: "the interval runs to the end of the range that was searched"
    case .rarelyDefined(let share):
      share > 0
        ? "it exists in only \(Numeral.fixed(100 * share, decimals: 0)) % of the draws"
        : "the fit has no such quantity"
    case .noInterval: "there are no draws, so there is no interval"
    case .outsideBootstrap: "the estimate lies outside its bootstrap interval"
    case .fewDraws(let count): "there are only \(count) draws"
    case .notShares: "negative or very strong responses leave no shares of a whole"
    case .fewPairs(let count): "there are only \(count) pairs or episodes"
    case .insideBand: "no lag exceeds the band of chance"
    case .chains(let rHat, let effective):
      "the chains do not agree (R-hat \(Numeral.fixed(rHat, decimals: 2)), "
        + "\(Numeral.fixed(effective, decimals: 0)) effective draws)"
    case .notAtOptimum: "the search did not end at an optimum"
    case .separated: "no incident followed some of the lags, so their effect has no lower end"
    case .undetermined: "a parameter ran to the end of its range"
    case .pretext(let ratio):
      "the median moves by a factor of \(Numeral.significant(ratio, digits: 2)) with the share of "
        + "pretexts that is assumed"
    case .naming: "it depends on how a pretext picks the attack that it names"
    case .atTheirWord: "statements are taken at their word, but a motive may be a pretext"
    case .includesOne: "the interval includes 1, that is, no difference"
    case .smallShare(let lower):
      "the share may be as small as \(Numeral.fixed(100 * max(0, lower), decimals: 0)) %"
    }
  }

  /// The reason in the column `reasons`: its code, and its number where it has one.
  var coded: String {
    let number: Double? =
      switch self {
      case .evidence(let value, _), .directionOpen(let value), .deterrence(let value),
        .nearPrior(let value), .noResponse(let value), .sharedTrend(let value),
        .baseline(let value), .rarelyDefined(let value):
        value
      case .pretext(let value), .smallShare(let value): value
      case .fewDraws(let count), .fewPairs(let count): Double(count)
      case .chains(let rHat, _): rHat
      default: nil
      }
    return code + (number.map { "=\(Numeral.significant($0))" } ?? "")
  }

  /// What to do about it; nil where nothing helps but other data.
  var advice: String? {
    switch self {
    case .chains, .fewDraws: "Raise 'draws' until the chains agree."
    case .notAtOptimum, .separated, .undetermined:
      "Use fewer terms, another baseline or a longer window."
    case .evidence, .openAnswers, .sharedTrend, .baseline:
      "Widen the window, add the sides that may drive both, or report the joint trend."
    case .directionOpen:
      "Report that the two answer each other; dates to the hour can show who answers whom."
    case .noResponse, .strengthMayBeZero, .wideInterval, .nearPrior, .eitherSign,
      .fewPairs, .rarelyDefined, .insideBand:
      "Widen the window or add data; more draws do not help."
    case .noInterval: "Ask for bootstrap refits or draws to have intervals."
    case .outsideBootstrap: "Use bias-corrected intervals, or fewer terms."
    case .openInterval: "Widen the range of lags that is searched."
    case .oneLagOnly: "Use a model with a law of lags, such as a kernel or a Hawkes process."
    case .deterrence:
      "Look at parts of the window: where one side's trend rises as the other's falls, it looks like "
        + "deterrence. A model with signed effects says how strong it is."
    case .pretext, .naming, .smallShare, .includesOne:
      "Read the table of assumptions before you quote it; more stated motives narrow it."
    case .noPositiveResponse, .changesSign, .notShares, .atTheirWord: nil
    }
  }
}

extension VerdictReason {
  /// The first reasons as one sentence; nil where there are none.
  static func sentence(_ reasons: [VerdictReason]) -> String? {
    guard !reasons.isEmpty else { return nil }
    return reasons.prefix(3).map(\.words).joined(separator: "; ") + "."
  }
}

extension Verdict {
  /// The verdict with its reasons as one sentence.
  public var sentence: String {
    let shown = reasons.prefix(2).map(\.words).joined(separator: "; ")
    let name = name.prefix(1).uppercased() + name.dropFirst()
    return reasons.isEmpty ? "\(name)." : "\(name): \(shown)."
  }
}
