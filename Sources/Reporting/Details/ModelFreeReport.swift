import Escalation
import Tabular
import TextCharts

extension ModelFreePartners: DetailedReport {
  func screen(_ fit: Fit) throws -> Page? {
    Page([.heading("Without a model"), .paragraph(introduction)])
  }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page()
    let words = EstimateWords(context: fit.context)
    let pairs = names.indices.flatMap { i in
      ([nil] + names.indices.map { Optional($0) }).map { (i, $0) }
    }
    for (responder, provoker) in pairs {
      let rows = fit.estimates.rows.filter {
        $0.responder == responder && $0.provoker == provoker
      }
      guard !rows.isEmpty else { continue }
      page.append(
        .heading(
          provoker.map { "\(names[responder]) after \(names[$0]), without a model" }
            ?? "\(names[responder]) by itself, without a model"))
      page.append(.table(words.table(rows)))
    }
    page.append(.heading("Episodes by quiet gap"))
    page.append(.table(episodeTable(words)))
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    [ModelFreeTables.correlogram(self), ModelFreeTables.episodes(self)]
  }

  private var introduction: String {
    "Stated lags are those of answers whose motive reports name. The correlogram's lag is where "
      + "pairs most exceed times redrawn within \(Numeral.setting(options.windowDays)) days. Rate "
      + "ratios compare \(Numeral.setting(options.reachDays)) days after an incident with as many "
      + "before. An episode ends with a pause of more than \(Numeral.setting(options.gapDays)) "
      + "days. An escalation exponent above zero means that gaps shorten as incidents go on."
  }

  /// Episodes under half, once and twice the quiet gap.
  private func episodeTable(_ words: EstimateWords) -> TextTable {
    var table = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("gap, days", alignsRight: true),
      .init("episodes", alignsRight: true), .init("unanswered", alignsRight: true),
      .init("responses", alignsRight: true),
    ])
    for row in episodes {
      let estimates = Estimates(streams: names, rows: row.estimates)
      for share in row.estimates where share.estimand == .unansweredEpisodes {
        let responses = estimates[
          .episodeResponses, responder: share.responder, provoker: share.provoker]
        table.append([
          estimates.responder(of: share), estimates.provoker(of: share), Numeral.setting(row.gap),
          Numeral.significant(row.episodes, digits: 3), words.both(share),
          responses.map(words.both) ?? "-",
        ])
      }
    }
    return table
  }
}

/// The tables of what needs no model.
enum ModelFreeTables {
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
          .text(partners.names[correlogram.responder]),
          .text(partners.names[correlogram.provoker]), .number(bin.lower),
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
          .number(row.gap), .number(row.episodes), .text(estimate.estimand.name),
          .text(estimate.responder.map { partners.names[$0] } ?? ""),
          .text(estimate.provoker.map { partners.names[$0] } ?? ""), .number(estimate.value),
          .number(estimate.lower), .number(estimate.upper), .text(estimate.verdict.name),
        ])
      }
    }
    return table
  }
}
