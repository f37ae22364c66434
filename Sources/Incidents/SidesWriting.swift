extension Sides {
  /// The text form, as ``init(text:file:)`` reads it.
  ///
  /// - Parameter chosen: The sides to write; all by default, in the order of their codes.
  /// - Returns: The text, a blank line between sides.
  public func text(of chosen: [Side]? = nil) -> String {
    var result = ""
    var bySide: [Side: [Member]] = [:]
    for member in members { bySide[member.side, default: []].append(member) }
    for side in chosen ?? all {
      if !result.isEmpty { result += "\n" }
      result += "\(side.code)  \(titles[side] ?? "")".trimmed + "\n"
      if let sponsor = sponsors[side] { result += "  sponsor  \(sponsor.code)\n" }
      for member in bySide[side] ?? [] { result += "  \(Self.line(member))\n" }
    }
    return result
  }

  /// `kind  name = spelling; spelling [from..to]`
  private static func line(_ member: Member) -> String {
    var line = "\(member.kind.rawValue)  \(member.name)"
    if !member.spellings.isEmpty { line += " = " + member.spellings.joined(separator: "; ") }
    if member.tenure != .unknown {
      let ends = [member.tenure.earliest, member.tenure.latest].map { $0.map { "\($0)" } ?? "" }
      line += " [\(ends[0])..\(ends[1])]"
    }
    return line
  }
}
