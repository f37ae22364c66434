import RealModule

/// Moves of the acts of batches whose number is an interval: they come, go, and change places with
/// acts that only totals know.
///
/// The n acts of a batch are an unordered set, so with a flat rate their number has the law of
/// Poisson, cut to the interval.
extension HawkesChain {
  func moveBatches() {
    for s in 0..<streamCount {
      for (number, batch) in batches[s].enumerated() {
        for _ in 0..<min(20, 2 + batch.mostEvents / 8) {
          if random.uniform() < 0.5 { grow(s, number) } else { shrink(s, number) }
          guard unseenLength[s] > 0, batch.actsPerEvent == data.actsPerUnseen[s] else { continue }
          if random.uniform() < 0.5 { adopt(s, number) } else { release(s, number) }
        }
      }
    }
  }

  private func label(_ s: Int, _ number: Int) -> Int { data.known[s].count + number }

  /// Birth: even over the batch's interval; its reverse is even over the batch's events.
  private func grow(_ s: Int, _ number: Int) {
    let batch = batches[s][number]
    let time = random.uniform(batch.lower, batch.upper)
    guard batchCount[s][number] < batch.mostEvents, columns[s].hasRoom,
      allows(s, without: nil, with: time, acts: batch.actsPerEvent)
    else { return }
    let (position, gain) = insert(time, label: label(s, number), s, batch)
    if accepts(gain + logVolume(batch, besides: batchCount[s][number])) {
      batchCount[s][number] += 1
    } else {
      remove(position, s)
    }
  }

  private func shrink(_ s: Int, _ number: Int) {
    let batch = batches[s][number]
    guard let position = anyEvent(s, number) else { return }
    let time = columns[s].time[position]
    guard allows(s, without: time, with: nil, acts: batch.actsPerEvent) else { return }
    let gain = remove(position, s)
    if accepts(gain - logVolume(batch, besides: batchCount[s][number] - 1)) {
      batchCount[s][number] -= 1
    } else {
      insert(time, label: label(s, number), s, batch)
    }
  }

  @discardableResult
  private func insert(
    _ time: Double, label: Int, _ s: Int, _ batch: LatentEvents.Batch
  ) -> (position: Int, gain: Double) {
    insert(
      time, label: label, s, weight: Double(batch.actsPerEvent), lower: batch.lower,
      upper: batch.upper)
  }

  private func logVolume(_ batch: LatentEvents.Batch, besides events: Int) -> Double {
    HawkesChain.logVolume(
      of: batch.actsPerEvent, besides: batch.minimum + events * batch.actsPerEvent,
      length: batch.upper - batch.lower)
  }

  /// A random event of a batch beyond its smallest number.
  private func anyEvent(_ s: Int, _ number: Int) -> Int? {
    guard batchCount[s][number] > 0 else { return nil }
    var rest = random.integer(in: 0...(batchCount[s][number] - 1))
    let (column, label) = (columns[s], label(s, number))
    for position in column.firstPosition(notBefore: batches[s][number].lower)..<column.count
    where column.label[position] == label {
      if rest == 0 { return position }
      rest -= 1
    }
    return nil
  }

  /// Positions of unseen events that can be of a batch, or of its own events that can be unseen.
  private func candidates(_ s: Int, _ number: Int, unseen: Bool) -> [Int] {
    let (column, batch) = (columns[s], batches[s][number])
    let wanted = unseen ? -1 : label(s, number)
    var result: [Int] = []
    for position in column.firstPosition(notBefore: batch.lower)..<column.count {
      guard column.time[position] < batch.upper else { break }
      guard column.label[position] == wanted, unseen || isCovered(column.time[position], s)
      else { continue }
      result.append(position)
    }
    return result
  }

  /// An unseen event becomes one of a batch; nothing moves and no total changes.
  private func adopt(_ s: Int, _ number: Int) {
    let batch = batches[s][number]
    guard batchCount[s][number] < batch.mostEvents else { return }
    let open = candidates(s, number, unseen: true)
    guard !open.isEmpty else { return }
    let position = open[random.integer(in: 0...(open.count - 1))]
    let back = candidates(s, number, unseen: false).count + 1
    guard accepts(exchange(s, number) + Double.log(Double(open.count) / Double(back)))
    else { return }
    columns[s].relabel(position, label(s, number), lower: batch.lower, upper: batch.upper)
    unseenCount[s] -= 1
    batchCount[s][number] += 1
  }

  private func release(_ s: Int, _ number: Int) {
    guard batchCount[s][number] > 0 else { return }
    let open = candidates(s, number, unseen: false)
    guard !open.isEmpty else { return }
    let position = open[random.integer(in: 0...(open.count - 1))]
    let back = candidates(s, number, unseen: true).count + 1
    unseenCount[s] += 1
    batchCount[s][number] -= 1
    guard accepts(Double.log(Double(open.count) / Double(back)) - exchange(s, number)) else {
      unseenCount[s] -= 1
      batchCount[s][number] += 1
      return
    }
    let time = columns[s].time[position]
    columns[s].relabel(position, -1, lower: time, upper: time)
  }

  /// The log of the ratio of the prior densities when an unseen event becomes one of a batch: what
  /// is beyond the ordering of the two sets, which the proposals account for.
  private func exchange(_ s: Int, _ number: Int) -> Double {
    let batch = batches[s][number]
    let (own, unseen) = (batchCount[s][number], unseenCount[s])
    // Volumes over unordered sets hold 1 / (own + 1) and 1 / unseen for the events themselves.
    let gained =
      logVolume(batch, besides: own) + Double.log(Double(own + 1))
      - Double.log(batch.upper - batch.lower)
    let acts = data.actsPerUnseen[s]
    let lost =
      HawkesChain.logVolume(of: acts, besides: acts * (unseen - 1), length: unseenLength[s])
      + Double.log(Double(unseen)) - Double.log(unseenLength[s])
    return gained - lost
  }
}
