import Escalation
import Reporting
import Tabular
import TextCharts

/// The results of a study of counts while its models are added one by one.
struct CountStudyResults {
  private let study: CountStudyFile
  private let inputs: Inputs
  private var models: [(model: CountStudyFile.Model, findings: Findings)] = []

  init(study: CountStudyFile, inputs: Inputs) {
    self.study = study
    self.inputs = inputs
  }

  /// Computes a model and keeps its findings.
  mutating func add(
    _ model: CountStudyFile.Model, threads: Int, progress: Progress?
  ) async throws {
    let findings: Findings
    switch model.plan {
    case .autoregression(var plan):
      plan.options.threads = threads
      findings = try await plan.findings(progress: progress)
    case .counts(var plan):
      plan.settings.threads = threads
      progress?("counts")
      findings = try await plan.findings()
    case .projections(var plan):
      plan.threads = threads
      progress?("projections")
      findings = try await plan.findings()
    case .comparison(var plan):
      plan.threads = threads
      findings = try await plan.findings(progress: progress)
    case .description(let plan):
      progress?("description")
      findings = try plan.findings()
    case .changes(let plan):
      progress?("changes")
      findings = try plan.findings()
    }
    models.append((model, findings))
  }

  /// The files, the summary and the notes.
  func finished() -> Study.Results {
    var files: [(name: String, bytes: [UInt8])] = []
    for name in ["estimates", "responses"] {
      let parts = models.compactMap { entry in
        entry.findings.tables.first { $0.name == name }?.naming(entry.model.name)
      }
      if !parts.isEmpty {
        files.append(("\(name).csv", Table(joining: parts, name: name).encoded(.csv)))
      }
    }
    for (model, findings) in models {
      for table in findings.tables {
        files.append(("\(model.name)/\(table.name).csv", table.encoded(.csv)))
      }
    }
    let style = ChartStyle(width: 80, glyphs: .unicode)
    files.append(("report.txt", Array(fullReport.text(style).utf8)))
    var options = [
      ("study", study.title), ("counts", study.table), ("level", "\(study.level)"),
    ].map { (key: $0.0, value: $0.1) }
    for model in studyModels {
      options += model.options.map { (key: "\(model.name).\($0.key)", value: $0.value) }
    }
    let manifest = Manifest(
      version: Release.version, software: Release.software, options: options,
      inputs: inputs.records, seed: study.seed)
    let outputs = files.map { Inputs.Record(name: $0.name, bytes: $0.bytes) }
    files.append(("manifest.json", manifest.encoded(outputs: outputs)))
    var findings = Findings()
    for (model, part) in models { findings.take(part, of: model.name) }
    return Study.Results(files: files, summary: summary, findings: findings)
  }

  private var studyModels: [CountStudyFile.Model] { models.map(\.model) }

  private var opening: Page {
    var page = Page([.heading(study.title.isEmpty ? "Study" : study.title)])
    var streams: [String] = []
    for estimate in models.flatMap(\.findings.estimates) {
      for name in [estimate.responder, estimate.provoker]
      where !name.isEmpty && !streams.contains(name) { streams.append(name) }
    }
    let blocks = Comparison(
      models: models.map { .init(name: $0.model.name, estimates: $0.findings.estimates) },
      streams: streams, level: study.level
    ).blocks
    for block in blocks { page.append(block) }
    page.append(
      .paragraph(
        "Two sides that fight in one campaign look as if they answered each other, and models of "
          + "counts do not guard against that but for the jitter tests. Do not read a lag where "
          + "those find no more than a trend would bring about."))
    return page
  }

  private var summary: Page {
    var page = opening
    page.append(.heading("Models"))
    for (model, findings) in models {
      let tables = findings.tables.count
      page.append(
        .paragraph(
          "- \(model.name): \(tables) table\(tables == 1 ? "" : "s"), in full in report.txt"))
    }
    return page
  }

  private var fullReport: Page {
    var page = opening
    for (model, findings) in models { page.append(findings.part(of: model.name)) }
    return page
  }
}

extension Table {
  /// The table with a model's name in its `model` column, so that two fits of one kind can be told
  /// apart.
  func naming(_ model: String) -> Table {
    guard let column = columns.firstIndex(of: "model") else { return self }
    var result = Table(name: name, columns: columns)
    for row in rows {
      var row = row
      if case .text(let kind) = row[column] { row[column] = .text("\(kind) \(model)") }
      result.append(row)
    }
    return result
  }
}
