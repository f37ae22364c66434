import RealModule

/// A kernel with everything computed that does not depend on the lag.
struct PreparedKernel {
  let kernel: LagDistribution
  private let law: any KernelLaw
  private let constants: KernelConstants

  init(_ kernel: LagDistribution) {
    self.kernel = kernel
    law = kernel.law
    let polygamma = law.polygamma
    constants = KernelConstants(
      logMean: Double.log(kernel.mean), logShape: Double.log(kernel.shape),
      psi: polygamma.first, psiPrime: polygamma.second, density: law.density)
  }

  /// The logarithm of the density at a positive lag.
  func logDensity(_ lag: Double, _ logLag: Double) -> Double {
    type(of: law).logDensity(lag, logLag, constants.density)
  }

  /// The distribution function at a positive lag with its derivatives in log mean and log shape.
  func cumulative(_ lag: Double) -> KernelDerivatives { law.cumulative(lag, constants) }

  /// The weighted sum of the density and its derivatives over a range of lags, shortest first, up to
  /// a reach.
  func sum(
    _ lags: UnsafeBufferPointer<Double>, _ logLags: UnsafeBufferPointer<Double>,
    _ weights: UnsafeBufferPointer<Double>, _ range: Range<Int>, reach: Double
  ) -> KernelDerivatives {
    law.sum(lags, logLags, weights, range, reach: reach, constants)
  }
}
