import RealModule

/// The mode of a smoothed sample: where a Gaussian kernel density is highest.
///
/// The bandwidth is Silverman's rule of thumb (Density Estimation for Statistics and Data Analysis,
/// 1986, equation 3.31).
public struct DensityMode: Hashable, Sendable {
  /// Where the density is highest.
  public let value: Double

  /// The mode of a sample.
  ///
  /// - Parameter sample: Finite numbers, at least one; of a constant sample the constant is the mode.
  public init(_ sample: [Double]) {
    let quantiles = SampleQuantiles(sample)
    let mean = sample.reduce(0, +) / Double(sample.count)
    let variance =
      sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(max(1, sample.count - 1))
    let spread = min(variance.squareRoot(), (quantiles(0.75) - quantiles(0.25)) / 1.349)
    let width = 0.9 * spread * Double.pow(Double(sample.count), -0.2)
    guard width > 0 else {
      value = quantiles(0.5)
      return
    }
    // A histogram finer than the bandwidth stands for the sample.
    let (low, high) = (quantiles(0) - width, quantiles(1) + width)
    let cells = min(4000, max(8, Int((high - low) / (0.2 * width))))
    let step = (high - low) / Double(cells)
    var counts = [Double](repeating: 0, count: cells)
    for number in sample {
      counts[min(cells - 1, max(0, Int((number - low) / step)))] += 1
    }
    let reach = Int((4 * width / step).rounded(.up))
    let weights = (0...reach).map { offset -> Double in
      let z = Double(offset) * step / width
      return Double.exp(-0.5 * z * z)
    }
    var best = (cell: 0, density: -1.0)
    for cell in 0..<cells {
      var density = 0.0
      for other in max(0, cell - reach)...min(cells - 1, cell + reach) where counts[other] > 0 {
        density += counts[other] * weights[abs(other - cell)]
      }
      if density > best.density { best = (cell, density) }
    }
    value = low + (Double(best.cell) + 0.5) * step
  }
}
