import PointProcesses
import Randomness
import RealModule
import Testing

@Suite struct SurrogateTests {
  static func poisson(_ mean: Double, _ duration: Double, _ replicate: Int) -> [Double] {
    var random = RandomStream(seed: 5, part: .init("surrogate tests"), replicate: replicate)
    return (0..<random.poisson(mean: mean)).map { _ in random.uniform(0, duration) }.sorted()
  }

  @Test func pairsAreCountedByHand() {
    let responder = [3.0, 10]
    let provoker = [1.0, 3, 11]
    // Lags 2 (3 - 1) and 0 (not after); 7 and 9 are beyond the reach.
    let weight = PairExcess.weighted(responder: responder, provoker: provoker)
    #expect(abs(weight - Double.exp(-1)) < 1e-12)
    #expect(PairExcess.count(responder: responder, provoker: provoker, lags: 0...7) == 3)
    #expect(PairExcess.count(responder: responder, provoker: provoker, lags: -1 ... -0.5) == 1)
    // Two follow within 7 days (lags 2 and 7), one precedes (-1); a simultaneous pair is in neither.
    #expect(PairExcess.leadLagRatio(responder: responder, provoker: provoker, reach: 7) == 2)
    #expect(PairExcess.leadLagRatio(responder: [5], provoker: [1], reach: 7) == nil)
    #expect(PairExcess.weighted(responder: [], provoker: provoker) == 0)
  }

  @Test func jitterKeepsTheCountOfEveryWindow() throws {
    let times = Self.poisson(60, 100, 1)
    let jitter = try WindowJitter(width: 14)
    var random = RandomStream(seed: 1, part: .init("jitter"))
    for _ in 0..<20 {
      let phase = jitter.phase(using: &random)
      #expect(phase <= 0 && phase > -14)
      let redrawn = jitter.redrawn(times, duration: 100, phase: phase, using: &random)
      for (old, new) in zip(times, redrawn) {
        #expect(jitter.index(of: old, phase: phase) == jitter.index(of: new, phase: phase))
        #expect(new >= 0 && new <= 100)
      }
    }
    #expect(throws: PointProcessError.self) { try WindowJitter(width: 0) }
    #expect(throws: PointProcessError.self) { try WindowJitter(width: .nan) }
  }

  @Test func theDataCountAmongTheirSurrogates() {
    #expect(SurrogateTest(observed: 3, surrogates: [1, 2, 3, 4]).pValue == 0.6)
    #expect(SurrogateTest(observed: 9, surrogates: [1, 2, 3, 4]).pValue == 0.2)
    #expect(SurrogateTest.impossible.pValue.isNaN)
    #expect(SurrogateTest(observed: .nan, surrogates: [1]).pValue.isNaN)
  }

  @Test func leadScoreSeesWhoFollows() {
    let provoker = Self.poisson(40, 300, 2)
    let responder = provoker.map { $0 + 1 }.filter { $0 < 300 }
    let score = LeadScore()
    #expect(score(responder: responder, provoker: provoker, duration: 300) > 3)
    #expect(score(responder: provoker, provoker: responder, duration: 300) < 0)
    #expect(score(responder: [1, 2], provoker: provoker, duration: 300) == 0)
    #expect(score(responder: responder, provoker: [], duration: 300) == 0)
  }

  @Test func leadScoreIsCentredWithoutAnyAnswer() {
    let scores = (0..<60).map { run in
      LeadScore()(
        responder: Self.poisson(60, 300, 100 + 2 * run),
        provoker: Self.poisson(60, 300, 101 + 2 * run), duration: 300)
    }
    let mean = scores.reduce(0, +) / 60
    #expect(abs(mean) < 0.6)
    #expect(scores.count { $0 > 2.5 } <= 4)
  }

  @Test func oddDataGiveAFiniteScore() {
    let sameDay = (0..<20).map { 5 + 0.01 * Double($0) }
    for duration in [6.0, 300] {
      #expect(
        LeadScore()(responder: sameDay, provoker: sameDay, duration: duration).isFinite)
    }
    #expect(LeadScore()(responder: [0, 0, 0], provoker: [1, 1, 1], duration: 1).isFinite)
  }

  @Test func theNullHasNoAnswerAndTheRightSize() {
    let responder = Self.poisson(80, 300, 3)
    let provoker = Self.poisson(50, 300, 4)
    let null = CommonTrendNull(responder: responder, provoker: provoker, duration: 300)
    #expect(null.strengths[0][1] == 0)
    var random = RandomStream(seed: 9, part: .init("null"))
    var counts = [0, 0]
    for _ in 0..<200 {
      let drawn = null.draw(using: &random)
      for stream in 0..<2 {
        counts[stream] += drawn[stream].count
        #expect(drawn[stream].allSatisfy { $0 >= 0 && $0 <= 300 })
      }
    }
    // The mean of an exponential lies above its mode: the path varies about what the data tell.
    #expect(abs(Double(counts[0]) / 200 / Double(responder.count) - 1) < 0.25)
    #expect(abs(Double(counts[1]) / 200 / Double(provoker.count) - 1) < 0.25)
  }

  @Test func anyLengthOfWindowGivesAScore() {
    for duration in [1e-9, 1e6, 1e12, 1e300] {
      let times = [0.1, 0.2, 0.35, 0.4].map { $0 * duration }
      _ = LeadScore()(responder: times, provoker: times, duration: duration)
      let null = CommonTrendNull(responder: times, provoker: times, duration: duration)
      #expect(null.strengths[0][1] == 0)
    }
  }

  @Test func aTrendNeedsPositiveSettings() {
    #expect(throws: PointProcessError.self) { try TrendPrior(variance: 0, days: 20) }
    #expect(throws: PointProcessError.self) { try TrendPrior(variance: 1, days: .infinity) }
  }
}
