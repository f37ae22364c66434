/// A parameter of a count model that ran to the end of its range; its standard error means nothing.
public enum CountBoundary: Hashable, Sendable {
  /// A coefficient runs to infinity, or to minus infinity, because its regressor tells zeros apart
  /// without error; NaN where several ways lead there.
  case separated(coefficient: Int, limit: Double)
  /// A coefficient is at the end of its range.
  case atEnd(coefficient: Int, value: Double)
  /// The share of extra zeros runs to 0.
  case noExtraZeros
  /// The overdispersion runs to 0: the law is Poisson's.
  case noOverdispersion
  /// The overdispersion runs to infinity, so that the coefficients mean nothing.
  case endlessOverdispersion
  /// The second derivatives are singular: there are no standard errors.
  case singularDerivatives

  /// The coefficient that it is about, by its place in the equation; nil where it is about none.
  public var coefficient: Int? {
    switch self {
    case .separated(let coefficient, _), .atEnd(let coefficient, _): coefficient
    default: nil
    }
  }
}
