import ArgumentParser

/// A mapping of a study file as a list of arguments, so that the settings types of the command line
/// read it: the same names, defaults, ranges and messages.
struct StudyArguments {
  private let node: StudyNode
  private let entries: [(key: String, value: StudyNode)]

  /// A mapping without the keys that are read elsewhere.
  init(_ node: StudyNode, without read: [String] = []) throws(StudyError) {
    self.node = node
    var entries: [(key: String, value: StudyNode)] = []
    for (key, value) in try node.pairs() where !read.contains(key) {
      guard value.isMapping else {
        entries.append((key, value))
        continue
      }
      // A mapping holds the options that begin with its key; `use` is the key itself.
      for (inner, value) in try value.pairs() {
        entries.append((inner == "use" ? key : "\(key)-\(inner)", value))
      }
    }
    self.entries = entries
  }

  /// The entries of some keys only, or of all others.
  func keeping(_ isKept: (String) -> Bool) -> StudyArguments {
    StudyArguments(node: node, entries: entries.filter { isKept($0.key) })
  }

  /// Whether a key is given.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// An error at a key.
  func error(atKey key: String, _ problem: String, hint: String) -> StudyError {
    node.error(atKey: key, problem, hint: hint)
  }

  private init(node: StudyNode, entries: [(key: String, value: StudyNode)]) {
    self.node = node
    self.entries = entries
  }

  /// The settings that the mapping describes.
  ///
  /// - Parameters:
  ///   - type: The settings.
  ///   - flags: Keys that are `yes` or `no`.
  ///   - repeated: Keys each of whose values is an option of its own.
  ///   - positional: The key of the argument without a name.
  ///   - implied: Keys that the mapping implies.
  /// - Returns: The settings.
  /// - Throws: ``StudyError`` at the key that is wrong, with the message of the settings.
  func parsed<Settings: ParsableArguments>(
    _ type: Settings.Type, flags: [String], repeated: [String] = [], positional: String? = nil,
    adding implied: [String: String] = [:]
  ) throws(StudyError) -> Settings {
    var arguments = implied.map { "--\($0.key)=\($0.value)" }
    for (key, value) in entries {
      let texts = try value.texts()
      if flags.contains(key) {
        switch texts {
        case ["yes"], ["true"]: arguments.append("--\(key)")
        case ["no"], ["false"]: continue
        default: throw value.error("'\(key)' should be yes or no")
        }
      } else if key == positional {
        arguments += texts
      } else if repeated.contains(key) {
        arguments += texts.map { "--\(key)=\($0)" }
      } else {
        for text in texts where texts.count > 1 && text.contains(",") {
          throw value.error(
            "'\(text)' contains a comma, which separates the entries of a list",
            hint: "rename the column or stream")
        }
        arguments.append("--\(key)=\(texts.joined(separator: ","))")
      }
    }
    do {
      return try type.parse(arguments)
    } catch {
      throw place(of: StudyArguments.plain(type.message(for: error)))
    }
  }

  /// An error at the key that a message names, or at the mapping.
  private func place(of message: String) -> StudyError {
    let named = entries.filter {
      message.contains("'\($0.key)'") || message.contains("'\($0.key)=")
    }
    // An unknown key stands in the message before the one that is suggested.
    let first = named.min { left, right in
      (message.range(of: left.key)?.lowerBound ?? message.endIndex)
        < (message.range(of: right.key)?.lowerBound ?? message.endIndex)
    }
    return first.map { node.error(atKey: $0.key, message) } ?? node.error(message)
  }

  /// A message of the command line in the words of a study file: keys instead of options.
  private static func plain(_ message: String) -> String {
    var text = message
    for (from, to) in [
      ("Unknown option '--", "unknown key '"), ("'. Did you mean '--", "'; did you mean '"),
    ] { text = text.replacing(from, with: to) }
    // `'--lags <lags>'` and `--lags` become `'lags'`.
    var result = ""
    var rest = text[...]
    while let start = rest.firstRange(of: "--") {
      result += rest[..<start.lowerBound]
      let name = rest[start.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" }
      rest = rest[name.endIndex...]
      if rest.hasPrefix(" <"), let close = rest.firstIndex(of: ">") {
        rest = rest[rest.index(after: close)...]
      }
      let isQuoted = result.hasSuffix("'")
      result += name.isEmpty ? "--" : isQuoted ? String(name) : "'\(name)'"
    }
    return result + rest
  }
}
