import Escalation
import EventData
import Incidents
import Reporting
import Tabular
import TextCharts

/// The results of a study while its models are added one by one.
struct StudyResults {
  private let study: StudyFile
  private let data: StudyData
  private let inputs: Inputs
  private var models: [(model: StudyFile.Model, findings: Findings)] = []

  init(study: StudyFile, data: StudyData, inputs: Inputs) {
    self.study = study
    self.data = data
    self.inputs = inputs
  }

  /// Fits a model and keeps its findings.
  mutating func add(
    _ model: StudyFile.Model, threads: Int, progress: Progress?
  ) async throws {
    var findings: Findings
    switch model.fit {
    case .hawkes(let baseline, var options):
      options.threads = threads
      options.breaks = try baseline.breaks(in: .calendar(study.window))
      let analysis = try await HawkesAnalysis.named(
        data.record.data, options: options, progress: progress)
      findings = try Findings(
        analysis, baseline: baseline.words, inputHash: inputs.hash, log: data.incidents,
        horizon: Double(study.horizon))
      findings.notes = analysis.beyondTotalsNotes + findings.notes
    case .posterior(let baseline, var options):
      options.sampling.threads = threads
      options.sampling.baseline = try baseline.shape(in: .calendar(study.window))
      let analysis = try await PosteriorAnalysis.named(
        data.record.data, options: options, progress: progress)
      findings = try Findings(
        analysis, baseline: baseline.words, inputHash: inputs.hash, log: data.incidents,
        horizon: Double(study.horizon))
    case .modelFree(var options):
      options.threads = threads
      let partners = try await ModelFreePartners.run(
        data.record.data, stated: data.stated, options: options, progress: progress)
      findings = Findings(
        partners,
        context: partners.context(
          windowStart: "\(study.window.start)", windowEnd: "\(study.window.end)"),
        inputHash: inputs.hash)
    case .autoregression(var options):
      options.threads = threads
      let completions = try (0..<options.imputations).map {
        try CompletedHistory(of: data.record.data, seed: study.seed, replicate: $0)
      }
      let counts = CountData(
        completions, names: data.record.data.names, window: study.window)
      let analysis = try await VectorAutoregressionAnalysis.run(
        counts, options: options, progress: progress)
      findings = try Findings(analysis, inputHash: inputs.hash)
    }
    models.append((model, findings))
  }

  /// The files, the summary and the notes.
  func finished() throws -> Study.Results {
    var files: [(name: String, bytes: [UInt8])] = []
    func add(_ table: Table, folder: String = "") {
      files.append(("\(folder)\(table.name).csv", table.encoded(.csv)))
    }
    for name in ["estimates", "responses"] {
      let parts = models.compactMap { entry in
        entry.findings.tables.first { $0.name == name }?.naming(entry.model.name)
      }
      if !parts.isEmpty { add(Table(joining: parts, name: name)) }
    }
    add(IncidentTable.table(data.incidents))
    add(ClaimTable.table(data.claims))
    add(PeriodTable.table(data.record.counts))
    add(data.record.totals)
    add(data.record.ladder)
    if let join = data.join { add(join.table) }
    if let extraction = data.extraction {
      for table in extraction.tables { add(table, folder: "extracted/") }
    }
    for (model, findings) in models {
      for table in findings.tables { add(table, folder: "\(model.name)/") }
    }
    let style = ChartStyle(width: 80, glyphs: .unicode)
    files.append(("report.txt", Array(fullReport.text(style).utf8)))
    let outputs = files.map { Inputs.Record(name: $0.name, bytes: $0.bytes) }
    let manifest = Manifest(
      version: Release.version, software: Release.software, options: study.resolvedOptions,
      inputs: inputs.records, seed: study.seed, account: data.account)
    files.append(("manifest.json", manifest.encoded(outputs: outputs)))
    var findings = Findings()
    findings.notes = data.record.notes
    for (model, part) in models { findings.take(part, of: model.name) }
    return Study.Results(files: files, summary: summary, findings: findings)
  }

  private var heading: String {
    study.title.isEmpty ? "Study" : study.title
  }

  private var dataBlocks: [Page.Block] {
    [.heading("Data")] + data.account.map { .paragraph("- \($0)") }
  }

  private var comparison: [Page.Block] {
    Comparison(
      models: models.map { .init(name: $0.model.name, estimates: $0.findings.estimates) },
      streams: study.streams.map(\.description), level: study.level
    ).blocks
  }

