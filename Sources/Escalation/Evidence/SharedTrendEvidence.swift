import Estimation
import RealModule
import TimeSeries

/// Whether two streams answer each other, or move together for other reasons: how much more probable
/// the data are if acts are answered than if a trend that both share, weekdays, changes of level, own
/// momentum, given third streams and the opposite answers explain them.
///
/// All strengths and lags in question are integrated out, the trend by Laplace's method
/// (``TrendLikelihood``). A ratio of 15 and more counts: if nothing is answered, and the truth is
/// among the trends that are thought possible, it comes by chance in one of fifteen data sets at most
/// (Markov's inequality), in simulations in far fewer (Benchmarks, verdicts).
public struct SharedTrendEvidence: Hashable, Sendable {
  /// What is compared, and under which baselines.
  public struct Options: Hashable, Sendable {
    /// How rough a shared trend may be.
    public struct Trend: Hashable, Sendable {
      /// The standard deviation of the logarithm of the rate.
      public var deviation: Double
      /// Days after which the correlation has fallen to 1/e.
      public var memory: Double

      /// A trend.
      public init(deviation: Double, memory: Double) {
        self.deviation = deviation
        self.memory = memory
      }
    }

    /// The trends that are thought possible, equally likely beforehand; nil is none.
    public var trends: [Trend?] = [
      nil, Trend(deviation: 0.5, memory: 60), Trend(deviation: 1, memory: 60),
      Trend(deviation: 0.5, memory: 20), Trend(deviation: 1, memory: 20),
    ]
    /// Mean lags of answers, days, equally likely beforehand.
    public var lags: [Double] = [1, 2, 4, 8, 16]
    /// Mean lags of own momentum, of which the best is taken, days.
    public var ownLags: [Double] = [0.3, 1, 3, 8]
    /// Days after which a deterred side has resumed two thirds of its acts.
    public var pauses: [Double] = [2, 5]
    /// Whether it is computed what would change evidence for an answer.
    public var asksSensitivity = true
    /// Data sets drawn without the answers in question, at most, for p values; 0 computes none.
    public var draws = 0
    /// The seed of these.
    public var seed: UInt64 = 1
    /// Parts computed at a time; results do not depend on it.
    public var threads = 1

    /// The usual options.
    public init() {}
  }

  /// The evidence that one stream answers the other.
  public struct Direction: Hashable, Sendable {
    /// The logarithm of the ratio: data with answers over data without, all else free in both.
    public var answers: Double
    /// The same for fewer acts after acts of the other.
    public var deterrence: Double
    /// Expected answers per act, at the most probable lag and trend.
    public var strength: Double
    /// The most probable mean lag, days.
    public var lag: Double
    /// How often data without these answers show as much evidence for them; NaN where it was not asked.
    public var p: Double
    /// What it would take to change the evidence; nil where there is none.
    public var sensitivity: EvidenceSensitivity?
  }

  /// From here on a ratio counts as evidence.
  public static let threshold = 15.0
  /// Its logarithm.
  public static let logThreshold = Double.log(threshold)

  /// The first stream in answer to the second.
  public var forth: Direction
  /// The second in answer to the first.
  public var back: Direction
  /// The logarithm of the joint ratio: any answers over none at all. Where only days are known,
  /// answers on the day of the act are among them.
  public var joint: Double
  /// How often data without any answers show as much evidence; NaN where it was not asked.
  public var jointP: Double

  /// Compares the models.
  ///
  /// - Parameters:
  ///   - data: The two streams, then those that are given.
  ///   - options: What is compared.
  /// - Returns: The evidence.
  /// - Throws: `CancellationError` when the task is cancelled.
  public static func compute(
    _ data: EvidenceData, options: Options = Options()
  ) async throws -> SharedTrendEvidence {
    let excitations = ExcitationTable(data, options: options)
    let traits = OwnTraits(data, options, excitations)
    // Levels that change at once are no slow trend. Days that are named, those that the data show as
    // well, and none are equally likely beforehand: where levels are free for no reason, answers
    // explain what nothing has to explain, and many such days would look like evidence.
    var sets: [[Int]] = [[]]
    for days in [data.breaks, Set(data.breaks + data.levelChanges).sorted()]
    where !sets.contains(days) {
      sets.append(days)
    }
    let baselines = sets.flatMap { breaks in
      options.trends.map { (trend: $0, breaks: breaks) }
    }
    let screened = try await parallelMap(count: baselines.count, threads: options.threads) {
      var comparison = EvidenceComparison(
        data, trend: baselines[$0].trend, breaks: baselines[$0].breaks, traits: traits,
        options: options, excitations: excitations)
      comparison.screen()
      return comparison
    }
    // Trends under which nothing is nearly as probable as under the best one are left out.
    let best = (
      none: screened.map(\.none).max() ?? 0, rough: screened.map(\.roughPeak).max() ?? 0
    )
    let kept = screened.filter {
      $0.none > best.none - reach || $0.roughPeak > best.rough - reach
    }
    let compared = try await parallelMap(count: kept.count, threads: options.threads) {
      var comparison = kept[$0]
      comparison.integrate()
      return comparison
    }
    let together = logMean(compared.map(\.together))
    var lead = compared.max { $0.together < $1.together }
    let joint = logMean(compared.map(\.eitherWay)) - logMean(compared.map(\.none))
    let worlds = EvidenceWorlds(compared, options)
    var directions: [Direction] = []
    for place in 0..<2 {
      let without = logMean(compared.map { $0.without[place] })
      let spare = together - without - logThreshold
      let answers = together - without
      let p = try await worlds.p(without: place, atLeast: answers)
      directions.append(
        Direction(
          answers: answers,
          deterrence: logMean(compared.map { $0.deterred[place] }) - without,
          strength: lead?.strengths[place] ?? .nan, lag: lead?.lags[place] ?? .nan,
          p: p,
          sensitivity: options.asksSensitivity && spare >= 0
            ? lead?.sensitivity(place, spare: spare) : nil))
    }
    return SharedTrendEvidence(
      forth: directions[0], back: directions[1], joint: joint,
      jointP: try await worlds.p(atLeast: joint))
  }

  /// Trends less probable than the best by this factor's logarithm are left out.
  private static let reach = 6.0
}

extension EvidenceData {
  /// Days on which the level of both streams together changes, beyond what momentum explains.
  var levelChanges: [Int] {
    let total = (0..<days).map { counts[0][$0] + counts[1][$0] }
    let found = try? ChangePoints(choosingFor: total, minimumLength: 14)
    return Array((found?.positions ?? []).prefix(6))
  }
}

/// The logarithm of the mean of numbers given by their logarithms.
func logMean(_ values: [Double]) -> Double {
  guard let high = values.max(), high.isFinite else { return -.infinity }
  let sum = values.reduce(0) { $0 + Double.exp($1 - high) }
  return high + Double.log(sum / Double(values.count))
}
