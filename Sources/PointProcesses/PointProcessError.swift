/// Why a point process cannot be fitted, simulated or evaluated.
public enum PointProcessError: Error, Hashable, Sendable {
  /// A span of observation that is not positive and finite.
  case emptySpan(Double)
  /// A time that is not a number, or lies before or behind the observed span.
  case timeOutsideSpan(stream: Int, position: Int, time: Double, duration: Double)
  /// A history with another number of streams than the model.
  case wrongStreamCount(expected: Int, found: Int)
  /// A stream that is named twice.
  case repeatedStream(String)
  /// A stream without any event: nothing about it can be estimated.
  case emptyStream(Int)
  /// A parameter outside its range; the text says which and what it may be.
  case parameterOutOfRange(String)
  /// Breaks of a baseline that do not lie inside the span in rising order.
  case unorderedBreaks([Double])
  /// A simulation with more events than the limit, because violence feeds itself.
  case explosive(limit: Int)
  /// A span of observation too long to compute with, days.
  case spanTooLong(Double)
  /// More events than can be computed with.
  case tooManyEvents(count: Int, limit: Int)
  /// More pairs of events within the longest lag than can be computed with.
  case tooManyPairs(count: Int, limit: Int)
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
      return "The window is \(duration) days long. Use a window of a positive, finite length."
    case .timeOutsideSpan(let stream, let position, let time, let duration):
      return
        "Event \(position + 1) of \(name(stream)) has time \(time), outside the window of 0 to "
        + "\(duration) days. Widen the window or remove the event."
    case .wrongStreamCount(let expected, let found):
      return
        "The model has \(expected) streams, the data have \(found). Use the same streams in both."
    case .repeatedStream(let name):
      return "The stream \(name) is named twice. Name every stream once."
    case .emptyStream(let stream):
      return "\(name(stream)) has no event in the window. Widen the window or remove the stream."
    case .parameterOutOfRange(let text):
      return text
    case .unorderedBreaks(let breaks):
      return
        "The breaks \(breaks) are not inside the window in increasing order. Correct their dates."
    case .spanTooLong(let duration):
      return
        "The window is \(duration) days long; the limit is \(EventHistory.longestSpan) days. Use a "
        + "shorter window."
    case .tooManyEvents(let count, let limit):
      return
        "The data have up to \(count) events in the window; the limit of this model is \(limit). Use "
        + "a shorter window, fewer streams, or a model of daily counts."
    case .tooManyPairs(let count, let limit):
      return
        "The data have \(count) pairs of events within the longest lag; the limit of this model is "
        + "\(limit). Use a shorter window, a smaller longest lag, or a model of daily counts."
    case .countsDisagree(let worst):
      return
        "The running totals and incidents contradict each other. The largest conflict is with "
        + "\(worst). Remove the totals or incidents that are wrong."
    case .explosive(let limit):
      return
        "The simulation exceeded \(limit) events. The spectral radius is near or above 1, or the "
        + "baseline rate is too high. Use smaller values or a higher limit."
    }
  }
}
