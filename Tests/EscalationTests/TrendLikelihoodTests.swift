import Escalation
import Randomness
import RealModule
import Testing

/// The likelihood under a field of trends: its derivatives, its integral, and the search on it.
@Suite struct TrendLikelihoodTests {
  static func times(_ replicate: Int) -> [[Double]] {
    var random = RandomStream(seed: 11, part: .init("trend likelihood"), replicate: replicate)
    var level = random.normal()
    let path = (0..<90).map { _ in
      level = 0.9 * level + 0.4 * random.normal()
      return Double.exp(level)
    }
    return [40.0, 60].map { SharedTrendEvidenceTests.poisson($0, path, &random) }
  }

  static func excitations(_ data: EvidenceData) -> [Excitation] {
    [(0, 0, 3.0), (0, 1, 2), (1, 0, 1), (1, 1, 5)].map {
      Excitation(data, responder: $0.0, provoker: $0.1, lag: $0.2)
    }
  }

  static let path = TrendField.Path(deviation: 0.7, memory: 15)
  /// Two paths, weekdays, a break and a term of a stream.
  static func rich(_ data: EvidenceData) -> TrendField {
    TrendField(
      data,
      .init(
        paths: [path, .init(deviation: 0.4, memory: 3, delay: 2, late: [1])], weekdays: [0.4, 0],
        breaks: [40]))
  }

  @Test(arguments: [false, true])
  func derivativesAreThoseOfDifferences(byDays: Bool) throws {
    let exact = EvidenceData(times: Self.times(0), duration: 90, firstWeekday: 1)
    let data = byDays ? exact.byDays : exact
    var likelihood = TrendLikelihood(data, field: Self.rich(data), sizes: [4, .infinity])
    let list = Self.excitations(data)
    let strengths = [0.2, 0.15, 0.3, 0.1]
    let at = try #require(likelihood(strengths, list))
    for place in strengths.indices {
      var (up, down) = (strengths, strengths)
      up[place] += 1e-4
      down[place] -= 1e-4
      let difference =
        (try #require(likelihood(up, list)).value - (try #require(likelihood(down, list)).value))
        / 2e-4
      #expect(abs(difference - at.gradient[place]) < 2e-3 * max(1, difference.magnitude))
    }
  }

  /// Importance sampling by independent paths and levels, with a Poisson likelihood written out here.
  @Test func theIntegralIsThatOfImportanceSampling() throws {
    let data = EvidenceData(counts: Self.counts(1))
    var likelihood = TrendLikelihood(
      data, field: TrendField(data, .init(paths: [Self.path], weekdays: [0, 0])),
      sizes: [.infinity, .infinity])
    let list = Self.excitations(data)
    let strengths = [0.2, 0.3, 0, 0.1]
    let value = try #require(likelihood(strengths, list)).value
    let mode = likelihood.mode
    let days = data.days
    var extra = [[Double]](repeating: [Double](repeating: 0, count: days), count: 2)
    for (place, excitation) in list.enumerated() {
      for day in 0..<days { extra[place / 2][day] += strengths[place] * excitation.values[day] }
    }
    // Proposals: the mode with a heavy-tailed random scale along a few smooth directions is not
    // enough in so many dimensions, so the path is proposed step by step from its own curvature.
    var random = RandomStream(seed: 12, part: .init("importance sampling"))
    let sampler = PathSampler(data, extra: extra, mode: mode, path: Self.path)
    let logs = (0..<4000).map { _ in sampler.draw(&random) }
    let high = logs.max() ?? 0
    let weights = logs.map { Double.exp($0 - high) }
    let mean = weights.reduce(0, +) / Double(weights.count)
    let spread = weights.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(weights.count)
    let estimate = high + Double.log(mean)
    let error = (spread / Double(weights.count)).squareRoot() / mean
    // Laplace's own error comes beside that of sampling.
    #expect(error < 0.2)
    #expect(abs(estimate - value) < 0.35 + 4 * error, "\(estimate) \(value) \(error)")
  }

  static func counts(_ replicate: Int) -> [[Double]] {
    EvidenceData(times: times(replicate), duration: 90).counts
  }

  /// From several starts the search ends at the same value.
  @Test func startsDoNotMatter() throws {
    var (far, all) = (0, 0)
    for replicate in 0..<12 {
      let data = EvidenceData(times: Self.times(replicate), duration: 90)
      let list = Self.excitations(data)
      let ends = try [[0.1, 0.1, 0.1, 0.1], [0.5, 0, 0, 0.5], [0, 0.6, 0.6, 0], [0, 0, 0, 0]]
        .map { start -> Double in
          var likelihood = TrendLikelihood(
            data, field: TrendField(data, .init(paths: [Self.path], weekdays: [0, 0])),
            sizes: [.infinity, .infinity])
          let optimum = try #require(
            StrengthSearch.maximize(&likelihood, list, from: start))
          #expect(optimum.converged)
          return optimum.value
        }
      let best = ends.max() ?? 0
      all += ends.count
      far += ends.count { best - $0 > 0.05 }
    }
    #expect(far <= 1, "\(far) of \(all)")
  }
}

