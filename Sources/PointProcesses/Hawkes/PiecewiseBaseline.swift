/// A rate of events that does not come from other events: constant between given breaks.
public struct PiecewiseBaseline: Hashable, Sendable {
  /// The times at which the rate may change, days, in rising order.
  public let breaks: [Double]

  /// A baseline with the given breaks; without any it is constant.
  public init(breaks: [Double] = []) {
    self.breaks = breaks
  }

  /// The number of pieces.
  public var pieceCount: Int { breaks.count + 1 }

  /// The length of each piece in a span [0, duration].
  ///
  /// - Throws: ``PointProcessError/unorderedBreaks(_:)`` unless the breaks rise within the span.
  public func lengths(duration: Double) throws(PointProcessError) -> [Double] {
    let ends = [0] + breaks + [duration]
    guard zip(ends, ends.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .unorderedBreaks(breaks)
    }
    return zip(ends.dropFirst(), ends).map { $0 - $1 }
  }

  /// The piece in which a time lies; a break belongs to the piece that it opens.
  public func piece(at time: Double) -> Int {
    breaks.firstIndex { time < $0 } ?? breaks.count
  }
}
