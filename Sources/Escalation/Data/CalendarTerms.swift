import Incidents

/// Intercepts of calendar periods.
public enum CalendarDummies: String, CaseIterable, Hashable, Sendable {
  /// One a year.
  case year
  /// One a month of a year.
  case month
  /// One a day of the week.
  case weekday

  /// One column a calendar period but the first.
  ///
  /// - Parameters:
  ///   - labels: Dates of the rows.
  ///   - leadingRows: First rows that serve only as lags; a calendar period within them joins the
  ///     next one.
  /// - Returns: Names and columns.
  /// - Throws: ``ConflictDataError/labelWithoutDate(_:)``.
  func columns(
    _ labels: [String], leadingRows: Int
  ) throws(ConflictDataError) -> [(name: String, values: [Double])] {
    var keys: [String] = []
    for label in labels {
      guard let day = Day(iso: label) else { throw .labelWithoutDate(label) }
      switch self {
      case .year: keys.append(String(label.prefix(4)))
      case .month: keys.append(String(label.prefix(7)))
      case .weekday: keys.append(day.weekday.rawValue)
      }
    }
    return keys.dropFirst(max(0, min(leadingRows, keys.count))).map(\.self).distinct.sorted()
      .dropFirst().map { key in ("\(rawValue)_\(key)", keys.map { $0 == key ? 1 : 0 }) }
  }
}
