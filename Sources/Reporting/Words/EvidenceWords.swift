import Escalation
import RealModule
import Tabular
import TextCharts

/// What is said of the evidence against a shared trend.
struct EvidenceWords {
  private let evidence: AnswerEvidence
  /// What lags are counted in.
  private let periods: String

  init(_ evidence: AnswerEvidence, periods: String) {
    self.evidence = evidence
    self.periods = periods
  }

  /// What a fit's evidence says; nil where it has none.
  init?(_ fit: Fit) {
    guard let evidence = fit.evidence else { return nil }
    self.init(evidence, periods: fit.context.time.plural)
  }

  /// A ratio with two digits, or that it is huge.
  static func ratio(_ value: Double) -> String {
    value >= 1e4
      ? "over 10000" : value < 0.01 ? "below 0.01" : Numeral.significant(value, digits: 2)
  }

  /// The positions of the ordered pairs.
  private var pairs: [(i: Int, j: Int)] {
    evidence.streams.indices.flatMap { i in
      evidence.streams.indices.filter { $0 != i }.map { (i, $0) }
    }
  }

  /// What a ratio below the threshold says.
  static func comparison(_ ratio: Double, with effect: String) -> String {
    let explanation = "a shared trend explains the data"
    if ratio < 1.0 / 3 {
      let times = ratio < 0.01 ? "over 100" : Numeral.significant(1 / ratio, digits: 2)
      return "\(explanation) better: they are \(times) times less probable with \(effect)"
    }
    return ratio < 3
      ? "\(explanation) as well: they are about as probable with \(effect) as without"
      : "\(explanation) nearly as well: they are \(Numeral.significant(ratio, digits: 2)) times "
        + "more probable with \(effect), and \(Numeral.setting(SharedTrendEvidence.threshold)) counts"
  }

  /// How sure an answer is, for the first screen; nil where there is no evidence on it.
  func sureness(_ i: Int, _ j: Int, isDeterrence: Bool = false) -> String? {
    guard let direction = evidence[i, j] else { return nil }
    // What has evidence is named; where neither has, what the estimate says.
    let hasDeterrence = direction.deterrence >= SharedTrendEvidence.logThreshold
    let isStronger = direction.deterrence > direction.answers
    if hasDeterrence && isStronger || !hasDeterrence && isDeterrence {
      return "evidence ratio \(EvidenceWords.ratio(Double.exp(direction.deterrence))) for "
        + "deterrence (fewer follow)"
    }
    return "evidence ratio \(EvidenceWords.ratio(Double.exp(direction.answers))) for answers "
      + "against a shared trend"
      + (direction.p.isNaN ? "" : ", p \(Numeral.significant(direction.p, digits: 2))")
  }

  /// The verdict on a direction, and how sure it is.
  func judgement(_ i: Int, _ j: Int) -> [String] {
    let obstacle = evidence.obstacle(responder: i, provoker: j, isDeterrence: false)
    let verdict = obstacle.map { "not identifiable: \($0.words)" } ?? "more than a shared trend"
    return ["  Verdict: \(verdict)."]
      + [
        sureness(i, j).map { "  How sure: \($0)." },
        sensitivity(i, j).map { "  Would change it: \($0)." },
      ].compactMap { $0 }
  }

  /// What would change evidence for an answer; nil where there is none.
  func sensitivity(_ i: Int, _ j: Int) -> String? {
    guard let found = evidence[i, j]?.sensitivity else { return nil }
    let percent = { (share: Double) in Numeral.fixed(100 * share, decimals: 0) }
    let cause =
      found.deviation.isFinite
      ? "an unseen cause of both with \(percent(found.share)) % of their log variance"
        + (found.delay > 0 ? ", felt \(found.delay) \(periods) later by the responder" : "")
      : "no unseen cause of both that was tried"
    let reports =
      found.unreported.isNaN
      ? "not even leaving out \(percent(EvidenceSensitivity.largestShare)) % of the acts at random"
      : "leaving out \(percent(found.unreported)) % of the acts at random"
    return "\(cause); \(reports)"
  }

  /// The ratios of all pairs, and what they are.
  var page: Page {
    var table = TextTable(
      columns: [
        .init("responder"), .init("provoker"), .init("answers", alignsRight: true),
        .init("deterrence", alignsRight: true), .init("either way", alignsRight: true),
      ] + (hasAlone ? [.init("answers, alone", alignsRight: true)] : [])
        + (hasP ? [.init("p", alignsRight: true), .init("p, either way", alignsRight: true)] : [])
        + [
          .init("lag, \(periods)", alignsRight: true)
        ])
    for (i, j) in pairs {
      guard let direction = evidence[i, j] else { continue }
      table.append(
        [
          evidence.streams[i], evidence.streams[j],
          EvidenceWords.ratio(Double.exp(direction.answers)),
          EvidenceWords.ratio(Double.exp(direction.deterrence)),
          evidence.joint(i, j).map { EvidenceWords.ratio(Double.exp($0)) } ?? "-",
        ] + (hasAlone ? [alone(i, j)] : []) + (hasP ? p(i, j) : [])
          + [Numeral.setting(direction.lag)])
    }
    return Page(
      [
        .heading("Evidence against a shared trend"), .table(table),
      ] + (vanishing.map { [.paragraph($0)] } ?? []) + [.paragraph(explanation)])
  }

