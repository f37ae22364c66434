import Foundation
import LinearAlgebra
import Testing
import TimeSeries

@Suite struct CountScoreTests {
  @Test func scoresOfThirtyCases() throws {
    let reference = try ReferenceTable(
      ReferenceTable.folder.appendingPathComponent("count_scores.json"))
    for item in reference.objects("cases") {
      let theta = item.text("dist") == "poisson" ? Double.infinity : item.number("size")
      let law = CountLaw(mean: item.number("mu"), theta: theta)
      let y = Int(item.number("y"))
      let score = CountScore(of: law, count: y)
      let bounds = CountTransform(laws: [law], counts: [y]).bounds[0]
      let pairs = [
        (score.logarithmic, "log_score"), (score.rankedProbability, "crps"),
        (score.dawidSebastiani, "dss"), (bounds.lowerBound, "pit_lower"),
        (bounds.upperBound, "pit_upper"),
      ]
      for (value, key) in pairs {
        let expected = item.number(key)
        #expect(abs(value - expected) <= 1e-9 * max(1, abs(expected)), "\(key) \(law) \(y)")
      }
    }
  }

  /// Means that differ in their last digits score alike, and stand in the order of their names.
  @Test func equalScoresStandByName() throws {
    let series = Matrix((0..<40).map { [Double($0 * 7 % 5)] })
    func model(_ name: String, _ mean: Double) -> RollingOrigin.Model {
      .init(name: name) { table, _ in
        [CountLaw](repeating: CountLaw(mean: mean), count: table.rows)
      }
    }
    for tiny in [1e-15, -1e-15] {
      let found = try RollingOrigin(
        series: series, responder: 0,
        models: [model("c", 2 + tiny), model("worse", 9), model("b", 2), model("a", 2 - tiny)],
        first: 20, step: 5)
      #expect(found.results.map(\.name) == ["a", "b", "c", "worse"])
    }
  }

  @Test func quantilesInvertTheDistribution() {
    for law in [CountLaw(mean: 3.2), CountLaw(mean: 3.2, theta: 0.7), CountLaw(mean: 250)] {
      for p in [0.001, 0.05, 0.5, 0.95, 0.999] {
        let q = law.quantile(p)
        #expect(law.cumulative(q) >= p && law.cumulative(q - 1) < p)
      }
    }
  }

  /// A law whose tail reaches over millions of counts is scored in bounded time, and as the sum of
  /// all terms would be.
  @Test func heavyTailsAreFollowedToTheirEnd() {
    let law = CountLaw(mean: 160_000, theta: 0.02)
    #expect(CountScore(of: law, count: 0).rankedProbability.isFinite)
    let light = CountLaw(mean: 30_000, theta: 3)
    var sum = 0.0
    for value in 0..<600_000 {
      let distance = light.cumulative(value) - (value >= 25_000 ? 1 : 0)
      sum += distance * distance
    }
    let score = CountScore(of: light, count: 25_000).rankedProbability
    #expect(abs(score / sum - 1) < 1e-4)
  }
}
