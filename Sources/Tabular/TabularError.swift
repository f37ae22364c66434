/// What is wrong in a table that a user gave, where, and what to do about it.
public struct TabularError: Error, Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The line, counted from 1; 0 where the whole file is meant.
  public let line: Int
  /// The byte within the line, counted from 1; 0 where the whole line or file is meant.
  public let column: Int
  /// What is wrong.
  public let problem: String
  /// What to do.
  public let hint: String

  /// An error at a place of a file.
  public init(file: String, line: Int, column: Int, problem: String, hint: String) {
    self.file = file
    self.line = line
    self.column = column
    self.problem = problem
    self.hint = hint
  }
}

extension TabularError: CustomStringConvertible {
  /// `file:line:column: problem; hint`.
  public var description: String {
    let place = line == 0 ? file : column == 0 ? "\(file):\(line)" : "\(file):\(line):\(column)"
    return hint.isEmpty ? "\(place): \(problem)" : "\(place): \(problem); \(hint)"
  }
}
