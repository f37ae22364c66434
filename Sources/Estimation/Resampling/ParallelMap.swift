/// Computes independent parts on several threads and returns them in order.
///
/// The result does not depend on the number of threads: each part is computed from its index alone.
///
/// - Parameters:
///   - count: How many parts.
///   - threads: How many at a time.
///   - progress: Told after each part how many are done; not in order of the parts.
///   - body: Computes a part from its index.
/// - Returns: The parts, by index.
/// - Throws: The first error that a part throws.
public func parallelMap<Part: Sendable>(
  count: Int, threads: Int, progress: (@Sendable (Int) -> Void)? = nil,
  _ body: @escaping @Sendable (Int) async throws -> Part
) async throws -> [Part] {
  try await withThrowingTaskGroup(of: (Int, Part).self) { group in
    var parts = [Part?](repeating: nil, count: count)
    var started = 0
    var done = 0
    func start() {
      let index = started
      started += 1
      group.addTask { (index, try await body(index)) }
    }
    while started < min(count, max(1, threads)) { start() }
    while let (index, part) = try await group.next() {
      parts[index] = part
      done += 1
      progress?(done)
      if started < count { start() }
    }
    return parts.compactMap { $0 }
  }
}
