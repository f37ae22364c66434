import PointProcesses
import TimeSeries

extension Error {
  /// What is wrong and what to do, with the names of the streams; nil where it is no error of a
  /// model.
  public func ofModel(streams: [String]) -> String? {
    switch self {
    case let error as TimeSeriesError: return error.described(series: streams)
    case let error as PointProcessError: return error.described(streams: streams)
    case let error as ConflictDataError:
      guard case .refused(let text) = error else { return nil }
      return text
    default: return nil
    }
  }

  /// What is wrong and what to do, with the names of the streams where it is an error of a model.
  public func described(streams: [String]) -> String { ofModel(streams: streams) ?? "\(self)" }
}
