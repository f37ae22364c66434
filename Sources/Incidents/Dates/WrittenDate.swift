/// What the text of a date says, before the rest of its column settles what it leaves open: which of
/// two numbers is the month, the century of a year of two digits, the beginning of serial numbers.
struct WrittenDate: Hashable, Sendable {
  /// A year as it is written.
  struct Year: Hashable, Sendable {
    let number: Int
    let hasTwoDigits: Bool
  }

  /// A third of a month.
  enum Third: Hashable, Sendable { case early, middle, late }

  /// One end of a date, or all of it.
  enum Part: Hashable, Sendable {
    /// `3 May 2020`, `2020-05-03`.
    case day(Year, month: Int, day: Int)
    /// `03/05/2020`: either number can be the month.
    case numbers(Int, Int, Year, isDotted: Bool)
    /// `May 2020`, `early May 2020`.
    case month(Year, month: Int, Third?)
    /// `2020`.
    case year(Year)
    /// `43954`: days of a spreadsheet.
    case serial(Int)
  }

  /// The first part; nil where the text says that the date is unknown.
  let first: Part?
  /// The last part of a range, `3 to 5 May 2020`.
  let last: Part?
  /// Whether the text says that it may be a little off: `approx.`, `c.`, `?`.
  let isApproximate: Bool

  static let unknown = WrittenDate(first: nil, last: nil, isApproximate: false)

  /// The parts that there are.
  var parts: [Part] { [first, last].compactMap { $0 } }
}
