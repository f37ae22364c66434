import Escalation
import TextCharts

/// What follows the first screen of any fit: all estimates, tests, what only its model has, charts.
struct FitPage {
  private let fit: Fit
  private let detailed: (any DetailedReport)?
  private let words: EstimateWords

  init(_ fit: Fit, _ detailed: (any DetailedReport)?) {
    self.fit = fit
    self.detailed = detailed
    words = EstimateWords(context: fit.context)
  }

  var page: Page {
    get throws {
      var page = Page()
      if fit.estimates[.escalationIntensity] != nil || fit.response != nil {
        page.append(pairs)
        page.append(streams)
        page.append(whole)
      }
      if let evidence = EvidenceWords(fit) { page.append(evidence.page) }
      page.append(coefficients)
      page.append(causality)
      page.append(checks)
      try page.append(detailed?.sections(fit) ?? Page())
      let charts = try detailed?.charts(fit) ?? responseCharts
      if !charts.isEmpty { page.append(.heading("Charts")) }
      for chart in charts { page.append(.chart(chart)) }
      try page.append(detailed?.closing(fit) ?? Page())
      return page
    }
  }

  private var names: [String] { fit.estimates.streams }

  private static let ofPairs: [Estimand] = [
    .responsesPerIncident, .responseProbabilityWithin(days: 7), .lag(.median), .lag(.mean),
    .lag(.mode), .firstResponseLag,
  ]

  private static let ofStreams: [Estimand] = [
    .retaliationShare, .momentumShare, .baselineShare, .baselineRate,
  ]

  private var pairs: Page {
    var page = Page()
    for i in names.indices {
      for j in names.indices where i != j {
        let rows = FitPage.ofPairs.compactMap { fit.estimates[$0, responder: i, provoker: j] }
        guard !rows.isEmpty else { continue }
        page.append(.heading("\(names[i]) in answer to \(names[j])"))
        page.append(.table(words.table(rows)))
      }
    }
    return page
  }

  private var streams: Page {
    var page = Page()
    for i in names.indices {
      var rows = FitPage.ofStreams.compactMap { fit.estimates[$0, responder: i] }.map {
        (label: words.label($0.estimand), estimate: $0)
      }
      if let own = fit.estimates[.responsesPerIncident, responder: i, provoker: i] {
        rows.append(("own \(fit.context.measure.plural) that follow one", own))
      }
      guard !rows.isEmpty else { continue }
      page.append(.heading("Where \(names[i]) comes from"))
      page.append(.table(words.table(rows)))
    }
    return page
  }

  private var whole: Page {
    var rows = [Estimand.escalationIntensity, .intensityAtLeastOne].compactMap {
      fit.estimates[$0]
    }.map { (label: words.label($0.estimand), estimate: $0) }
    for (j, name) in names.enumerated() {
      if let row = fit.estimates[.escalationMultiplier, provoker: j] {
        rows.append(("all \(fit.context.measure.plural) per \(name)", row))
      }
      if let row = fit.estimates[.escalationHalfLife, provoker: j] {
        rows.append((words.label(.escalationHalfLife), row))
      }
    }
    guard !rows.isEmpty else { return Page() }
    return Page([.heading("Escalation"), .table(words.table(rows))])
  }

  private var coefficients: Page {
    guard !fit.coefficients.isEmpty, fit.coefficients.count <= 60 else { return Page() }
    var table = TextTable(columns: [
      .init("equation"), .init("term"), .init("estimate", alignsRight: true),
      .init("error", alignsRight: true), .init("p", alignsRight: true),
    ])
    for row in fit.coefficients {
      table.append([
        row.equation, row.term, Numeral.significant(row.estimate),
        row.error.isNaN ? "-" : Numeral.significant(row.error),
        row.pValue.isNaN ? "-" : Numeral.probability(row.pValue),
      ])
    }
    return Page([.heading("Coefficients"), .table(table)])
  }

