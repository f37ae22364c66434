import Incidents
import LinearAlgebra
import PointProcesses

/// The data of a conflict as every model can take them: incidents with their totals, exact times, or
/// a table of counts, seen as events or as counts per period.
public struct ConflictData: Sendable {
  private enum Content: Sendable {
    case events(AnalysisData)
    case counts(CountData)
  }

  /// Columns that act but are not explained.
  public struct Covariates: Sendable {
    /// Their names.
    public var names: [String] = []
    /// Their values, a list a name.
    public var columns: [[Double]] = []

    /// None.
    public init() {}
  }

  private let content: Content
  /// The names of the streams or series.
  public let names: [String]
  /// The observed span.
  public let span: ObservedSpan?
  /// The incidents from which the streams were made; empty for times and counts.
  public let incidents: [Incident]
  /// What became of the running totals, a stream each; empty where there are none.
  public let totals: [StreamTotals]
  /// Answers whose motive is stated.
  public var stated: [StatedPair] = []
  /// Columns of a table that act but are not explained.
  public let covariates: Covariates
  /// The SHA-256 of the inputs that were used.
  public var inputHash = ""

  /// Incidents, totals and stated answers of a window; of stated answers outside of it nothing is used.
  ///
  /// - Throws: ``ConflictDataError`` for a repeated stream, and for one that has no incident and no
  ///   total in the window.
  public init(
    incidents: [Incident], claims: [Claim] = [], window: ObservationWindow, streams dyads: [Dyad],
    totals rule: TotalsRule = TotalsRule(), stated: [StatedPair] = []
  ) throws(ConflictDataError) {
    try ConflictData.check(dyads.map(\.description))
    let streams = dyads.map { IncidentStream(dyad: $0, window: window, incidents: incidents) }
    let totals = dyads.map { dyad in
      StreamTotals(
        claims, dyad: dyad, window: window, rule: rule,
        known: incidents.filter { $0.dyad == dyad }.compactMap { incident in
          incident.dates.bounded.map { (dates: $0, count: max(1, incident.count.minimum)) }
        })
    }
    var ladders: [Int: Ladder] = [:]
    for (index, total) in totals.enumerated() {
      if let ladder = total.ladder {
        ladders[index] = ladder
      } else if streams[index].events.isEmpty {
        throw .emptyStream("\(dyads[index])", window: "\(window)")
      }
    }
    content = .events(AnalysisData(streams: streams, ladders: ladders, window: window))
    names = dyads.map(\.description)
    span = .calendar(window)
    self.incidents = incidents
    self.totals = totals.filter { !$0.decisions.isEmpty }
    self.stated = stated.filter { $0.isObserved(in: window) }
    covariates = Covariates()
  }

  /// Exact times of streams, days from the beginning of the span.
  ///
  /// - Throws: ``ConflictDataError`` for a repeated stream, or one without events.
  public init(
    streams: [String], times: [[Double]], span: ObservedSpan
  ) throws(ConflictDataError) {
    try ConflictData.check(streams)
    guard !streams.isEmpty else { throw .noEvents }
    for (name, own) in zip(streams, times) where own.isEmpty {
      throw .emptyStream(name, window: "the window")
    }
    content = .events(
      AnalysisData(names: streams, times: times, duration: span.length, window: span.window))
    names = streams
    self.span = span
    incidents = []
    totals = []
    covariates = Covariates()
  }

  /// A table of counts or of any series.
  ///
  /// - Throws: ``ConflictDataError/repeatedStream(_:)``.
  public init(
    _ counts: CountData, covariates: Covariates = Covariates()
  ) throws(ConflictDataError) {
    try ConflictData.check(counts.names + covariates.names)
    content = .counts(counts)
    names = counts.names
    span =
      counts.isDaily
      ? counts.labels.first.flatMap { first in
        counts.labels.last.flatMap { try? ObservationWindow("\(first)..\($0)") }
      }.map { .calendar($0) } : nil
    incidents = []
    totals = []
    self.covariates = covariates
  }

  private static func check(_ names: [String]) throws(ConflictDataError) {
    var seen: Set<String> = []
    for name in names where !seen.insert(name).inserted { throw .repeatedStream(name) }
  }

  /// Whether the times of events are exact.
  public var isExact: Bool {
    if case .events(let data) = content { return !data.needsImputation }
    return false
  }

  /// Whether the data are a table of counts or of other series.
  public var isTable: Bool {
    if case .counts = content { return true }
    return false
  }

  /// The observed days, where the data have a calendar.
  public var window: ObservationWindow? { span?.window }

  /// What the data count.
  public var measure: Measure {
    if case .counts(let data) = content { return data.measure }
    return .incidents
  }

  /// The data as events.
  ///
  /// - Throws: ``ConflictDataError/notDailyCounts`` for a table that is not one of daily counts.
  public func events() throws(ConflictDataError) -> AnalysisData {
    switch content {
    case .events(let data): return data
    case .counts(let data):
      guard let events = AnalysisData(dailyCounts: data) else { throw .notDailyCounts }
      return events
    }
  }

  /// The data as counts a period; incidents whose dates are intervals are drawn from them.
  ///
  /// - Parameters:
  ///   - imputations: How often they are drawn.
  ///   - seed: Of the random numbers.
  /// - Returns: The counts, one table an imputation.
  /// - Throws: ``ConflictDataError/noCounts`` for times without a calendar, ``PointProcessError``.
  public func counts(imputations: Int = 1, seed: UInt64 = 1) throws -> CountData {
    switch content {
    case .counts(let data): return data
    case .events(let data):
      guard let window = data.window else { throw ConflictDataError.noCounts }
      let completions = try (0..<(data.needsImputation ? max(1, imputations) : 1)).map {
        try CompletedHistory(of: data, seed: seed, replicate: $0)
      }
      return CountData(completions, names: data.names, window: window)
    }
  }

  /// The table of counts itself; nil where the data are incidents or times.
  public var table: CountData? {
    if case .counts(let data) = content { return data }
    return nil
  }

  /// Expected incidents a day, those whose dates are intervals spread over them; nil for other data.
  public var expectedCounts: CountSeries? {
    guard case .events(let data) = content, case .dated(let streams, _) = data.content,
      let window = data.window
    else { return nil }
    return CountSeries(expectedIn: streams, window: window)
  }

  /// Events that share their exact time with another; 0 where times are not exact.
  public var ties: Int {
    guard case .events(let data) = content, case .exact(let streams) = data.content else {
      return 0
    }
    let times = streams.joined().sorted()
    return zip(times, times.dropFirst()).count { $0 == $1 }
  }
}
