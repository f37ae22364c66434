import TimeSeries

/// What series look like before any model: sizes, zeros, dispersion, whether they return to a level,
/// and correlations that stand out of what a shared trend would give.
public struct SeriesDescription: FitDetails {
  /// Numbers of one series.
  public struct Summary: Hashable, Sendable {
    /// Periods.
    public let periods: Int
    /// The mean.
    public let mean: Double
    /// The variance.
    public let variance: Double
    /// The share of zeros.
    public let zeros: Double
    /// The largest value.
    public let largest: Double
    /// Whether every value is 0 or 1.
    public let isBinary: Bool

    /// The sum.
    public var total: Double { mean * Double(periods) }
    /// The variance over the mean; NaN where the mean is 0.
    public var dispersion: Double { mean != 0 ? variance / mean : .nan }

    init(_ values: [Double]) {
      periods = values.count
      let mean = values.reduce(0, +) / Double(max(1, values.count))
      self.mean = mean
      variance =
        values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, values.count - 1))
      zeros = Double(values.count { $0 == 0 }) / Double(max(1, values.count))
      largest = values.max() ?? 0
      isBinary = values.allSatisfy { $0 == 0 || $0 == 1 }
    }
  }

  /// The series.
  public let data: CountData
  /// Numbers of each series.
  public let summaries: [Summary]
  /// Whether each series returns to a level.
  public let persistence: [SeriesPersistence]
  /// Correlations `[i][j]` of i with j before it; nil on the diagonal.
  public let correlations: [[CrossCorrelation?]]

  /// Describes series.
  ///
  /// - Parameters:
  ///   - data: The series.
  ///   - longest: Lags to both sides.
  ///   - window: Windows within which days are permuted.
  ///   - computation: Level of the bands.
  /// - Throws: ``TimeSeriesError`` for series that never change or are too short.
  public init(
    _ data: CountData, longest: Int, window: Int, computation: Computation
  ) throws {
    self.data = data
    let columns = data.names.indices.map { data.tables[0].column($0) }
    summaries = columns.map { Summary($0) }
    persistence = columns.map { SeriesPersistence($0) }
    correlations = try columns.indices.map { i in
      try columns.indices.map { j in
        i == j
          ? nil
          : try CrossCorrelation(
            responder: columns[i], provoker: columns[j], longest: longest, window: window,
            level: computation.level)
      }
    }
  }
}

/// Whether a series returns to a level, and how it is correlated with its own past; parts that a
/// short series cannot bear are nil.
public struct SeriesPersistence: Sendable {
  /// Lags of the unit-root test.
  public let lags: Int
  /// Dickey and Fuller's test of a unit root.
  public let unitRoot: UnitRoot.DickeyFuller?
  /// Kwiatkowski and others' test of a level.
  public let level: UnitRoot.Stationarity?
  /// Correlations with its own past.
  public let autocorrelation: Autocorrelation?
  /// Ljung and Box's test of them.
  public let ljungBox: TestResult?
  /// The longest lag of the autocorrelations.
  public let longest: Int

  init(_ values: [Double]) {
    // Said and Dickey's rate for the lags of the unit-root test.
    lags = Int(Double(values.count).squareRoot().squareRoot().rounded(.down))
    unitRoot = try? UnitRoot.dickeyFuller(values, lags: lags)
    level = try? UnitRoot.stationarity(values)
    longest = min(10, values.count / 2 - 2)
    autocorrelation = try? Autocorrelation(values, longest: longest)
    ljungBox = try? autocorrelation?.ljungBox(lag: longest)
  }
}

/// Describes series before any model.
public struct DescriptionAnalysis: Analysis {
  /// Lags to both sides.
  public var longest = 21
  /// Windows within which days are permuted.
  public var window = 21

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "describe" }

  /// Streams stand alone.
  public var asksWhoAnswers: Bool { false }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let counts = try data.counts(imputations: 1, seed: computation.seed)
    let description = try SeriesDescription(
      counts, longest: longest, window: window, computation: computation)
    var fit = Fit(
      data: data,
      context: FitContext(
        counts: counts, method: .modelFree, model: "none", baseline: "none",
        computation: computation),
      details: description)
    fit.warnings = zip(counts.names, description.summaries).filter(\.1.isBinary).map {
      .attackOrNone(stream: $0.0)
    }
    return fit
  }
}
