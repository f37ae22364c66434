/// The events of one stream in a chain, in order of time, one array a quantity.
///
/// Sorted arrays keep the neighbours of a time together, which is all that kernels reach; the vector
/// code runs over them as they lie. A class, because it owns memory and belongs to one chain.
package final class EventColumn {
  package private(set) var count = 0
  private let capacity: Int
  private let sources: Int
  /// Times, rising.
  package let time: UnsafeMutablePointer<Double>
  /// The interval that each event may move in.
  let lower: UnsafeMutablePointer<Double>
  let upper: UnsafeMutablePointer<Double>
  /// How many acts each event stands for.
  package let weight: UnsafeMutablePointer<Double>
  /// The weight of each event in the eyes of the stream whose statements are data: acts of a severe
  /// class may count for more (``Statements``).
  let pull: UnsafeMutablePointer<Double>
  /// The position of a known event in the data, behind those the batch that an event belongs to, or
  /// -1 for an event that only totals know.
  package let label: UnsafeMutablePointer<Int>
  /// The baseline rate at each event.
  let base: UnsafeMutablePointer<Double>
  /// The whole rate at each event.
  package let rate: UnsafeMutablePointer<Double>
  /// `excitation[j][event]`: the kernel summed over earlier events of stream j.
  let excitation: [UnsafeMutablePointer<Double>]
  /// The present position of each known event, by its label.
  private let place: UnsafeMutablePointer<Int>
  private let knownCount: Int
  /// Holds the sums of an event while it moves.
  private let held: UnsafeMutablePointer<Double>

  init(capacity: Int, sources: Int, known: Int) {
    self.capacity = max(1, capacity)
    self.sources = sources
    knownCount = known
    func column() -> UnsafeMutablePointer<Double> {
      let pointer = UnsafeMutablePointer<Double>.allocate(capacity: max(1, capacity))
      pointer.initialize(repeating: 0, count: max(1, capacity))
      return pointer
    }
    time = column()
    lower = column()
    upper = column()
    weight = column()
    pull = column()
    base = column()
    rate = column()
    excitation = (0..<sources).map { _ in column() }
    held = .allocate(capacity: max(1, sources))
    held.initialize(repeating: 0, count: max(1, sources))
    label = .allocate(capacity: max(1, capacity))
    label.initialize(repeating: -1, count: max(1, capacity))
    place = .allocate(capacity: max(1, known))
    place.initialize(repeating: -1, count: max(1, known))
  }

  deinit {
    for pointer in [time, lower, upper, weight, pull, base, rate] + excitation {
      pointer.deallocate()
    }
    held.deallocate()
    label.deallocate()
    place.deallocate()
  }

  /// Whether another event can be added.
  var hasRoom: Bool { count < capacity }

  /// The first position whose time is not below a value.
  @inline(__always)
  func firstPosition(notBefore value: Double) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) >> 1
      if time[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The number of acts now.
  var acts: Int {
    var sum = 0.0
    for index in 0..<count { sum += weight[index] }
    return Int(sum)
  }

  /// The present position of the known event of a label.
  @inline(__always)
  func position(of label: Int) -> Int { place[label] }

  /// Whether an event is none of the known ones: its label is shared, or it has none.
  @inline(__always)
  func isFree(_ position: Int) -> Bool { UInt(bitPattern: label[position]) >= knownCount }

  /// Remembers where a known event is.
  @inline(__always)
  private func remember(_ position: Int) {
    if !isFree(position) { place[label[position]] = position }
  }

  /// Makes an event one of another kind that stands for as many acts.
  func relabel(_ position: Int, _ name: Int, lower: Double, upper: Double) {
    label[position] = name
    self.lower[position] = lower
    self.upper[position] = upper
  }

  /// Adds an event in its place; its sums are zero.
  ///
  /// - Returns: Its position.
  @discardableResult
  func insert(
    time now: Double, lower: Double, upper: Double, weight: Double, label: Int
  ) -> Int {
    precondition(count < capacity, "the capacity covers every event that the data allow")
    let position = firstPosition(notBefore: now)
    var index = count
    while index > position {
      copy(index - 1, to: index)
      index -= 1
    }
    count += 1
    time[position] = now
    self.lower[position] = lower
    self.upper[position] = upper
    self.weight[position] = weight
    pull[position] = weight
    self.label[position] = label
    remember(position)
    base[position] = 0
    rate[position] = 0
    for j in 0..<sources { excitation[j][position] = 0 }
    return position
  }

  /// Takes an event out.
  func remove(at position: Int) {
    for index in (position + 1)..<max(position + 1, count) { copy(index, to: index - 1) }
    count -= 1
  }

  /// Gives an event a new time and moves it to its place.
  ///
  /// - Returns: Its new position.
  func retime(_ position: Int, to now: Double) -> Int {
    var target = position
    let (low, high, name) = (lower[position], upper[position], label[position])
    let (quiet, full, acts) = (base[position], rate[position], weight[position])
    let own = pull[position]
    for j in 0..<sources { held[j] = excitation[j][position] }
    while target + 1 < count, time[target + 1] < now {
      copy(target + 1, to: target)
      target += 1
    }
    while target > 0, time[target - 1] > now {
      copy(target - 1, to: target)
      target -= 1
    }
    time[target] = now
    lower[target] = low
    upper[target] = high
    weight[target] = acts
    pull[target] = own
    label[target] = name
    remember(target)
    base[target] = quiet
    rate[target] = full
    for j in 0..<sources { excitation[j][target] = held[j] }
    return target
  }

  /// Puts the events in order of time again; the sums are left to be computed anew.
  func sort() {
    for index in 1..<max(1, count) {
      let (now, low, high, name) = (time[index], lower[index], upper[index], label[index])
      let (acts, own) = (weight[index], pull[index])
      var target = index
      while target > 0, time[target - 1] > now {
        (time[target], lower[target]) = (time[target - 1], lower[target - 1])
        (upper[target], label[target]) = (upper[target - 1], label[target - 1])
        weight[target] = weight[target - 1]
        pull[target] = pull[target - 1]
        target -= 1
      }
      (time[target], lower[target], upper[target], label[target]) = (now, low, high, name)
      (weight[target], pull[target]) = (acts, own)
    }
    for position in 0..<count { remember(position) }
  }

  @inline(__always)
  private func copy(_ from: Int, to: Int) {
    time[to] = time[from]
    lower[to] = lower[from]
    upper[to] = upper[from]
    weight[to] = weight[from]
    pull[to] = pull[from]
    label[to] = label[from]
    remember(to)
    base[to] = base[from]
    rate[to] = rate[from]
    for j in 0..<sources { excitation[j][to] = excitation[j][from] }
  }
}
