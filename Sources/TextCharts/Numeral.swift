/// Numbers for people: as many digits as they carry, never a negative zero.
public enum Numeral {
  /// A number with a fixed count of decimals.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    guard value.isFinite else { return nonFinite(value) }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded(.toNearestOrEven)
    guard scaled < 1e15 else { return "\(value)" }
    let whole = Int(scaled)
    let sign = value < 0 && whole != 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let digits = String(whole)
    let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }

  /// A number with so many significant digits; whole numbers keep all of theirs.
  public static func significant(_ value: Double, digits: Int = 3) -> String {
    guard value.isFinite else { return nonFinite(value) }
    guard value != 0 else { return "0" }
    var exponent = 0
    var magnitude = value.magnitude
    while magnitude >= 10 {
      magnitude /= 10
      exponent += 1
    }
    while magnitude < 1 {
      magnitude *= 10
      exponent -= 1
    }
    // 9.996 rounds up to 10.0, which has a digit more in front.
    var scale = 1.0
    for _ in 1..<max(1, digits) { scale *= 10 }
    if (magnitude * scale).rounded(.toNearestOrEven) >= 10 * scale { exponent += 1 }
    // Smaller numbers are noise in every unit that is used here.
    guard exponent >= -6 else { return "0" }
    return fixed(value, decimals: max(0, digits - 1 - exponent))
  }

  /// A number that was set rather than estimated: up to six digits, no zeros at the end.
  public static func setting(_ value: Double) -> String {
    var text = significant(value, digits: 6)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// A probability: three decimals, and the ends as bounds.
  public static func probability(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    if value >= 0, value < 0.0005 { return "<0.001" }
    if value < 1, value > 0.9995 { return ">0.999" }
    return fixed(value, decimals: 3)
  }

  private static func nonFinite(_ value: Double) -> String {
    if value.isNaN { return "-" }
    return value > 0 ? "infinite" : "-infinite"
  }
}
