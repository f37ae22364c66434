import Escalation
import Incidents
import Settings
import Studies

/// The data of a conflict: incidents of directed pairs of sides, exact times, or counts per period.
///
/// ```swift
/// let conflict = try Conflict(
///   incidents: "incidents.csv", window: "2023-01-01..2023-12-31",
///   streams: ["army->rebels", "rebels->army"])
/// let fit = try await conflict.fit(.posterior)
/// print(try fit.lag(of: "army->rebels", inAnswerTo: "rebels->army"))
/// ```
///
/// Dates are intervals of days; nothing is taken for an exact time that is not one. Every row of a
/// table is used or accounted for in ``account``.
public struct Conflict: Sendable {
  private enum Content: Sendable {
    case files(DataSource, SelectionSettings)
    case values(ConflictData)
  }

  private let content: Content
  /// The rows read, used and left out, a sentence a file; empty where values were given.
  public let account: [String]

  /// Incidents with dates from a table, perhaps with running totals.
  ///
  /// - Parameters:
  ///   - incidents: The table: `source`, `target`, `date_min`, `date_max` and more, or a hand-made
  ///     log with `date` instead.
  ///   - claims: Running totals, such as "66 attacks since 17 October".
  ///   - sides: Which names belong to which side; without it names are taken as they stand.
  ///   - stated: Answers whose motive is stated.
  ///   - window: The observed days, `START..END`, both included.
  ///   - streams: Who acts on whom, such as `army->rebels`; the order of all results.
  ///   - allowsUnmatched: Whether more than a fifth of the rows may match no side.
  /// - Throws: ``ConflictError``.
  public init(
    incidents: Input, claims: Input? = nil, sides: Input? = nil, stated: Input? = nil,
    window: String, streams: [String], allowsUnmatched: Bool = false
  ) throws(ConflictError) {
    try self.init([incidents, claims, sides, stated].compactMap(\.self)) { settings in
      settings.incidents = incidents.name
      settings.claims = claims?.name
      settings.sides = sides?.name
      settings.stated = stated?.name
      settings.streams = CommaSeparated(streams)
      settings.allowUnmatched = allowsUnmatched
      settings.selection.window = window
    }
  }

  /// Incidents and running totals that are at hand as values.
  ///
  /// - Throws: ``ConflictError`` for a repeated stream, or one without incident and total.
  public init(
    incidents: [Incident], claims: [Claim] = [], window: ObservationWindow, streams: [Dyad]
  ) throws(ConflictError) {
    try self.init {
      try ConflictData(incidents: incidents, claims: claims, window: window, streams: streams)
    }
  }

  /// Exact times from a table with the columns `time` and `stream`.
  ///
  /// - Parameters:
  ///   - times: The table; times are days from the start of the window, or ISO dates with a time of
  ///     day.
  ///   - window: The observed span: two numbers of days such as `0..300`, or two dates.
  ///   - streams: The streams that are wanted; nil takes all.
  /// - Throws: ``ConflictError``.
  public init(times: Input, window: String, streams: [String]? = nil) throws(ConflictError) {
    try self.init([times]) { settings in
      settings.times = times.name
      settings.streams = streams.map { CommaSeparated($0) }
      settings.selection.window = window
    }
  }

  /// Exact times that are at hand as values, days from the start of the observed span.
  ///
  /// - Throws: ``ConflictError`` for a stream without events, or a time outside the span.
  public init(
    times: KeyValuePairs<String, [Double]>, duration: Double
  ) throws(ConflictError) {
    guard duration > 0, duration <= ObservedSpan.longest else {
      throw .request("the duration is \(duration); give a number of days above 0")
    }
    for (stream, own) in times {
      if let wrong = own.first(where: { !(0...duration).contains($0) }) {
        throw .data("\(stream): the time \(wrong) is not within 0 to \(duration) days")
      }
    }
    try self.init {
      try ConflictData(
        streams: times.map(\.key), times: times.map { $0.value.sorted() },
        span: .numbers(0...duration))
    }
  }

