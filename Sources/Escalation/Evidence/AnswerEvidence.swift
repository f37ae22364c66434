import Estimation
import Incidents
import PointProcesses
import RealModule

/// The evidence that streams answer each other rather than share a trend, for every pair of streams
/// of some data: what the verdicts of all models go by.
public struct AnswerEvidence: Hashable, Sendable {
  /// What it was computed from.
  public enum Basis: Hashable, Sendable {
    /// Exact times.
    case times
    /// Counts a period.
    case periods
    /// So many histories as they can have been, counted a day.
    case histories(Int)
  }

  /// Two streams, the first before the second in the order of the data.
  struct Pair: Hashable, Sendable {
    let first: Int
    let second: Int
    let evidence: SharedTrendEvidence
    /// The same as if no other stream were known; nil where there is no other.
    let alone: SharedTrendEvidence?
  }

  /// The names of the streams.
  public let streams: [String]
  /// What it was computed from.
  public let basis: Basis
  private let pairs: [Pair]

  /// More streams than these, or more periods in all, take too long.
  static let mostStreams = 6
  /// Periods of all pairs together.
  static let mostPeriods = 60_000

  /// The evidence on one stream in answer to another; nil for a stream itself.
  public subscript(responder: Int, provoker: Int) -> SharedTrendEvidence.Direction? {
    if let pair = pair(responder, provoker) {
      return pair.first == responder ? pair.evidence.forth : pair.evidence.back
    }
    return nil
  }

  /// The logarithm of the ratio: any answers between two streams over none.
  public func joint(_ one: Int, _ other: Int) -> Double? { pair(one, other)?.evidence.joint }

  /// How often data without any answers show as much evidence; NaN where it was not asked.
  public func jointP(_ one: Int, _ other: Int) -> Double? { pair(one, other)?.evidence.jointP }

  /// The evidence on one stream in answer to another as if no further stream were known; nil where
  /// there is none, and for a stream itself.
  public func alone(responder: Int, provoker: Int) -> SharedTrendEvidence.Direction? {
    guard let pair = pair(responder, provoker), let alone = pair.alone else { return nil }
    return pair.first == responder ? alone.forth : alone.back
  }

  /// Whether an answer that two streams alone seem to show vanishes when the others are known.
  public func vanishes(responder: Int, provoker: Int) -> Bool {
    guard let alone = alone(responder: responder, provoker: provoker),
      let given = self[responder, provoker]
    else { return false }
    return alone.answers >= SharedTrendEvidence.logThreshold
      && given.answers < SharedTrendEvidence.logThreshold
  }

  private func pair(_ one: Int, _ other: Int) -> Pair? {
    pairs.first { $0.first == min(one, other) && $0.second == max(one, other) }
  }

  /// The same with the streams of a fit in their order; streams that it does not have are left out.
  func ordered(as names: [String]) -> AnswerEvidence {
    let places = names.map { streams.firstIndex(of: $0) }
    var ordered: [Pair] = []
    for first in names.indices {
      for second in names.indices.dropFirst(first + 1) {
        guard let one = places[first], let other = places[second], let pair = pair(one, other)
        else { continue }
        let isTurned = one > other
        ordered.append(
          Pair(
            first: first, second: second,
            evidence: isTurned ? pair.evidence.turned : pair.evidence,
            alone: isTurned ? pair.alone?.turned : pair.alone))
      }
    }
    return AnswerEvidence(streams: names, basis: basis, pairs: ordered)
  }

  /// Why an effect of one stream on another cannot be distinguished from a shared trend; nil where
  /// the evidence is for it.
  ///
  /// - Parameters:
  ///   - responder: The stream that responds.
  ///   - provoker: The stream that is answered.
  ///   - isDeterrence: Whether the estimate says that fewer acts follow.
  /// - Returns: The reason.
  public func obstacle(
    responder: Int, provoker: Int, isDeterrence: Bool
  ) -> VerdictReason? {
    guard let direction = self[responder, provoker] else { return nil }
    if isDeterrence {
      return direction.deterrence >= SharedTrendEvidence.logThreshold
        ? nil : .evidence(ratio: Double.exp(direction.deterrence), ofDeterrence: true)
    }
    if direction.answers >= SharedTrendEvidence.logThreshold { return nil }
    if direction.deterrence >= SharedTrendEvidence.logThreshold {
      return .deterrence(ratio: Double.exp(direction.deterrence))
    }
    if let joint = joint(responder, provoker), joint >= SharedTrendEvidence.logThreshold,
      (self[provoker, responder]?.answers ?? 0) < SharedTrendEvidence.logThreshold
    {
      return .directionOpen(ratio: Double.exp(joint))
    }
    return .evidence(ratio: Double.exp(direction.answers))
  }

