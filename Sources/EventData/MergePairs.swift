import Incidents

/// The pairs of tellings that may be of one act.
///
/// Two tellings that agree enough have a place, a weapon or a number of dead in common. So only those
/// of one target that share one of them are compared, each with a bounded number of those whose days
/// overlap: the time grows with the number of tellings, however many fall on one week.
struct MergePairs {
  /// Two tellings, the first of the lower number, and what speaks for them being one.
  struct Pair {
    let first: Int32
    let second: Int32
    let likeness: MergeLikeness
  }

  /// With how many tellings of overlapping days each is compared where a place is shared, and where
  /// only a weapon or dead are.
  private static let reach = (place: 300, others: 150)

  private enum Block: Hashable {
    case place(Int)
    case weapon(Weapon)
    case dead
  }

  private let keys: [MergeKey?]
  private let places: PlaceNames

  /// The tellings by their keys; those without one are of no pair.
  init(_ keys: [MergeKey?], _ places: PlaceNames) {
    self.keys = keys
    self.places = places
  }

  /// The targets, with the numbers of their tellings.
  func targets(of tellings: some Sequence<Int>) -> [[Int]] {
    var byTarget: [Side: [Int]] = [:]
    for telling in tellings {
      if let key = keys[telling] { byTarget[key.target, default: []].append(telling) }
    }
    return byTarget.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The pairs among tellings of one target that are accepted, the best first.
  ///
  /// - Parameters:
  ///   - tellings: The numbers of tellings.
  ///   - isAccepted: Whether two tellings that are this much alike are a pair.
  /// - Returns: The pairs.
  func pairs(
    among tellings: [Int], where isAccepted: (Int, Int, MergeLikeness) -> Bool
  ) -> [Pair] {
    var blocks: [Block: [Int]] = [:]
    for telling in tellings {
      guard let key = keys[telling] else { continue }
      for place in key.place.map({ places.held[$0] }) ?? [] {
        blocks[.place(place), default: []].append(telling)
      }
      if key.weapon != .unknown { blocks[.weapon(key.weapon), default: []].append(telling) }
      if key.killed != nil { blocks[.dead, default: []].append(telling) }
    }
    var pairs: [Pair] = []
    for (block, members) in blocks where members.count > 1 {
      addPairs(of: block, members, where: isAccepted, to: &pairs)
    }
    pairs.sort {
      ($1.likeness.value, $0.first, $0.second) < ($0.likeness.value, $1.first, $1.second)
    }
    return pairs
  }

  private func addPairs(
    of block: Block, _ members: [Int], where isAccepted: (Int, Int, MergeLikeness) -> Bool,
    to pairs: inout [Pair]
  ) {
    // The tellings with equal numbers of dead stand together, so that the bound leaves them in.
    let sorted = members.compactMap { telling in keys[telling].map { (telling, $0) } }.sorted {
      ($0.1.days.lowerBound, $0.1.killed?.minimum ?? 0, $0.0)
        < ($1.1.days.lowerBound, $1.1.killed?.minimum ?? 0, $1.0)
    }
    let reach = if case .place = block { Self.reach.place } else { Self.reach.others }
    for (position, (telling, key)) in sorted.enumerated() {
      for (other, next) in sorted[(position + 1)...].prefix(reach) {
        // Sorted by their first day: nothing behind this one can overlap any more.
        if next.days.lowerBound > key.days.upperBound { break }
        guard let likeness = MergeLikeness(key, next, places),
          isFirstShared(block, key, next), isAccepted(telling, other, likeness)
        else { continue }
        pairs.append(
          Pair(
            first: Int32(min(telling, other)), second: Int32(max(telling, other)),
            likeness: likeness))
      }
    }
  }

  /// Whether a pair has no block in common before this one, so that it is taken once.
  private func isFirstShared(_ block: Block, _ one: MergeKey, _ two: MergeKey) -> Bool {
    let shared: Int? =
      if let here = one.place, let there = two.place {
        places.held[here].first { places.held[there].contains($0) }
      } else {
        nil
      }
    switch block {
    case .place(let place): return place == shared
    case .weapon: return shared == nil
    case .dead: return shared == nil && (one.weapon == .unknown || one.weapon != two.weapon)
    }
  }
}
