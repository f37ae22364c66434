/// The signs that effects of one stream on another may have.
///
/// A stream's own momentum is never negative.
public enum CrossEffects: String, CaseIterable, Hashable, Sendable {
  /// Events of one stream can bring about events of another, or nothing.
  case nonNegative = "non-negative"
  /// They can also keep them from happening.
  case signed
}
