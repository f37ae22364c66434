import Estimation
import EventData
import Extraction
import Incidents
import Reporting
import Tabular

/// Reading reports from files to findings: what `talion extract` is asked for.
public struct ExtractionPlan: Sendable {
  /// Files, each a report; folders of them; `-` for standard input.
  public var files: [String]
  /// The day on which all of them were published.
  public var published: Day?
  /// A table of documents and their days of publication; it wins over ``published``.
  public var publishedTable: String?
  /// The sides whose names are looked for.
  public var sides = Sides.world
  /// Incidents that are less sure are left out.
  public var minimumConfidence = 0.0
  /// The incident to explain: `i2`, `document:i2` or `m3`; nil for the usual page.
  public var explained: String?
  /// Weights of reading to use instead of those that ship with Talion.
  public var weights: String?
  /// A table of incidents as they were decided on, to which weights are fitted first.
  public var training: String?
  /// Documents read at a time; the results do not depend on it.
  public var threads = 1

  /// A plan with the usual settings.
  public init(files: [String]) {
    self.files = files
  }

  /// Reads all reports. One that cannot be read is named, and the others are still read.
  ///
  /// - Returns: What was found, and what it was found in.
  /// - Throws: ``FileError`` or ``ReportProblem`` when there is but one report and it cannot be read;
  ///   ``TabularError`` for a bad table of days.
  public func findings() async throws -> (findings: Findings, inputs: Inputs) {
    let listed = ReportFiles(files)
    var failures: [any Error] = listed.failures
    let days = try publicationDays()
    var inputs = Inputs()
    var weights = Weights.standard
    if let file = self.weights {
      let bytes = try inputs.read(file)
      weights = try Weights(String(decoding: bytes, as: UTF8.self), file: file)
    }
    let extractor = Extractor(sides: sides, weights: weights)
    var learned: ExtractionTraining.Outcome?
    let outcomes: [Result<ReadReport, any Error>]
    if let training {
      let examined = try await each(listed.entries, days) { extractor.examine($0) }
      let outcome = try ExtractionTraining(file: training).outcome(
        examined.compactMap { try? $0.get().value }, by: extractor, from: weights, inputs: &inputs)
      let trained = extractor.weighing(outcome.weights)
      learned = outcome
      outcomes = try await parallelMap(count: examined.count, threads: threads) { index in
        examined[index].map { $0.map { trained.read($0) } }
      }
    } else {
      outcomes = try await each(listed.entries, days) { extractor.read($0) }
    }
    var readings: [ReadReport] = []
    for outcome in outcomes {
      switch outcome {
      case .success(let report): readings.append(report)
      case .failure(let error): failures.append(error)
      }
    }
    if readings.isEmpty, failures.count == 1, let first = failures.first { throw first }
    if readings.isEmpty, failures.isEmpty {
      throw PlanError.data(
        "\(files.joined(separator: ", ")): no reports; they end in .txt, .html or one of these and .gz"
      )
    }
    let found = ExtractionFindings(
      readings.map { (name: $0.name, reading: $0.value) }, minimumConfidence: minimumConfidence)
    var findings = found.findings
    if let explained {
      findings.screen = try ExtractionExplanation(
        readings: readings.map { (name: $0.name, reading: $0.value) }, merged: found.merged
      ).page(of: explained)
    }
    findings.texts = readings.compactMap { report in
      report.text.map { (name: "texts/\(report.textName)", bytes: $0) }
    }
    if let learned {
      var screen = learned.page
      screen.append(findings.screen)
      findings.screen = screen
      findings.texts.append(
        (name: ExtractionTraining.weightsFile, bytes: Array(learned.weights.text.utf8)))
    }
    findings.notes =
      failures.map { "\($0)" } + notes(listed, days, readings) + findings.notes
    findings.unreadInputs = failures.count { $0 is FileError }
    findings.badInputs = failures.count - findings.unreadInputs
    for report in readings { inputs.add(report.record) }
    return (findings, inputs)
  }

  private typealias ReadReport = FromReport<Reading>