/// Draws paths and levels of a Poisson model around its mode, and their importance weights.
private struct PathSampler {
  let data: EvidenceData
  let extra: [[Double]]
  let mode: [Double]
  let path: TrendField.Path
  /// Steps between neighbours of the proposal, from the last day backwards: mean factor, deviation.
  private var factors: [Double] = []
  private var deviations: [Double] = []
  private let levelDeviations: [Double]

  init(_ data: EvidenceData, extra: [[Double]], mode: [Double], path: TrendField.Path) {
    self.data = data
    self.extra = extra
    self.mode = mode
    self.path = path
    let days = data.days
    let kept = Double.exp(-1 / path.memory)
    let scale = 1 / (path.deviation * path.deviation * (1 - kept * kept))
    // Curvature with the expected share of the baseline, given the levels.
    var pivots: [Double] = []
    for day in 0..<days {
      var value = scale * (day == 0 || day == days - 1 ? 1 : 1 + kept * kept)
      for stream in 0..<2 {
        let rate = Double.exp(mode[day] + mode[days + stream])
        value += rate * rate / (rate + extra[stream][day])
      }
      if day > 0 { value -= scale * scale * kept * kept / pivots[day - 1] }
      pivots.append(value)
    }
    deviations = pivots.map { 1 / $0.squareRoot() }
    factors = pivots.map { scale * kept / $0 }
    levelDeviations = (0..<2).map { stream in
      let total = (0..<days).reduce(0) { $0 + Double.exp(mode[$1] + mode[days + stream]) }
      return 1 / (total + 1 / 9).squareRoot()
    }
  }

  func draw(_ random: inout RandomStream) -> Double {
    let days = data.days
    var logProposal = 0.0
    func log(_ z: Double, _ deviation: Double) -> Double {
      -0.5 * z * z - Double.log(deviation) - 0.5 * Double.log(2 * Double.pi)
    }
    // Levels wide enough to make up for the path's mean, which trades against them.
    var common = random.normal()
    var levels: [Double] = []
    logProposal += log(common, 1)
    common *= 0.25
    logProposal -= Double.log(0.25)
    for stream in 0..<2 {
      let z = random.normal()
      let deviation = 1.2 * levelDeviations[stream]
      levels.append(mode[days + stream] + common + deviation * z)
      logProposal += log(z, deviation)
    }
    var x = [Double](repeating: 0, count: days)
    var next = 0.0
    for day in stride(from: days - 1, through: 0, by: -1) {
      let z = random.normal()
      let centre = day == days - 1 ? 0 : factors[day] * next
      next = centre + deviations[day] * z
      x[day] = mode[day] - common + next
      logProposal += log(z, deviations[day])
    }
    // The shift is no coordinate of the target: it is integrated over with a law of its own.
    let shift = log(common / 0.25, 0.25)
    var sum = shift
    let kept = Double.exp(-1 / path.memory)
    let step = path.deviation * (1 - kept * kept).squareRoot()
    for day in 0..<days {
      sum +=
        day == 0
        ? log(x[0] / path.deviation, path.deviation)
        : log((x[day] - kept * x[day - 1]) / step, step)
      for stream in 0..<2 {
        let mean = Double.exp(x[day] + levels[stream]) + extra[stream][day]
        let count = data.counts[stream][day]
        sum += (count > 0 ? count * Double.log(mean) : 0) - mean - Double.logGamma(count + 1)
      }
    }
    for stream in 0..<2 {
      let rate = Double.log(data.counts[stream].reduce(0, +) / Double(days))
      sum += log((levels[stream] - rate) / 3, 3)
    }
    return sum - logProposal
  }
}
