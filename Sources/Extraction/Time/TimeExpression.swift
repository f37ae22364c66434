import Incidents

/// Words that say when, as they stand in the text.
struct TimeExpression: Sendable {
  enum Part: String, Sendable { case whole, early, middle, late }
  enum Step: String, Sendable { case this, last, next }

  enum Unit: Int, Sendable {
    case hour, day, weekend, week, month, year

    /// The units by the names that `Times.txt` gives them.
    static let named: [String: Unit] = [
      "hour": .hour, "day": .day, "weekend": .weekend, "week": .week, "month": .month,
      "year": .year,
    ]
  }

  enum Value: Sendable, Equatable {
    /// "December 27", "27 December 2019".
    case date(year: Int?, month: Int, day: Int)
    /// "on the 24th": of this month or the last one.
    case dayOfMonth(Int)
    /// "on Wednesday", "last Friday"; 0 is Monday.
    case weekday(Int, Step?)
    /// "in early January", "December 2019".
    case month(year: Int?, month: Int, Part)
    /// "in 2022", "early 2021".
    case year(Int, Part)
    /// Days from the day of publication: "yesterday", "overnight".
    case offset(ClosedRange<Int>)
    /// "this week", "last month", "earlier this year".
    case span(Step, Unit)
    /// "late last month", "early this week".
    case partOfSpan(Part, Step, Unit)
    /// "two weeks ago"; the range allows for the coarseness of the unit.
    case ago(Int, Unit, atLeast: Bool)
    /// "in the past ten days", "recent weeks": a window that ends at publication.
    case window(Int?, Unit)
    /// Days from the act told before: "the day before", "hours later".
    case fromAct(ClosedRange<Int>)
    /// A time of the day, in minutes after midnight.
    case clock(Int)
  }

  /// How the words before it bind it.
  enum Relation: String, Sendable { case at, since, until, before, after, from, by, between }

  var tokens: Range<Int>
  var value: Value
  var relation: Relation = .at
  /// Whether the relation is that of its clause ("since they struck on Friday").
  var isClauseRelation = false
  /// The weekday named beside a date: "Monday, Jan. 28".
  var weekday: Int?
  /// The year that a step counts for a date or month: "in March of last year".
  var yearStep: Step?

  /// Whether it says only the hour.
  var isClock: Bool {
    if case .clock = value { return true }
    return false
  }
}