  /// What the numbers of a study cannot say.
  private var caution: Page.Block {
    .paragraph(
      "Two sides that fight in one campaign look as if they answered each other. Models with a "
        + "constant baseline or on counts do not guard against that; a posterior does as far as its "
        + "baseline ladder reaches. Do not read a lag that is not identifiable there.")
  }

  private var summary: Page {
    var report = Page([.heading(heading)] + dataBlocks + comparison + [caution])
    for (_, findings) in models { report.append(findings.conclusions) }
    if let first = models.first {
      report.append(.heading("Charts of the model '\(first.model.name)'"))
      for chart in first.findings.charts { report.append(.chart(chart)) }
    }
    return report
  }

  private var fullReport: Page {
    var report = Page([.heading(heading)] + dataBlocks + comparison + [caution])
    for (model, findings) in models { report.append(findings.part(of: model.name)) }
    return report
  }
}

extension StudyFile {
  /// Every option with its default filled in, as the manifest states it.
  var resolvedOptions: [(key: String, value: String)] {
    var options: [(key: String, value: String)] = [
      ("study", title), ("window", "\(window)"),
      ("streams", streams.map(\.description).joined(separator: ", ")), ("level", "\(level)"),
      ("horizon", "\(horizon)"), ("sides", sides ?? "built in"), ("incidents", incidents),
      ("claims.file", claims ?? "none"), ("claims.rule", totals.rule.rawValue),
      ("claims.scopes", totals.scopes?.joined(separator: "; ") ?? "the one with most totals"),
      ("reports.folder", reports?.folder ?? "none"),
      ("stated", stated ?? "none"),
      ("reports.published", reports?.published ?? "from the pages"),
    ]
    for model in models {
      func add(_ key: String, _ value: some CustomStringConvertible) {
        options.append(("\(model.name).\(key)", "\(value)"))
      }
      switch model.fit {
      case .posterior(let baseline, let posterior):
        add("fit", "hawkes")
        add("method", "bayes")
        add("kernel", posterior.family.rawValue)
        add("shape", posterior.shape.map { "\($0)" } ?? "estimated")
        add("lags", "\(posterior.lagRange.lowerBound)..\(posterior.lagRange.upperBound) days")
        add("baseline", baseline.words)
        add("chains", posterior.sampling.chains)
        add("draws", posterior.sampling.draws)
        add("ladder", posterior.scales.map { $0.map { "\($0)" } ?? "none" }.joined(separator: ", "))
        add("open-share", posterior.openShare)
        add("prior-lag-median", posterior.sampling.priors.lagMedian)
        add("prior-lag-deviation", posterior.sampling.priors.lagDeviation)
        add("prior-strength-mean", posterior.sampling.priors.strengthMean)
      case .modelFree(let partners):
        add("fit", "model-free")
        add("window-days", partners.windowDays)
        add("reach-days", partners.reachDays)
        add("gap-days", partners.gapDays)
      case .hawkes(let baseline, let hawkes):
        add("fit", "hawkes")
        add("method", "mle")
        add("kernel", hawkes.family.rawValue)
        add("shape", hawkes.shape.map { "\($0)" } ?? "estimated")
        add("lags", "\(hawkes.lagRange.lowerBound)..\(hawkes.lagRange.upperBound) days")
        add("baseline", baseline.words)
        add("imputations", hawkes.imputations)
        add("bootstrap", hawkes.replicates)
      case .autoregression(let autoregression):
        add("fit", "var")
        switch autoregression.order {
        case .fixed(let lags): add("lags", lags)
        case .selected(let maximum, let criterion, let minimum):
          add("lags", "\(minimum)..\(maximum) by \(criterion.rawValue)")
        }
        add("trend", autoregression.trend.rawValue)
        add("seasons", autoregression.seasons)
        add("covariance", "\(autoregression.covariance)")
        add("shrinkage", "\(autoregression.shrinkage)")
        add("resampling", "\(autoregression.resampling)")
        add(
          "intervals",
          autoregression.hasAsymptoticIntervals
            ? "asymptotic" : autoregression.correctsBias ? "bias-corrected" : "bootstrap")
        add("surrogates", autoregression.surrogates)
        add("imputations", autoregression.imputations)
        add("bootstrap", autoregression.replicates)
      }
    }
    return options
  }
}
