import Escalation
import EventData
import Incidents
import PointProcesses
import Reporting

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
    var notes: [String] = []
    let data: AnalysisData
    var log: [Incident] = []
    var record: ConflictRecord?
    switch source {
    case .times(let path):
      let bytes = try inputs.read(path)
      var window: ObservationWindow?
      var numbers: ClosedRange<Double>?
      switch span {
      case .calendar(let calendar): window = calendar
      case .numbers(let range): numbers = range
      }
      let events = try EventTimesTable.read(
        bytes, file: path, streams: streams, window: window, span: numbers)
      guard !events.streams.isEmpty else {
        throw PlanError.data("\(path): there is no event; nothing can be fitted")
      }
      if let empty = events.times.firstIndex(where: \.isEmpty) {
        throw PlanError.data(
          "\(path): the stream '\(events.streams[empty])' has no event; check its spelling or "
            + "leave it out")
      }
      if events.otherRows > 0 {
        notes.append("\(path): \(events.otherRows) events of other streams are not used")
      }
      let times = events.times.joined().sorted()
      let ties = zip(times, times.dropFirst()).count { $0 == $1 }
      if ties > 0 {
        notes.append(
          "\(path): \(ties) events share their exact time with another; they are taken not to "
            + "answer each other. Times that are only dates belong into a table of incidents, whose "
            + "same-day order is drawn")
      }
      data = AnalysisData(
        names: events.streams, times: events.times, duration: span.length, window: window)
    case .incidents(let path, let claimsPath):
      guard case .calendar(let window) = span else {
        throw PlanError.usage("incidents need a window of dates, such as 2023-10-17..2024-02-04")
      }
      guard let streams, !streams.isEmpty else {
        throw PlanError.usage("name the streams, such as --streams \"US->militias,militias->US\"")
      }
      let sides = try sides.map { try Sides(inputs.read($0), file: $0) }
      let dyads = try streams.map { try Dyad($0) }
      log = try IncidentTable.read(inputs.read(path), file: path, sides: sides)
      let claims = try claimsPath.map {
        try ClaimTable.read(inputs.read($0), file: $0, sides: sides)
      }
      let made = try ConflictRecord(
        incidents: log, claims: claims ?? [], streams: dyads, window: window, totals: totals)
      notes += made.notes
      record = made
      data = made.data
    }
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
    if let record, !record.ladder.rows.isEmpty {
      findings.tables += [record.totals, record.ladder]
    }
    return findings
  }
}

extension PosteriorAnalysis {
  /// Runs an analysis; what is wrong with the data is said with the names of the streams.
  static func named(
    _ data: AnalysisData, options: Options, progress: Progress?
  ) async throws -> PosteriorAnalysis {
    do {
      return try await run(data, options: options, progress: progress)
    } catch let error as PointProcessError {
      throw PlanError.data(error.described(streams: data.names))
    }
  }
}

extension HawkesAnalysis {
  /// Runs an analysis; what is wrong with the data is said with the names of the streams.
  static func named(
    _ data: AnalysisData, options: Options, progress: Progress?
  ) async throws -> HawkesAnalysis {
    do {
      return try await run(data, options: options, progress: progress)
    } catch let error as PointProcessError {
      throw PlanError.data(error.described(streams: data.names))
    }
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
