import Escalation
import Tabular
import TextCharts

extension Findings {
  /// What needs no model: stated lags, correlogram, rate ratios, episodes, escalation.
  ///
  /// - Parameters:
  ///   - partners: The partners.
  ///   - context: What the rows of estimates.csv share (``ModelFreePartners/context(windowStart:windowEnd:)``).
  ///   - inputHash: The SHA-256 of the input.
  public init(_ partners: ModelFreePartners, context: EstimateContext, inputHash: String) {
    self.init()
    estimates = partners.estimates
    tables = [
      EstimateTables.estimates([(estimates, context)], inputHash: inputHash),
      ModelFreeReport.correlogram(partners), ModelFreeReport.episodes(partners),
    ]
    report.append(.heading("Without a model"))
    report.append(.paragraph(ModelFreeReport.introduction(partners.options)))
    var groups: [String] = []
    for row in estimates where !groups.contains(ModelFreeReport.heading(row)) {
      groups.append(ModelFreeReport.heading(row))
    }
    for group in groups {
      report.append(.heading(group))
      report.append(
        .table(
          ModelFreeReport.summary(
            estimates.filter { ModelFreeReport.heading($0) == group },
            level: partners.options.level)))
    }
    report.append(.heading("Episodes by quiet gap"))
    report.append(.table(ModelFreeReport.sensitivity(partners)))
  }
}

extension ModelFreePartners {
  /// What all rows share; the window's ends are empty where times have no calendar.
  public func context(windowStart: String, windowEnd: String) -> EstimateContext {
    EstimateContext(
      method: "model-free", model: "none", baseline: "none", level: options.level,
      counts: Dictionary(zip(names, meanCounts), uniquingKeysWith: { first, _ in first }),
      windowStart: windowStart, windowEnd: windowEnd, seed: options.seed)
  }
}

/// Words and tables about answers that need no model.
enum ModelFreeReport {
  static func introduction(_ options: ModelFreePartners.Options) -> String {
    "Stated lags are those of answers whose motive reports name. The correlogram's lag is where "
      + "pairs most exceed times redrawn within \(Numeral.setting(options.windowDays)) days. Rate "
      + "ratios compare \(Numeral.setting(options.reachDays)) days after an incident with as many "
      + "before. An episode ends with a pause of more than \(Numeral.setting(options.gapDays)) "
      + "days. An escalation exponent above zero means that gaps shorten as incidents go on."
  }

  private static let labels = [
    "stated_lag": "stated lag, median", "stated_lag_mean": "stated lag, mean",
    "correlogram_lag": "lag of the largest excess",
    "episode_unanswered_share": "episodes unanswered",
    "episode_responses": "responses per answered episode",
    "episode_begun_share": "episodes begun", "episode_ended_share": "episodes ended",
    "escalation_exponent": "escalation exponent",
  ]

  /// What a row is about: a direction, or a stream.
  static func heading(_ row: Estimate) -> String {
    row.provoker.isEmpty
      ? "\(row.responder) by itself, without a model"
      : "\(row.responder) after \(row.provoker), without a model"
  }

  private static func label(_ estimand: String) -> String {
    if let label = labels[estimand] { return label }
    return estimand.hasPrefix("window_rate_ratio_") ? "rate after over before" : estimand
  }

  static func summary(_ estimates: [Estimate], level: Double) -> TextTable {
    var table = TextTable(columns: [
      .init("quantity"), .init("estimate", alignsRight: true),
      .init("\(Numeral.setting(100 * level)) % interval", alignsRight: true), .init("verdict"),
    ])
    for row in estimates {
      table.append([
        label(row.estimand) + (row.unit == "days" ? ", days" : ""),
        row.value.isNaN ? "-" : Numeral.significant(row.value, digits: 2), interval(row),
        row.verdict.rawValue,
      ])
    }
    return table
  }

  private static func interval(_ row: Estimate) -> String {
    guard !row.lower.isNaN, !row.upper.isNaN else { return "-" }
    let lower = Numeral.significant(row.lower, digits: 2)
    return "\(lower) to \(Numeral.significant(row.upper, digits: 2))"
  }

  static func sensitivity(_ partners: ModelFreePartners) -> TextTable {
    var table = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("gap, days", alignsRight: true),
      .init("episodes", alignsRight: true), .init("unanswered", alignsRight: true),
      .init("responses", alignsRight: true),
    ])
    for row in partners.episodes {
      for share in row.estimates where share.estimand == "episode_unanswered_share" {
        let responses = row.estimates.first {
          $0.estimand == "episode_responses" && $0.responder == share.responder
            && $0.provoker == share.provoker
        }
        func number(_ estimate: Estimate?) -> String {
          guard let estimate, !estimate.value.isNaN else { return "-" }
          return "\(Numeral.significant(estimate.value, digits: 2)) (\(interval(estimate)))"
        }
        table.append([
          share.responder, share.provoker, Numeral.setting(row.gap),
          Numeral.significant(row.episodes, digits: 3), number(share), number(responses),
        ])
      }
    }
    return table
  }

  static func correlogram(_ partners: ModelFreePartners) -> Table {
    var table = Table(
      name: "correlogram",
      columns: [
        "responder", "provoker", "lag_min", "lag_max", "pairs", "expected", "deviation", "excess",
        "threshold",
      ])
    for correlogram in partners.correlograms {
      for bin in correlogram.bins {
        table.append([
          .text(correlogram.responder), .text(correlogram.provoker), .number(bin.lower),
          .number(bin.upper), .number(bin.pairs), .number(bin.expected), .number(bin.deviation),
          .number(bin.excess), .number(correlogram.threshold),
        ])
      }
    }
    return table
  }

  static func episodes(_ partners: ModelFreePartners) -> Table {
    var table = Table(
      name: "episodes",
      columns: [
        "gap_days", "episodes", "estimand", "responder", "provoker", "value", "lower", "upper",
        "verdict",
      ])
    for row in partners.episodes {
      for estimate in row.estimates {
        table.append([
          .number(row.gap), .number(row.episodes), .text(estimate.estimand),
          .text(estimate.responder), .text(estimate.provoker), .number(estimate.value),
          .number(estimate.lower), .number(estimate.upper), .text(estimate.verdict.rawValue),
        ])
      }
    }
    return table
  }
}
