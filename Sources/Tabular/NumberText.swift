/// Numbers as data: exact, and the same on every machine.
public enum NumberText {
  /// The shortest decimal that reads back as the same number; whole numbers without a point.
  public static func shortest(_ value: Double) -> String {
    if value == 0 { return "0" }
    if value.isInfinite { return value > 0 ? "inf" : "-inf" }
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
