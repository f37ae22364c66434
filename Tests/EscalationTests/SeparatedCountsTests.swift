import Escalation
import Testing
import TimeSeries

/// Sparse counts in which some lags tell zeros apart without error.
@Suite struct SeparatedCountsTests {
  /// B strikes now and then, never one day after A; A answers B at once.
  static func data() throws -> ConflictData {
    var a = [Double](repeating: 0, count: 90)
    var b = a
    for day in stride(from: 3, to: 88, by: 7) { b[day] = 1 + Double(day % 3) }
    for day in stride(from: 4, to: 88, by: 14) { a[day] = 1 }
    a[60] = 2
    return try ConflictData(try AnalysisTests.counts([a, b]))
  }

  @Test func projectionsSayThatAResponseHasNoEnd() async throws {
    var analysis = ProjectionAnalysis()
    analysis.law = .poisson
    analysis.lags = 1
    analysis.horizon = 2
    analysis.draws = 50
    analysis.surrogates = 0
    let fit = try await analysis.fit(try Self.data(), Computation())
    let g = try #require(fit.estimates[.responsesPerIncident, responder: 1, provoker: 0])
    #expect(g.verdict.reasons.contains(.separated) && !g.verdict.isUsable)
    #expect(g.lower.isNaN && g.upper.isNaN)
    for curve in fit.curves where curve.responder == 1 {
      for point in curve.points where point.lower.isFinite {
        #expect(point.value.magnitude < 1000)
      }
    }
  }

  @Test func aRegressionNamesTheTermsWithoutEnd() async throws {
    let analysis = CountRegressionAnalysis(
      SingleStream(response: "B->A", provokers: ["A->B"], lags: 2))
    let fit = try await analysis.fit(try Self.data(), Computation())
    let separated = fit.warnings.contains {
      if case .separated("B->A", let terms) = $0 { return terms.contains("L1.A->B") }
      return false
    }
    #expect(separated, "\(fit.warnings)")
    // The stream that is explained is the first.
    let g = try #require(fit.estimates[.responsesPerIncident, responder: 0, provoker: 1])
    #expect(!g.verdict.isUsable && g.verdict.reasons.contains(.separated))
    let row = try #require(fit.coefficients.first { $0.term == "L1.A->B" })
    #expect(row.estimate == -.infinity && row.error.isNaN)
  }
}
