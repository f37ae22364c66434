import Estimation
import RealModule

extension Estimands {
  /// A row from draws of a posterior: median, equal-tailed interval, how far the data moved the
  /// prior, and how well the chains tell it.
  func posteriorRow(
    _ estimand: Estimand, _ responder: Int?, _ provoker: Int?, range: Verdict.Range,
    obstacles: [VerdictReason], draws: [Double], prior: [Double], chains: Int
  ) -> Estimate {
    let usable = draws.filter { !$0.isNaN }
    let quantiles = SampleQuantiles(usable)
    let interval = quantiles.interval(level: level)
    let before = SampleQuantiles(prior.filter { !$0.isNaN }).interval(level: level)
    let diagnostics = draws.allSatisfy(\.isFinite) ? diagnostics(draws, chains) : nil
    let contraction = interval.flatMap { posterior in
      before.map { Estimands.contraction(posterior, of: $0, range) }
    }
    var failures = failures
    if let diagnostics, diagnostics.rHat > 1.05 || diagnostics.bulkSize < 100, failures.isEmpty {
      failures.append(.chains(rHat: diagnostics.rHat, effective: diagnostics.bulkSize))
    }
    var obstacles = obstacles
    if usable.isEmpty || 2 * usable.count < draws.count, obstacles.isEmpty {
      obstacles.append(
        .rarelyDefined(share: Double(usable.count) / Double(max(1, draws.count))))
    }
    // An interval nearly as wide as the prior's is the prior's.
    let doubts: [VerdictReason] =
      (contraction.map { $0 < 0.2 ? [.nearPrior(contraction: $0)] : [] } ?? [])
      + self.doubts(responder, provoker)
    return Estimate(
      estimand, responder: responder, provoker: provoker,
      value: usable.isEmpty ? .nan : quantiles(0.5), lower: interval?.lowerBound ?? .nan,
      upper: interval?.upperBound ?? .nan,
      verdict: Verdict(
        interval.map { ($0.lowerBound, $0.upperBound) }, range: range, failures: failures,
        obstacles: obstacles, doubts: doubts),
      interval: .posterior,
      posterior: PosteriorNote(
        priorLower: before?.lowerBound ?? .nan, priorUpper: before?.upperBound ?? .nan,
        contraction: contraction ?? .nan, rHat: diagnostics?.rHat ?? .nan,
        bulkSize: diagnostics?.bulkSize ?? .nan, tailSize: diagnostics?.tailSize ?? .nan,
        error: diagnostics?.meanError ?? .nan))
  }

  private func diagnostics(_ draws: [Double], _ chains: Int) -> ChainDiagnostics? {
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
