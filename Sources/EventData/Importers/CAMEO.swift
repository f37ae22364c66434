import Incidents
import Tabular

/// Codes of CAMEO, the Conflict and Mediation Event Observations (Schrodt 2012), as machine-coded sets
/// use them.
enum CAMEO {
  /// Whether a code is of violence: 18 assault, 19 fight, 20 unconventional mass violence.
  ///
  /// Codes have three digits or more; one of two digits has lost its zero (`20` is `020`).
  static func isViolent(_ code: FieldBytes) -> Bool {
    guard digits(code) >= 3 else { return false }
    return isViolentRoot(FieldBytes(start: code.start, count: 2))
  }

  /// Whether a root code is of violence.
  static func isViolentRoot(_ root: FieldBytes) -> Bool {
    guard digits(root) == 2 else { return false }
    let (tens, ones) = (root.start[0], root.start[1])
    return tens == UInt8(ascii: "1")
      ? ones == UInt8(ascii: "8") || ones == UInt8(ascii: "9")
      : tens == UInt8(ascii: "2") && ones == UInt8(ascii: "0")
  }

  /// What an act of violence was carried out with.
  static func weapon(_ code: FieldBytes) -> Weapon {
    if code.begins("1831") { return .suicide }
    if code.begins("1832") || code.begins("183") && !code.begins("1833") { return .bomb }
    if code.begins("1833") { return .ied }
    if code.begins("1952") { return .drone }
    if code.begins("195") { return .airstrike }
    if code.begins("194") { return .artillery }
    if code.begins("193") { return .shooting }
    if code.begins("192") { return .ground }
    return .unknown
  }

  /// The digits before a point: programs that take codes for numbers write `190.0`.
  private static func digits(_ code: FieldBytes) -> Int {
    var count = 0
    while count < code.count, 0x30...0x39 ~= code.start[count] { count += 1 }
    return count
  }
}
