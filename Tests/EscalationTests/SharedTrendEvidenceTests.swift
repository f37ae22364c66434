import Escalation
import Incidents
import Randomness
import RealModule
import Testing

/// Evidence that streams answer each other rather than share a trend.
@Suite struct SharedTrendEvidenceTests {
  static let days = 300

  /// Times of a Poisson stream with daily relative rates.
  static func poisson(
    _ events: Double, _ relative: [Double], _ random: inout RandomStream
  ) -> [Double] {
    let mean = relative.reduce(0, +)
    return relative.enumerated().flatMap { day, value in
      (0..<random.poisson(mean: events * value / mean)).map { _ in Double(day) + random.uniform() }
    }.sorted()
  }

  /// The second stream's acts, and the first's with answers to them.
  static func answering(
    _ strength: Double, lag: Double, replicate: Int
  ) -> [[Double]] {
    var random = RandomStream(seed: 3, part: .init("evidence tests"), replicate: replicate)
    let flat = [Double](repeating: 1, count: days)
    let provoker = poisson(120, flat, &random)
    var responder = poisson(50, flat, &random)
    for time in provoker {
      for _ in 0..<random.poisson(mean: strength) {
        let answer = time + random.exponential(mean: lag)
        if answer < Double(days) { responder.append(answer) }
      }
    }
    return [responder.sorted(), provoker]
  }

  static func compute(_ times: [[Double]], byDays: Bool = false) async throws
    -> SharedTrendEvidence
  {
    let exact = EvidenceData(times: times, duration: Double(days), firstWeekday: 0)
    return try await SharedTrendEvidence.compute(
      byDays ? exact.byDays : exact)
  }

  @Test(arguments: [false, true])
  func answersAreFoundInTheirDirection(byDays: Bool) async throws {
    let evidence = try await Self.compute(
      Self.answering(0.6, lag: 2, replicate: 1), byDays: byDays)
    #expect(evidence.forth.answers > SharedTrendEvidence.logThreshold)
    #expect(evidence.back.answers < 1)
    #expect((1...4).contains(evidence.forth.lag))
    #expect((0.3...1).contains(evidence.forth.strength))
    #expect(evidence.forth.deterrence < 0)
  }

  /// Levels that may change every 15 days are free where nothing changes; answers must not gain by
  /// explaining them.
  @Test(arguments: 0..<3)
  func manyNamedBreaksAreNoEvidence(replicate: Int) async throws {
    var random = RandomStream(seed: 5, part: .init("many breaks"), replicate: replicate)
    let flat = [Double](repeating: 1, count: Self.days)
    let times = (0..<2).map { _ in Self.poisson(90, flat, &random) }
    let evidence = try await SharedTrendEvidence.compute(
      EvidenceData(
        times: times, duration: Double(Self.days), firstWeekday: 0,
        breaks: Array(stride(from: 15, to: 300, by: 15))))
    #expect(max(evidence.forth.answers, evidence.back.answers) < SharedTrendEvidence.logThreshold)
    #expect(evidence.joint < SharedTrendEvidence.logThreshold)
  }

  /// A truce between two named days: levels fall and rise again, and nobody answers.
  @Test func aNamedLullIsNoEvidence() async throws {
    var random = RandomStream(seed: 6, part: .init("lull"))
    let relative = (0..<Self.days).map { (120..<160).contains($0) ? 0.02 : 1.0 }
    let times = (0..<2).map { _ in Self.poisson(120, relative, &random) }
    let evidence = try await SharedTrendEvidence.compute(
      EvidenceData(
        times: times, duration: Double(Self.days), firstWeekday: 0, breaks: [120, 160]))
    #expect(max(evidence.forth.answers, evidence.back.answers) < SharedTrendEvidence.logThreshold)
  }

  /// Answers within hours: in daily data they are seen, but not who answers.
  @Test func promptAnswersLeaveTheDirectionOpen() async throws {
    let times = Self.answering(0.6, lag: 0.1, replicate: 3)
    let exact = try await Self.compute(times)
    #expect(exact.forth.answers > SharedTrendEvidence.logThreshold)
    let daily = try await Self.compute(times, byDays: true)
    #expect(daily.joint > SharedTrendEvidence.logThreshold)
    #expect(max(daily.forth.answers, daily.back.answers) < SharedTrendEvidence.logThreshold)
  }

  /// Of responses to an act at any time of its day, those of the same day are as many as quadrature
  /// says, and with those of later days there is one.
  @Test func sameDayResponsesAreThoseOfQuadrature() {
    var acts = [Double](repeating: 0, count: 400)
    acts[0] = 1
    let data = EvidenceData(counts: [acts, acts])
    for lag in [0.3, 1, 8.0] {
      let prompt = Excitation(data, responder: 0, provoker: 1, lag: lag)
        .withSameDay(of: acts, lag: lag)
      let steps = 100_000
      let share =
        (0..<steps).reduce(0) { sum, step in
          sum + 1 - Double.exp(-(1 - (Double(step) + 0.5) / Double(steps)) / lag)
        } / Double(steps)
      #expect(abs(prompt.values[0] - share) < 1e-8)
      #expect(abs(prompt.values.reduce(0, +) - 1) < 1e-8)
    }
  }

