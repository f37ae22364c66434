import Incidents

/// Why data do not allow what is asked of them.
public enum ConflictDataError: Error, Hashable, Sendable {
  /// A stream without any incident or total in the window.
  case emptyStream(String, window: String)
  /// Two streams of the same name.
  case repeatedStream(String)
  /// A stream that the data do not have.
  case noStream(String, known: [String])
  /// Fewer streams than the analysis needs.
  case tooFewStreams(found: Int, needed: Int)
  /// Times of a stream without events.
  case noEvents
  /// An analysis of events on a table whose rows are no days, or whose numbers are no counts.
  case notDailyCounts
  /// An analysis of counts on exact times without a calendar, or of any other data without periods.
  case noCounts
  /// A break of the baseline that is no time inside the window.
  case breakOutsideWindow(String, window: String)
  /// Weekdays in a window without dates.
  case weekdaysWithoutCalendar
  /// Calendar dummies of rows without dates.
  case labelWithoutDate(String)
  /// A label that no row has.
  case noRow(String)
  /// A label that several rows have.
  case repeatedRow(String)
  /// Options of maximum likelihood, where the posterior is the default.
  case needsLikelihood
  /// What a model says of data with columns of its own; the text names them.
  case refused(String)
  /// More work than one run can do.
  case tooLarge(String)
}

extension ConflictDataError: CustomStringConvertible {
  /// What is wrong and what to do, on one line.
  public var description: String {
    switch self {
    case .emptyStream(let name, let window):
      "\(name) has no incident in \(window); check the window and the names of the sides, or leave "
        + "the stream out"
    case .repeatedStream(let name): "the stream \(name) is named twice; name each stream once"
    case .noStream(let name, let known):
      "there is no stream '\(name)'; there are \(known.joined(separator: ", "))"
    case .tooFewStreams(let found, let needed):
      "\(found) \(found == 1 ? "stream" : "streams") found, at least \(needed) needed; name the "
        + "streams, such as \"A->B,B->A\""
    case .noEvents: "there is no event; nothing can be fitted"
    case .notDailyCounts:
      "this model needs events; a table of counts serves only where every row is a day and every "
        + "number a count"
    case .noCounts:
      "this model needs counts per period; use a table of counts, or incidents with dates"
    case .breakOutsideWindow(let text, let window):
      "the break '\(text)' is not inside the window \(window); write breaks as dates such as "
        + "2023-11-24, or as numbers of days where the window is given in numbers"
    case .weekdaysWithoutCalendar: "weekdays need a window of dates"
    case .labelWithoutDate(let label):
      "the row '\(label)' has no date, so there are no calendar dummies"
    case .noRow(let label): "there is no row '\(label)'"
    case .repeatedRow(let label): "there are several rows '\(label)', so it does not name one"
    case .needsLikelihood:
      "imputations, bootstrap and signed effects belong to the method mle, but dates are intervals, "
        + "for which the posterior is the default; choose the method mle or leave these options out"
    case .tooLarge(let text), .refused(let text): text
    }
  }
}
