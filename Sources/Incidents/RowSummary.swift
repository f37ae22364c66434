/// The account of a table in one sentence.
struct RowSummary {
  let noun: String
  let total: Int
  let used: Int
  let remarks: [RowRemark]
  let unmatchedNames: [UnmatchedName]
  let rowsOfName: [String: Int]

  var sentence: String {
    var parts: [String] = []
    func add(_ count: Int, _ words: String) {
      if count > 0 { parts.append("\(count) \(words)") }
    }
    let reasons = remarks.map(\.reason)
    var (unmatched, unnamed, same, undated, outside, reversed, ids, repeated) =
      (0, 0, 0, 0, 0, 0, 0, 0)
    var others: [Dyad: Int] = [:]
    for reason in reasons {
      switch reason {
      case .unmatched: unmatched += 1
      case .unnamedSide: unnamed += 1
      case .selfTargeting: same += 1
      case .otherStream(let dyad): others[dyad, default: 0] += 1
      case .undated: undated += 1
      case .outsideWindow: outside += 1
      case .reversedSpan: reversed += 1
      case .duplicateID: ids += 1
      case .repeatedRow: repeated += 1
      // Of the table, not of a row.
      case .unusedColumns, .otherEncoding, .otherSheets, .errorCells, .formulasWithoutValue: break
      }
    }
    let notes = [
      repeated == 0 ? nil : "\(repeated) \(repeated == 1 ? "repeats" : "repeat") an earlier row",
      ids == 0 ? nil : "\(ids) \(ids == 1 ? "has" : "have") the id of an earlier row",
    ].compactMap { $0 }
    let count = used == total && total > 0 ? "all" : used == 0 ? "none" : "\(used)"
    parts.append("\(count) used" + (notes.isEmpty ? "" : " (\(notes.joined(separator: ", ")))"))
    add(unmatched, unmatchedWords(of: unmatched))
    add(unnamed, "with an UNKNOWN source or target")
    add(same, "with source and target the same side")
    add(
      others.values.reduce(0, +),
      "of \(others.count == 1 ? "another stream" : "other streams") (\(RowSummary.list(others)))")
    add(undated, "undated")
    add(outside, "outside the window")
    add(reversed, "with a span that ends before it begins")
    return "\(total) \(noun)\(total == 1 ? "" : "s"): \(parts.joined(separator: ", "))."
  }

  /// "name 'X', which matches no side (nearest: A)", or the most frequent of several names.
  private func unmatchedWords(of rows: Int) -> String {
    guard unmatchedNames.count != 1 else {
      return "\(rows == 1 ? "names" : "name") '\(unmatchedNames[0].name)', which matches no side"
        + (unmatchedNames[0].nearest.map { " (nearest: \($0))" } ?? "")
    }
    var named = unmatchedNames.prefix(3).map { name in
      "'\(name.name)' in \(rowsOfName[name.name] ?? 0)"
        + (name.nearest.map { ", nearest: \($0)" } ?? "")
    }
    let rest = unmatchedNames.count - named.count
    if rest > 0 { named.append("\(rest) more \(rest == 1 ? "name" : "names")") }
    return "\(rows == 1 ? "matches" : "match") no side (\(named.joined(separator: "; ")))"
  }

  /// The streams with most rows.
  private static func list(_ others: [Dyad: Int]) -> String {
    let sorted = others.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = sorted.prefix(3).map { "\($0.key) \($0.value)" }
    let rest = sorted.count - named.count
    return (named + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
  }
}
