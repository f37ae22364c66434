import RealModule

/// What the evidence is computed from: two streams of acts and those that are given beside them, with
/// exact times or counts a day.
public struct EvidenceData: Sendable {
  /// How well times are known.
  public enum Times: Sendable {
    /// Times in days, in order, a list a stream; what precedes what is known.
    case exact([[Double]])
    /// Days alone; only acts of earlier days are taken to be answered.
    case days
  }

  /// Acts of each stream, day by day.
  public let counts: [[Double]]
  /// How well times are known.
  public let times: Times
  /// The number of the first day's weekday, from 0 on; nil leaves weekdays out.
  public let firstWeekday: Int?
  /// Days on which levels may change, in order.
  public let breaks: [Int]
  /// The share of the last day that was observed.
  let lastDayShare: Double

  /// Exact times.
  ///
  /// - Parameters:
  ///   - times: Days from the beginning, a list a stream, in any order.
  ///   - duration: The observed span, days.
  ///   - firstWeekday: The number of the first day's weekday; nil where there is no calendar.
  ///   - breaks: Days on which levels may change.
  public init(
    times: [[Double]], duration: Double, firstWeekday: Int? = nil, breaks: [Double] = []
  ) {
    let days = max(1, Int(duration.rounded(.up)))
    counts = times.map { own in
      var result = [Double](repeating: 0, count: days)
      for time in own { result[min(days - 1, max(0, Int(time)))] += 1 }
      return result
    }
    self.times = .exact(times.map { $0.sorted() })
    lastDayShare = duration > 0 ? duration - Double(days - 1) : 1
    self.firstWeekday = days >= CalendarTerms.leastDays ? firstWeekday : nil
    self.breaks = EvidenceData.days(of: breaks, days)
  }

  /// Counts a day.
  ///
  /// - Parameters:
  ///   - counts: Acts of each stream, day by day.
  ///   - firstWeekday: The number of the first day's weekday; nil where there is no calendar.
  ///   - breaks: Days on which levels may change.
  public init(counts: [[Double]], firstWeekday: Int? = nil, breaks: [Double] = []) {
    self.counts = counts
    times = .days
    lastDayShare = 1
    let days = counts.first?.count ?? 0
    self.firstWeekday = days >= CalendarTerms.leastDays ? firstWeekday : nil
    self.breaks = EvidenceData.days(of: breaks, days)
  }

  private static func days(of breaks: [Double], _ days: Int) -> [Int] {
    Set(breaks.map { Int($0) }.filter { $0 > 0 && $0 < days }).sorted()
  }

  /// The streams in question: the first two. Further ones are given, and may be answered.
  static let responders = 2
  /// Days.
  public var days: Int { counts.first?.count ?? 0 }
  /// The end of the observed span, days.
  var duration: Double { Double(days - 1) + lastDayShare }
}

extension EvidenceData {
  /// For each day how much of the acts of earlier days is still felt: near 1 after an act, falling
  /// to 1/e of its logarithm's distance after some days.
  func recent(_ stream: Int, days: Double) -> [Double] {
    let kept = Double.exp(-1 / days)
    var sum = 0.0
    return counts[stream].map { count in
      let value = -Double.expMinusOne(-sum)
      sum = kept * (sum + 2 * count)
      return value
    }
  }

  /// The same acts, of which only the day is known.
  public var byDays: EvidenceData {
    EvidenceData(
      counts: counts, times: .days, firstWeekday: firstWeekday, breaks: breaks, lastDayShare: 1)
  }

  /// Two of several streams, the others given.
  public func pair(_ first: Int, _ second: Int) -> EvidenceData {
    let order = [first, second] + counts.indices.filter { $0 != first && $0 != second }
    var times: [[Double]]?
    if case .exact(let own) = self.times { times = order.map { own[$0] } }
    return EvidenceData(
      counts: order.map { counts[$0] }, times: times.map { .exact($0) } ?? .days,
      firstWeekday: firstWeekday, breaks: breaks, lastDayShare: lastDayShare)
  }

  /// Two of several streams, as if the others were not known.
  public func alone(_ first: Int, _ second: Int) -> EvidenceData {
    let pair = pair(first, second)
    var times = pair.times
    if case .exact(let own) = times { times = .exact(Array(own.prefix(2))) }
    return EvidenceData(
      counts: Array(pair.counts.prefix(2)), times: times, firstWeekday: firstWeekday,
      breaks: breaks, lastDayShare: lastDayShare)
  }

  private init(
    counts: [[Double]], times: Times, firstWeekday: Int?, breaks: [Int], lastDayShare: Double
  ) {
    self.counts = counts
    self.lastDayShare = lastDayShare
    self.times = times
    self.firstWeekday = firstWeekday
    self.breaks = breaks
  }
}

/// How strongly past acts of one stream would be felt by another if each had one response: at every
/// act of the responder where times are exact, else on every day.
package struct Excitation: Sendable {
  /// The stream that responds.
  let responder: Int
  /// The rate at each act, or the expected acts on each day.
  package let values: [Double]
  /// Responses expected inside the window; 0 for days, whose values say it.
  package let mass: Double

  /// Responses with an exponential lag.
  ///
  /// - Parameters:
  ///   - data: The streams.
  ///   - responder: The stream that responds.
  ///   - provoker: The stream that is answered.
  ///   - lag: The mean lag, days.
  package init(_ data: EvidenceData, responder: Int, provoker: Int, lag: Double) {
    self.responder = responder
    switch data.times {
    case .exact(let times):
      let own = times[responder]
      let other = times[provoker]
      var values = [Double](repeating: 0, count: own.count)
      var (sum, last, next) = (0.0, 0.0, 0)
      for (place, time) in own.enumerated() {
        // Acts at the very same time do not answer each other.
        while next < other.count, other[next] < time {
          sum = sum * Double.exp((last - other[next]) / lag) + 1 / lag
          last = other[next]
          next += 1
        }
        values[place] = next > 0 ? sum * Double.exp((last - time) / lag) : 0
      }
      self.values = values
      let end = data.duration
      mass = other.reduce(0) { $0 + -Double.expMinusOne(($1 - end) / lag) }
    case .days:
      // An act at any time of its day, the response at any time of a later one.
      let step = -Double.expMinusOne(-1 / lag)
      let kept = 1 - step
      var sum = 0.0
      values = data.counts[provoker].map { count in
        let value = sum
        sum = kept * sum + lag * step * step * count
        return value
      }
      mass = 0
    }
  }

  /// The same for days, with the responses of the day of the act: of two times that are even within
  /// a day the second comes later by a lag with the probability that the first kept too long.
  package func withSameDay(of acts: [Double], lag: Double) -> Excitation {
    let share = 1 + lag * Double.expMinusOne(-1 / lag)
    return Excitation(
      responder: responder, values: zip(values, acts).map { $0 + share * $1 }, mass: mass)
  }

  private init(responder: Int, values: [Double], mass: Double) {
    self.responder = responder
    self.values = values
    self.mass = mass
  }
}
