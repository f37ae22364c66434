import Escalation
import LinearAlgebra
import Randomness
import Testing

/// A response that is counted by periods has a lag only where it is a response: of one sign, and not
/// before the first period.
@Suite struct LagOfResponseTests {
  static func responses(_ effects: [Double]) -> Responses {
    Responses(
      branching: [[0.1, effects.reduce(0, +)], [0, 0.1]],
      laws: (0..<2).map { i in
        (0..<2).map { j in
          .tabulated(TabulatedLags(effects: i == 0 && j == 1 ? effects : [0.05, 0.05]))
        }
      }, baselineRates: [0.1, 0.1], shares: [[0.1, 0.3, 0.6], [0, 0.1, 0.9]])
  }

  /// All estimates of how the first stream answers the second, with draws around the effects.
  static func lags(_ effects: [Double], noise: Double, seed: UInt64) throws -> [Estimate] {
    var random = RandomStream(seed: seed, part: .init("lag of response tests"))
    let draws = (0..<60).map { _ in
      responses(effects.map { $0 + noise * random.normal() })
    }
    let response = ResponseFunction(
      streams: ["A->B", "B->A"], model: "var", fits: [responses(effects)], draws: draws)
    return try Estimands(of: response, level: 0.95).estimates().rows.filter {
      $0.estimand.isLag && $0.responder == 0 && $0.provoker == 1
    }
  }

  @Test(arguments: 1...200)
  func noLagLiesOutsideOfWhatIsPossible(seed: UInt64) throws {
    var random = RandomStream(seed: seed, part: .init("random responses"))
    let count = random.integer(in: 1...10)
    let effects = (0..<count).map { _ in 0.2 * random.normal() + random.uniform(-0.1, 0.2) }
    let rows = try Self.lags(effects, noise: random.uniform(0, 0.2), seed: seed)
    #expect(rows.count >= 7)
    for row in rows {
      for number in [row.value, row.lower, row.upper] where !number.isNaN {
        #expect(number >= 1 && number <= Double(count) + 0.5, "\(row.estimand): \(number)")
      }
      // What can be quoted is a number.
      #expect(!row.verdict.isUsable || (row.value.isFinite && row.hasInterval))
    }
  }

  @Test func aResponseThatChangesSignHasNoLagAndSaysSo() throws {
    for row in try Self.lags([0.6, -0.3, 0.2], noise: 0.01, seed: 1) {
      #expect(row.value.isNaN && !row.hasInterval, "\(row.estimand)")
      #expect(row.verdict == .notIdentifiable([.changesSign]), "\(row.estimand)")
    }
    // One small effect below zero is noise.
    for row in try Self.lags([0.6, -0.02, 0.2], noise: 0.001, seed: 1) {
      #expect(row.verdict == .estimated, "\(row.estimand)")
    }
  }

  @Test func fewerIncidentsHaveNoLag() throws {
    for row in try Self.lags([-0.3, -0.2], noise: 0.01, seed: 1) {
      #expect(row.value.isNaN && row.verdict == .notIdentifiable([.noPositiveResponse]))
    }
  }

  @Test func theOnlyLagOfAModelIsAChoice() throws {
    for row in try Self.lags([0.5], noise: 0.01, seed: 1) {
      #expect(row.verdict == .notIdentifiable([.oneLagOnly]))
    }
  }
}
