import Escalation
import LinearAlgebra
import Reporting
import TimeSeries

/// One vector autoregression from a file to findings: what `talion fit var` is asked for.
public struct VectorAutoregressionPlan: Sendable {
  /// The series.
  public var series: SeriesSelection
  /// The model and how long to compute.
  public var options = VectorAutoregressionAnalysis.Options()

  /// A plan with the usual settings.
  public init(file: String) {
    series = SeriesSelection(file: file)
  }

  /// Reads the data, fits the model and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings(progress: Progress? = nil) async throws -> Findings {
    var series = series
    switch options.order {
    case .fixed(let lags): series.leadingRows = max(lags, options.exogenousLags)
    case .selected(let maximum, _, _): series.leadingRows = max(maximum, options.exogenousLags)
    }
    let selected = try series.read()
    let data = CountData(
      names: selected.names, labels: selected.labels, columns: selected.columns,
      isDaily: selected.isDaily)
    do {
      let analysis = try await VectorAutoregressionAnalysis.run(
        data, options: options, exogenous: selected.exogenous,
        exogenousNames: selected.exogenousNames, progress: progress)
      return try Findings(analysis, inputHash: selected.hash)
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(series.file): \(error.described(series: selected.names))")
    }
  }
}
