import Escalation
import EventData
import LinearAlgebra
import Reporting
import TimeSeries

/// One vector autoregression from a file to findings: what `talion fit var` is asked for.
public struct VectorAutoregressionPlan: Sendable {
  /// The table of counts or other series.
  public var file: String
  /// The columns to explain; nil takes all that are not exogenous.
  public var columns: [String]?
  /// Columns that act but are not explained.
  public var exogenous: [String] = []
  /// The model and how long to compute.
  public var options = VectorAutoregressionAnalysis.Options()

  /// A plan with the usual settings.
  public init(file: String) {
    self.file = file
  }

  /// Reads the data, fits the model and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``PlanError``.
  public func findings(progress: Progress? = nil) async throws -> Findings {
    var inputs = Inputs()
    let bytes = try inputs.read(file)
    let table = try PeriodTable(bytes, file: file)
    let names = columns ?? table.names.filter { !exogenous.contains($0) }
    func position(_ name: String) throws -> Int {
      guard let index = table.names.firstIndex(of: name) else {
        throw PlanError.usage(
          "\(file) has no column '\(name)'; its columns are \(table.names.joined(separator: ", "))")
      }
      return index
    }
    let series = try names.map { table.columns[try position($0)] }
    var others: Matrix?
    if !exogenous.isEmpty {
      let columns = try exogenous.map { table.columns[try position($0)] }
      others = Matrix(
        rows: table.labels.count, columns: columns.count, elements: columns.flatMap { $0 })
    }
    guard !series.isEmpty else { throw PlanError.usage("name at least one column to explain") }
    let data = CountData(
      names: names, labels: table.labels, columns: series, isDaily: table.isDaily)
    do {
      let analysis = try await VectorAutoregressionAnalysis.run(
        data, options: options, exogenous: others, progress: progress)
      return try Findings(analysis, inputHash: inputs.hash)
    } catch let error as TimeSeriesError {
      throw PlanError.data("\(file): \(error.described(series: names))")
    }
  }
}
