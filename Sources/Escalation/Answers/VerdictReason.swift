/// Why an estimate cannot be taken at its word: the reasons of a ``Verdict``.
public enum VerdictReason: Hashable, Sendable {
  /// The ends of the interval differ by a factor of ten or more, or cover most of what is possible.
  case wideInterval
  /// The interval holds both signs.
  case eitherSign
  /// The interval is nearly as wide as the prior's: the data narrowed it by this share.
  case nearPrior(contraction: Double)
  /// No response explains the data as well: the Bayes factor for none against some.
  case noResponse(bayesFactor: Double)
  /// The interval of the strength holds zero.
  case strengthMayBeZero
  /// A shared trend explains the data as well: how much more probable answers, or deterrence, make
  /// them.
  case evidence(ratio: Double, ofDeterrence: Bool = false)
  /// The streams answer each other, but the data do not say which way: the joint ratio.
  case directionOpen(ratio: Double)
  /// Answers that the quantity includes are not identifiable.
  case openAnswers
  /// Fewer acts follow rather than more: how much more probable deterrence makes the data.
  case deterrence(ratio: Double)
  /// A shared trend explains the data as well: the p value of the test against it.
  case sharedTrend(p: Double)
  /// The response vanishes when the baseline follows everything slower than so many days.
  case baseline(slowerThan: Double)
  /// The model allows one lag only, whatever the data say.
  case oneLagOnly
  /// The response is not positive, so nothing comes that could have a lag.
  case noPositiveResponse
  /// The response changes its sign from lag to lag, so its lags have no distribution.
  case changesSign
  /// The interval runs to the end of the range that was searched.
  case openInterval
  /// The quantity exists in this share of the draws only.
  case rarelyDefined(share: Double)
  /// There is no interval.
  case noInterval
  /// The estimate lies outside its bootstrap interval: the refits are biased.
  case outsideBootstrap
  /// So few draws that the interval means little.
  case fewDraws(Int)
  /// The parts do not add up to a whole, because some are negative or above one.
  case notShares
  /// Fewer pairs or episodes than an interval needs.
  case fewPairs(Int)
  /// No lag exceeds the band of chance.
  case insideBand
  /// The chains do not agree: R-hat, and effective draws.
  case chains(rHat: Double, effective: Double)
  /// The search did not end at an optimum.
  case notAtOptimum
  /// The value depends on how often pretexts are assumed: the largest median over the smallest.
  case pretext(ratio: Double)
  /// The value depends on how a pretext picks the attack that it names.
  case naming
  /// The value takes statements at their word.
  case atTheirWord
  /// The interval of a ratio includes one.
  case includesOne
  /// The smallest share that is compatible with the data, which is too small.
  case smallShare(lower: Double)
  /// Some lags tell zeros apart without error, so that their coefficients have no end.
  case separated
  /// A parameter ran to the end of its range, at which the others mean nothing.
  case undetermined

  /// Its name in the column `reasons` of `estimates.csv`.
  public var code: String {
    switch self {
    case .wideInterval: "wide_interval"
    case .eitherSign: "either_sign"
    case .nearPrior: "near_prior"
    case .noResponse: "no_response_fits"
    case .strengthMayBeZero: "strength_may_be_zero"
    case .evidence: "evidence"
    case .directionOpen: "direction_open"
    case .openAnswers: "open_answers"
    case .deterrence: "deterrence"
    case .sharedTrend: "shared_trend"
    case .baseline: "vanishes_under_baseline"
    case .oneLagOnly: "one_lag_only"
    case .noPositiveResponse: "no_positive_response"
    case .changesSign: "changes_sign"
    case .openInterval: "open_interval"
    case .rarelyDefined: "rarely_defined"
    case .noInterval: "no_interval"
    case .outsideBootstrap: "outside_bootstrap"
    case .fewDraws: "few_draws"
    case .notShares: "not_shares"
    case .fewPairs: "few_pairs"
    case .insideBand: "inside_band"
    case .chains: "chains_disagree"
    case .pretext: "pretext"
    case .naming: "naming"
    case .atTheirWord: "at_their_word"
    case .includesOne: "includes_one"
    case .smallShare: "small_share"
    case .notAtOptimum: "not_at_optimum"
    case .separated: "separated"
    case .undetermined: "undetermined"
    }
  }
}
