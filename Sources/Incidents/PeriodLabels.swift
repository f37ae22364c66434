/// The labels of the rows of a series: which period they name, and whether they follow each other.
///
/// Labels that are dates must ascend by one regular step (a day, a week, a month, a quarter, a year),
/// whole numbers by one constant step. Other labels are consecutive periods, whatever they say.
public struct PeriodLabels: Hashable, Sendable {
  /// How far the rows are apart.
  public let period: Period

  /// Labels that follow each other.
  ///
  /// - Parameter labels: One a row.
  /// - Throws: ``PeriodLabelError`` with the row of the first label that does not fit.
  public init(_ labels: [String]) throws(PeriodLabelError) {
    var read = labels.map(Label.init)
    if read.contains(where: { $0.date == nil }), read.allSatisfy({ $0.number != nil }) {
      // Whole numbers of which some look like years.
      for row in read.indices { read[row].date = nil }
    }
    var tally: [Kind: Int] = [:]
    for label in read { tally[label.kind, default: 0] += 1 }
    guard let (kind, count) = tally.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
      kind != .words, 2 * count >= labels.count, count > 1 || labels.count == 1
    else {
      if let last = labels.indices.last, last > 0, PeriodLabels.isTotal(labels[last]) {
        throw PeriodLabelError(row: last, problem: .total(labels[last]))
      }
      period = .unlabelled
      return
    }
    if let other = read.indices.first(where: { read[$0].kind != kind }) {
      let isTotal = other == labels.count - 1 && PeriodLabels.isTotal(labels[other])
      throw PeriodLabelError(
        row: other,
        problem: isTotal
          ? .total(labels[other])
          : .otherKind(labels[other], like: labels[other == 0 ? 1 : 0]))
    }
    let dates = read.compactMap(\.date)
    let isSpacedInYears = kind != .date(.year) || PeriodLabels.hasYearlySteps(dates)
    if dates.count == labels.count, isSpacedInYears {
      period = try PeriodLabels.checkedDates(dates)
    } else {
      try PeriodLabels.checkNumbers(read.map { $0.number ?? 0 })
      period = .unlabelled
    }
  }

  /// Whether a label is a word for a sum of rows.
  static func isTotal(_ label: String) -> Bool {
    ["total", "totals", "sum", "all", "overall", "grand total", "subtotal"]
      .contains(label.trimmed.lowercased())
  }

  /// What a label is, as far as it decides how labels are compared.
  private enum Kind: Hashable, Comparable {
    case date(Period)
    case number
    case words

    private var order: Int {
      switch self {
      case .date(let period): Period.allCases.firstIndex(of: period) ?? 0
      case .number: 10
      case .words: 11
      }
    }

    static func < (left: Kind, right: Kind) -> Bool { left.order < right.order }
  }

  private struct Label {
    var date: PeriodLabel?
    let number: Int?

    init(_ text: String) {
      date = PeriodLabel(text)
      number = Int(text.trimmed)
    }

    var kind: Kind { date.map { .date($0.period) } ?? (number == nil ? .words : .number) }
  }

  /// The period of dates that follow each other.
  private static func checkedDates(_ dates: [PeriodLabel]) throws(PeriodLabelError) -> Period {
    let finest = dates[0].period
    guard dates.count > 1 else { return finest }
    // Sorted, so that rows in a wrong order do not hide the step.
    let sorted = Set(dates.map(\.start)).sorted()
    let candidates = Period.allCases.filter { $0 != .unlabelled }.drop { $0 != finest }
    var best: (period: Period, pairs: Int)?
    for period in candidates {
      let pairs = zip(sorted, sorted.dropFirst()).count { period.next(after: $0) == $1 }
      if pairs > best?.pairs ?? 0 { best = (period, pairs) }
    }
    var rowOf: [Day: Int] = [:]
    for row in dates.indices {
      let (label, day) = (dates[row].written(dates[row].start), dates[row].start)
      if let first = rowOf[day] {
        throw PeriodLabelError(row: row, problem: .repeated(label, row: first))
      }
      rowOf[day] = row
      guard row > 0 else { continue }
      let last = dates[row - 1]
      if day < last.start {
        throw PeriodLabelError(
          row: row, problem: .outOfOrder(label, after: last.written(last.start)))
      }
      guard let period = best?.period, let next = period.next(after: last.start) else {
        throw PeriodLabelError(
          row: row, problem: .irregular(label, after: last.written(last.start)))
      }
      if day > next, let later = dates.firstIndex(where: { $0.start == next }) {
        throw PeriodLabelError(
          row: later, problem: .outOfOrder(last.written(next), after: label))
      }
      if day > next {
        throw PeriodLabelError(
          row: row, problem: .missing(last.written(next), before: label, period))
      }
      if day < next {
        throw PeriodLabelError(
          row: row, problem: .tooEarly(label, after: last.written(last.start), period))
      }
    }
    return best?.period ?? finest
  }

