import ArgumentParser

/// The options of parsed settings with their values, defaults included: what manifests record.
public enum ParsedValues {
  /// Names as they are typed, and values; an option without value has `none`.
  ///
  /// - Parameters:
  ///   - settings: The settings.
  ///   - excluded: Groups of options that are left out.
  /// - Returns: The options in the order of their declarations.
  public static func of(
    _ settings: some ParsableArguments, without excluded: [any ParsableArguments.Type] = []
  ) -> [(name: String, value: String)] {
    rows(Mirror(reflecting: settings), without: excluded)
  }

  private static func rows(
    _ mirror: Mirror, without excluded: [any ParsableArguments.Type]
  ) -> [(name: String, value: String)] {
    mirror.children.flatMap { child -> [(name: String, value: String)] in
      guard let label = child.label, label.hasPrefix("_") else { return [] }
      guard let value = parsed(child.value) else { return [] }
      if let group = value as? any ParsableArguments {
        if excluded.contains(where: { $0 == type(of: group) }) { return [] }
        return rows(Mirror(reflecting: group), without: excluded)
      }
      return [(dashed(String(label.dropFirst())), text(value))]
    }
  }

  /// The value inside a property wrapper, which keeps it as an enumeration's payload.
  private static func parsed(_ wrapper: Any) -> Any? {
    for child in Mirror(reflecting: wrapper).children where child.label == "_parsedValue" {
      return Mirror(reflecting: child.value).children.first { $0.label == "value" }?.value
    }
    return nil
  }

  private static func text(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      return mirror.children.first.map { text($0.value) } ?? "none"
    }
    if let list = value as? [String] { return list.isEmpty ? "none" : list.joined(separator: ",") }
    if let named = value as? any RawRepresentable<String> { return named.rawValue }
    if let flag = value as? Bool { return flag ? "yes" : "no" }
    if let number = value as? Double { return number.plain }
    return "\(value)"
  }

  /// `lagsFrom` as `lags-from`.
  static func dashed(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      if letter.isUppercase { text += "-" }
      text += letter.lowercased()
    }
  }
}
