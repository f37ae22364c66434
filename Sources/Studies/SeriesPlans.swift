import Escalation
import Reporting
import TimeSeries

/// Local projections from a file to findings: what `talion fit projections` is asked for.
public struct ProjectionPlan: Sendable {
  /// The series.
  public var series: SeriesSelection
  /// What is projected.
  public var options = ProjectionAnalysis.Options()
  /// Surrogates of the interval-jitter test; 0 leaves it out.
  public var surrogates = 499
  /// Parts computed at a time; the results do not depend on it.
  public var threads = 1

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// Reads the data, projects and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings() async throws -> Findings {
    let selected = try series.read()
    do {
      let jitters = try await PooledJitter.of(
        selected.data, lags: options.lags, replicates: surrogates, seed: options.seed,
        threads: threads)
      return try Findings(
        ProjectionAnalysis(selected.data, options: options, jitters: jitters),
        inputHash: selected.hash)
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(series.file): \(error.described(series: selected.names))")
    }
  }
}

/// A description of series: what `talion describe` is asked for.
public struct DescriptionPlan: Sendable {
  /// The series.
  public var series: SeriesSelection
  /// Lags to both sides.
  public var longest = 21
  /// Windows within which days are permuted.
  public var window = 21
  /// The level of the bands.
  public var level = 0.95
  /// Of all random numbers.
  public var seed: UInt64 = 1

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// Reads the data and describes them.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings() throws -> Findings {
    let selected = try series.read()
    return try selected.reportingErrors(series.file) {
      try SeriesDescription(
        selected.data, longest: longest, window: window, level: level, seed: seed
      ).findings
    }
  }
}

/// Changes of series: what `talion changepoints` is asked for.
public struct ChangePointPlan: Sendable {
  /// The series.
  public var series: SeriesSelection
  /// What a segment costs.
  public var cost = ChangePoints.Cost.poisson
  /// What a change costs.
  public var penalty = ChangePoints.Penalty.modifiedBIC
  /// Least periods of a segment.
  public var minimumLength = 7
  /// The label of a dated act to compare before and after.
  public var act: String?
  /// Periods looked at on each side of it.
  public var width = 30

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// Reads the data and finds the changes.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings() throws -> Findings {
    let selected = try series.read()
    var position: Int?
    if let act {
      guard let index = selected.labels.firstIndex(of: act) else {
        throw PlanError.usage("\(series.file) has no row '\(act)'")
      }
      guard selected.labels.count(where: { $0 == act }) == 1 else {
        throw PlanError.usage(
          "\(series.file) has several rows '\(act)', so they cannot name an act")
      }
      position = index
    }
    return try selected.reportingErrors(series.file) {
      let entries = try zip(selected.names, selected.columns).map { name, values in
        ChangeReport.Entry(
          name: name, values: values,
          changes: try ChangePoints(
            values, cost: cost, penalty: penalty, minimumLength: minimumLength),
          interruption: try position.map {
            try InterruptedSeries(
              values, position: $0, width: width,
              isCount: values.allSatisfy { $0 >= 0 && $0 == $0.rounded() })
          })
      }
      return ChangeReport(entries: entries, labels: selected.labels, act: act).findings
    }
  }
}

extension SeriesSelection.Selected {
  /// The columns to explain as data of a model.
  var data: CountData {
    CountData(names: names, labels: labels, columns: columns, isDaily: isDaily)
  }

  /// Names series in errors of models.
  func reportingErrors<Value>(_ file: String, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(file): \(error.described(series: names))")
    }
  }
}