  /// Whether most of some years follow each other; else they are whole numbers like others.
  private static func hasYearlySteps(_ years: [PeriodLabel]) -> Bool {
    let sorted = Set(years.map(\.start)).sorted()
    let pairs = zip(sorted, sorted.dropFirst()).count { Period.year.next(after: $0) == $1 }
    return sorted.count == 1 || 2 * pairs >= sorted.count - 1
  }

  /// Whole numbers ascend by the step that most of them have.
  private static func checkNumbers(_ numbers: [Int]) throws(PeriodLabelError) {
    let sorted = Set(numbers).sorted()
    var steps: [Int: Int] = [:]
    for (low, high) in zip(sorted, sorted.dropFirst()) {
      let (step, isTooLarge) = high.subtractingReportingOverflow(low)
      steps[isTooLarge ? Int.max : step, default: 0] += 1
    }
    let step = steps.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 1
    var rowOf: [Int: Int] = [:]
    for (row, number) in numbers.enumerated() {
      if let first = rowOf[number] {
        throw PeriodLabelError(row: row, problem: .repeated("\(number)", row: first))
      }
      rowOf[number] = row
      guard row > 0 else { continue }
      let last = numbers[row - 1]
      if number < last {
        throw PeriodLabelError(row: row, problem: .outOfOrder("\(number)", after: "\(last)"))
      }
      let (next, isTooLarge) = last.addingReportingOverflow(step)
      if number > next, let later = numbers.firstIndex(of: next) {
        throw PeriodLabelError(row: later, problem: .outOfOrder("\(next)", after: "\(number)"))
      }
      guard !isTooLarge, number == next else {
        throw PeriodLabelError(
          row: row, problem: .step("\(number)", after: "\(last)", usual: step))
      }
    }
  }
}

/// A label of a series that does not follow the one before it.
public struct PeriodLabelError: Error, Hashable, Sendable {
  /// What is wrong with a label.
  public enum Problem: Hashable, Sendable {
    /// A row of sums, named by its label.
    case total(String)
    /// A label of another kind than the others.
    case otherKind(String, like: String)
    /// A label that stands in an earlier row, counted from 0.
    case repeated(String, row: Int)
    /// A label before that of the row above.
    case outOfOrder(String, after: String)
    /// A label that is left out.
    case missing(String, before: String, Period)
    /// A label less than a period after that of the row above.
    case tooEarly(String, after: String, Period)
    /// Dates of which none follows another by a calendar step.
    case irregular(String, after: String)
    /// A number that does not follow the one above by the step of the others.
    case step(String, after: String, usual: Int)
  }

  /// The row of the label, counted from 0.
  public let row: Int
  /// What is wrong.
  public let problem: Problem

  /// An error at a row.
  public init(row: Int, problem: Problem) {
    self.row = row
    self.problem = problem
  }
}

extension PeriodLabelError: CustomStringConvertible {
  /// What is wrong.
  public var description: String {
    switch problem {
    case .total(let label): "the row '\(label)' is a sum of the other rows, not a period"
    case .otherKind(let label, let like): "'\(label)' is not a label like '\(like)'"
    case .repeated(let label, _): "\(label) has two rows"
    case .outOfOrder(let label, let last): "\(label) comes after \(last)"
    case .missing(let label, let next, let period):
      "\(label) is missing before \(next); the other rows are one \(period.noun) apart"
    case .tooEarly(let label, let last, let period):
      "\(label) is less than one \(period.noun) after \(last); the other rows are one "
        + "\(period.noun) apart"
    case .irregular(let label, let last):
      "\(label) does not follow \(last) by a day, week, month, quarter or year"
    case .step(let label, let last, let usual):
      "\(label) does not follow \(last); the other rows are \(usual) apart"
    }
  }

  /// What to do.
  public var remedy: String {
    switch problem {
    case .total: "delete the row"
    case .otherKind:
      "write all labels in one form: 2022-01-31, 2022-W05, 2022-01, 2022Q1 or 2022; delete rows that "
        + "are not periods"
    case .repeated: "merge the two rows, or correct the label"
    case .outOfOrder: "sort the rows by their label"
    case .missing: "add the row; write 0 where nothing happened"
    case .tooEarly: "correct the label, or count in periods of one length"
    case .irregular: "count in days, weeks, months, quarters or years, with a row for every period"
    case .step: "add the missing rows, or correct the label"
    }
  }
}
