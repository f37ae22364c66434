import Escalation
import TextCharts

/// The first screen of a fit: who answers whom, how often, how fast, how sure, why not if not, and
/// what to do next.
struct Answers {
  /// More pairs than these are a table rather than sentences.
  private static let pairsInSentences = 2

  private let fit: Fit
  private let words: EstimateWords

  init(_ fit: Fit) {
    self.fit = fit
    words = EstimateWords(context: fit.context)
  }

  private var streams: [String] { fit.estimates.streams }

  /// A stream in answer to another.
  private typealias Pair = (i: Int, j: Int, strength: Estimate)

  /// The pairs of different streams that have an estimate.
  private var pairs: [Pair] {
    streams.indices.flatMap { i in
      streams.indices.compactMap { j in
        guard i != j else { return nil }
        return fit.estimates[.responsesPerIncident, responder: i, provoker: j].map { (i, j, $0) }
      }
    }
  }

  /// The page; empty where the fit answers no such question.
  var page: Page {
    var page = Page([.heading(title), .paragraph(sample)])
    if pairs.count > Answers.pairsInSentences {
      page.append(.table(overview))
    } else {
      for (i, j, strength) in pairs { page.append(.lines(answer(i, j, strength))) }
    }
    if let sentence = escalation { page.append(.paragraph(sentence)) }
    if let next { page.append(.paragraph("Next: \(next)")) }
    return page
  }

  /// The model and the window.
  var title: String {
    let context = fit.context
    let span =
      context.windowStart.isEmpty ? "" : ", \(context.windowStart) to \(context.windowEnd)"
    let length = Numeral.setting(context.length)
    let unit = context.length == 1 ? context.time.noun : context.time.plural
    return "\(context.model)\(span) (\(length) \(unit))"
  }

  private var sample: String {
    let counts = zip(fit.context.streams, fit.context.counts).map {
      "\($0) \(Numeral.significant($1, digits: 3))"
    }.joined(separator: ", ")
    let measure = fit.context.measure == .incidents ? "Incidents" : "Sums"
    return "\(measure): \(counts). Baseline: \(fit.context.baseline)."
  }

  private func answer(_ i: Int, _ j: Int, _ strength: Estimate) -> [String] {
    let unit = EstimandUnit.responses.words(fit.context.measure, fit.context.time)
    var lines = ["\(streams[i]) in answer to \(streams[j])"]
    lines.append(
      strength.value.isNaN
        ? "  How often: \(strength.verdict.name)."
        : "  How often: \(words.both(strength)) \(unit), \(strength.verdict.name).")
    let isDeterrence = strength.verdict.isUsable && strength.hasInterval && strength.upper <= 0
    if isDeterrence {
      lines.append(
        fit.context.measure == .incidents
          ? "  Fewer incidents follow, not more: deterrence or a pause."
          : "  A rise is followed by a fall.")
    }
    if let hidden = hiddenLag(i, j, strength) { lines.append(hidden) }
    var reasons = strength.verdict.reasons
    // What deters has no lag of responses, and needs no reason for that.
    if !isDeterrence, let lag = fit.estimates[.lag(.median), responder: i, provoker: j] {
      lines.append(
        lag.verdict.isUsable
          ? "  How fast: half of the responses come within \(within(lag)), \(lag.verdict.name)."
          : "  How fast: \(lag.verdict.name).")
      reasons += lag.verdict.reasons.filter { !reasons.contains($0) }
    }
    let evidence = EvidenceWords(fit)
    if let sure = evidence?.sureness(i, j, isDeterrence: strength.value < 0) {
      lines.append("  How sure: \(sure).")
    }
    if let change = evidence?.sensitivity(i, j) {
      lines.append("  Would change it: \(change).")
    }
    if let why = VerdictReason.sentence(reasons) { lines.append("  Why: \(why)") }
    return lines
  }

  /// A lag in words: within a period where it is shorter than the rows can show.
  private func within(_ lag: Estimate) -> String {
    let time = fit.context.time
    let number = "\(words.both(lag)) \(time.plural)"
    guard lag.value < 1, let i = lag.responder, let j = lag.provoker,
      fit.response?.fits.contains(where: { $0.laws[i][j].samePeriod > 0 }) ?? false
    else { return number }
    return "a \(time.noun) (\(number); the rows show no shorter times)"
  }

  /// A lag that stands out where the sum of all lags cannot be distinguished from none, and a shared
  /// trend is not what stands in the way.
  private func hiddenLag(_ i: Int, _ j: Int, _ strength: Estimate) -> String? {
    guard strength.verdict.reasons.contains(.strengthMayBeZero),
      !strength.verdict.reasons.contains(where: \.isSharedTrend),
      let test = fit.causality.first(where: {
        $0.kind == .maximumLag && $0.caused == [i] && $0.causing == [j]
      }), test.pValue < 0.05
    else { return nil }
    return "  One lag stands out: \(test.lagWords(fit.context)); other lags hide it from the sum."
  }

  /// All pairs in one table.
  private var overview: TextTable {
    var table = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("responses (interval)"),
      .init("median lag (interval)"), .init("verdict"),
    ])
    for (i, j, strength) in pairs {
      let lag = fit.estimates[.lag(.median), responder: i, provoker: j]
      table.append([
        streams[i], streams[j], words.both(strength),
        lag.map { $0.verdict.isUsable ? words.both($0) : "-" } ?? "-", strength.verdict.name,
      ])
    }
    return table
  }

  private var escalation: String? {
    guard let radius = fit.estimates[.escalationIntensity], radius.hasInterval else { return nil }
    let meaning =
      radius.lower >= 1
      ? "Violence feeds itself: the intensity is above 1 throughout."
      : radius.upper >= 1
        ? "Whether violence feeds itself is open: the interval includes 1."
        : "Violence dies out without new impulses, under this baseline: the intensity stays below 1."
    let reason = radius.verdict.reasons.first { $0 == .openAnswers }
    return "Escalation intensity: \(words.both(radius)), \(radius.verdict.name)"
      + (reason.map { ": \($0.words)" } ?? "") + ". \(meaning)"
  }

  /// What to do about the first reason that holds an answer back.
  private var next: String? {
    if let failed = fit.failures.first { return "Read the checks below: \(failed.words)." }
    func names(_ pairs: [Pair], otherwise: String) -> String {
      pairs.count > Answers.pairsInSentences
        ? otherwise
        : pairs.map { "\(streams[$0.i]) in answer to \(streams[$0.j])" }.joined(separator: "; ")
    }
    let found = pairs.filter(\.strength.verdict.isUsable)
    let open = pairs.filter { !$0.strength.verdict.isUsable }
    func advice(_ pairs: [Pair]) -> String? {
      pairs.flatMap { pair in
        pair.strength.verdict.reasons
          + (fit.estimates[.lag(.median), responder: pair.i, provoker: pair.j]?.verdict.reasons
            ?? [])
      }.lazy.compactMap(\.advice).first
    }
    guard !found.isEmpty, !open.isEmpty else {
      return advice(pairs)
        ?? (pairs.isEmpty
          ? nil : "Compare with other models and baselines before you quote a number.")
    }
    return
      "Compare with other models and baselines before you quote \(names(found, otherwise: "what is estimated")). "
      + "Do not quote \(names(open, otherwise: "the other directions"))."
      + (advice(open).map { " For that: \($0)" } ?? "")
  }
}

extension VerdictReason {
  /// Whether it says that a shared trend explains the data as well.
  fileprivate var isSharedTrend: Bool {
    if case .sharedTrend = self { return true }
    return false
  }
}