  /// A last day that was observed in part holds fewer acts: the level is that of whole days.
  @Test func aPartOfTheLastDayIsAPart() throws {
    let times = [[0.25, 0.75], [0.5]]
    func value(_ duration: Double) throws -> Double {
      let data = EvidenceData(times: times, duration: duration)
      var likelihood = TrendLikelihood(
        data, field: TrendField(data, .init(weekdays: [0, 0])), sizes: [.infinity, .infinity])
      return try #require(likelihood([], [])).value
    }
    // Two cells of one level, the second with half of the exposure: Laplace's method by hand.
    func byHand(_ acts: Double, _ days: Double, _ duration: Double) -> Double {
      let mean = Double.log(max(acts, 0.5) / days)
      var level = mean
      for _ in 0..<100 {
        let rate = duration * Double.exp(level)
        level += (acts - rate - (level - mean) / 9) / (rate + 1.0 / 9)
      }
      let rate = duration * Double.exp(level)
      return acts * level - rate - (level - mean) * (level - mean) / 18
        - 0.5 * Double.log(9 * (rate + 1.0 / 9))
    }
    for duration in [2.0, 1.5] {
      let expected = byHand(2, 2, duration) + byHand(1, 2, duration)
      #expect(abs(try value(duration) - expected) < 1e-6)
    }
  }

  /// Drawn worlds without answers show as much evidence seldom where acts are answered, and often
  /// where they are not; the seed and the draws decide, threads do not.
  @Test(arguments: [false, true])
  func worldsWithoutAnswersSayHowRareTheEvidenceIs(byDays: Bool) async throws {
    func compute(_ strength: Double, threads: Int = 1) async throws -> SharedTrendEvidence {
      let exact = EvidenceData(
        times: Self.answering(strength, lag: 2, replicate: 1), duration: Double(Self.days))
      var options = SharedTrendEvidence.Options()
      options.asksSensitivity = false
      options.draws = 19
      options.threads = threads
      return try await SharedTrendEvidence.compute(
        byDays ? exact.byDays : exact, options: options)
    }
    let answered = try await compute(0.6)
    #expect(answered.forth.p == 0.05 && answered.jointP == 0.05)
    #expect(answered.back.p > 0.2)
    let silent = try await compute(0, threads: 2)
    #expect(silent.forth.p > 0.1 && silent.jointP > 0.1)
    #expect(try await compute(0) == silent)
  }

  @Test func independentStreamsGiveNoEvidence() async throws {
    let evidence = try await Self.compute(Self.answering(0, lag: 2, replicate: 2))
    #expect(evidence.forth.answers < 1 && evidence.back.answers < 1 && evidence.joint < 1)
  }

  /// A trend that both share is no answer, though each stream forecasts the other.
  @Test func aSharedTrendIsNoAnswer() async throws {
    var found = 0
    for replicate in 0..<8 {
      var random = RandomStream(seed: 4, part: .init("evidence trend"), replicate: replicate)
      var level = random.normal()
      let path = (0..<Self.days).map { _ in
        level = 0.967 * level + 0.255 * random.normal()
        return Double.exp(level)
      }
      let times = [Self.poisson(100, path, &random), Self.poisson(100, path, &random)]
      let evidence = try await Self.compute(times)
      if max(evidence.forth.answers, evidence.back.answers)
        > SharedTrendEvidence.logThreshold
      {
        found += 1
      }
    }
    #expect(found <= 1)
  }

  /// Habits of the week, one side two days after the other.
  @Test func weekdayHabitsAreNoAnswer() async throws {
    var random = RandomStream(seed: 5, part: .init("evidence weekdays"))
    func habit(_ first: Int) -> [Double] {
      (0..<Self.days).map { ($0 + 7 - first) % 7 < 2 ? 1 : 0.1 }
    }
    let times = [Self.poisson(100, habit(2), &random), Self.poisson(100, habit(0), &random)]
    let evidence = try await Self.compute(times)
    #expect(evidence.forth.answers < 0 && evidence.joint < 0)
    let daily = try await Self.compute(times, byDays: true)
    #expect(daily.forth.answers < 0 && daily.joint < 0)
    // Without a calendar the same data look more like answers: the weekdays do the work.
    let blind = try await SharedTrendEvidence.compute(
      EvidenceData(times: times, duration: Double(Self.days)))
    #expect(blind.forth.answers > evidence.forth.answers + 1)
  }

