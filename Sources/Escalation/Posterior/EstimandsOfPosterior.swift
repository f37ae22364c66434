import Estimation
import RealModule

extension Estimands {
  /// A row from draws of a posterior: median, equal-tailed interval, how far the data moved the
  /// prior, and how well the chains tell it.
  func fromPosterior(
    _ estimand: String, _ responder: String, _ provoker: String, unit: String,
    range: Verdict.Range, isIdentified: Bool, _ context: PosteriorContext,
    _ values: Values
  ) -> Estimate {
    let draws = values.draws
    let usable = draws.filter { !$0.isNaN }
    let quantiles = SampleQuantiles(usable)
    let interval = quantiles.interval(level: level)
    let prior = SampleQuantiles(values.prior).interval(level: level)
    let isComplete = draws.allSatisfy(\.isFinite)
    let diagnostics = isComplete ? chainDiagnostics(draws, context.chains) : nil
    let contraction = interval.flatMap { posterior in
      prior.map { Estimands.contraction(posterior, of: $0, range) }
    }
    let agrees = diagnostics.map { !($0.rHat > 1.05) && $0.bulkSize >= 100 } ?? true
    var verdict = Verdict(
      lower: interval?.lowerBound, upper: interval?.upperBound, range: range,
      isIdentified: isIdentified && 2 * usable.count >= draws.count && !usable.isEmpty,
      converged: converged && agrees)
    // An interval nearly as wide as the prior's is the prior's.
    if verdict == .estimated, let contraction, contraction < 0.2 { verdict = .weak }
    var row = Estimate(
      estimand: estimand, responder: responder, provoker: provoker, unit: unit,
      value: usable.isEmpty ? .nan : quantiles(0.5), lower: interval?.lowerBound ?? .nan,
      upper: interval?.upperBound ?? .nan, verdict: verdict, interval: "posterior")
    row.posterior = PosteriorNote(
      priorLower: prior?.lowerBound ?? .nan, priorUpper: prior?.upperBound ?? .nan,
      contraction: contraction ?? .nan, rHat: diagnostics?.rHat ?? .nan,
      bulkSize: diagnostics?.bulkSize ?? .nan, tailSize: diagnostics?.tailSize ?? .nan,
      error: diagnostics?.meanError ?? .nan)
    return row
  }

  private func chainDiagnostics(_ draws: [Double], _ chains: Int) -> ChainDiagnostics? {
    let length = draws.count / max(1, chains)
    guard length >= 4 else { return nil }
    return ChainDiagnostics(
      (0..<chains).map { Array(draws[($0 * length)..<(($0 + 1) * length)]) })
  }

  private static func contraction(
    _ posterior: ClosedRange<Double>, of prior: ClosedRange<Double>, _ range: Verdict.Range
  ) -> Double {
    func width(_ interval: ClosedRange<Double>) -> Double {
      switch range {
      case .positive where interval.lowerBound > 0:
        Double.log(interval.upperBound / interval.lowerBound)
      default: interval.upperBound - interval.lowerBound
      }
    }
    return 1 - width(posterior) / width(prior)
  }
}
