import Escalation
import TextCharts

/// The answers of several models side by side: one question, asked of all.
public struct Comparison: Sendable {
  /// A model's answers.
  public struct Model: Sendable {
    /// Its name in the study.
    public let name: String
    /// Its estimates.
    public let estimates: [Estimate]

    /// A model's answers.
    public init(name: String, estimates: [Estimate]) {
      self.name = name
      self.estimates = estimates
    }
  }

  private let models: [Model]
  private let streams: [String]
  private let level: Double

  /// A comparison of models of the same streams.
  public init(models: [Model], streams: [String], level: Double) {
    self.models = models
    self.streams = streams
    self.level = level
  }

  /// A table for each direction, and one for the whole.
  public var blocks: [Page.Block] {
    var blocks: [Page.Block] = []
    let percent = Numeral.setting(100 * level)
    for i in streams {
      for j in streams where i != j {
        var table = TextTable(columns: [
          .init("model"), .init("responses per incident"), .init("median lag, days"),
          .init("the lag is"),
        ])
        for model in models {
          guard let strength = model.find("retaliations_per_incident", i, j),
            let lag = model.find("retaliation_lag_median", i, j)
          else {
            // Lags without a strength stand beside those of the models.
            for (name, estimand) in Comparison.lagsAlone {
              guard let lag = model.find(estimand, i, j) else { continue }
              table.append([name, "-", Comparison.withInterval(lag), lag.verdict.rawValue])
            }
            continue
          }
          table.append([
            model.name, Comparison.withInterval(strength), Comparison.withInterval(lag),
            lag.verdict.rawValue,
          ])
        }
        blocks.append(.heading("\(i) in answer to \(j)"))
        blocks.append(.table(table))
      }
    }
    var table = TextTable(columns: [
      .init("model"), .init("intensity"), .init("P(intensity >= 1)"), .init("the intensity is"),
    ])
    for model in models {
      guard let radius = model.find("escalation_intensity"),
        let share = model.find("P(radius >= 1)")
      else { continue }
      table.append([
        model.name, Comparison.withInterval(radius), Comparison.withInterval(share),
        radius.verdict.rawValue,
      ])
    }
    if !table.rows.isEmpty {
      blocks.append(.heading("Escalation intensity"))
      blocks.append(.table(table))
    }
    blocks.append(
      .paragraph(
        "In brackets: \(percent) % intervals. 'weak': the interval spans a factor of ten. "
          + "'not identifiable': the data cannot tell it from zero, or from what a common trend brings "
          + "about."))
    return blocks
  }

  /// What reports state of motives, and the lag at which pairs stand out the most.
  private static let lagsAlone = [
    ("stated lags", "stated_lag"), ("correlogram", "correlogram_lag"),
  ]

  private static func withInterval(_ row: Estimate) -> String {
    "\(EstimateSummary.number(row.value, row.unit)) (\(EstimateSummary.interval(row)))"
  }
}

extension Comparison.Model {
  func find(_ estimand: String, _ responder: String = "", _ provoker: String = "") -> Estimate? {
    estimates.first {
      $0.estimand == estimand && $0.responder == responder && $0.provoker == provoker
    }
  }
}
