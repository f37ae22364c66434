import Estimation
import PointProcesses
import RealModule

extension ProfiledHawkes {
  /// Its parameters with pooled profile intervals; shapes with those of the bootstrap.
  var parameters: [Parameter] {
    let streams = data.names.indices
    let pieces = model.baseline.pieceCount
    var rows: [Parameter] = []
    for i in streams {
      for piece in 0..<pieces {
        rows += profiled(
          .baselineRate(piece: pieces == 1 ? nil : piece + 1), i, nil,
          .baselineRate(i, piece: piece))
      }
    }
    for i in streams {
      for j in streams {
        rows += profiled(.branchingRatio, i, j, .strength(i, j))
        rows += profiled(.lagMean, i, j, .lagMean(i, j))
        rows += profiled(.lagMedian, i, j, .lagMedian(i, j))
        if model.estimatesShape { rows.append(shape(i, j)) }
      }
    }
    return rows
  }

  private func profiled(
    _ kind: Parameter.Kind, _ i: Int, _ j: Int?, _ key: Estimands.Profiled
  ) -> [Parameter] {
    guard let pooled = profiles[key] else { return [] }
    let interval = key.isLogarithm ? pooled.interval.exponential : pooled.interval
    // The delta method brings the error of a logarithm back to days.
    let error = pooled.moments.standardError * (key.isLogarithm ? interval.estimate : 1)
    return [
      Parameter(
        kind: kind, responder: i, provoker: j, estimate: interval.estimate, error: error,
        lower: interval.lower, upper: interval.upper)
    ]
  }

  private func shape(_ i: Int, _ j: Int) -> Parameter {
    func shape(_ responses: Responses) -> Double {
      if case .kernel(let kernel) = responses.laws[i][j] { return kernel.shape }
      return .nan
    }
    let draws = response.draws.map(shape)
    let value = SampleQuantiles(response.fits.map(shape))(0.5)
    let interval = SampleQuantiles(draws).interval(level: computation.level)
    return Parameter(
      kind: .lagShape, responder: i, provoker: j, estimate: value,
      error: draws.standardDeviation, lower: interval.map { min($0.lowerBound, value) } ?? .nan,
      upper: interval.map { max($0.upperBound, value) } ?? .nan)
  }

  /// The rows of `fit.csv`.
  var quantities: [Quantity] {
    let diagnostics = diagnostics
    return [
      Quantity("log_likelihood", diagnostics.logLikelihood),
      Quantity("parameters", count: diagnostics.parameterCount),
      Quantity("aic", diagnostics.akaike), Quantity("bic", diagnostics.bayesian),
      Quantity("iterations", count: diagnostics.iterations),
      Quantity("converged", flag: converged), Quantity("imputations", count: completions.count),
    ] + zip(data.names, meanCounts).map { Quantity("incidents \($0)", $1) }
      + zip(data.names, diagnostics.residualPValues).map { Quantity("time_rescaling_p \($0)", $1) }
      + [
        Quantity("bootstrap_replicates", count: analysis.replicates),
        Quantity("bootstrap_lost", count: lostReplicates),
      ]
  }

  /// Where dated incidents are more than the totals of their span allow.
  var beyondTotals: [FitWarning] {
    data.names.enumerated().compactMap { stream, name in
      let excess = completions.map { $0.beyondTotals[stream] }.max() ?? 0
      return excess > 0 ? .beyondTotals(stream: name, excess: excess) : nil
    }
  }
}

extension [Double] {
  /// The standard deviation about the mean; 0 of fewer than two values.
  var standardDeviation: Double {
    guard count > 1 else { return 0 }
    let mean = reduce(0, +) / Double(count)
    return (reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(count - 1)).squareRoot()
  }
}
