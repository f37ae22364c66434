import TimeSeries

/// When the level of series changes, and whether it does at a dated act.
public struct ChangePointAnalysis: Analysis {
  /// What a segment costs; nil is chosen from the data.
  public var cost: ChangePoints.Cost?
  /// What a change costs; nil is chosen from the data.
  public var penalty: ChangePoints.Penalty?
  /// Least periods of a segment.
  public var minimumLength = 7
  /// The label of a dated act to compare before and after.
  public var act: String?
  /// Periods looked at on each side of it.
  public var width = 30

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "changepoints" }

  /// Streams stand alone.
  public var asksWhoAnswers: Bool { false }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try data.counts(imputations: 1, seed: computation.seed)
    let position = try act.map { try ChangePointAnalysis.row($0, in: counts.labels) }
    let series = try counts.names.indices.map { column in
      let values = counts.tables[0].column(column)
      return SeriesChanges(
        values: values,
        changes: try changes(of: values),
        interruption: try position.map {
          try InterruptedSeries(
            values, position: $0, width: width,
            isCount: values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
        })
    }
    return Fit(
      data: data,
      context: FitContext(
        counts: counts, method: .modelFree, model: "changepoints", baseline: "none",
        computation: computation),
      details: ChangesOfSeries(labels: counts.labels, series: series, act: act))
  }

  /// The changes of a series; what is not given is chosen from it.
  private func changes(of values: [Double]) throws(TimeSeriesError) -> ChangePoints {
    if cost == nil, penalty == nil {
      return try ChangePoints(choosingFor: values, minimumLength: minimumLength)
    }
    let choice = try ChangePoints.Choice(for: values, minimumLength: minimumLength)
    // A penalty that is inflated for own answers belongs to the cost that it was made for.
    return try ChangePoints(
      values, cost: cost ?? choice.cost,
      penalty: penalty
        ?? (cost == nil || cost == choice.cost ? .fixed(choice.penalty) : .modifiedBIC),
      minimumLength: minimumLength)
  }

  private static func row(
    _ label: String, in labels: [String]
  ) throws(ConflictDataError) -> Int {
    guard let index = labels.firstIndex(of: label) else { throw .noRow(label) }
    guard labels.count(where: { $0 == label }) == 1 else { throw .repeatedRow(label) }
    return index
  }
}

/// The changes of several series.
public struct ChangesOfSeries: FitDetails {
  /// The labels of the rows.
  public let labels: [String]
  /// Each series' changes.
  public let series: [SeriesChanges]
  /// The label of the act, where one was asked for.
  public let act: String?
}

/// One series' changes.
public struct SeriesChanges: Sendable {
  /// A stretch between two changes.
  public struct Segment: Hashable, Sendable {
    /// Its rows.
    public let rows: Range<Int>
    /// Its mean.
    public let mean: Double
    /// Its variance.
    public let variance: Double
  }

  /// The changes.
  public let changes: ChangePoints
  /// The stretches between them.
  public let segments: [Segment]
  /// The change at the act, where one was asked for.
  public let interruption: InterruptedSeries?

  init(values: [Double], changes: ChangePoints, interruption: InterruptedSeries?) {
    self.changes = changes
    self.interruption = interruption
    let ends = changes.positions + [values.count]
    segments = zip([0] + changes.positions, ends).map { start, end in
      let part = values[start..<end]
      let mean = part.reduce(0, +) / Double(part.count)
      return Segment(
        rows: start..<end, mean: mean,
        variance: part.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(part.count))
    }
  }
}
