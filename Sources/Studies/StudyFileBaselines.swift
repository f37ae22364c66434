import Escalation
import PointProcesses

extension StudyFile {
  /// The names of baselines.
  private enum BaselineName: String, CaseIterable {
    case constant, piecewise
    case smooth = "spline"
  }

  /// Keys that only the method bayes has.
  static let posteriorKeys = [
    "slower-than", "weekdays", "chains", "draws", "ladder", "open-share", "prior-lag-median",
    "prior-lag-deviation", "prior-strength-mean",
  ]

  /// A posterior; what both methods share is taken from the options of the other.
  static func posterior(
    _ parts: [String: StudyNode], _ node: StudyNode, like other: HawkesAnalysis.Options
  ) throws(StudyError) -> Model.Fit {
    for key in ["imputations", "bootstrap"] {
      if let extra = parts[key] {
        throw extra.error("'\(key)' belongs to the method mle", hint: "add 'method: mle'")
      }
    }
    var options = PosteriorAnalysis.Options()
    options.family = other.family
    options.shape = other.shape
    options.level = other.level
    let from = try parts["lags-from"]?.number(1e-3...1000) ?? options.lagRange.lowerBound
    let to = try parts["lags-to"]?.number(1e-3...1000) ?? options.lagRange.upperBound
    guard from < to else {
      throw node.error("lags from \(from) to \(to) days leave nothing to search")
    }
    options.lagRange = from...to
    options.sampling.seed = other.seed
    options.sampling.chains = try parts["chains"]?.integer(2...64) ?? options.sampling.chains
    options.sampling.draws = try parts["draws"]?.integer(100...100_000) ?? options.sampling.draws
    options.openShare = try parts["open-share"]?.number(0...10) ?? options.openShare
    var priors = HawkesPriors()
    priors.lagMedian = try parts["prior-lag-median"]?.number(0.01...365) ?? priors.lagMedian
    priors.lagDeviation = try parts["prior-lag-deviation"]?.number(0.05...10) ?? priors.lagDeviation
    priors.strengthMean =
      try parts["prior-strength-mean"]?.number(0.001...100) ?? priors.strengthMean
    options.sampling.priors = priors
    if let ladder = parts["ladder"] {
      var scales: [Double?] = []
      for rung in try ladder.list() {
        scales.append(try rung.text() == "none" ? nil : try rung.number(1...10_000))
      }
      options.scales = scales
    }
    let plan: BaselinePlan
    switch try parts["baseline"]?.choice(BaselineName.self) ?? .smooth {
    case .smooth:
      plan = .smooth(
        slowerThan: try parts["slower-than"]?.number(1...10_000) ?? 14,
        breaks: try parts["breaks"]?.texts() ?? [],
        weekdays: try parts["weekdays"]?.choice(Answer.self) == .yes)
    default: plan = try baseline(parts, node)
    }
    return .posterior(plan, options)
  }

  private enum Answer: String, CaseIterable {
    case yes, no
  }

  static func baseline(
    _ parts: [String: StudyNode], _ node: StudyNode
  ) throws(StudyError) -> BaselinePlan {
    let name = try parts["baseline"]?.choice(BaselineName.self)
    let breaks = try parts["breaks"]?.texts()
    let days = try parts["piece-days"]?.integer(1...10_000)
    if name == .smooth {
      throw node.error("a spline baseline needs the method bayes", hint: "write 'method: bayes'")
    }
    switch (name, breaks, days) {
    case (nil, nil, nil), (.constant, nil, nil): return .constant
    case (.constant, _, _):
      throw node.error("a constant baseline has no breaks", hint: "write 'baseline: piecewise'")
    case (_, let breaks?, nil): return .breaks(breaks)
    case (_, nil, let days?): return .every(days: days)
    case (.piecewise, nil, nil):
      throw node.error(
        "a piecewise baseline needs its breaks",
        hint: "add 'breaks: [2023-11-24]' or 'piece-days: 14'")
    default:
      throw node.error("both 'breaks' and 'piece-days' are given", hint: "keep one of them")
    }
  }
}
