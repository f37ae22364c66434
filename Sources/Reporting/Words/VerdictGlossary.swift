import Escalation

extension Verdict {
  /// One of each name, for lists of all.
  static let kinds: [Verdict] = [
    .estimated, .weak([]), .notIdentifiable([]), .notConverged([]), .asStated([]),
  ]

  /// What it means, and what to do with the number.
  var glossaryEntry: GlossaryEntry {
    let (meaning, use) =
      switch self {
      case .estimated:
        ("The interval is narrow enough to be used.", "Quote the number with its interval.")
      case .weak:
        (
          "The interval spans a factor of ten, is nearly as wide as the prior's, or something else "
            + "speaks against the number.", "Quote the order of magnitude only."
        )
      case .notIdentifiable:
        (
          "The data cannot distinguish the quantity from zero or from a shared trend.",
          "Do not quote the number. It does not show that the effect is zero."
        )
      case .notConverged:
        (
          "The computation failed, so the number means nothing.",
          "Raise the draws, or use a simpler model."
        )
      case .asStated:
        (
          "The number rests on what a side says about its own acts.",
          "Quote it as what was stated: a stated motive may be a pretext."
        )
      }
    return GlossaryEntry(name, meaning, reading: use, page: "docs/verdicts.md")
  }
}

extension VerdictReason {
  /// One of each code, for lists of all; numbers are examples.
  static let kinds: [VerdictReason] = [
    .evidence(ratio: 0.4), .directionOpen(ratio: 120), .openAnswers, .deterrence(ratio: 40),
    .sharedTrend(p: 0.3),
    .baseline(slowerThan: 14), .wideInterval, .eitherSign, .nearPrior(contraction: 0.1),
    .noResponse(bayesFactor: 0.8), .strengthMayBeZero, .oneLagOnly, .noPositiveResponse,
    .changesSign, .openInterval, .rarelyDefined(share: 0.6), .noInterval, .outsideBootstrap,
    .fewDraws(50), .notShares, .fewPairs(3), .insideBand, .chains(rHat: 1.2, effective: 40),
    .notAtOptimum, .separated, .undetermined, .pretext(ratio: 2), .naming, .atTheirWord,
    .includesOne, .smallShare(lower: 0.1),
  ]

  /// What it means, and what to do about it.
  var glossaryEntry: GlossaryEntry {
    GlossaryEntry(
      code, "A reason of a verdict, for example: \(words).", reading: advice,
      page: "docs/verdicts.md")
  }
}
