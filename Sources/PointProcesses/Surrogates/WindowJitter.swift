import Randomness
import RealModule

/// The null hypothesis that, within windows of some days, times carry no information: given the
/// counts of each window the events lie anywhere in it, independently and evenly.
///
/// What changes more slowly than a window (a campaign, a ceasefire) is kept; what happens at lags
/// shorter than a window is destroyed. Source: Amarasingham, Harrison, Hatsopoulos and Geman,
/// "Conditional modeling and the jitter method of spike resampling", J. Neurophysiol. 107 (2012).
public struct WindowJitter: Hashable, Sendable {
  /// The length of a window, days.
  public let width: Double

  /// Windows of a length.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)`` unless it is from 0.001 to 100,000
  ///   days.
  public init(width: Double) throws(PointProcessError) {
    guard width >= 1e-3, width <= 1e5 else {
      throw .parameterOutOfRange(
        "The jitter windows are \(width) days long. Use 0.001 to 100,000 days.")
    }
    self.width = width
  }

  /// The day on which the first whole window begins, less one window: anywhere, so that no border
  /// of a window favours any day.
  public func phase(using random: inout RandomStream) -> Double { -width * random.uniform() }

  /// The window that holds a time.
  public func index(of time: Double, phase: Double) -> Int {
    Int(((time - phase) / width).rounded(.down))
  }

  /// Times drawn anew within their windows.
  ///
  /// - Parameters:
  ///   - times: The events, days.
  ///   - duration: The observed span; windows are cut at its ends.
  ///   - phase: Where windows begin.
  ///   - random: The stream of random numbers.
  /// - Returns: One new time an event, in the order of the events given (not sorted).
  public func redrawn(
    _ times: [Double], duration: Double, phase: Double, using random: inout RandomStream
  ) -> [Double] {
    times.map { time in
      let start = phase + width * Double(index(of: time, phase: phase))
      return random.uniform(max(0, start), min(duration, start + width))
    }
  }
}
