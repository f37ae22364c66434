import Incidents

/// Tellings in groups that are of one act each, grown pair by pair.
struct MergeGroups {
  /// The tellings of each group; none where it went into another.
  private(set) var members: [[Int]]
  /// Why the tellings of each group count as one.
  private(set) var reasons: [MergeLikeness.Reasons]
  /// The kinds of its tellings, and its documents, each once.
  private var kinds: [[Int]]
  private var documents: [Set<Int>]
  private var groupOf: [Int]

  /// Groups of one telling each.
  ///
  /// - Parameters:
  ///   - kinds: The kind of each telling: those of one kind are alike in all that is compared.
  ///   - documents: The number of the document of each.
  init(kinds: [Int], documents: [Int]) {
    members = kinds.indices.map { [$0] }
    groupOf = Array(kinds.indices)
    reasons = Array(repeating: [], count: kinds.count)
    self.kinds = kinds.map { [$0] }
    self.documents = documents.map { [$0] }
  }

  /// Makes the groups of two tellings one, unless something forbids it: a document that tells both, or
  /// two kinds that cannot be of one act.
  mutating func join(
    _ one: Int, _ two: Int, for why: MergeLikeness.Reasons, ifLike areLike: (Int, Int) -> Bool
  ) {
    var (large, small) = (groupOf[one], groupOf[two])
    guard large != small else { return }
    // The larger one grows in its place, so that a group of thousands takes linear time.
    if members[large].count < members[small].count { swap(&large, &small) }
    guard !documents[small].contains(where: { documents[large].contains($0) }),
      kinds[small].allSatisfy({ kind in kinds[large].allSatisfy { areLike(kind, $0) } })
    else { return }
    for member in members[small] { groupOf[member] = large }
    members[large] += members[small]
    documents[large].formUnion(documents[small])
    for kind in kinds[small] where !kinds[large].contains(kind) { kinds[large].append(kind) }
    reasons[large].formUnion(reasons[small].union(why))
    members[small] = []
    documents[small] = []
    kinds[small] = []
  }

  /// The groups by their first tellings, each in order, with its reasons.
  var groups: [(tellings: [Int], reasons: MergeLikeness.Reasons)] {
    members.indices.filter { !members[$0].isEmpty }.map { (members[$0].sorted(), reasons[$0]) }
      .sorted { $0.tellings[0] < $1.tellings[0] }
  }
}