  /// Computes the evidence.
  ///
  /// - Parameters:
  ///   - data: The data.
  ///   - histories: Histories drawn by a model in which acts are answered; nil draws dates that are
  ///     intervals evenly.
  ///   - breaks: Where levels may change, days from the beginning of the span.
  ///   - computation: Seed and threads.
  /// - Returns: The evidence; nil for fewer than two streams, series that are no counts, and data
  ///   too large for it.
  /// - Throws: ``PointProcessError`` for data of which no history can be drawn.
  public static func compute(
    _ data: ConflictData, histories: [EventHistory]? = nil, breaks: [Double] = [],
    computation: Computation = Computation()
  ) async throws -> AnswerEvidence? {
    let names = data.names
    let count = names.count
    guard count >= 2, count <= mostStreams else { return nil }
    let (sets, basis) = try tables(data, histories, breaks, computation.seed)
    guard let days = sets.first?.days,
      days * count * (count - 1) / 2 * sets.count <= mostPeriods, days >= 14
    else { return nil }
    var options = SharedTrendEvidence.Options()
    options.threads = computation.threads
    options.seed = computation.seed
    // Data sets are drawn like the data, which a set of drawn histories is not.
    options.draws = sets.count == 1 ? computation.evidenceDraws : 0
    var plain = options
    plain.asksSensitivity = false
    plain.draws = 0
    var pairs: [Pair] = []
    for first in 0..<count {
      for second in (first + 1)..<max(count, first + 1) {
        var (given, alone) = ([SharedTrendEvidence](), [SharedTrendEvidence]())
        for set in sets {
          computation.progress?(
            Stage(
              "evidence against a shared trend", done: pairs.count * sets.count + given.count,
              of: sets.count * count * (count - 1) / 2))
          given.append(
            try await SharedTrendEvidence.compute(set.pair(first, second), options: options))
          guard count > 2 else { continue }
          alone.append(
            try await SharedTrendEvidence.compute(set.alone(first, second), options: plain))
        }
        func mean(_ all: [SharedTrendEvidence]) -> SharedTrendEvidence {
          SharedTrendEvidence(averaging: all, drawnWithAnswers: !(histories ?? []).isEmpty)
        }
        pairs.append(
          Pair(
            first: first, second: second, evidence: mean(given),
            alone: alone.isEmpty ? nil : mean(alone)))
      }
    }
    return AnswerEvidence(streams: names, basis: basis, pairs: pairs)
  }

  /// Exact times of more acts than these are counted a day, which is as good and much faster.
  static let mostExactActs = 20_000
  /// Histories that are looked at where dates are intervals.
  static let mostHistories = 8

  private static func tables(
    _ data: ConflictData, _ histories: [EventHistory]?, _ breaks: [Double], _ seed: UInt64
  ) throws -> ([EvidenceData], Basis) {
    let weekday = data.window?.firstWeekday
    func daily(_ history: EventHistory) -> EvidenceData {
      EvidenceData(counts: history.dailyCounts, firstWeekday: weekday, breaks: breaks)
    }
    if let table = data.table, AnalysisData(dailyCounts: table) == nil {
      guard table.measure == .incidents else { return ([], .periods) }
      return (
        [EvidenceData(counts: table.names.indices.map { table.tables[0].column($0) })], .periods
      )
    }
    let events = try data.events()
    if case .exact(let times) = events.content {
      let exact = EvidenceData(
        times: times, duration: events.duration, firstWeekday: weekday, breaks: breaks)
      let acts = times.reduce(0) { $0 + $1.count }
      return acts > mostExactActs ? ([exact.byDays], .periods) : ([exact], .times)
    }
    if events.daysAreKnown {
      return ([daily(try CompletedHistory(of: events, seed: seed, replicate: 0).history)], .periods)
    }
    if let histories, !histories.isEmpty {
      // Evenly spaced among the draws.
      let count = min(mostHistories, histories.count)
      let chosen = (0..<count).map { histories[$0 * histories.count / count] }
      return (chosen.map(daily), .histories(count))
    }
    let drawn = try (0..<mostHistories).map {
      try CompletedHistory(of: events, seed: seed, replicate: $0).history
    }
    return (drawn.map(daily), .histories(mostHistories))
  }
}

extension AnalysisData {
  /// Whether the day and the number of every act are known.
  var daysAreKnown: Bool {
    guard case .dated(let streams, let ladders) = content, ladders.isEmpty else { return false }
    return streams.allSatisfy { stream in
      stream.events.allSatisfy { event in
        let acts = event.count.closed(openShare: CountInterval.usualOpenShare)
        return event.latest - event.earliest <= 1 && acts.lowerBound == acts.upperBound
      }
    }
  }
}

extension SharedTrendEvidence {
  /// The same with the second stream first.
  var turned: SharedTrendEvidence {
    SharedTrendEvidence(forth: back, back: forth, joint: joint, jointP: jointP)
  }

  /// The evidence over several histories of the same data.
  ///
  /// Of histories drawn under answers the mean of the inverse ratio is the ratio for none: p(data |
  /// none) / p(data | answers) is the mean of p(history | none) / p(history | answers). Of histories
  /// drawn evenly the mean of the logarithms is taken, which is below the logarithm of the mean.
  init(averaging all: [SharedTrendEvidence], drawnWithAnswers: Bool) {
    func mean(_ value: (SharedTrendEvidence) -> Double) -> Double {
      let values = all.map(value)
      return drawnWithAnswers && all.count > 1
        ? -logMean(values.map { -$0 })
        : values.reduce(0, +) / Double(values.count)
    }
    func direction(_ place: (SharedTrendEvidence) -> Direction) -> Direction {
      Direction(
        answers: mean { place($0).answers },
        // Histories with answers say nothing against deterrence: its logarithms are averaged.
        deterrence: all.reduce(0) { $0 + place($1).deterrence } / Double(all.count),
        strength: SampleQuantiles(all.map { place($0).strength })(0.5),
        lag: SampleQuantiles(all.map { place($0).lag })(0.5),
        p: all.count == 1 ? place(all[0]).p : .nan,
        // Of several histories the one that is most easily changed.
        sensitivity: all.compactMap { place($0).sensitivity }.min {
          ($0.deviation, $0.delay) < ($1.deviation, $1.delay)
        })
    }
    forth = direction(\.forth)
    back = direction(\.back)
    joint = mean(\.joint)
    jointP = all.count == 1 ? all[0].jointP : .nan
  }
}
