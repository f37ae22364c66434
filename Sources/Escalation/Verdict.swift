/// What an analyst may make of an estimate, in words.
public enum Verdict: String, Hashable, Sendable {
  /// The interval is narrow enough to be used.
  case estimated
  /// The interval spans a factor of ten or more, or most of the possible range.
  case weak
  /// The data cannot tell the quantity from zero or from anything else.
  case notIdentifiable = "not identifiable"
  /// The computation did not end at an optimum.
  case notConverged = "not converged"

  /// What values a quantity can take; decides when an interval is too wide.
  public enum Range: Hashable, Sendable {
    /// Zero or more: an interval is wide when its ends differ by a factor of ten.
    case positive
    /// From 0 to 1: an interval is wide when it covers four fifths of the range or a factor of ten.
    case share
    /// Any number, as the logarithm of a ratio: wide when it covers a factor of ten.
    case logarithm
    /// Any number that counts incidents; wide when its interval holds both signs, or its ends
    /// differ by a factor of ten.
    case signed
  }

  /// The verdict, or `limit` where that is less.
  func atMost(_ limit: Verdict) -> Verdict { self == .estimated ? limit : self }

  /// The verdict on an interval.
  ///
  /// - Parameters:
  ///   - lower: The lower end; NaN or nil when there is none.
  ///   - upper: The upper end.
  ///   - range: What values are possible.
  ///   - isIdentified: False when the data cannot tell the quantity at all.
  ///   - converged: False when the computation failed.
  public init(
    lower: Double?, upper: Double?, range: Range, isIdentified: Bool = true, converged: Bool = true
  ) {
    guard converged else {
      self = .notConverged
      return
    }
    guard isIdentified, let lower, let upper, !lower.isNaN, !upper.isNaN else {
      self = .notIdentifiable
      return
    }
    switch range {
    case .positive:
      self = lower > 0 && upper < 10 * lower ? .estimated : .weak
    case .share:
      let spansFactor = !(lower > 0 && upper < 10 * lower) && upper > 0.2
      self = upper - lower >= 0.8 || spansFactor ? .weak : .estimated
    case .logarithm:
      self = upper - lower < 2.302_585_092_994_046 ? .estimated : .weak
    case .signed:
      let (near, far) = (
        min(lower.magnitude, upper.magnitude), max(lower.magnitude, upper.magnitude)
      )
      self = (lower > 0 || upper < 0) && far < 10 * near ? .estimated : .weak
    }
  }
}
