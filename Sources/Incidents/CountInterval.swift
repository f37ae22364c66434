/// A closed interval of counts whose upper end may be open ("at least 40").
public struct CountInterval: Hashable, Sendable {
  /// The smallest possible count, zero or more.
  public let minimum: Int

  /// The largest possible count; nil when only a lower bound is known.
  public let maximum: Int?

  /// The largest count that is accepted: a million million, beyond any record of a conflict.
  public static let largest = 1_000_000_000_000

  /// An interval of counts; a nil maximum is an open end.
  ///
  /// - Throws: ``IncidentError/countTooLarge(_:)`` beyond ``largest``, ``IncidentError/reversedCount(minimum:maximum:)`` when the ends are in the wrong
  ///   order, ``IncidentError/negativeCount(_:)`` when the minimum is below zero.
  public init(minimum: Int, maximum: Int?) throws(IncidentError) {
    guard minimum >= 0 else { throw .negativeCount(minimum) }
    if let maximum, maximum < minimum {
      throw .reversedCount(minimum: minimum, maximum: maximum)
    }
    let most = maximum ?? minimum
    guard most <= CountInterval.largest else { throw .countTooLarge(most) }
    self.minimum = minimum
    self.maximum = maximum
  }

  /// The interval of exactly one value.
  ///
  /// - Precondition: `value` is not negative.
  public init(exactly value: Int) {
    precondition(value >= 0, "a count cannot be negative")
    minimum = value
    maximum = value
  }

  /// One act, the usual count of an incident.
  public static let one = CountInterval(exactly: 1)

  /// Whether some count lies in both intervals.
  public func overlaps(_ other: CountInterval) -> Bool {
    minimum <= other.maximum ?? Int.max && other.minimum <= maximum ?? Int.max
  }

  /// Whether the count is known exactly.
  public var isExact: Bool { minimum == maximum }
}

extension CountInterval: CustomStringConvertible {
  /// The interval as people write it: `4`, `4 to 6` or `4 or more`.
  public var description: String {
    guard let maximum else { return "\(minimum) or more" }
    return minimum == maximum ? "\(minimum)" : "\(minimum) to \(maximum)"
  }
}

extension CountInterval {
  /// The interval with an open end closed: "at least n" may be exceeded by a share of n, and by two
  /// at least. "One or more" is one: sources that write a row an act say so of every row, and acts
  /// that nobody saw would look like momentum.
  ///
  /// - Parameter openShare: The share, zero or more.
  /// - Returns: The possible counts.
  public func closed(openShare: Double = CountInterval.usualOpenShare) -> ClosedRange<Int> {
    if let maximum { return minimum...maximum }
    if minimum == 1 { return 1...1 }
    let room = max(2, (max(0, openShare) * Double(minimum)).rounded(.up))
    return minimum...Int(min(Double(CountInterval.largest), Double(minimum) + room))
  }

  /// By how much "at least n" may usually be exceeded, as a share of n.
  public static let usualOpenShare = 0.1
}
