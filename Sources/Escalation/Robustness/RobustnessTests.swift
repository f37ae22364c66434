import Estimation
import PointProcesses
import Randomness

/// Whether one side answers another, or both merely follow the same campaign: tests of every cross
/// effect that do not lean on a model of the baseline, and what they amount to.
///
/// Uncertain dates are completed many times, in the data and in every surrogate alike, and each
/// statistic is a mean over completions.
public struct RobustnessTests: FitDetails {
  /// How the tests are carried out.
  public struct Options: Hashable, Sendable {
    /// A common trend is taken to be constant within windows of so many days (jitter test).
    public var windowDays = 14.0
    /// Pairs farther apart than this are not compared in the lead-lag ratio, days.
    public var reachDays = 7.0
    /// The statistic and null of the lead test.
    public var lead = LeadScore()
    /// Surrogates of each test, at most: a test ends early where p is large.
    public var surrogates = 199
    /// Completions of uncertain dates.
    public var completions = 10
    /// Refits of the likelihood ratio; 0 leaves it out.
    public var refits = 0
    /// p values up to this count as evidence.
    public var significance = 0.05
    /// Of all random numbers.
    public var seed: UInt64 = 1
    /// Parts computed at a time; the results do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// The tests of one direction.
  public struct Direction: Hashable, Sendable {
    /// The stream that may answer.
    public let responder: String
    /// The stream that may provoke.
    public let provoker: String
    /// Incidents of the responder, a mean over completions.
    public let responderCount: Double
    /// Incidents of the provoker.
    public let provokerCount: Double
    /// Pairs at short lags against times redrawn within windows.
    public let jitter: SurrogateTest
    /// The lead score against streams under a rough common trend.
    public let lead: SurrogateTest
    /// Pairs that follow over pairs that precede; NaN when none precedes.
    public let leadLagRatio: Double
    /// Its logarithm against times redrawn within windows.
    public let leadLag: SurrogateTest
    /// A placebo: the jitter test with time run backwards. Small where the other side answers, too.
    public let reversed: SurrogateTest
    /// A placebo: pairs against actors shuffled within windows.
    public let shuffled: SurrogateTest
    /// The likelihood ratio of the cross effect against simulated histories without it.
    public let likelihoodRatio: SurrogateTest
    /// What the tests amount to.
    public let conclusion: Conclusion
  }

  /// What the tests of a direction amount to; see ``RobustnessTests/conclusion(lead:jitter:significance:)``.
  public enum Conclusion: Hashable, Sendable {
    /// Even a rough common trend would not look like this.
    case beyondRoughTrend
    /// A trend that hardly changes within a window would not, but a rougher one might.
    case beyondSlowTrend
    /// A common trend, or nothing at all, looks the same.
    case notToldApart
    /// Too few incidents to ask.
    case tooFew
  }

  /// How the tests were carried out.
  public let options: Options
  /// Every direction between two streams, responder by responder.
  public let directions: [Direction]

  /// What the tests say; verdicts go by ``SharedTrendEvidence``. A small p value of the lead test
  /// speaks against any common trend as rough as its prior; failing that, a small p value of the
  /// jitter test speaks against trends that are constant within its windows: under a rougher trend
  /// that two sides share it finds answers where there are none in up to half of cases (Benchmarks,
  /// retaliation-tests).
  ///
  /// - Parameters:
  ///   - lead: The p value of the lead test; NaN where it could not be carried out.
  ///   - jitter: The p value of the jitter test.
  ///   - significance: Up to where a p value counts.
  /// - Returns: The conclusion.
  public static func conclusion(
    lead: Double, jitter: Double, significance: Double
  ) -> Conclusion {
    if lead.isNaN && jitter.isNaN { return .tooFew }
    if lead <= significance { return .beyondRoughTrend }
    return jitter <= significance ? .beyondSlowTrend : .notToldApart
  }

  /// The tests of a direction, by the names of its streams.
  public func direction(responder: String, provoker: String) -> Direction? {
    directions.first { $0.responder == responder && $0.provoker == provoker }
  }

  /// Carries out all tests.
  ///
  /// - Parameters:
  ///   - data: The events.
  ///   - options: How.
  ///   - progress: Told which direction is tested.
  /// - Returns: The tests of every direction.
  /// - Throws: ``PointProcessError`` for options or times outside their range, and what a refit
  ///   throws.
  public static func run(
    _ data: AnalysisData, options: Options = Options(),
    progress: (@Sendable (Stage) -> Void)? = nil
  ) async throws -> RobustnessTests {
    let jitter = try WindowJitter(width: options.windowDays)
    let count = data.needsImputation ? max(2, options.completions) : 1
    let completions = try (0..<count).map {
      try DatedTimes(of: data, seed: options.seed, replicate: $0)
    }
    var directions: [Direction] = []
    for responder in data.names.indices {
      for provoker in data.names.indices where provoker != responder {
        progress?(
          Stage(
            "tests: \(data.names[responder]) in answer to \(data.names[provoker])",
            done: directions.count, of: data.names.count * (data.names.count - 1)))
        let test = DirectionTest(
          data: data, options: options, jitter: jitter, completions: completions,
          responder: responder, provoker: provoker)
        directions.append(try await test.run())
      }
    }
    return RobustnessTests(options: options, directions: directions)
  }
}
