/// What is wrong in a study file, and where.
public struct StudyError: Error, Hashable, Sendable {
  /// The file.
  public let file: String
  /// The line, counted from 1.
  public let line: Int
  /// The column, counted from 1.
  public let column: Int
  /// What is wrong.
  public let problem: String
  /// What to do.
  public let hint: String
}

extension StudyError: CustomStringConvertible {
  /// `file:line:column: problem; hint`.
  public var description: String {
    let text = "\(file):\(line):\(column): \(problem)"
    return hint.isEmpty ? text : "\(text); \(hint)"
  }
}