  /// Counts or other series from a table, a row a period.
  ///
  /// - Parameters:
  ///   - counts: The table: dates or labels in the first column, numbers in the others.
  ///   - columns: The series to explain, in order; nil takes all.
  ///   - window: The rows to look at, `FIRST..LAST`; nil takes all.
  /// - Throws: ``ConflictError``.
  public init(
    counts: Input, columns: [String]? = nil, window: String? = nil
  ) throws(ConflictError) {
    try self.init([counts]) { settings in
      settings.counts = counts.name
      settings.selection.columns = columns.map { CommaSeparated($0) }
      settings.selection.window = window
    }
  }

  /// Daily counts that are at hand as values, from a day on.
  ///
  /// - Throws: ``ConflictError`` for series of different lengths, or a repeated name.
  public init(
    counts: KeyValuePairs<String, [Double]>, from start: Day
  ) throws(ConflictError) {
    let length = counts.first?.value.count ?? 0
    guard length > 0, counts.allSatisfy({ $0.value.count == length }) else {
      throw .data("the series differ in length or are empty; give one number a day for each")
    }
    let labels = (0..<length).map { "\(start + $0)" }
    try self.init {
      try ConflictData(
        CountData(
          names: counts.map(\.key), labels: labels, columns: counts.map(\.value), time: .day))
    }
  }

  private init(_ data: () throws -> ConflictData) throws(ConflictError) {
    content = .values(try ConflictError.saying(data))
    account = []
  }

  private init(
    _ inputs: [Input], _ change: (inout DataSettings) -> Void
  ) throws(ConflictError) {
    let source = try ConflictError.saying {
      var settings = try DataSettings.withDefaults()
      change(&settings)
      let given = inputs.reduce(into: [String: [UInt8]]()) { given, input in
        if case .bytes(let bytes, let name) = input { given[name] = bytes }
      }
      return (try DataSource(settings, given: given), settings.selection)
    }
    content = .files(source.0, source.1)
    account = source.0.account
  }

  /// Fits a model.
  ///
  /// - Parameters:
  ///   - model: The model, such as `.posterior` or `.autoregression(lags: 7)`.
  ///   - seed: Of all random numbers; the same seed gives the same results.
  ///   - level: The level of all intervals.
  ///   - threads: Parts computed at a time; the results do not depend on it.
  ///   - progress: Told in words what is computed, with the share that is done.
  /// - Returns: The fit.
  /// - Throws: ``ConflictError``, and `CancellationError` where the task was cancelled.
  public func fit(
    _ model: Model, seed: UInt64 = 1, level: Double = 0.95, threads: Int = 2,
    progress: (@Sendable (String) -> Void)? = nil
  ) async throws -> ConflictFit {
    guard (0.5...0.999).contains(level) else {
      throw ConflictError.request("the level is \(level); give a number from 0.5 to 0.999")
    }
    let data = try ConflictError.saying { try self.data(model.analysis.columns) }
    var computation = Computation(seed: seed, level: level, threads: max(1, threads))
    if let progress { computation.progress = { progress($0.description) } }
    do {
      return try ConflictFit(await model.analysis.fit(data, computation), account: account)
    } catch let error as CancellationError {
      throw error
    } catch {
      throw ConflictError.of(error, streams: data.names)
    }
  }

  private func data(_ request: ColumnRequest) throws -> ConflictData {
    switch content {
    case .files(let source, let selection): try source.data(request, selection: selection)
    case .values(let data): try data.choosing(request)
    }
  }
}

extension ConflictData {
  /// The columns of a table of counts that a model takes; other data are taken as they are.
  fileprivate func choosing(_ request: ColumnRequest) throws(ConflictError) -> ConflictData {
    guard let table, request != ColumnRequest() else { return self }
    let explained =
      request.explained ?? table.names.filter { !request.covariates.contains($0) }
    func column(_ name: String) throws(ConflictError) -> [Double] {
      guard let position = table.names.firstIndex(of: name) else {
        throw .unknownStream(
          name, known: table.names, nearest: Suggestion.nearest(to: name, among: table.names))
      }
      return table.tables[0].column(position)
    }
    var columns: [[Double]] = []
    for name in explained { columns.append(try column(name)) }
    var covariates = Covariates()
    for name in request.covariates {
      covariates.names.append(name)
      covariates.columns.append(try column(name))
    }
    return try ConflictError.saying {
      try ConflictData(
        CountData(names: explained, labels: table.labels, columns: columns, time: table.time),
        covariates: covariates)
    }
  }
}