  /// What was made of a report, with what is known of its file.
  private struct FromReport<Value: Sendable>: Sendable {
    let name: String
    let value: Value
    /// The text that ranges refer to, where it is not the file itself.
    let text: [UInt8]?
    let textName: String
    /// The file as it was read.
    let record: Inputs.Record

    func map<Other>(_ make: (Value) -> Other) -> FromReport<Other> {
      .init(name: name, value: make(value), text: text, textName: textName, record: record)
    }
  }

  /// A report as its file has it, with the day of publication that is known of it.
  private func prepared(
    _ entry: ReportFiles.Entry, days: [String: Day]
  ) throws -> (report: Extraction.Report, file: ReportFile, record: Inputs.Record) {
    let bytes = try InputFile.contents(path: entry.path)
    let file = try ReportFile(bytes, name: entry.name, path: entry.path)
    let listed = days[entry.name] ?? days[Self.stem(entry.name)]
    let report = Extraction.Report(
      name: entry.name, bytes: file.text, published: listed ?? published,
      publishedBy: listed == nil ? .option : .table, statedDays: file.statedDays)
    return (report, file, Inputs.Record(name: entry.name, bytes: bytes))
  }

  /// Makes something of every report, each read from its file once.
  private func each<Value: Sendable>(
    _ entries: [ReportFiles.Entry], _ days: [String: Day],
    _ make: @escaping @Sendable (Extraction.Report) -> Value
  ) async throws -> [Result<FromReport<Value>, any Error>] {
    try await parallelMap(count: entries.count, threads: threads) { index in
      Result {
        let (report, file, record) = try prepared(entries[index], days: days)
        return FromReport(
          name: record.name, value: make(report), text: file.isDecoded ? file.text : nil,
          textName: file.textName, record: record)
      }
    }
  }

  /// The name of a document without folder and compression, as a table may give it.
  private static func stem(_ name: String) -> String {
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return last.hasSuffix(".gz") ? String(last.dropLast(3)) : last
  }

  private func publicationDays() throws -> [String: Day] {
    guard let publishedTable else { return [:] }
    return try PublicationTable.read(
      InputFile.contents(path: publishedTable), file: publishedTable)
  }

  private func notes(
    _ listed: ReportFiles, _ days: [String: Day], _ readings: [ReadReport]
  ) -> [String] {
    var notes: [String] = []
    if !listed.passedOver.isEmpty {
      notes.append(
        "\(listed.passedOver.count) files in folders are not reports by their names, such as"
          + " \(listed.passedOver[0])")
    }
    let names = Set(readings.flatMap { [$0.name, Self.stem($0.name)] })
    let unknown = days.keys.filter { !names.contains($0) }.sorted()
    if let first = unknown.first {
      notes.append("\(unknown.count) rows of the table of days name no document, such as \(first)")
    }
    let decoded = readings.count { $0.text != nil }
    if decoded > 0 {
      notes.append(
        "bytes of \(decoded) documents refer to their decoded texts, written to the folder texts")
    }
    return notes
  }

  /// Reads all texts of a folder, in the order of their names.
  ///
  /// - Parameters:
  ///   - folder: Where it lies.
  ///   - name: Its name in results.
  ///   - published: A table of document and day of publication: where it lies, and its name.
  ///   - inputs: Notes what is read.
  /// - Returns: What was found.
  /// - Throws: ``FileError/cannotRead(path:reason:)``, ``TabularError`` for a bad table of days.
  func readings(
    folder: String, name: String, published: (path: String, name: String)?, inputs: inout Inputs
  ) throws -> ExtractionFindings {
    var days: [String: Day] = [:]
    if let published {
      let bytes = try inputs.read(published.path, as: published.name)
      days = try PublicationTable.read(bytes, file: published.path)
    }
    let extractor = Extractor(sides: sides)
    var readings: [(name: String, reading: Reading)] = []
    for file in try InputFolder.files(folder, ending: ".txt") {
      let bytes = try inputs.read("\(folder)/\(file)", as: "\(name)/\(file)")
      let report = Extraction.Report(name: file, bytes: bytes, published: days[file])
      readings.append((file, extractor.read(report)))
    }
    return ExtractionFindings(readings)
  }
}
