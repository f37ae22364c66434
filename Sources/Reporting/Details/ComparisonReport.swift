import Escalation
import Tabular
import TextCharts

/// The answers of several fits side by side: one question, asked of all.
public struct ComparisonReport {
  private let fits: [(name: String, fit: Fit)]
  private let streams: [String]

  /// Fits of the same streams, each under its name.
  public init(_ fits: [(name: String, fit: Fit)]) {
    self.fits = fits
    streams = fits.flatMap { $0.fit.estimates.streams }.reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// A table for each direction, and one for the whole.
  public var page: Page {
    var page = Page()
    for i in streams {
      for j in streams where i != j {
        let table = table(i, j)
        guard !table.rows.isEmpty else { continue }
        page.append(.heading("\(i) in answer to \(j)"))
        page.append(.table(table))
        if let sureness = sureness(i, j) { page.append(.paragraph(sureness)) }
        if let disagreement = disagreement(i, j) { page.append(.paragraph(disagreement)) }
      }
    }
    var table = TextTable(columns: [
      .init("model"), .init("intensity"), .init("P(1 or more)", alignsRight: true),
      .init("verdict"),
    ])
    for (name, fit) in fits {
      guard let radius = fit.estimates[.escalationIntensity],
        let share = fit.estimates[.intensityAtLeastOne]
      else { continue }
      let words = EstimateWords(context: fit.context)
      table.append([name, words.both(radius), words.value(share), radius.verdict.name])
    }
    if !table.rows.isEmpty {
      page.append(.heading("Escalation intensity"))
      page.append(.table(table))
    }
    if hasSameDayLag {
      page.append(
        .paragraph(
          "A correlogram whose lag begins at 0 counts pairs of one day, in both directions: days do "
            + "not say who acted first."))
    }
    let percent = fits.first.map { EstimateWords(context: $0.fit.context).percent } ?? "95"
    page.append(
      .paragraph(
        "In brackets: \(percent) % intervals. 'weak': quote the order of magnitude only. 'not "
          + "identifiable': the data cannot distinguish it from zero or from a shared trend. Models "
          + "with a constant baseline do not allow for a shared trend at all."))
    return page
  }

  /// Whether a correlogram's excess of dated acts lies within a day, where it has no direction.
  private var hasSameDayLag: Bool {
    fits.contains { entry in
      guard entry.fit.evidence?.basis != .times else { return false }
      return entry.fit.estimates.rows.contains {
        $0.estimand == .correlogramLag && $0.verdict.isUsable && $0.lower <= 0
      }
    }
  }

  private func positions(_ fit: Fit, _ i: String, _ j: String) -> (i: Int, j: Int)? {
    guard let responder = fit.estimates.streams.firstIndex(of: i),
      let provoker = fit.estimates.streams.firstIndex(of: j)
    else { return nil }
    return (responder, provoker)
  }

  private func table(_ i: String, _ j: String) -> TextTable {
    let unit = fits.first.map {
      EstimandUnit.responses.words($0.fit.context.measure, $0.fit.context.time)
    }
    var table = TextTable(columns: [
      .init("model"), .init(unit ?? "responses"), .init("median lag"),
      .init("the response is"),
    ])
    for (name, fit) in fits {
      guard let place = positions(fit, i, j) else { continue }
      let words = EstimateWords(context: fit.context)
      func find(_ estimand: Estimand) -> Estimate? {
        fit.estimates[estimand, responder: place.i, provoker: place.j]
      }
      if let strength = find(.responsesPerIncident), let lag = find(.lag(.median)) {
        table.append([
          name, words.both(strength), lag.verdict.isUsable ? words.both(lag) : "-",
          strength.verdict.name,
        ])
      }
      // Lags without a strength stand beside those of the models.
      for (label, estimand) in [
        ("stated lags", Estimand.statedLag), ("correlogram", .correlogramLag),
      ] {
        guard let lag = find(estimand) else { continue }
        table.append([label, "-", words.both(lag), lag.verdict.name])
      }
    }
    return table
  }

  /// How sure the answer is, by the models that say the same.
  private func sureness(_ i: String, _ j: String) -> String? {
    var groups: [(words: String, models: [String])] = []
    for (name, fit) in fits {
      guard let place = positions(fit, i, j), let evidence = EvidenceWords(fit),
        let strength = fit.estimates[
          .responsesPerIncident, responder: place.i, provoker: place.j],
        let words = evidence.sureness(
          place.i, place.j, isDeterrence: strength.value < 0)
      else { continue }
      if let known = groups.firstIndex(where: { $0.words == words }) {
        groups[known].models.append(name)
      } else {
        groups.append((words, [name]))
      }
    }
    guard let first = groups.first else { return nil }
    if groups.count == 1 { return "How sure: \(first.words)." }
    return "How sure: "
      + groups.map { "\($0.models.joined(separator: ", ")): \($0.words)" }.joined(separator: "; ")
      + "."
  }

  /// Which models disagree on whether there is a response.
  private func disagreement(_ i: String, _ j: String) -> String? {
    let verdicts = fits.compactMap { entry -> (name: String, isUsable: Bool)? in
      guard let place = positions(entry.fit, i, j),
        let row = entry.fit.estimates[
          .responsesPerIncident, responder: place.i, provoker: place.j]
      else { return nil }
      return (entry.name, row.verdict.isUsable)
    }
    let (yes, no) = (verdicts.filter(\.isUsable), verdicts.filter { !$0.isUsable })
    guard !yes.isEmpty, !no.isEmpty else { return nil }
    return "The models disagree: \(yes.map(\.name).joined(separator: ", ")) "
      + "\(yes.count == 1 ? "finds" : "find") an effect, "
      + "\(no.map(\.name).joined(separator: ", ")) \(no.count == 1 ? "does" : "do") not."
  }
}

extension ModelComparison: DetailedReport {
  private var named: [(name: String, fit: Fit)] {
    fits.map { ($0.context.method == .modelFree ? "model-free" : $0.context.model, $0) }
  }

