/// What can be wrong with the values of this room.
public enum IncidentError: Error, Hashable, Sendable {
  /// A date interval that ends before it begins.
  case reversedInterval(earliest: Day, latest: Day)
  /// A count interval whose maximum lies below its minimum.
  case reversedCount(minimum: Int, maximum: Int)
  /// A count below zero.
  case negativeCount(Int)
  /// A count beyond ``CountInterval/largest``.
  case countTooLarge(Int)
  /// A dyad that is not written `SOURCE->TARGET`.
  case malformedDyad(String)
  /// A window that is not written `START..END`, or ends before it begins.
  case malformedWindow(String)
  /// A window of more days than are looked at.
  case windowTooLong(String, most: Double)
}

extension IncidentError: CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public var description: String {
    switch self {
    case .reversedInterval(let earliest, let latest):
      return "the interval \(earliest)..\(latest) ends before it begins; exchange the two dates"
    case .reversedCount(let minimum, let maximum):
      return "the count runs from \(minimum) down to \(maximum); exchange the two numbers"
    case .negativeCount(let value):
      return "\(value) is negative; counts are zero or more"
    case .countTooLarge(let value):
      return "\(value) is too large for a count; the limit is \(CountInterval.largest)"
    case .malformedDyad(let text):
      return "'\(text)' is not a dyad; write SOURCE->TARGET, for example US->militias"
    case .windowTooLong(let text, let most):
      return "the window '\(text)' is longer than \(Int(most)) days; look at a shorter one"
    case .malformedWindow(let text):
      return "'\(text)' is not a window; write START..END, for example 2023-10-17..2024-02-04"
    }
  }
}
