extension TrustRegionNewton {
  /// Searches from several starts and keeps the best end.
  ///
  /// - Parameters:
  ///   - starts: At least one start.
  ///   - lower: Lower bounds.
  ///   - upper: Upper bounds.
  ///   - objective: The function, as in ``minimize(from:lower:upper:_:)``.
  /// - Returns: The end with the lowest value (the earliest start where ends tie), and the values
  ///   of all ends in the order of the starts.
  /// - Throws: What the searches throw.
  public func minimize(
    fromAll starts: [[Double]], lower: [Double], upper: [Double],
    _ objective: ([Double]) throws -> QuadraticExpansion?
  ) throws -> (best: Optimum, values: [Double]) {
    precondition(!starts.isEmpty, "at least one start is needed")
    let ends = try starts.map { try minimize(from: $0, lower: lower, upper: upper, objective) }
    var best = ends[0]
    for end in ends.dropFirst() where end.value < best.value - 1e-9 * max(1, best.value.magnitude) {
      best = end
    }
    return (best, ends.map(\.value))
  }
}
