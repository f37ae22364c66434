import Escalation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

/// Answers within hours, seen by rows of days.
@Suite struct SamePeriodTests {
  /// Counts a day of exact times: A answers each incident of B with `strength` on average, `lag`
  /// days later on average; on `shared` of the days both have an incident of a common cause.
  static func data(
    strength: Double, lag: Double, shape: Double = 1, back: Double = 0, shared: Double = 0,
    days: Int = 1200, seed: UInt64
  ) throws -> ConflictData {
    var random = RandomStream(seed: seed, part: .init("same period"))
    var columns = [[Double]](repeating: [Double](repeating: 0, count: days), count: 2)
    func place(_ time: Double, _ side: Int) {
      if time < Double(days) { columns[side][Int(time)] += 1 }
    }
    func responses(to time: Double, of side: Int, _ strength: Double) {
      for _ in 0..<random.poisson(mean: strength) {
        place(time + random.gamma(shape: shape, scale: lag / shape), side)
      }
    }
    for (side, rate) in [(0, 0.4), (1, 0.7)] {
      for _ in 0..<random.poisson(mean: rate * Double(days)) {
        let time = random.uniform() * Double(days)
        place(time, side)
        if side == 1 {
          responses(to: time, of: 0, strength)
        } else {
          responses(to: time, of: 1, back)
        }
      }
    }
    for day in 0..<days where random.uniform() < shared {
      place(Double(day), 0)
      place(Double(day), 1)
    }
    return try ConflictData(try AnalysisTests.counts(columns))
  }

  static func fit(_ data: ConflictData) async throws -> Fit {
    var analysis = DelayKernelAnalysis()
    analysis.kernel.longest = 14
    (analysis.draws, analysis.surrogates) = (400, 0)
    // What the model says; the evidence against a shared trend, which daily data hold of later days
    // only, may judge it not identifiable.
    return try await analysis.fitted(data, Computation())
  }