  /// Acts of the second keep the first from acting: deterrence, and no answer of the second.
  @Test func deterrenceIsNoAnswerOfTheOther() async throws {
    var random = RandomStream(seed: 6, part: .init("evidence deterrence"))
    let second = Self.poisson(80, [Double](repeating: 1, count: Self.days), &random)
    var rates = [Double](repeating: 1, count: Self.days)
    for time in second {
      for day in (Int(time) + 1)..<max(Int(time) + 1, min(Self.days, Int(time) + 6)) {
        rates[day] = 0.2
      }
    }
    let first = Self.poisson(100, rates, &random)
    let evidence = try await Self.compute([first, second])
    #expect(evidence.forth.deterrence > SharedTrendEvidence.logThreshold)
    #expect(evidence.back.answers < SharedTrendEvidence.logThreshold)
  }

  /// A third stream drives both, one sooner than the other; when it is given, nothing is left.
  @Test func aGivenThirdStreamExplainsWhatItDrives() async throws {
    var random = RandomStream(seed: 7, part: .init("evidence third"))
    let flat = [Double](repeating: 1, count: Self.days)
    let third = Self.poisson(150, flat, &random)
    var times = [Self.poisson(20, flat, &random), Self.poisson(20, flat, &random)]
    for time in third {
      for (stream, lag) in [(0, 4.0), (1, 0.8)] where random.uniform() < 0.8 {
        let answer = time + random.exponential(mean: lag)
        if answer < Double(Self.days) { times[stream].append(answer) }
      }
    }
    times = times.map { $0.sorted() } + [third]
    let given = try await Self.compute(times)
    let hidden = try await Self.compute(Array(times.prefix(2)))
    #expect(given.forth.answers < 1)
    #expect(given.forth.answers < hidden.forth.answers)

    // The same through data of three streams, whose verdicts go by the third side.
    let data = try ConflictData(
      streams: ["first", "second", "third"], times: times, span: .numbers(0...Double(Self.days)))
    let evidence = try #require(try await AnswerEvidence.compute(data))
    #expect(evidence.basis == .times)
    let alone = try #require(evidence.alone(responder: 0, provoker: 1))
    #expect(abs(alone.answers - hidden.forth.answers) < 0.7)
    #expect(abs(try #require(evidence[0, 1]).answers - given.forth.answers) < 0.7)
    let driven = try #require(evidence[1, 2])
    #expect(driven.answers > SharedTrendEvidence.logThreshold)
    #expect(evidence.obstacle(responder: 1, provoker: 2, isDeterrence: false) == nil)
    #expect(evidence.obstacle(responder: 0, provoker: 1, isDeterrence: false) != nil)
  }

  /// Times need not be in order.
  @Test func theOrderOfTimesDoesNotMatter() async throws {
    let times = Self.answering(0.6, lag: 2, replicate: 1)
    let turned = try await Self.compute(times.map { $0.reversed() })
    let inOrder = try await Self.compute(times)
    #expect("\(turned)" == "\(inOrder)")
  }

  /// The same bytes for any number of threads.
  @Test func threadsDoNotMatter() async throws {
    let data = EvidenceData(
      times: Self.answering(0.4, lag: 3, replicate: 8), duration: Double(Self.days))
    var options = SharedTrendEvidence.Options()
    let one = try await SharedTrendEvidence.compute(data, options: options)
    options.threads = 3
    // As text, since NaN does not equal itself.
    let three = try await SharedTrendEvidence.compute(data, options: options)
    #expect("\(three)" == "\(one)")
  }

  /// Few acts, none of one stream, and a window of two weeks are no error.
  @Test func fewActsSayNothing() async throws {
    let few = try await SharedTrendEvidence.compute(
      EvidenceData(times: [[3], [2, 9]], duration: 14))
    #expect(few.forth.answers < 2 && few.joint < 2)
    let none = try await SharedTrendEvidence.compute(
      EvidenceData(counts: [[Double](repeating: 0, count: 20), [Double](repeating: 1, count: 20)]))
    #expect(none.forth.answers < 2)
  }

  /// A weak cause that nobody sees is enough to explain a weak answer, none a strong one; fewer acts
  /// leave less evidence.
  @Test func strongAnswersNeedStrongCausesToExplainThem() async throws {
    let strong = try await Self.compute(Self.answering(0.9, lag: 2, replicate: 10)).forth
    let weak = try await Self.compute(Self.answering(0.4, lag: 2, replicate: 1)).forth
    #expect(strong.answers > weak.answers)
    #expect(weak.answers > SharedTrendEvidence.logThreshold)
    let (high, low) = (try #require(strong.sensitivity), try #require(weak.sensitivity))
    #expect(high.deviation >= low.deviation)
    #expect(low.unreported.isNaN || high.unreported.isNaN || high.unreported >= low.unreported)
    #expect(low.share.isNaN || (0...1).contains(low.share))
    let none = try await Self.compute(Self.answering(0, lag: 2, replicate: 2)).forth
    #expect(none.sensitivity == nil)
  }
}
