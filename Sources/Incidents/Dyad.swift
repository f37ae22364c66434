/// The code of a side: what the analysis counts as one actor, such as `US` or `militias`.
public struct Side: Hashable, Comparable, Sendable {
  /// The code as it stands in files.
  public let code: String

  /// The side with the given code.
  public init(_ code: String) {
    self.code = code
  }

  /// The side of an act whose author or target nobody names.
  public static let unknown = Side("UNKNOWN")

  /// Whether the left code comes first in Unicode order.
  public static func < (left: Side, right: Side) -> Bool { left.code < right.code }
}

extension Side: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}

/// A directed pair of sides: who acts, and on whom.
public struct Dyad: Hashable, Comparable, Sendable {
  /// The side that acts.
  public let source: Side
  /// The side that is acted upon.
  public let target: Side

  /// The dyad in which `source` acts on `target`.
  public init(source: Side, target: Side) {
    self.source = source
    self.target = target
  }

  /// A dyad written `SOURCE->TARGET`.
  ///
  /// - Throws: ``IncidentError/malformedDyad(_:)`` when the arrow or a side is missing.
  public init(_ text: some StringProtocol) throws(IncidentError) {
    let pieces = String(text).split(separator: "->", omittingEmptySubsequences: false)
    guard pieces.count == 2 else { throw .malformedDyad(String(text)) }
    let source = pieces[0].trimmed
    let target = pieces[1].trimmed
    guard !source.isEmpty, !target.isEmpty else { throw .malformedDyad(String(text)) }
    self.init(source: Side(source), target: Side(target))
  }

  /// Whether the left dyad comes first, by source and then by target.
  public static func < (left: Dyad, right: Dyad) -> Bool {
    (left.source, left.target) < (right.source, right.target)
  }
}

extension Dyad: CustomStringConvertible {
  /// The dyad as `SOURCE->TARGET`.
  public var description: String { "\(source)->\(target)" }
}

extension StringProtocol {
  /// The text without blanks at either end.
  package var trimmed: String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }
}
