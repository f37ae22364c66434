/// Which point of the lag distribution a kernel is located by.
///
/// A fit by the mean and a fit by the median are the same fit; but the profile likelihood of the
/// median needs the median as a coordinate.
public enum LagLocation: Hashable, Sendable {
  /// The mean lag.
  case mean
  /// The lag within which a share of the responses come; 0.5 is the median.
  case quantile(Double)

  /// The location of a kernel, days.
  public func value(of kernel: LagDistribution) -> Double {
    switch self {
    case .mean: kernel.mean
    case .quantile(let p): kernel.quantile(p)
    }
  }

  /// log(location / mean) at a shape, with its derivatives in log shape.
  func logRatio(family: KernelFamily, shape: Double) -> LogRatio {
    switch self {
    case .mean: (0, 0, 0)
    case .quantile(let p): family.law.logQuantile(p, shape: shape)
    }
  }
}
