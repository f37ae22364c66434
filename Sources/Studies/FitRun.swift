import ArgumentParser
import Escalation
import Reporting
import Settings
import Tabular

/// One analysis from settings to findings: what `talion fit`, `compare`, `describe`, `changepoints`
/// and `test` are asked for.
public struct FitRun: Sendable {
  private let settings: any ModelSettings
  private let data: DataSettings
  private let computation: ComputationSettings

  /// An analysis of some data.
  public init(
    _ settings: any ModelSettings, data: DataSettings, computation: ComputationSettings
  ) {
    self.settings = settings
    self.data = data
    self.computation = computation
  }

  /// Reads the data, fits the model and makes the findings.
  ///
  /// - Parameters:
  ///   - threads: Parts computed at a time.
  ///   - progress: Told what is computed.
  ///   - check: Called with the manifest before anything is computed, to find a blocked output.
  /// - Returns: The findings, and what they were made from.
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``,
  ///   ``ConflictDataError``, and what the model throws.
  public func findings(
    threads: Int, progress: ProgressHandler? = nil,
    before check: (Manifest) throws -> Void = { _ in }
  ) async throws -> (findings: Findings, manifest: Manifest) {
    let analysis = try settings.analysis()
    let source = try DataSource(data)
    let data = try source.data(analysis.columns, selection: data.selection)
    let manifest = Manifest(
      version: Release.version, software: Release.software, options: options,
      inputs: source.inputs.records, seed: computation.seed, account: source.account)
    try check(manifest)
    let fit: Fit
    do {
      fit = try await analysis.fit(
        data, computation.computation(threads: threads, progress: progress))
    } catch {
      guard let words = error.ofModel(streams: data.names) else { throw error }
      let file = self.data.counts ?? self.data.times
      throw PlanError.data((file.map { "\($0): " } ?? "") + words)
    }
    var findings = try Findings(fit)
    if !source.account.isEmpty {
      findings.screen.prepend(.lines(source.account))
      findings.notes = TotalsTables.sentences(data.totals, rule: self.data.totals) + findings.notes
    }
    let own = Set(findings.tables.map(\.name))
    findings.tables += try source.tables().filter { !own.contains($0.name) }
    return (findings, manifest)
  }

  /// Every option with its value, as the manifest states it.
  private var options: [(key: String, value: String)] {
    [(key: "command", value: type(of: settings).name)]
      + (ParsedValues.of(data) + ParsedValues.of(computation) + ParsedValues.of(settings)).map {
        (key: $0.name, value: $0.value)
      }
  }
}
