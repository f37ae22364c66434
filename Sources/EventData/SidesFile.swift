import Incidents
import Tabular

extension Sides {
  /// Reads the bytes of a file of sides.
  ///
  /// - Throws: ``SidesTextError`` with file, line and column, ``TabularError`` when the file is not
  ///   UTF-8.
  public init(_ bytes: [UInt8], file: String) throws {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw TabularError(
        file: file, line: 0, column: 0, problem: "the file is not UTF-8",
        hint: "save it as UTF-8")
    }
    try self.init(text: text, file: file)
  }
}

/// The names in a table that belong to no side, gathered so that one message names them all.
struct UnknownNames {
  private var first: TabularError?
  private var names: [String] = []

  /// The side of a name; an unknown one is noted and stands for nothing.
  mutating func side(
    named name: String, in sides: Sides, _ reader: CSVReader, _ column: Int
  ) -> Side {
    if let side = sides.side(named: name) { return side }
    if first == nil {
      first = reader.error(column, problem: "'\(name)' matches no side", hint: "")
    }
    if !names.contains(name) { names.append(name) }
    return .unknown
  }

  /// The side of a field; without a file of sides its name stands for itself.
  mutating func side(
    _ reader: CSVReader, _ column: Int, _ sides: Sides?, _ names: inout SideNames
  ) throws -> Side {
    guard let sides else { return try names.side(reader, column) }
    return side(named: try reader.text(column), in: sides, reader, column)
  }

  /// Adds what is to be said of all unknown names to the faults of the table.
  func add(to faults: FaultCollector) {
    guard let first else { return }
    let others = names.dropFirst().map { "'\($0)'" }.joined(separator: ", ")
    faults.add(
      TabularError(
        file: first.file, line: first.line, column: first.column, problem: first.problem,
        hint: "add it to the sides file"
          + (others.isEmpty ? "" : "; other unknown names: \(others)")))
  }
}
