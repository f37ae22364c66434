import Escalation
import TextCharts

/// Estimates for people: a table of the ones that matter, and sentences that say what they mean.
struct EstimateSummary {
  let estimates: [Estimate]
  let streams: [String]
  let level: Double
  /// What lags are counted in.
  let lagUnit: String

  private func find(_ estimand: String, _ responder: String = "", _ provoker: String = "")
    -> Estimate?
  {
    estimates.first {
      $0.estimand == estimand && $0.responder == responder && $0.provoker == provoker
    }
  }

  private var percent: String { Numeral.setting(100 * level) }

  private static let pairRows: [(estimand: String, label: String)] = [
    ("retaliations_per_incident", "direct responses per incident"),
    ("retaliation_probability_within_7d", "P(any response) within 7"),
    ("retaliation_lag_median", "median lag"), ("retaliation_lag_mean", "mean lag"),
    ("retaliation_lag_mode", "most likely lag"),
    ("first_response_lag_median", "first response, median lag"),
  ]

  private static let streamRows: [(estimand: String, label: String)] = [
    ("retaliation_share", "share that answers others"),
    ("momentum_share", "share that follows its own"), ("baseline_share", "share from the baseline"),
    ("baseline_rate", "baseline rate"),
  ]

  /// Tables under headings: each pair of different streams, each stream, the whole.
  var blocks: [Page.Block] {
    var blocks: [Page.Block] = []
    for i in streams {
      for j in streams where i != j {
        let rows = EstimateSummary.pairRows.compactMap { row in
          find(row.estimand, i, j).map {
            (row.estimand.hasSuffix("_within_7d") ? "\(row.label) \(lagUnit)" : row.label, $0)
          }
        }
        guard !rows.isEmpty else { continue }
        blocks.append(.heading("\(i) in answer to \(j)"))
        blocks.append(.table(table(rows)))
        if let sentence = retaliationSentence(i, j) { blocks.append(.paragraph(sentence)) }
      }
    }
    for stream in streams {
      var rows = EstimateSummary.streamRows.compactMap { row in
        find(row.estimand, stream).map { (row.label, $0) }
      }
      if let own = find("retaliations_per_incident", stream, stream) {
        rows.append(("own incidents that follow one", own))
      }
      guard !rows.isEmpty else { continue }
      blocks.append(.heading("Where \(stream) comes from"))
      blocks.append(.table(table(rows)))
    }
    var rows: [(String, Estimate)] = []
    if let row = find("escalation_intensity") { rows.append(("escalation intensity", row)) }
    if let row = find("P(radius >= 1)") { rows.append(("P(intensity is 1 or more)", row)) }
    for stream in streams {
      if let row = find("escalation_multiplier", "", stream) {
        rows.append(("all incidents per \(stream)", row))
      }
      if let row = find("escalation_half_life", "", stream) {
        rows.append(("half of those come within", row))
      }
    }
    blocks.append(.heading("Escalation"))
    blocks.append(.table(table(rows)))
    if let sentence = escalationSentence() { blocks.append(.paragraph(sentence)) }
    return blocks
  }

  /// The tables without those of streams that a model does not explain.
  func blocks(of responders: [String]) -> [Page.Block] {
    guard Set(responders) != Set(streams) else { return blocks }
    let unexplained = streams.filter { !responders.contains($0) }
    var kept: [Page.Block] = []
    var isSkipping = false
    for block in blocks {
      if case .heading(let text) = block {
        isSkipping =
          text == "Escalation"
          || unexplained.contains {
            text == "Where \($0) comes from" || text.hasPrefix("\($0) in answer to ")
          }
      }
      if !isSkipping { kept.append(block) }
    }
    return kept
  }

  private func table(_ rows: [(label: String, estimate: Estimate)]) -> TextTable {
    var table = TextTable(columns: [
      .init("quantity"), .init("estimate", alignsRight: true),
      .init("\(percent) % interval", alignsRight: true), .init("verdict"),
    ])
    for (label, row) in rows {
      let unit = EstimateSummary.short(row.unit)
      table.append([
        label + (unit.isEmpty ? "" : ", \(unit)"), EstimateSummary.number(row.value, row.unit),
        EstimateSummary.interval(row), row.verdict.rawValue,
      ])
    }
    return table
  }

  /// A number with the digits that its unit deserves.
  static func number(_ value: Double, _ unit: String) -> String {
    switch unit {
    case "probability", "share of incidents": Numeral.fixed(value, decimals: 2)
    default: Numeral.significant(value, digits: 2)
    }
  }

  static func interval(_ row: Estimate) -> String {
    guard !row.lower.isNaN, !row.upper.isNaN else { return "-" }
    let lower = number(row.lower, row.unit)
    return "\(lower) to \(number(row.upper, row.unit))"
  }

  private static func short(_ unit: String) -> String {
    switch unit {
    case "responses per incident", "probability", "spectral radius", "share of incidents",
      "incidents":
      ""
    case "incidents per day": "a day"
    case "incidents per period": "a period"
    default: unit
    }
  }

  private func retaliationSentence(_ i: String, _ j: String) -> String? {
    guard let strength = find("retaliations_per_incident", i, j),
      let lag = find("retaliation_lag_median", i, j)
    else { return nil }
    if strength.lower.isNaN || strength.upper.isNaN {
      return "Without an interval nothing can be said of retaliation."
    }
    let upper = Numeral.significant(strength.upper, digits: 2)
    switch strength.verdict {
    case .notConverged:
      return "The search for these numbers did not end at an optimum; do not use them."
    case .notIdentifiable where strength.lower < 0.05 && strength.upper >= 0:
      return
        "The data cannot tell retaliation from none: anything from "
        + "\(Numeral.significant(min(0, strength.lower), digits: 2)) to \(upper) responses per "
        + "incident agrees with them, so no lag is given."
    case .notIdentifiable:
      return
        "Although \(Numeral.significant(strength.lower, digits: 2)) to \(upper) responses per incident "
        + "agree with the data, they cannot tell them from none, or from what a common trend brings "
        + "about; no lag is given."
    case _ where strength.upper <= 0:
      return
        "After one incident of \(j), fewer incidents of \(i) follow: "
        + "\(Numeral.significant(-strength.upper, digits: 2)) to "
        + "\(Numeral.significant(-strength.lower, digits: 2)) less. That is no retaliation, so no "
        + "lag is given."
    default:
      let lower = Numeral.significant(strength.lower, digits: 2)
      let amount =
        "One incident of \(j) brings about \(lower) to \(upper) incidents of \(i) directly"
      switch lag.verdict {
      case .estimated, .weak:
        let from = Numeral.significant(lag.lower, digits: 2)
        let to = Numeral.significant(lag.upper, digits: 2)
        return
          "\(amount), half of them within \(from) to \(to) \(lag.unit)"
          + (lag.verdict == .weak ? "; the lag is weakly known." : ".")
      default:
        return "\(amount); the data do not tell how long that takes."
      }
    }
  }

  private func escalationSentence() -> String? {
    guard let radius = find("escalation_intensity") else { return nil }
    if radius.lower >= 1 { return "Violence feeds itself: the intensity is above 1 throughout." }
    if radius.upper >= 1 {
      return
        "Whether violence feeds itself is open: the interval of the intensity reaches 1, where "
        + "each incident brings about at least one more."
    }
    return "Violence dies out without new impulses: the intensity stays below 1."
  }
}