  func screen(_ fit: Fit) throws -> Page? { ComparisonReport(named).page }

  func sections(_ fit: Fit) throws -> Page {
    var page = Page([
      .heading("The lag at which the correlation leaves its band most"), .table(description.peaks),
    ])
    if let forecasts {
      page.append(.heading("One-step forecast scores"))
      page.append(.table(shown(forecasts)))
      page.append(
        .paragraph(
          "Mean scores of one-step forecasts; smaller is better. Models are fitted again as time goes "
            + "on. 'behind' is the distance to the best model with its standard error."))
    }
    page.append(.heading("What each model assumes"))
    page.append(.lines(named.map { "- \($0.name): \(ModelComparison.assumption($0.fit))" }))
    return page
  }

  func tables(_ fit: Fit) throws -> [Table] {
    var tables = [EstimateTables.estimates(fits.map { ($0, nil) }), description.correlationTable]
    if let forecasts { tables.append(scoreTable(forecasts)) }
    return tables
  }

  /// What a model assumes, by what it is.
  private static func assumption(_ fit: Fit) -> String {
    switch fit.context.method {
    case .leastSquares, .imputed:
      "normal errors of one variance and a coefficient for every lag; strengths are their sums."
    case .posteriorMode, .maximumLikelihood, .quasiScore:
      "counts that vary more than Poisson, and lags that follow one smooth law."
    case .projection:
      "each horizon on its own, without a model between them; responses of all generations."
    case .bayes:
      "events that excite others, a gamma law of lags within and beyond a day, and a baseline that "
        + "follows nothing faster than 14 days."
    case .modelFree: "no model; the lag with the largest excess over times redrawn within windows."
    }
  }

  private func scoreTable(_ forecasts: ForecastComparison) -> Table {
    var table = Table(
      name: "forecast_scores",
      columns: [
        "stream", "model", "log", "crps", "dawid_sebastiani", "behind", "behind_error", "periods",
        "failures",
      ])
    for stream in forecasts.streams {
      for row in stream.rows {
        table.append([
          .text(stream.name), .text(row.name), .number(row.logarithmic),
          .number(row.rankedProbability), .number(row.dawidSebastiani), .number(row.behind),
          .number(row.behindError), .integer(stream.periods), .integer(row.failures),
        ])
      }
    }
    return table
  }

  private func shown(_ forecasts: ForecastComparison) -> TextTable {
    var table = TextTable(columns: [
      .init("stream"), .init("model"), .init("log", alignsRight: true),
      .init("CRPS", alignsRight: true), .init("behind", alignsRight: true),
      .init("error", alignsRight: true),
    ])
    func number(_ value: Double) -> String {
      Numeral.fixed(value, decimals: ForecastComparison.decimals)
    }
    for stream in forecasts.streams {
      for row in stream.rows {
        table.append([
          stream.name, row.name, number(row.logarithmic), number(row.rankedProbability),
          number(row.behind), number(row.behindError),
        ])
      }
    }
    return table
  }
}
