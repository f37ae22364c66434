import Estimation
import PointProcesses

extension SampledHawkes {
  /// Its parameters: medians and intervals of the draws, with what the chains tell.
  var parameters: [Parameter] {
    let streams = data.names.indices
    let duration = data.duration
    var rows: [Parameter] = []
    for i in streams {
      rows.append(row(.baselineRate(piece: nil), i, nil) { $0.baselineCounts[i] / duration })
      if latent.events.counts.contains(where: { $0.stream == i }) {
        rows.append(row(.unseenIncidents, i, nil) { Double($0.unseenCounts[i]) })
      }
    }
    for i in streams {
      for j in streams {
        rows.append(row(.branchingRatio, i, j) { $0.branching[i, j] })
        rows.append(row(.lagMean, i, j) { $0.lags[i][j].mean })
        rows.append(row(.lagMedian, i, j) { $0.lags[i][j].median })
        if posterior.model.estimatesShape {
          rows.append(row(.lagShape, i, j) { $0.lags[i][j].shape })
        }
      }
    }
    return rows
  }

  private func row(
    _ kind: Parameter.Kind, _ i: Int, _ j: Int?, _ number: (HawkesPosterior.Draw) -> Double
  ) -> Parameter {
    let draws = posterior.pooled.map(number)
    let quantiles = SampleQuantiles(draws)
    let interval = quantiles.interval(level: level)
    let diagnostics = posterior.diagnostics(number)
    return Parameter(
      kind: kind, responder: i, provoker: j, estimate: quantiles(0.5),
      error: draws.standardDeviation, lower: interval?.lowerBound ?? .nan,
      upper: interval?.upperBound ?? .nan,
      chains: .init(
        rHat: diagnostics.rHat, bulkSize: diagnostics.bulkSize, tailSize: diagnostics.tailSize,
        error: diagnostics.meanError))
  }

  /// The rows of `fit.csv`.
  func quantities(_ checks: PosteriorChecks) -> [Quantity] {
    let names = data.names
    var rows = [
      Quantity("chains", count: posterior.draws.count),
      Quantity("draws_per_chain", count: posterior.drawsPerChain),
      Quantity("sweeps_per_draw", count: posterior.stride),
      Quantity("warmup_sweeps", count: sampling.warmup),
      Quantity("largest_r_hat", posterior.largestRHat),
      Quantity("smallest_effective_size", posterior.smallestSize),
      Quantity("converged", flag: posterior.agrees),
    ]
    rows += zip(names, meanCounts).map { Quantity("incidents \($0)", $1) }
    rows += zip(names, checks.residualPValues).map { Quantity("time_rescaling_p \($0)", $1) }
    for model in HeldOutScores.Model.allCases {
      guard let score = heldOut?.scores[model] else { continue }
      rows.append(Quantity("held_out_log_score \(model.rawValue)", score))
    }
    for i in names.indices {
      rows += names.indices.map {
        Quantity("bayes_factor_for_none \(names[i]) answers \(names[$0])", evidenceForNone(i, $0))
      }
    }
    return rows
  }
}