  private var hasP: Bool { pairs.contains { !(evidence[$0.i, $0.j]?.p.isNaN ?? true) } }

  private func p(_ i: Int, _ j: Int) -> [String] {
    [evidence[i, j]?.p ?? .nan, evidence.jointP(i, j) ?? .nan].map {
      $0.isNaN ? "-" : Numeral.significant($0, digits: 2)
    }
  }

  private var hasAlone: Bool { evidence.streams.count > 2 }

  private func alone(_ i: Int, _ j: Int) -> String {
    evidence.alone(responder: i, provoker: j).map { EvidenceWords.ratio(Double.exp($0.answers)) }
      ?? "-"
  }

  /// Answers that vanish when the other streams are known; nil with two streams.
  private var vanishing: String? {
    guard hasAlone else { return nil }
    let gone = pairs.filter { evidence.vanishes(responder: $0.i, provoker: $0.j) }
    let names = gone.map { "\(evidence.streams[$0.i]) in answer to \(evidence.streams[$0.j])" }
    return "The other streams are given; 'alone' leaves them out. "
      + (names.isEmpty
        ? "No answer vanishes when they are known."
        : "When they are known, the evidence vanishes for: \(names.joined(separator: "; ")).")
  }

  private var explanation: String {
    let basis: String =
      switch evidence.basis {
      case .times: "Computed from exact times."
      case .periods:
        "Computed from counts a period: answers in the same period count for 'either way' alone, "
          + "since which came first is not known."
      case .histories(let count):
        "Computed from \(count) histories with days drawn from the dates: ratios are averaged, the lag "
          + "is the middle one; answers on the same day count for 'either way' alone."
      }
    let lags = SharedTrendEvidence.Options().lags.map { Numeral.setting($0) }.joined(
      separator: ", ")
    return
      "Ratios say how much more probable the data are with answers than without, if a trend that "
      + "both sides share, changes of level, weekdays, own momentum, further streams and the "
      + "opposite answers explain the rest. A ratio of "
      + "\(Numeral.setting(SharedTrendEvidence.threshold)) or more counts as evidence. 'Either way' "
      + "compares any answers between the two with none. The lag is the most probable one of the mean "
      + "lags tried (\(lags))\(slowEffects). \(basis)"
      + (hasP
        ? " p says how often data drawn from the most probable model without the answers show as "
          + "much evidence for them; it is a second opinion, and decides nothing."
        : "")
  }

  /// What evidence at the longest lag can also be; empty where there is none.
  private var slowEffects: String {
    let longest = SharedTrendEvidence.Options().lags.max() ?? 0
    let isSlow = pairs.contains { i, j in
      guard let direction = evidence[i, j] else { return false }
      return direction.lag >= longest
        && max(direction.answers, direction.deterrence) >= SharedTrendEvidence.logThreshold
    }
    return isSlow
      ? "; at the longest, evidence can also come from trends that differ between the sides, so "
        + "compare parts of the window" : ""
  }

  /// The table `shared_trend.csv`.
  var table: Table {
    var table = Table(
      name: "shared_trend",
      columns: [
        "responder", "provoker", "answers_log_ratio", "deterrence_log_ratio", "joint_log_ratio",
        "strength", "lag_mean", "threshold_log_ratio", "unseen_deviation", "unseen_memory",
        "unseen_delay", "unseen_share", "unreported_share", "alone_log_ratio",
        "p_value", "joint_p_value",
      ])
    for (i, j) in pairs {
      guard let direction = evidence[i, j] else { continue }
      table.append([
        .text(evidence.streams[i]), .text(evidence.streams[j]), .number(direction.answers),
        .number(direction.deterrence), .number(evidence.joint(i, j) ?? .nan),
        .number(direction.strength), .number(direction.lag),
        .number(SharedTrendEvidence.logThreshold),
        .number(direction.sensitivity?.deviation ?? .nan),
        .number(direction.sensitivity?.memory ?? .nan),
        direction.sensitivity.map { .integer($0.delay) } ?? .empty,
        .number(direction.sensitivity?.share ?? .nan),
        .number(direction.sensitivity?.unreported ?? .nan),
        .number(evidence.alone(responder: i, provoker: j)?.answers ?? .nan),
        .number(direction.p), .number(evidence.jointP(i, j) ?? .nan),
      ])
    }
    return table
  }
}
