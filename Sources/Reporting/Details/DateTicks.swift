import Incidents
import TextCharts

/// Labelled positions on an axis of days: starts of years, quarters, months or weeks.
enum DateTicks {
  /// Ticks of a window as positions among its days, at most so many.
  static func ticks(_ window: ObservationWindow, atMost count: Int) -> [Ticks.Tick] {
    let rules: [(spacing: Int, label: (Day) -> String, starts: (Day) -> Bool)] = [
      (1, { "\($0)" }, { _ in true }),
      (7, { "\($0)" }, { $0.weekday == .monday }),
      (30, { String("\($0)".prefix(7)) }, { $0.components.day == 1 }),
      (91, { String("\($0)".prefix(7)) }, { $0.components.day == 1 && ($0.month - 1) % 3 == 0 }),
      (365, { String("\($0)".prefix(4)) }, { $0.components.day == 1 && $0.month == 1 }),
    ]
    let rule = rules.first { window.length / $0.spacing < count } ?? rules[rules.count - 1]
    let years = max(1, window.length / (365 * max(1, count)) + 1)
    return (0..<window.length).compactMap { offset in
      let day = window.start + offset
      guard rule.starts(day), rule.spacing < 365 || day.year % years == 0 else { return nil }
      return Ticks.Tick(value: Double(offset), label: rule.label(day))
    }
  }

  /// Ticks of a span without a calendar.
  static func ticks(days: Double, atMost count: Int) -> [Ticks.Tick] {
    Ticks(from: 0, to: days, atMost: count).ticks
  }
}
