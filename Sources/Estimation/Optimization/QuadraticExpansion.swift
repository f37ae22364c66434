import LinearAlgebra

/// A function's value, gradient and Hessian at a point: what a Newton step needs.
public struct QuadraticExpansion: Hashable, Sendable {
  /// The value.
  public var value: Double
  /// The first derivatives.
  public var gradient: [Double]
  /// The second derivatives, symmetric.
  public var hessian: Matrix

  /// An expansion at some point.
  ///
  /// - Precondition: The Hessian has the order of the gradient.
  public init(value: Double, gradient: [Double], hessian: Matrix) {
    precondition(hessian.rows == gradient.count && hessian.isSquare, "one Hessian row a variable")
    self.value = value
    self.gradient = gradient
    self.hessian = hessian
  }

  /// Whether the value and all derivatives are finite.
  public var isFinite: Bool {
    value.isFinite && gradient.allSatisfy(\.isFinite) && hessian.isFinite
  }
}
