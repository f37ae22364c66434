import Incidents

/// Incidents by who acted on whom and by the days on which they can have been: what remains of a table
/// of any length when its rows are counted.
public struct PairDays: Sendable {
  /// The incidents of a pair.
  public struct Pair: Hashable, Sendable {
    /// Who acted on whom.
    public let dyad: Dyad
    /// Rows of the pair.
    public let rows: Int
    /// The first and the last day of those whose days are known; nil where none are.
    public let days: ClosedRange<Day>?
    /// Different days, or intervals of days, on which rows lie.
    public let dates: Int
  }

  private struct Interval: Hashable {
    let pair: Int32
    let earliest: Int32
    let latest: Int32
  }

  /// All rows.
  public private(set) var rows = 0
  private var indices: [Dyad: Int32] = [:]
  private var dyads: [Dyad] = []
  private var counts = PairDayCounts()
  /// Rows whose day is not known to the day.
  private var intervals: [Interval: Int] = [:]
  /// The pair of the last row: rows of a pair often follow each other.
  private var last: Int32 = 0

  /// No rows yet.
  public init() {}

  /// Adds a row.
  public mutating func add(_ source: Side, _ target: Side, _ days: DayInterval) {
    rows += 1
    let pair = index(Dyad(source: source, target: target))
    let (earliest, latest) = (PairDays.number(days.earliest), PairDays.number(days.latest))
    if earliest == latest, earliest != .min {
      counts.add(pair, earliest)
    } else {
      intervals[Interval(pair: pair, earliest: earliest, latest: latest), default: 0] += 1
    }
  }

  private mutating func index(_ dyad: Dyad) -> Int32 {
    if !dyads.isEmpty, dyads[Int(last)] == dyad { return last }
    if let known = indices[dyad] {
      last = known
    } else {
      last = Int32(dyads.count)
      indices[dyad] = last
      dyads.append(dyad)
    }
    return last
  }

  /// A day as a key; the calendar ends long before the smallest number.
  private static func number(_ day: Day?) -> Int32 { day.map { Int32($0.number) } ?? .min }

  /// The number of rows of a pair on a day, counting rows that lie on this day alone.
  public func count(_ dyad: Dyad, on day: Day) -> Int {
    indices[dyad].map { counts.count($0, PairDays.number(day)) } ?? 0
  }

  /// The pairs, those with most rows first.
  public var pairs: [Pair] {
    var rows = [Int](repeating: 0, count: dyads.count)
    var dates = rows
    var first = [Int32?](repeating: nil, count: dyads.count)
    var last = first
    func add(_ index: Int32, _ earliest: Int32, _ latest: Int32, _ count: Int) {
      let pair = Int(index)
      rows[pair] += count
      dates[pair] += 1
      if earliest != .min { first[pair] = min(first[pair] ?? earliest, earliest) }
      if latest != .min { last[pair] = max(last[pair] ?? latest, latest) }
    }
    counts.forEach { add($0, $1, $1, $2) }
    for (interval, count) in intervals {
      add(interval.pair, interval.earliest, interval.latest, count)
    }
    let all = dyads.indices.map { pair in
      let span = first[pair].flatMap { low in
        last[pair].flatMap { low <= $0 ? Day(number: Int(low))...Day(number: Int($0)) : nil }
      }
      return Pair(dyad: dyads[pair], rows: rows[pair], days: span, dates: dates[pair])
    }
    return all.sorted { ($1.rows, $0.dyad) < ($0.rows, $1.dyad) }
  }
}
