import Escalation
import EventData
import Incidents
import PointProcesses
import Reporting
import Tabular

/// One Hawkes fit from files to findings: what `talion fit hawkes` is asked for.
public struct HawkesPlan: Sendable {
  /// Where the events are.
  public enum Source: Hashable, Sendable {
    /// A table of incidents, and perhaps one of running totals.
    case incidents(String, claims: String?)
    /// A table of exact times.
    case times(String)
  }

  /// How parameters are estimated.
  public enum Method: String, CaseIterable, Hashable, Sendable {
    /// Maximum likelihood; dates that are intervals go through multiple imputation.
    case mle
    /// The posterior, with dates as they are.
    case bayes
  }

  /// Where the events are.
  public var source: Source
  /// How parameters are estimated; nil takes the posterior where dates are intervals.
  public var method: Method?
  /// A file that says which names belong to which side.
  public var sides: String?
  /// The observed span.
  public var span: ObservedSpan
  /// The streams; nil takes those of a table of times in the order of their first event.
  public var streams: [String]?
  /// The baseline; nil takes a constant one for maximum likelihood, a smooth one for the posterior.
  public var baseline: BaselinePlan?
  /// How totals are used.
  public var totals = TotalsPlan()
  /// The model and how long to compute.
  public var options = HawkesAnalysis.Options()
  /// The model and how long to compute, for the posterior.
  public var posterior = PosteriorAnalysis.Options()
  /// The largest lag of responses and charts, days.
  public var horizon = 30.0

  /// A plan with the usual settings.
  public init(source: Source, span: ObservedSpan, streams: [String]? = nil) {
    self.source = source
    self.span = span
    self.streams = streams
  }

  /// Reads the data, fits the model and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``,
  ///   ``PointProcessError``, ``LinearAlgebraError``.
  public func findings(progress: Progress? = nil) async throws -> Findings {
    var inputs = Inputs()
    let events = try EventsPlan(
      source: source, sides: sides, span: span, streams: streams, totals: totals
    ).read(&inputs) { count, table in
      guard count == 0 else { return }
      throw table.map { PlanError.data("\($0): there is no event; nothing can be fitted") }
        ?? .usage("name the streams, such as --streams \"US->militias,militias->US\"")
    }
    let notes = try events.notes + timesNotes(events.data)
    let (data, log) = (events.data, events.incidents)
    var findings: Findings
    switch method ?? (data.needsImputation ? .bayes : .mle) {
    case .mle:
      let baseline = baseline ?? .constant
      if case .smooth = baseline {
        throw PlanError.usage("a smooth baseline needs the method bayes")
      }
      var options = options
      options.breaks = try baseline.breaks(in: span)
      let analysis = try await HawkesAnalysis.named(data, options: options, progress: progress)
      findings = try Findings(
        analysis, baseline: baseline.words, inputHash: inputs.hash, log: log, horizon: horizon)
      findings.notes = notes + analysis.beyondTotalsNotes + findings.notes
    case .bayes:
      let baseline = baseline ?? .smooth(slowerThan: 14, breaks: [], weekdays: false)
      var options = posterior
      options.sampling.baseline = try baseline.shape(in: span)
      let analysis = try await PosteriorAnalysis.named(data, options: options, progress: progress)
      findings = try Findings(
        analysis, baseline: baseline.words, inputHash: inputs.hash, log: log, horizon: horizon)
      findings.notes = notes + findings.notes
    }
    if let record = events.record, !record.ladder.rows.isEmpty {
      findings.tables += [record.totals, record.ladder]
    }
    return findings
  }
}

extension HawkesPlan {
  /// What should be known of exact times before they are fitted; none of incidents.
  private func timesNotes(_ data: AnalysisData) throws(PlanError) -> [String] {
    guard case .times(let path) = source, case .exact(let streams) = data.content else { return [] }
    if let empty = streams.firstIndex(where: \.isEmpty) {
      throw .data(
        "\(path): the stream '\(data.names[empty])' has no event; check its spelling or leave it out"
      )
    }
    let times = streams.joined().sorted()
    let ties = zip(times, times.dropFirst()).count { $0 == $1 }
    guard ties > 0 else { return [] }
    return [
      "\(path): \(ties) events share their exact time with another; they are taken not to answer "
        + "each other. Times that are only dates belong into a table of incidents, whose same-day "
        + "order is drawn"
    ]
  }
}

extension PosteriorAnalysis {
  /// Runs an analysis; what is wrong with the data is said with the names of the streams.
  static func named(
    _ data: AnalysisData, options: Options, progress: Progress?
  ) async throws -> PosteriorAnalysis {
    try await data.named { try await run(data, options: options, progress: progress) }
  }
}

extension HawkesAnalysis {
  /// Runs an analysis; what is wrong with the data is said with the names of the streams.
  static func named(
    _ data: AnalysisData, options: Options, progress: Progress?
  ) async throws -> HawkesAnalysis {
    try await data.named { try await run(data, options: options, progress: progress) }
  }

  /// Where dated incidents are more than the totals of their span allow.
  var beyondTotalsNotes: [String] {
    data.names.enumerated().compactMap { stream, name in
      let excess = completions.map { $0.beyondTotals[stream] }.max() ?? 0
      guard excess > 0 else { return nil }
      return
        "\(name): in some spans the dated incidents are more than the totals allow (up to \(excess) "
        + "in all); the incidents are kept"
    }
  }
}

extension AnalysisData {
  /// Computes something; what is wrong with the data is said with the names of the streams.
  fileprivate func named<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as PointProcessError {
      throw PlanError.data(error.described(streams: names))
    }
  }
}
