import Estimation
import LinearAlgebra
import RealModule
import Testing

@Suite struct ProfileLikelihoodTests {
  /// Negative log-likelihood of a normal sample in (mean, log of the standard deviation).
  static func normal(_ sample: [Double]) -> ([Double]) -> QuadraticExpansion? {
    { p in
      let weight = Double.exp(-2 * p[1])
      let n = Double(sample.count)
      let first = sample.reduce(0) { $0 + ($1 - p[0]) }
      let second = sample.reduce(0) { $0 + ($1 - p[0]) * ($1 - p[0]) }
      return QuadraticExpansion(
        value: n * p[1] + 0.5 * weight * second,
        gradient: [-weight * first, n - weight * second],
        hessian: [[n * weight, 2 * weight * first], [2 * weight * first, 2 * weight * second]])
    }
  }

  static let sample = [2.1, 3.4, 1.7, 4.0, 2.9, 3.3, 2.2, 5.1]

  @Test func theMeanOfANormalSampleHasItsKnownProfile() throws {
    let likelihood = Self.normal(Self.sample)
    let (lower, upper) = ([-100.0, -20], [100.0, 20])
    let fit = try TrustRegionNewton().minimize(
      from: [0, 1], lower: lower, upper: upper, likelihood)
    let profile = ProfileLikelihood(lower: lower, upper: upper, negativeLogLikelihood: likelihood)
    let interval = try profile.curve(of: 0, around: fit, step: 0.1).interval(level: 0.95)
    // Twice the loss is n log(1 + (m - mean)^2 / s^2) with s the maximum-likelihood deviation.
    let n = Double(Self.sample.count)
    let mean = Self.sample.reduce(0, +) / n
    let variance = Self.sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n
    let half = (variance * (Double.exp(3.841458820694124 / n) - 1)).squareRoot()
    #expect(abs(interval.estimate - mean) < 1e-8)
    #expect(abs(interval.lower - (mean - half)) < 1e-3 * half)
    #expect(abs(interval.upper - (mean + half)) < 1e-3 * half)
    #expect(!interval.lowerIsOpen && !interval.upperIsOpen)
    // Values to look at change nothing of a curve with one peak, however often they are named.
    let scanned = try profile.curve(of: 0, around: fit, scan: [-40, 60, 60, -40], step: 0.1)
      .interval(level: 0.95)
    #expect(abs(scanned.lower - interval.lower) < 1e-3 * half)
    #expect(abs(scanned.upper - interval.upper) < 1e-3 * half)
  }

  /// Negative log-likelihood of a Poisson count in its mean.
  static func poisson(_ count: Double) -> ([Double]) -> QuadraticExpansion? {
    { p in
      if p[0] == 0, count == 0 {
        return QuadraticExpansion(value: 0, gradient: [1], hessian: [[0]])
      }
      guard p[0] > 0 else { return nil }
      return QuadraticExpansion(
        value: p[0] - count * Double.log(p[0]), gradient: [1 - count / p[0]],
        hessian: [[count / (p[0] * p[0])]])
    }
  }

  @Test func aCountOfZeroGivesAnIntervalFromTheBound() throws {
    let likelihood = Self.poisson(0)
    let fit = try TrustRegionNewton().minimize(from: [1], lower: [0], upper: [1000], likelihood)
    #expect(fit.point == [0])
    let interval = try ProfileLikelihood(
      lower: [0], upper: [1000], negativeLogLikelihood: likelihood
    )
    .curve(of: 0, around: fit, step: 0.1).interval(level: 0.95)
    #expect(interval.lower == 0 && interval.lowerIsOpen)
    // Twice the loss is 2 m.
    #expect(abs(interval.upper - 3.841458820694124 / 2) < 1e-3)
  }

  @Test func monotoneCurve() {
    let curve = MonotoneCurve(arguments: [0, 1, 2, 4], values: [0, 1, 1, 5])
    #expect(curve(-1) == 0 && curve(0) == 0 && curve(1) == 1 && curve(9) == 5)
    #expect(curve(1.5) == 1)
    let samples = stride(from: 0.0, through: 4, by: 0.01).map { curve($0) }
    #expect(zip(samples, samples.dropFirst()).allSatisfy { $0 <= $1 + 1e-15 })
    #expect(curve.argument(reaching: 6) == nil)
    #expect(abs(curve(curve.argument(reaching: 3)!) - 3) < 1e-12)
  }

  @Test func poolingNormalProfilesIsRubinsRule() throws {
    // Profiles of means of normal samples with known deviation are exactly normal, so the pooled
    // interval must be Rubin's.
    let estimates = [1.0, 1.3, 0.8, 1.6, 1.1, 0.9, 1.2, 1.4]
    let deviation = 0.4
    let curves = try estimates.map { estimate in
      let likelihood: ([Double]) -> QuadraticExpansion? = { p in
        let z = (p[0] - estimate) / deviation
        return QuadraticExpansion(
          value: 0.5 * z * z, gradient: [z / deviation], hessian: [[1 / (deviation * deviation)]])
      }
      let fit = try TrustRegionNewton().minimize(from: [0], lower: [-50], upper: [50], likelihood)
      return try ProfileLikelihood(lower: [-50], upper: [50], negativeLogLikelihood: likelihood)
        .curve(of: 0, around: fit, reach: 3.5, step: 0.1)
    }
    let pooled = PooledProfile(curves, level: 0.95)
    let rubin = RubinPooling(
      estimates: estimates, variances: estimates.map { _ in deviation * deviation })
    #expect(abs(pooled.moments.within - rubin.within) < 1e-6)
    #expect(abs(pooled.interval.estimate - rubin.estimate) < 0.02)
    let half =
      StudentT(degreesOfFreedom: rubin.degreesOfFreedom).quantile(0.975) * rubin.standardError
    // The average of shifted normals has Rubin's variance; its tails are a little lighter.
    #expect(abs(pooled.interval.upper - (rubin.estimate + half)) < 0.03 * half)
    #expect(abs(pooled.interval.lower - (rubin.estimate - half)) < 0.03 * half)
  }

  @Test func rubinsRulesByHand() {
    // Three completed data sets: means 10, 12, 14, variances 1, 2, 3.
    let pooled = RubinPooling(estimates: [10, 12, 14], variances: [1, 2, 3])
    #expect(pooled.estimate == 12)
    #expect(pooled.within == 2)
    #expect(pooled.between == 4)
    #expect(abs(pooled.total - (2 + 4.0 / 3 * 4)) < 1e-12)
    let ratio = 2 / (4.0 / 3 * 4)
    #expect(abs(pooled.degreesOfFreedom - 2 * (1 + ratio) * (1 + ratio)) < 1e-12)
    #expect(abs(pooled.fractionMissing - (4.0 / 3 * 4) / pooled.total) < 1e-12)
    #expect(RubinPooling(estimates: [1], variances: [2]).degreesOfFreedom == .infinity)
  }
}
