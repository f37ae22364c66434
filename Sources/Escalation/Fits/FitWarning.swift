import Incidents
import TimeSeries

/// What the user must know of a fit's numbers; the words are made from it at the end.
public enum FitWarning: Hashable, Sendable {
  /// Events that share their exact time: they are taken not to answer each other.
  case tiedTimes(Int)
  /// Bootstrap replicates that diverged or had an empty stream, of all.
  case lostReplicates(Int, of: Int)
  /// More dated incidents than the totals of their span allow.
  case beyondTotals(stream: String, excess: Int)
  /// What had to be reconciled between dates, totals and the window.
  case reconciled(String)
  /// A series that is 0 or 1 throughout.
  case attackOrNone(stream: String)
  /// A Gaussian model of sparse counts: share of zeros, variance over mean, whether it has fractions.
  case sparseCounts(stream: String, zeros: Double, dispersion: Double, hasFractions: Bool)
  /// Bootstrap refits that miss the estimate of so many strengths altogether.
  case biasedRefits(Int)
  /// A Poisson model of counts that vary more.
  case overdispersed(p: Double)
  /// No standard errors, because the second derivatives are singular.
  case singularDerivatives
  /// A strength at zero, the end of its range.
  case noResponse(responder: String, provoker: String)
  /// A term at zero, the end of its range.
  case termAtZero(String)
  /// P values of the evidence were asked for dates that are intervals, where none are drawn.
  case noEvidenceDraws
  /// Stated motives were to be data, but none is stated in the window.
  case noStatements
  /// A stream of counts without memory.
  case noMemory
  /// A parameter of a count model at the end of its range, with its term where it is a coefficient.
  case boundary(CountBoundary, term: String?)
  /// Terms of a count model that tell zeros of a stream apart without error.
  case separated(stream: String, terms: [String])
  /// Incidents of the same period counted as answers, because only that stream answers in later ones:
  /// answers within the period per incident.
  case samePeriodAnswers(responder: String, provoker: String, strength: Double, time: Period)
  /// Incidents of the same period counted as answers of either stream in unknown shares.
  case samePeriodSplit(String, String, time: Period)
  /// Incidents of the same period that go together and are nobody's answers.
  case samePeriodUndirected(String, String, correlation: Double, p: Double, time: Period)
  /// A model of a comparison that failed or does not apply.
  case modelLeftOut(String, reason: String)
  /// Chains of a model of a comparison that do not agree.
  case chainsDisagree(model: String)
}

/// A check of a model that failed.
public enum FailedCheck: Hashable, Sendable {
  /// The search for the maximum did not end at an optimum.
  case notAtOptimum
  /// The chains do not agree.
  case chains(rHat: Double)
  /// The time-rescaling test rejects the model for a stream.
  case timeRescaling(stream: String, p: Double)
  /// The model does not reproduce a trait of a stream.
  case trait(stream: String, trait: String)
  /// Responses do not die out: the largest root.
  case unstable(root: Double)
  /// A parameter ran to the end of its range, at which the others mean nothing.
  case undetermined
}
