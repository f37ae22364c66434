import Escalation
import TextCharts
import TimeSeries

extension FitWarning {
  /// The warning in words.
  var words: String {
    switch self {
    case .tiedTimes(let count):
      "\(count) events share their exact time with another; they are treated as not answering each "
        + "other. Times that are only dates belong in a table of incidents, whose order within a day "
        + "is drawn."
    case .lostReplicates(let lost, let all):
      "\(lost) of \(all) bootstrap replicates diverged or had an empty stream; they are excluded."
    case .beyondTotals(let stream, let excess):
      "\(stream): in some spans there are more dated incidents than the totals allow (up to "
        + "\(excess) in all); the incidents are kept."
    case .reconciled(let text): text
    case .attackOrNone(let stream):
      "\(stream) is 0 or 1 throughout: it says attack or none, not how many. Coefficients are "
        + "changes of a probability, and count models expect more variation."
    case .sparseCounts(let stream, let zeros, let dispersion, let hasFractions):
      "\(stream) is zero in \(Numeral.fixed(100 * zeros, decimals: 0)) % of the periods, and its "
        + "variance is \(Numeral.significant(dispersion, digits: 2)) times its mean: a Gaussian "
        + "autoregression fits such counts badly, and its standard errors are approximate."
        + (hasFractions
          ? " It holds fractions, as expected counts do, which vary less than counts; fit the "
            + "incidents themselves to have whole counts drawn from dates and totals." : "")
    case .biasedRefits(let count):
      "Bootstrap refits miss the estimate of \(count) strengths, as happens with many terms for few "
        + "periods; use bias-corrected intervals, or fewer terms."
    case .overdispersed(let p):
      "The counts vary more than Poisson (overdispersion test, p = \(Numeral.probability(p))), so "
        + "its standard errors are too small; use the negative binomial family or sandwich errors."
    case .singularDerivatives:
      "The second derivatives are singular, so there are no standard errors."
    case .noResponse(let responder, let provoker):
      "No response of \(responder) to \(provoker) is found: its strength is 0, the end of its "
        + "range, and it has no lag."
    case .noEvidenceDraws:
      "p values of the evidence are computed for known times, days and counts only; here dates are "
        + "intervals or totals."
    case .noStatements:
      "No motive is stated in the window: give a table of stated pairs, or incidents with the column "
        + "retaliation_for. The fit is the same as without motives."
    case .termAtZero(let term): "\(term) is 0, the end of its range: no such effect is found."
    case .noMemory: "The survival is 0, the end of its range: the counts have no memory."
    case .boundary(let boundary, let term): boundary.words(term: term)
    case .separated(let stream, let terms):
      "\(stream) has no incident where "
        + (terms.count == 1 ? "\(terms[0]) says so" : "\(terms.joined(separator: ", ")) say so")
        + ": \(terms.count == 1 ? "its coefficient runs" : "their coefficients run") to infinity "
        + "and the data set no end. Use fewer lags or longer periods."
    case .samePeriodAnswers(let responder, let provoker, let strength, let time):
      "\(Numeral.significant(strength, digits: 2)) incidents of \(responder) per incident of "
        + "\(provoker) come within the same \(time.noun). They count as answers of \(responder), "
        + "because only \(responder) also answers in the next \(time.noun). The data do not show "
        + "who came first within a \(time.noun), so a cause that both share would count, too."
    case .samePeriodSplit(let first, let second, let time):
      "\(first) and \(second) go together within the same \(time.noun), and each answers the other in "
        + "the next. The data do not show who came first within a \(time.noun): strengths and lags "
        + "allow for any split between the two."
    case .samePeriodUndirected(let first, let second, let correlation, let p, let time):
      "\(first) and \(second) go together within the same \(time.noun) (correlation "
        + "\(Numeral.fixed(correlation, decimals: 2)), p = \(Numeral.probability(p))). This has no "
        + "direction: either may answer the other, or both a common cause. It is left out of "
        + "strengths and lags."
    case .modelLeftOut(let model, let reason): "\(model) is left out: \(reason)"
    case .chainsDisagree(let model):
      "The chains of \(model) do not agree; fit it alone with more draws."
    }
  }
}

extension CountBoundary {
  /// The boundary in words.
  func words(term: String?) -> String {
    let name = term ?? coefficient.map { "Coefficient \($0 + 1)" } ?? "A coefficient"
    switch self {
    case .separated(_, let limit):
      return "\(name) runs to \(limit < 0 ? "minus " : "")infinity: it tells zeros apart without "
        + "error."
    case .atEnd(_, let value):
      return "\(name) is at the end of its range, \(Numeral.significant(value)); it has no "
        + "standard error."
    case .noExtraZeros:
      return "The share of extra zeros runs to 0: the counts' own law explains all zeros, so use "
        + "the model without extra zeros."
    case .noOverdispersion: return "The overdispersion runs to 0: Poisson fits as well."
    case .endlessOverdispersion:
      return "The overdispersion runs to infinity: the counts above zero do not determine their "
        + "law, so the coefficients have no meaning; use the Poisson family."
    case .singularDerivatives: return FitWarning.singularDerivatives.words
    }
  }
}

extension FailedCheck {
  /// The check in words.
  var words: String {
    switch self {
    case .notAtOptimum: "the search for the maximum of the likelihood did not end at an optimum"
    case .chains(let rHat):
      "the chains do not agree (largest R-hat \(Numeral.fixed(rHat, decimals: 2))); raise 'draws'"
    case .timeRescaling(let stream, let p):
      "the time-rescaling test rejects the model for \(stream) (p = \(Numeral.probability(p)))"
    case .trait(let stream, let trait): "the model does not reproduce \(trait) of \(stream)"
    case .unstable(let root):
      "the model is not stable (largest root \(Numeral.significant(root))): its responses do not "
        + "die out"
    case .undetermined:
      "a parameter ran to the end of its range; do not use the coefficients"
    }
  }
}
