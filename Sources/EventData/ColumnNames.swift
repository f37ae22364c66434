import Incidents
import Tabular

extension CSVReader {
  /// Compares the header with the columns that a table can have.
  ///
  /// A misspelt column would be taken for one that is not there, and its values for unknown: a name
  /// that is near a known column which the table does not have is an error. Other names that are not
  /// known are columns of the user's own. Call it before the first row is read.
  ///
  /// - Parameter known: The names of all columns that are read.
  /// - Returns: One remark with the columns that are not read; none when all are.
  /// - Throws: ``TabularError`` at the misspelt name.
  func unusedColumns(known: [String]) throws(TabularError) -> [RowRemark] {
    let missing = known.filter { column($0) == nil }
    var unused: [String] = []
    for (index, name) in header.enumerated() where !known.contains(name) {
      guard let meant = ColumnNames.meant(by: name, missing: missing, known: known) else {
        unused.append(name)
        continue
      }
      let place = error(index, problem: "", hint: "")
      throw TabularError(
        file: file, line: place.line, column: place.column,
        problem: "'\(name)' is not a column of this table",
        hint: missing.contains(meant)
          ? "did you mean '\(meant)'? Rename the column"
          : "the table also has '\(meant)'; delete or rename one of the two columns")
    }
    guard !unused.isEmpty else { return [] }
    return [
      RowRemark(file: file, row: 1, what: "header", reason: .unusedColumns(unused))
    ]
  }
}

/// Which known column a misspelt header means.
enum ColumnNames {
  /// The known column, or nil when none is near.
  static func meant(by name: String, missing: [String], known: [String]) -> String? {
    if let same = known.first(where: { letters($0) == letters(name) }) { return same }
    // 'count' for count_min and count_max.
    if let start = missing.first(where: { letters($0) == letters(name) + "min" }) { return start }
    let near = missing.map { (name: $0, distance: Suggestion.distance(name, $0)) }
      .filter { $0.distance <= reach(of: $0.name.utf8.count) }
    return near.min { $0.distance < $1.distance }?.name
  }

  /// A name without case, blanks and underscores.
  private static func letters(_ name: String) -> String {
    name.lowercased().filter { $0.isLetter || $0.isNumber }
  }

  /// Short names resemble too many words.
  private static func reach(of length: Int) -> Int { length < 4 ? 0 : length < 6 ? 1 : 2 }
}
