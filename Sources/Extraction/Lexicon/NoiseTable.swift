/// What a page wraps round its text (`Noise.txt`), compared byte by byte in lower case.
struct NoiseTable: Sendable {
  private(set) var lines: Set<[UInt8]> = []
  private(set) var insides: [[UInt8]] = []
  /// The phrases of ``insides`` by their first byte, as indices.
  private(set) var insidesByFirst: [[Int]] = Array(repeating: [], count: 256)
  private(set) var captions: [[UInt8]] = []
  private(set) var related: Set<[UInt8]> = []
  /// The labels of a form's fields.
  private(set) var fields: Set<[UInt8]> = []
  private(set) var agencies: [[UInt8]] = []
  private(set) var dateLabels: Set<[UInt8]> = []

  init(_ text: DictionaryText) throws(DictionaryError) {
    for entry in text.entries {
      let bytes = Array(entry.name.lowercased().utf8)
      switch entry.section {
      case "line": lines.insert(bytes)
      case "inside":
        if let first = bytes.first { insidesByFirst[Int(first)].append(insides.count) }
        insides.append(bytes)
      case "agency": agencies.append(bytes)
      case "date-label": dateLabels.insert(bytes)
      case "field": fields.insert(bytes)
      case "caption": captions.append(bytes)
      case "related":
        related.insert(bytes)
        lines.insert(bytes)
      default: throw text.problem(.unknownSection(entry.section), at: entry)
      }
    }
  }
}
