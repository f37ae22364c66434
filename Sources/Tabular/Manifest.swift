/// manifest.json: what a run was made from, with what, and what came out, so that others can check
/// that they have the same. It holds no clock, no host and no path.
public struct Manifest: Sendable {
  /// The release that ran.
  public let version: String
  /// What computed besides it, such as the version of the linear algebra library.
  public let software: [(key: String, value: String)]
  /// Options with every default filled in, in order.
  public let options: [(key: String, value: String)]
  /// The files that were read.
  public let inputs: [Inputs.Record]
  /// The seed of all random numbers.
  public let seed: UInt64
  /// Rows read, used and left out, in words.
  public var account: [String]

  /// What a run was made from.
  public init(
    version: String, software: [(key: String, value: String)] = [],
    options: [(key: String, value: String)], inputs: [Inputs.Record], seed: UInt64,
    account: [String] = []
  ) {
    self.version = version
    self.software = software
    self.options = options
    self.inputs = inputs
    self.seed = seed
    self.account = account
  }

  /// The identity of the run, a SHA-256: the same release, options, inputs and seed give the same
  /// results. The software is left out, so that a run can go on on another machine.
  public var run: String {
    let text = JSONText.array(
      [version, "\(seed)"] + options.flatMap { [$0.key, $0.value] }
        + inputs.flatMap { [$0.name, $0.hash] })
    return SHA256.hex(Array(text.utf8))
  }

  /// The file.
  ///
  /// - Parameters:
  ///   - outputs: The files that came out; written in the order of their names.
  ///   - pending: Files that are being written.
  ///   - isComplete: Whether all files are there.
  /// - Returns: JSON text.
  public func encoded(
    outputs: [Inputs.Record], pending: [String] = [], isComplete: Bool = true
  ) -> [UInt8] {
    var lines = [
      "{", "  \"schema\": 2,", "  \"talion\": \(JSONText.string(version)),",
      "  \"run\": \(JSONText.string(run)),", "  \"complete\": \(isComplete),",
    ]
    for (key, value) in software {
      lines.append("  \(JSONText.string(key)): \(JSONText.string(value)),")
    }
    lines.append("  \"seed\": \(seed),")
    let pairs = options.map { "\(JSONText.string($0.key)): \(JSONText.string($0.value))" }
    lines.append("  \"options\": \(Manifest.list(pairs, "{", "}")),")
    lines.append("  \"inputs\": \(Manifest.list(inputs.map(Manifest.record), "[", "]")),")
    lines.append("  \"account\": \(Manifest.list(account.map(JSONText.string), "[", "]")),")
    if !pending.isEmpty {
      lines.append("  \"pending\": \(Manifest.list(pending.map(JSONText.string), "[", "]")),")
    }
    let sorted = outputs.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    lines.append("  \"outputs\": \(Manifest.list(sorted.map(Manifest.record), "[", "]"))")
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func list(_ items: [String], _ open: String, _ close: String) -> String {
    guard !items.isEmpty else { return open + close }
    return open + "\n" + items.map { "    " + $0 }.joined(separator: ",\n") + "\n  " + close
  }

  private static func record(_ record: Inputs.Record) -> String {
    "{\"name\": \(JSONText.string(record.name)), \"sha256\": \"\(record.hash)\", "
      + "\"bytes\": \(record.length)}"
  }
}