  /// F beside the largest single lag and the interval-jitter test, for all directed pairs.
  private var causality: Page {
    let tests = fit.causality.filter { $0.caused.count == 1 && $0.causing.count == 1 }
    let windows = tests.compactMap { test -> Int? in
      if case .jitter(let window) = test.kind { return window }
      return nil
    }.reduce(into: [Int]()) { if !$0.contains($1) { $0.append($1) } }
    let hasF = tests.contains { $0.kind == .grangerF }
    let isRobust = tests.contains { $0.kind == .grangerRobustF }
    let hasLags = tests.contains { $0.kind == .maximumLag }
    guard hasF || hasLags || !windows.isEmpty else { return Page() }
    var table = TextTable(
      columns: [.init("caused"), .init("by")]
        + (hasF ? [.init(isRobust ? "robust F, p" : "F, p", alignsRight: true)] : [])
        + (hasLags ? [.init("lag, p", alignsRight: true)] : [])
        + windows.map { .init("jitter \($0), p", alignsRight: true) } + [.init("in words")])
    for i in names.indices {
      for j in names.indices where i != j {
        let own = tests.filter { $0.caused == [i] && $0.causing == [j] }
        guard !own.isEmpty else { continue }
        let f = own.first { $0.kind == .grangerRobustF } ?? own.first { $0.kind == .grangerF }
        let single = own.first { $0.kind == .maximumLag }
        let jitters = windows.compactMap { window in
          own.first { $0.kind == .jitter(window: window) }
        }
        table.append(
          [names[i], names[j]]
            + (hasF ? [f.map { Numeral.probability($0.pValue) } ?? "-"] : [])
            + (hasLags ? [single.map { Numeral.probability($0.pValue) } ?? "-"] : [])
            + windows.indices.map {
              jitters.indices.contains($0) ? Numeral.probability(jitters[$0].pValue) : "-"
            } + [FitPage.words(helps: f?.pValue ?? single?.pValue, jitters: jitters)])
      }
    }
    let ofLags =
      hasLags
      ? "The p under lag is of the lag that stands out most, beside the largest of so many lags "
        + "without any answer: it finds an answer that a lull hides from the sum. causality.csv "
        + "names the lag. " : ""
    return Page([
      .heading("Does one answer the other?"), .table(table),
      .paragraph(
        ofLags
          + "A small p of F says that the past of one series helps to forecast the other; a shared "
          + "trend gives a small p, too. The jitter test compares with data whose days were permuted "
          + "within windows, which keeps every slow trend: a small p there says more than a trend."),
    ])
  }

  /// What F, or the largest single lag, and jitter say together.
  private static func words(helps p: Double?, jitters: [CausalityTest]) -> String {
    if let p, p >= 0.05 { return "no help seen" }
    guard !jitters.isEmpty else { return "its past helps" }
    let passed = jitters.count { $0.pValue < 0.05 }
    if passed == 0 { return "no more than a shared trend" }
    if jitters[0].effect < 0 { return "fewer follow" }
    return passed == jitters.count
      ? "its past helps beyond slow trends" : "its past helps beyond the slowest trends"
  }

  private var checks: Page {
    var table = TextTable(columns: [
      .init("check"), .init("stream"), .init("value", alignsRight: true),
      .init("p", alignsRight: true),
    ])
    for row in fit.checks where !row.test.hasPrefix("root_") {
      table.append([
        row.test, row.equation ?? "all", Numeral.significant(row.statistic),
        row.pValue.isNaN ? "-" : Numeral.probability(row.pValue),
      ])
    }
    for row in fit.scores {
      table.append(["mean score, \(row.score)", row.stream, Numeral.significant(row.value), "-"])
    }
    guard !table.rows.isEmpty else { return Page() }
    return Page([.heading("Checks"), .table(table)])
  }

  /// A chart of the responses of each stream to each other.
  private var responseCharts: [any TextChart] {
    let level = words.percent
    func kind(_ curves: [ResponseCurve]) -> ResponseCurve? {
      curves.first { $0.kind == .total } ?? curves.first { $0.kind == .direct }
    }
    return names.indices.flatMap { i in
      names.indices.filter { $0 != i }.compactMap { j -> (any TextChart)? in
        guard let curve = kind(fit.curves.filter { $0.responder == i && $0.provoker == j }) else {
          return nil
        }
        let generations = curve.kind == .total ? "all generations" : "direct"
        return CurveChart(
          title: "Response of \(names[i]) to one \(names[j]), \(generations)",
          xLabel: "\(fit.context.time.plural) after it", caption: "\(level) % interval",
          points: curve.points.map {
            .init($0)
          })
      }
    }
  }
}

extension CurveChart.Point {
  /// A point of a response; without an interval its band has no width.
  init(_ point: ResponseCurve.Point) {
    self.init(
      x: point.lag, value: point.value,
      lower: point.lower.isNaN ? point.value : point.lower,
      upper: point.upper.isNaN ? point.value : point.upper)
  }
}
