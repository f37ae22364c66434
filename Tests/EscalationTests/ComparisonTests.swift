import Escalation
import Incidents
import Randomness
import Testing

@Suite struct ComparisonTests {
  /// Daily attacks of two sides. Those of the first are so even that an autoregression is a constant
  /// rate: the scores of both are the same but for the last bit.
  static func counts() throws -> CountData {
    try AnalysisTests.counts(
      [
        "000100100011000010000010000010000100010000010000100000100000",
        "002001000210001200001100001100021000100001200001000011000100",
      ].map { $0.compactMap { $0.wholeNumberValue.map(Double.init) } })
  }

  static func comparison(_ analyses: [any Analysis], _ data: CountData) async throws -> Fit {
    var analysis = ComparisonAnalysis(lags: 5, replicates: 20)
    analysis.analyses = analyses
    return try await analysis.fit(ConflictData(data), Computation())
  }

  /// A score as it is printed.
  private static func shown(_ score: Double) -> Double {
    score.isFinite ? (score * 1000).rounded() : .infinity
  }

  @Test func scoresAreOrderedAsTheyAreShownAndThenByName() async throws {
    let fit = try await Self.comparison([], Self.counts())
    let comparison = try #require(fit.details as? ModelComparison)
    let streams = try #require(comparison.forecasts).streams
    #expect(streams.count == 2)
    for stream in streams {
      #expect(stream.rows.count > 3)
      let sorted = stream.rows.sorted {
        (Self.shown($0.logarithmic), $0.name) < (Self.shown($1.logarithmic), $1.name)
      }
      #expect(stream.rows.map(\.name) == sorted.map(\.name))
    }
    let scores = streams[0].rows.map { Self.shown($0.logarithmic) }
    #expect(Set(scores).count < scores.count, "no tie, so the test says nothing of ties")
  }

  /// An analysis that cannot be carried out.
  private struct Impossible: Analysis {
    var name: String { "impossible" }
    func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
      throw ConflictDataError.noCounts
    }
  }

  @Test func aModelThatFailsIsNamedAndTheRestGoesOn() async throws {
    var autoregression = VectorAutoregressionAnalysis()
    autoregression.order = .fixed(1)
    autoregression.replicates = 0
    autoregression.surrogates = 0
    let fit = try await Self.comparison([Impossible(), autoregression], Self.counts())
    let comparison = try #require(fit.details as? ModelComparison)
    #expect(comparison.fits.map(\.context.model) == ["var(1)"])
    #expect(
      fit.warnings.contains(
        .modelLeftOut("impossible", reason: "\(ConflictDataError.noCounts)")))
  }

  /// Forecasts of counts are made for counts only.
  @Test func scoresOfASeriesAreNoIncidents() async throws {
    let data = try AnalysisTests.counts(
      (0..<2).map { column in (0..<60).map { Double(($0 * (7 + column)) % 11) - 4.5 } })
    #expect(data.measure == .units)
    let fit = try await Self.comparison([], data)
    #expect(fit.context.measure == .units)
    #expect((fit.details as? ModelComparison)?.forecasts == nil)
  }
}
