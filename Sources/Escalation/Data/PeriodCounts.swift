import Incidents
import Randomness

/// Acts a period of several streams, a row for every period of a window.
public struct PeriodCounts: Hashable, Sendable {
  /// What a row is.
  public enum Unit: String, CaseIterable, Hashable, Sendable {
    /// An hour; only exact times can be counted by hours.
    case hour
    /// A day.
    case day
    /// A week that begins on Monday (ISO 8601).
    case week
    /// A calendar month.
    case month

    fileprivate var period: Period {
      switch self {
      case .hour, .day: .day
      case .week: .week
      case .month: .month
      }
    }
  }

  /// Where an act is counted whose day is uncertain.
  public enum Dates: String, CaseIterable, Hashable, Sendable {
    /// In every possible day, by equal shares.
    case share
    /// In one possible day, drawn at random.
    case drawn
  }

  /// How many acts an incident of an uncertain number is.
  public enum Acts: String, CaseIterable, Hashable, Sendable {
    /// The smallest number.
    case least
    /// The middle of the smallest and the largest number, as models of rates take it.
    case middle
  }

  /// The labels of the periods.
  public let labels: [String]
  /// The streams.
  public let names: [String]
  /// `columns[stream][period]`.
  public let columns: [[Double]]
  /// Acts of each stream whose days lie outside the window, or were drawn there.
  public let outside: [Double]
  /// Periods at the ends of which the window holds a part only.
  public let partial: [String]

  /// Counts the acts of incidents.
  ///
  /// - Parameters:
  ///   - streams: The streams, all of the same window.
  ///   - window: The observed days.
  ///   - unit: What a row is: a day, a week or a month.
  ///   - dates: Where an act is counted whose day is uncertain.
  ///   - acts: How many acts an incident of an uncertain number is.
  ///   - seed: The seed of the days that are drawn.
  /// - Precondition: `unit` is not an hour.
  public init(
    _ streams: [IncidentStream], window: ObservationWindow, by unit: Unit, dates: Dates,
    acts: Acts, seed: UInt64
  ) {
    precondition(unit != .hour, "incidents are dated to days")
    var daily: [[Double]] = []
    var outside: [Double] = []
    for (index, stream) in streams.enumerated() {
      var column = [Double](repeating: 0, count: window.length)
      var rest = 0.0
      for event in stream.events {
        let number = PeriodCounts.number(event.count, acts)
        let days = Int(event.earliest)..<Int(event.latest)
        switch dates {
        case .share:
          let share = number / Double(days.count)
          let inside = days.clamped(to: 0..<window.length)
          for day in inside { column[day] += share }
          rest += share * Double(days.count - inside.count)
        case .drawn:
          var random = RandomStream(
            seed: seed, part: .init("period counts \(index)"), replicate: event.incident)
          for weight in event.weights(of: Int(number.rounded())) {
            let day = random.integer(in: days.lowerBound...(days.upperBound - 1))
            if column.indices.contains(day) {
              column[day] += Double(weight)
            } else {
              rest += Double(weight)
            }
          }
        }
      }
      daily.append(column)
      outside.append(rest)
    }
    self.init(
      names: streams.map(\.dyad.description), daily: daily, outside: outside, window: window,
      period: unit.period)
  }

  /// Counts exact times, days from the beginning of a window.
  public init(names: [String], times: [[Double]], window: ObservationWindow, by unit: Unit) {
    let perDay = unit == .hour ? 24 : 1
    var outside = [Double](repeating: 0, count: names.count)
    let columns = times.enumerated().map { stream, times in
      var column = [Double](repeating: 0, count: window.length * perDay)
      for time in times {
        let place = (time * Double(perDay)).rounded(.down)
        if place >= 0, place < Double(column.count) {
          column[Int(place)] += 1
        } else {
          outside[stream] += 1
        }
      }
      return column
    }
    guard unit == .hour else {
      self.init(
        names: names, daily: columns, outside: outside, window: window, period: unit.period)
      return
    }
    let labels = (0..<(window.length * 24)).map { place in
      let hour = place % 24
      return "\(window.start + place / 24)T\(hour < 10 ? "0" : "")\(hour):00"
    }
    self.init(labels: labels, names: names, columns: columns, outside: outside, partial: [])
  }

  private init(
    labels: [String], names: [String], columns: [[Double]], outside: [Double], partial: [String]
  ) {
    self.labels = labels
    self.names = names
    self.columns = columns
    self.outside = outside
    self.partial = partial
  }

  /// Days gathered into periods.
  private init(
    names: [String], daily: [[Double]], outside: [Double], window: ObservationWindow,
    period: Period
  ) {
    var labels: [String] = []
    var columns = [[Double]](repeating: [], count: names.count)
    for day in 0..<window.length {
      let label = period.label(of: window.start + day)
      if label != labels.last {
        labels.append(label)
        for stream in columns.indices { columns[stream].append(0) }
      }
      for stream in columns.indices { columns[stream][labels.count - 1] += daily[stream][day] }
    }
    var partial: [String] = []
    if period.label(of: window.start - 1) == labels.first { partial.append(labels[0]) }
    if let last = labels.last, period.label(of: window.end + 1) == last, partial != [last] {
      partial.append(last)
    }
    self.init(
      labels: labels, names: names, columns: columns, outside: outside, partial: partial)
  }

  private static func number(_ count: CountInterval, _ acts: Acts) -> Double {
    let closed = count.closed()
    switch acts {
    case .least: return Double(closed.lowerBound)
    case .middle: return 0.5 * (Double(closed.lowerBound) + Double(closed.upperBound))
    }
  }
}
