/// A table or a text that is read: a file, or bytes that are at hand already.
///
/// A string literal is the path of a file: `Conflict(incidents: "incidents.csv", ...)`.
public enum Input: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The file at a path.
  case file(String)
  /// The bytes of a file, with the name that messages use.
  case bytes([UInt8], name: String)

  /// The file at the path that a literal holds.
  public init(stringLiteral path: String) { self = .file(path) }

  /// The text of a file, with the name that messages use.
  public static func text(_ text: String, name: String) -> Input {
    .bytes(Array(text.utf8), name: name)
  }

  /// The name that messages use.
  public var name: String {
    switch self {
    case .file(let path): path
    case .bytes(_, let name): name
    }
  }
}
