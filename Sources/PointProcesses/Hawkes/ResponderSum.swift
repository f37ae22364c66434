import Estimation
import LinearAlgebra

/// A sum of functions of a responder's rate with its gradient and Hessian in the responder's
/// parameters.
struct ResponderSum {
  private let layout: ResponderLayout
  private let vector: [Double]
  private var value = 0.0
  private var gradient: [Double]
  /// The upper triangle.
  private var hessian: Matrix
  private var slope: [Double]

  init(layout: ResponderLayout, vector: [Double]) {
    self.layout = layout
    self.vector = vector
    gradient = [Double](repeating: 0, count: layout.count)
    slope = gradient
    hessian = Matrix(rows: layout.count, columns: layout.count)
  }

  /// Adds a piece of the baseline.
  mutating func addBaseline(_ piece: Int, _ length: Double) {
    value += vector[piece] * length
    gradient[piece] += length
  }

  /// Adds the strength of a provoker times a function of its kernel.
  mutating func addExcitation(_ provoker: Int, _ kernel: KernelDerivatives) {
    value += vector[layout.strength(provoker)] * kernel.value
    gradient[layout.strength(provoker)] += kernel.value
    addKernel(provoker, kernel, times: 1)
    let g = vector[layout.strength(provoker)]
    gradient[layout.location(provoker)] += g * kernel.l
    if let shape = layout.shape(provoker) { gradient[shape] += g * kernel.s }
  }

  /// Adds a function of the rate at one time.
  ///
  /// - Parameters:
  ///   - function: Its expansion in baseline and net effect.
  ///   - piece: The piece of the baseline.
  ///   - excitations: For each provoker the sum of its kernel's densities.
  ///   - weight: How often it counts.
  mutating func add(
    _ function: RateExpansion, _ piece: Int, _ excitations: [KernelDerivatives],
    times weight: Double
  ) {
    value += weight * function.value
    gradient[piece] += weight * function.mu
    hessian[piece, piece] += weight * function.muMu
    // The net effect by strengths, locations and shapes.
    for (provoker, sum) in excitations.enumerated() {
      let g = vector[layout.strength(provoker)]
      slope[layout.strength(provoker)] = sum.value
      slope[layout.location(provoker)] = g * sum.l
      if let shape = layout.shape(provoker) { slope[shape] = g * sum.s }
      addKernel(provoker, sum, times: weight * function.e)
    }
    for column in layout.pieceCount..<layout.count where slope[column] != 0 {
      gradient[column] += weight * function.e * slope[column]
      hessian[piece, column] += weight * function.muE * slope[column]
      let bend = weight * function.eE * slope[column]
      for row in layout.pieceCount...column { hessian[row, column] += slope[row] * bend }
    }
  }

  /// Adds the second derivatives of strength times kernel.
  private mutating func addKernel(
    _ provoker: Int, _ kernel: KernelDerivatives, times weight: Double
  ) {
    let (a, b) = (layout.strength(provoker), layout.location(provoker))
    let g = weight * vector[a]
    hessian[a, b] += weight * kernel.l
    hessian[b, b] += g * kernel.ll
    if let c = layout.shape(provoker) {
      hessian[a, c] += weight * kernel.s
      hessian[b, c] += g * kernel.ls
      hessian[c, c] += g * kernel.ss
    }
  }

  /// The negative log-likelihood, once all is added.
  var expansion: QuadraticExpansion {
    var full = hessian
    for column in 0..<layout.count {
      for row in 0..<column { full[column, row] = full[row, column] }
    }
    return QuadraticExpansion(value: value, gradient: gradient, hessian: full)
  }
}
