/// A part of a computation, and how far it is.
public struct Stage: Hashable, Sendable {
  /// What is computed, in words.
  public let name: String
  /// The share that is done, from 0 to 1; nil where nobody knows.
  public let share: Double?

  /// A part of a computation.
  public init(_ name: String, share: Double? = nil) {
    self.name = name
    self.share = share.flatMap { $0.isFinite ? min(1, max(0, $0)) : nil }
  }

  /// A part of which so many of so many pieces are done.
  init(_ name: String, done: Int, of count: Int) {
    self.init(name, share: Double(done) / Double(max(1, count)))
  }

  /// The same part under a longer name.
  public func named(_ name: String) -> Stage { Stage(name, share: share) }
}

extension Stage: CustomStringConvertible {
  /// The part with its share in per cent.
  public var description: String {
    share.map { "\(name), \(Int(($0 * 100).rounded(.down))) %" } ?? name
  }
}