  @Test func answersWithinHoursReadWithinADay() async throws {
    var (within, covers, strengths, wrong) = (0, 0, 0, 0)
    for seed in 1...10 {
      let fit = try await Self.fit(try Self.data(strength: 0.7, lag: 0.17, seed: UInt64(seed)))
      let median = try #require(fit.estimates[.lag(.median), responder: 0, provoker: 1])
      let mean = try #require(fit.estimates[.lag(.mean), responder: 0, provoker: 1])
      let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
      if median.value < 1, median.verdict.isUsable, median.upper < 1 { within += 1 }
      if mean.lower < 0.17, 0.17 < mean.upper { covers += 1 }
      if g.lower < 0.7, 0.7 < g.upper, g.lower > 0.3 { strengths += 1 }
      let said = fit.warnings.contains {
        if case .samePeriodAnswers(responder: "A->B", provoker: "B->A", _, _) = $0 { return true }
        return false
      }
      #expect(said == (median.value < 1))
      let back = try #require(fit.estimates[.responsesPerIncident, responder: 1, provoker: 0])
      if back.verdict.isUsable { wrong += 1 }
      #expect(fit.causality.contains { $0.kind == .instantaneous && $0.pValue < 0.01 })
    }
    #expect(
      within >= 8 && covers >= 8 && strengths >= 8 && wrong <= 1,
      "\(within) \(covers) \(strengths) \(wrong)")
  }

  @Test func answersAfterThreeDaysAreNotAffected() async throws {
    for seed in 1...6 {
      let fit = try await Self.fit(
        try Self.data(strength: 0.7, lag: 3, shape: 4, seed: UInt64(seed)))
      let median = try #require(fit.estimates[.lag(.median), responder: 0, provoker: 1])
      #expect(median.lower > 1.5 && median.value > 2 && median.upper < 4.5, "\(median)")
      let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
      #expect(g.lower < 0.75 && 0.6 < g.upper && g.verdict == .estimated)
      #expect(fit.response?.fits[0].laws[0][1].samePeriod == 0)
    }
  }

  /// A cause that both share within a day is nobody's answer, even beside a slow one.
  @Test func aSharedDayIsNobodysAnswer() async throws {
    for seed in 1...6 {
      for strength in [0.0, 0.7] {
        let fit = try await Self.fit(
          try Self.data(
            strength: strength, lag: 4, shape: 6, shared: 0.25, seed: UInt64(seed)))
        let said = fit.warnings.contains {
          if case .samePeriodUndirected = $0 { return true }
          return false
        }
        #expect(said, "\(fit.warnings)")
        for (i, j) in [(0, 1), (1, 0)] {
          #expect(fit.response?.fits[0].laws[i][j].samePeriod == 0)
        }
        if strength > 0 {
          let median = try #require(fit.estimates[.lag(.median), responder: 0, provoker: 1])
          #expect(median.value > 2.5, "\(median)")
        }
      }
    }
  }

  /// Where both answer within hours, shares of either are open.
  @Test func mutualAnswersAreSplit() async throws {
    let fit = try await Self.fit(
      try Self.data(strength: 0.5, lag: 0.4, back: 0.5, days: 4000, seed: 2))
    #expect(
      fit.warnings.contains {
        if case .samePeriodSplit = $0 { return true }
        return false
      }, "\(fit.warnings)")
    for (i, j) in [(0, 1), (1, 0)] {
      let g = try #require(fit.estimates[.responsesPerIncident, responder: i, provoker: j])
      #expect(g.lower < 0.5 && 0.5 < g.upper + 0.1 && g.upper - g.lower > 0.2, "\(g)")
    }
  }

  @Test func theAssociationIsThatOfTheSamePeriodAlone() throws {
    var random = RandomStream(seed: 1, part: .init("association"))
    var (found, trends) = (0, 0)
    for _ in 0..<200 {
      let trend = (0..<300).map { Double.sin(Double($0) / 30) }
      let first = trend.map { 2 * $0 + random.normal() }
      let second = trend.map { 2 * $0 + random.normal() }
      if try SamePeriodAssociation(first, second).pValue < 0.05 { trends += 1 }
      let answer = second.map { 0.4 * ($0) + random.normal() }
      let test = try SamePeriodAssociation(answer, second)
      if test.pValue < 0.05, test.covariance > 0 { found += 1 }
    }
    #expect(trends <= 40 && found >= 195, "\(trends) \(found)")
    #expect(throws: TimeSeriesError.self) {
      try SamePeriodAssociation([1, 2, 3, 4], [0, 0, 0, 0])
    }
    #expect(throws: TimeSeriesError.self) { try SamePeriodAssociation([1, 2, 3, 4, 5], [1, 2]) }
  }

  @Test func aLawWithinThePeriodKeepsMeanAndShares() {
    let law = TabulatedLags(effects: [0.17, 0], samePeriod: 0.83)
    #expect(abs(law.mean - 0.17) < 1e-12 && abs(law.quantile(0.5) - 0.17) < 1e-12)
    #expect(law.mode == 0 && abs(law.cumulative(0.34) - 1) < 1e-12)
    let slow = TabulatedLags(effects: [0.5, 0.3], samePeriod: 0.2)
    #expect(abs(slow.cumulative(0.5) - 0.2) < 1e-12 && abs(slow.cumulative(1.5) - 0.7) < 1e-12)
    #expect(slow.mode == 1 && abs(slow.quantile(0.7) - 1.5) < 1e-12)
    let instant = TabulatedLags(effects: [0], samePeriod: 1)
    #expect(instant.quantile(0.5) > 0 && instant.quantile(0.5) < 0.02)
    // Densities integrate to shares.
    for law in [law, slow] {
      let sum = (0..<30_000).reduce(0.0) { $0 + law.density((Double($1) + 0.5) / 10_000) / 10_000 }
      #expect(abs(sum - 1) < 1e-3)
    }
  }
}
