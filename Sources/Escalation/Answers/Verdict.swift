/// What an analyst may make of an estimate, with the reasons why not more.
public enum Verdict: Hashable, Sendable {
  /// The interval is narrow enough to be used.
  case estimated
  /// The interval is too wide to be used for more than an order of magnitude.
  case weak([VerdictReason])
  /// The data cannot distinguish the quantity from zero, from a shared trend, or at all.
  case notIdentifiable([VerdictReason])
  /// The computation failed.
  case notConverged([VerdictReason])
  /// What the data themselves state, without a model that could doubt it.
  case asStated([VerdictReason])

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

  /// Its name, as tables show it.
  public var name: String {
    switch self {
    case .estimated: "estimated"
    case .weak: "weak"
    case .notIdentifiable: "not identifiable"
    case .notConverged: "not converged"
    case .asStated: "as stated"
    }
  }

  /// Why it is not better; empty for `estimated`.
  public var reasons: [VerdictReason] {
    switch self {
    case .estimated: []
    case .weak(let reasons), .notIdentifiable(let reasons), .notConverged(let reasons),
      .asStated(let reasons):
      reasons
    }
  }

  /// Whether the estimate may be quoted with its interval.
  public var isUsable: Bool {
    switch self {
    case .estimated, .weak, .asStated: true
    case .notIdentifiable, .notConverged: false
    }
  }

  /// The verdict on an interval.
  ///
  /// - Parameters:
  ///   - interval: The interval; nil or NaN ends where there is none.
  ///   - range: What values are possible.
  ///   - failures: Why the computation cannot be trusted at all.
  ///   - obstacles: Why the data cannot tell the quantity.
  ///   - doubts: Why the interval is `weak` at most.
  public init(
    _ interval: (lower: Double, upper: Double)?, range: Range, failures: [VerdictReason] = [],
    obstacles: [VerdictReason] = [], doubts: [VerdictReason] = []
  ) {
    guard failures.isEmpty else {
      self = .notConverged(failures)
      return
    }
    guard let (lower, upper) = interval, !lower.isNaN, !upper.isNaN else {
      self = .notIdentifiable(obstacles.isEmpty ? [.noInterval] : obstacles)
      return
    }
    guard obstacles.isEmpty else {
      self = .notIdentifiable(obstacles)
      return
    }
    let reasons = Verdict.width(lower, upper, range) + doubts
    self = reasons.isEmpty ? .estimated : .weak(reasons)
  }

  /// Why an interval is too wide; none where it is not.
  private static func width(_ lower: Double, _ upper: Double, _ range: Range) -> [VerdictReason] {
    // A value that all draws share has no width.
    let isWithinFactor = (lower > 0 && upper < 10 * lower) || lower == upper
    switch range {
    case .positive:
      return isWithinFactor ? [] : [.wideInterval]
    case .share:
      return upper - lower >= 0.8 || (!isWithinFactor && upper > 0.2) ? [.wideInterval] : []
    case .logarithm:
      return upper - lower < 2.302_585_092_994_046 ? [] : [.wideInterval]
    case .signed:
      if lower <= 0, upper >= 0 { return [.eitherSign] }
      let near = min(lower.magnitude, upper.magnitude)
      return max(lower.magnitude, upper.magnitude) < 10 * near ? [] : [.wideInterval]
    }
  }
}
