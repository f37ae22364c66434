import RealModule

/// How far the draws of several chains can be trusted for one quantity.
///
/// Rank-normalized split R-hat, bulk and tail effective sample size and Monte Carlo errors as in
/// Vehtari, Gelman, Simpson, Carpenter and Bürkner, Bayesian Analysis 16 (2021).
public struct ChainDiagnostics: Hashable, Sendable {
  /// The larger of the rank-normalized split R-hat of the draws and of their distance from the
  /// median; near 1 when all chains tell the same.
  public let rHat: Double
  /// Independent draws that would tell the centre as well.
  public let bulkSize: Double
  /// Independent draws that would tell the 5 % and 95 % quantiles as well.
  public let tailSize: Double
  /// The Monte Carlo standard error of the mean.
  public let meanError: Double

  /// Diagnoses chains of equal length.
  ///
  /// - Parameter chains: At least one chain with four or more draws; all of one length. Constant
  ///   chains have an R-hat of NaN.
  public init(_ chains: [[Double]]) {
    let split = ChainDiagnostics.split(chains)
    let ranked = ChainDiagnostics.rankNormalized(split)
    let all = split.joined().sorted()
    let median = SampleQuantiles(all)(0.5)
    let folded = split.map { $0.map { ($0 - median).magnitude } }
    rHat = max(
      ChainDiagnostics.rHat(ranked),
      ChainDiagnostics.rHat(ChainDiagnostics.rankNormalized(folded)))
    bulkSize = ChainDiagnostics.effectiveSize(ranked)
    let quantiles = SampleQuantiles(all)
    let (low, high) = (quantiles(0.05), quantiles(0.95))
    tailSize = min(
      ChainDiagnostics.effectiveSize(split.map { $0.map { $0 <= low ? 1 : 0 } }),
      ChainDiagnostics.effectiveSize(split.map { $0.map { $0 <= high ? 1 : 0 } }))
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, all.count - 1))
    meanError = (variance / ChainDiagnostics.effectiveSize(split)).squareRoot()
  }

  /// Both halves of every chain, so that a chain that drifts disagrees with itself.
  private static func split(_ chains: [[Double]]) -> [[Double]] {
    chains.flatMap { chain in
      let half = chain.count / 2
      return [Array(chain.prefix(half)), Array(chain.suffix(half))]
    }
  }

  /// Normal scores of the ranks among all draws, ties sharing their mean rank (Blom's offset).
  private static func rankNormalized(_ chains: [[Double]]) -> [[Double]] {
    let all = Array(chains.joined())
    let order = all.indices.sorted { all[$0] < all[$1] }
    var scores = [Double](repeating: 0, count: all.count)
    var first = 0
    while first < order.count {
      var last = first
      while last + 1 < order.count, all[order[last + 1]] == all[order[first]] { last += 1 }
      let rank = Double(first + last) / 2 + 1
      let p = (rank - 0.375) / (Double(all.count) + 0.25)
      let score = NormalFunctions.quantile(p: p)
      for position in first...last { scores[order[position]] = score }
      first = last + 1
    }
    var start = 0
    return chains.map { chain in
      defer { start += chain.count }
      return Array(scores[start..<(start + chain.count)])
    }
  }

  private static func moments(_ values: [Double]) -> (mean: Double, variance: Double) {
    let mean = values.reduce(0, +) / Double(values.count)
    let sum = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (mean, sum / Double(max(1, values.count - 1)))
  }

  private static func rHat(_ chains: [[Double]]) -> Double {
    let length = Double(chains[0].count)
    let parts = chains.map(moments)
    let within = parts.reduce(0) { $0 + $1.variance } / Double(parts.count)
    let between = length * moments(parts.map(\.mean)).variance
    return (((length - 1) / length * within + between / length) / within).squareRoot()
  }

  /// Geyer's initial monotone sequence on autocorrelations pooled over chains.
  static func effectiveSize(_ chains: [[Double]]) -> Double {
    let length = chains[0].count
    let total = Double(length * chains.count)
    guard length > 3 else { return total }
    let parts = chains.map(moments)
    let within = parts.reduce(0) { $0 + $1.variance } / Double(parts.count)
    let between = chains.count > 1 ? moments(parts.map(\.mean)).variance : 0
    let pooled = Double(length - 1) / Double(length) * within + between
    guard pooled > 0 else { return total }
    func correlation(_ lag: Int) -> Double {
      var sum = 0.0
      for (chain, part) in zip(chains, parts) {
        var product = 0.0
        for index in 0..<(length - lag) {
          product += (chain[index] - part.mean) * (chain[index + lag] - part.mean)
        }
        sum += product / Double(length - 1)
      }
      return 1 - (within - sum / Double(chains.count)) / pooled
    }
    var time = 0.0
    var previous = Double.infinity
    var lag = 0
    while lag + 1 < length {
      let pair = (lag == 0 ? 1 : correlation(lag)) + correlation(lag + 1)
      guard pair > 0 else { break }
      previous = min(previous, pair)
      time += 2 * previous
      lag += 2
    }
    return min(total * Double.log10(total), total / max(time - 1, 1 / Double.log10(total)))
  }
}
