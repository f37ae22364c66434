/// Why a point process cannot be fitted, simulated or evaluated.
public enum PointProcessError: Error, Hashable, Sendable {
  /// A span of observation that is not positive and finite.
  case emptySpan(Double)
  /// A time that is not a number, or lies before or behind the observed span.
  case timeOutsideSpan(stream: Int, position: Int, time: Double, duration: Double)
  /// A history with another number of streams than the model.
  case wrongStreamCount(expected: Int, found: Int)
  /// A stream without any event: nothing about it can be estimated.
  case emptyStream(Int)
  /// A parameter outside its range; the text says which and what it may be.
  case parameterOutOfRange(String)
  /// Breaks of a baseline that do not lie inside the span in rising order.
  case unorderedBreaks([Double])
  /// A simulation that ran away: more events than the limit, because violence feeds itself.
  case explosive(limit: Int)
  /// Counts of spans that no history meets together; the text names the one that is met worst.
  case countsDisagree(String)
}

extension PointProcessError: CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public var description: String { described(streams: []) }

  /// What is wrong and what to do, with the names of the streams.
  public func described(streams names: [String]) -> String {
    func name(_ stream: Int) -> String {
      names.indices.contains(stream) ? names[stream] : "stream \(stream + 1)"
    }
    switch self {
    case .emptySpan(let duration):
      return "the observed span is \(duration) days long; it must be positive and finite"
    case .timeOutsideSpan(let stream, let position, let time, let duration):
      return
        "event \(position + 1) of \(name(stream)) has time \(time), outside the observed "
        + "0 to \(duration) days; widen the window or leave it out"
    case .wrongStreamCount(let expected, let found):
      return "the model has \(expected) streams, the data \(found)"
    case .emptyStream(let stream):
      return "\(name(stream)) has no event in the window; widen the window or leave it out"
    case .parameterOutOfRange(let text):
      return text
    case .unorderedBreaks(let breaks):
      return "the breaks \(breaks) do not lie inside the window in rising order"
    case .countsDisagree(let worst):
      return
        "no history meets all running totals together; worst met is \(worst). Leave out the totals "
        + "or incidents that disagree"
    case .explosive(let limit):
      return
        "the simulation passed \(limit) events: the escalation intensity is 1 or more, so the "
        + "number of events has no finite mean"
    }
  }
}
