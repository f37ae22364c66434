/// Reads the numbers of a table as people write them: with a decimal point or a decimal comma.
///
/// A table has one way, and the whole table shows it: `3,5` and `1.234,5` show a decimal comma, `3.5`
/// and `1,234.5` a point. `1,234` alone shows nothing; it is refused where nothing else does.
public struct DecimalNumbers: Hashable, Sendable {
  private var withComma: String?
  private var withPoint: String?

  /// Nothing is known yet.
  public init() {}

  /// What a text can be: with a decimal point, and with a decimal comma.
  private static func readings(_ text: String) -> (point: Double?, comma: Double?) {
    (number(text, decimal: ".", thousands: ","), number(text, decimal: ",", thousands: "."))
  }

  /// The number of a text with a decimal point that is no other number with a decimal comma.
  static func plain(_ text: String) -> Double? {
    guard let value = Double(text), value.isFinite else { return nil }
    guard text.contains("."), let comma = readings(text).comma else { return value }
    return comma == value ? value : nil
  }

  /// Takes a text into account.
  public mutating func learn(_ text: String) {
    guard text.contains(where: { $0 == "," || $0 == "." }) else { return }
    let text = text.trimmingBlanks()
    switch Self.readings(text) {
    case (.some, nil): withPoint = withPoint ?? text
    case (nil, .some): withComma = withComma ?? text
    default: break
    }
  }

  /// The decimal sign that was shown first; nil where none was.
  package var sign: Character? { withPoint != nil ? "." : withComma != nil ? "," : nil }

  /// Why a text is no number.
  public enum Problem: Error, Hashable, Sendable {
    /// It is none in either way of writing.
    case notANumber
    /// It is one number with a decimal point, another with a comma, and nothing decides.
    case undecided(point: Double, comma: Double)
    /// Other texts of the table are written in both ways.
    case mixed(point: String, comma: String)
  }

  /// The number of a text.
  ///
  /// - Throws: ``Problem``.
  public func number(_ text: String) throws(Problem) -> Double {
    let readings = Self.readings(text.trimmingBlanks())
    switch readings {
    case (nil, nil): throw .notANumber
    case (let value?, nil), (nil, let value?):
      if let withPoint, let withComma { throw .mixed(point: withPoint, comma: withComma) }
      return value
    case (let point?, let comma?):
      guard point != comma else { return point }
      switch (withPoint, withComma) {
      case (.some, nil): return point
      case (nil, .some): return comma
      case (let one?, let other?): throw .mixed(point: one, comma: other)
      case (nil, nil):
        // A single point is a decimal one for everybody who did not write commas.
        if !text.contains(",") { return point }
        throw .undecided(point: point, comma: comma)
      }
    }
  }

  /// The number of a text with these signs; thousands stand in groups of three.
  private static func number(
    _ text: String, decimal: Character, thousands: Character
  ) -> Double? {
    let parts = text.split(separator: decimal, maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first else { return nil }
    var digits = String(whole)
    if whole.contains(thousands) {
      let groups = whole.split(separator: thousands, omittingEmptySubsequences: false)
      let sign = groups[0].first.map { $0 == "-" || $0 == "+" } ?? false
      let first = sign ? groups[0].dropFirst() : groups[0]
      guard (1...3).contains(first.count), first.first != "0",
        groups.dropFirst().allSatisfy({ $0.count == 3 && $0.allSatisfy(\.isNumber) })
      else { return nil }
      digits = groups.joined()
    }
    if parts.count == 2 {
      guard !parts[1].contains(thousands) else { return nil }
      digits += "." + parts[1]
    }
    guard let value = Double(digits), value.isFinite else { return nil }
    return value
  }
}
