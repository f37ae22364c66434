import RealModule

/// Moves along the ridges of the posterior: the number of events that is expected of a stream is well
/// known, but not what brings them about.
///
/// A strength changes by a random factor, and the baseline's level, or another strength, gives way so
/// that the expected total stays. With b the events expected from the baseline, m the responses
/// expected per unit of strength and g' = g e^u, b' = b - (g' - g) m: in the coordinates (log g, b)
/// the map keeps volumes and its reverse has the same step, so that only the densities in these
/// coordinates enter beside the likelihood.
extension HawkesChain {
  func moveAlongRidges(tuning step: Double) {
    for i in 0..<streamCount {
      for j in 0..<streamCount {
        exchangeWithLevel(i, j, tuning: step)
        for k in 0..<j { exchange(i, j, with: k, tuning: step) }
      }
    }
  }

  /// More responses of i to j, and less of the baseline, or the reverse.
  private func exchangeWithLevel(_ i: Int, _ j: Int, tuning step: Double) {
    let pair = i * streamCount + j
    guard mass[pair] > 0 else { return }
    let g = strength[pair]
    let next = g * Double.exp(scales.ridge[pair] * random.normal())
    let change = next - g
    let factor = 1 - change * mass[pair] / baseline.expected(i)
    var accepted = false
    if factor > 0 {
      let column = columns[i]
      let sums = column.excitation[j]
      let growth = factor - 1
      var ratios = RatioProduct()
      for event in 0..<column.count {
        let rate = column.rate[event]
        ratios.multiply(
          max(1e-300, (rate + growth * column.base[event] + change * sums[event]) / rate),
          times: column.weight[event])
      }
      let shift = Double.log(factor)
      let offset = baseline.level[i] - baseline.priorLevel[i]
      let (z, w) = (offset / priors.rateDeviation, (offset + shift) / priors.rateDeviation)
      // The density of the level in b is that in log b over b.
      let gain =
        priors.logStrength(next) - priors.logStrength(g) + Double.log(next / g)
        + 0.5 * (z * z - w * w) - shift + ratios.value()
        + statementGain(
          i,
          rate: { column.rate[$0] + growth * column.base[$0] + change * sums[$0] },
          strength: statements?.concerns(i, j) == true ? next : nil)
      accepted = accepts(gain)
      if accepted {
        takeStatements(i)
        strength[pair] = next
        for event in 0..<column.count { column.rate[event] += change * sums[event] }
        shiftLevel(i, by: shift)
      }
    }
    ProposalScales.tune(&scales.ridge[pair], accepted: accepted, step: step)
  }

  /// More responses of i to j and fewer to k, or the reverse.
  private func exchange(_ i: Int, _ j: Int, with k: Int, tuning step: Double) {
    let (pair, other) = (i * streamCount + j, i * streamCount + k)
    guard mass[pair] > 0, mass[other] > 0 else { return }
    let (g, h) = (strength[pair], strength[other])
    let next = g * Double.exp(scales.exchange[pair] * random.normal())
    let change = next - g
    let otherChange = -change * mass[pair] / mass[other]
    let otherNext = h + otherChange
    var accepted = false
    if otherNext > 0 {
      let column = columns[i]
      let (sums, otherSums) = (column.excitation[j], column.excitation[k])
      var ratios = RatioProduct()
      for event in 0..<column.count {
        let rate = column.rate[event]
        ratios.multiply(
          max(1e-300, (rate + change * sums[event] + otherChange * otherSums[event]) / rate),
          times: column.weight[event])
      }
      let gain =
        priors.logStrength(next) - priors.logStrength(g) + Double.log(next / g)
        + priors.logStrength(otherNext) - priors.logStrength(h) + ratios.value()
        + statementGain(
          i,
          rate: { column.rate[$0] + change * sums[$0] + otherChange * otherSums[$0] },
          strength: statements?.concerns(i, j) == true
            ? next : statements?.concerns(i, k) == true ? otherNext : nil)
      accepted = accepts(gain)
      if accepted {
        takeStatements(i)
        (strength[pair], strength[other]) = (next, otherNext)
        for event in 0..<column.count {
          column.rate[event] += change * sums[event] + otherChange * otherSums[event]
        }
      }
    }
    ProposalScales.tune(&scales.exchange[pair], accepted: accepted, step: step)
  }
}
