/// Reads the numbers of a table, whichever decimal sign it has (``DecimalNumbers``).
///
/// The table is read through once more when the first number comes that needs it.
public struct NumberCells: Sendable {
  private let columns: [Int]
  private var numbers: DecimalNumbers?

  /// The numbers of some columns.
  public init(columns: [Int]) {
    self.columns = columns
  }

  /// A field as a finite number; nil when it is empty.
  ///
  /// - Throws: ``TabularError`` when it is anything else, or can be two numbers.
  public mutating func value(_ column: Int, in reader: CSVReader) throws -> Double? {
    guard !reader.isBlank(column) else { return nil }
    let text = try reader.text(column)
    if numbers == nil, let value = DecimalNumbers.plain(text) { return value }
    let known = try numbers ?? learnt(from: reader)
    numbers = known
    do throws(DecimalNumbers.Problem) {
      return try known.number(text)
    } catch {
      throw reader.error(column, problem: error.problem(of: text), hint: error.remedy)
    }
  }

  private func learnt(from reader: CSVReader) throws -> DecimalNumbers {
    var numbers = DecimalNumbers()
    let table = try reader.reopened()
    // What is wrong in other rows is found where they are read.
    try table.forEachRow(gathering: FaultCollector()) { row in
      for column in columns { numbers.learn(try row.text(column)) }
    }
    return numbers
  }
}

extension DecimalNumbers.Problem {
  /// What is wrong with a text, in words.
  func problem(of text: String) -> String {
    switch self {
    case .notANumber: "'\(text)' is not a number"
    case .undecided(let point, let comma):
      "'\(text)' can be \(NumberText.shortest(point)) or \(NumberText.shortest(comma))"
    case .mixed(let point, let comma):
      "the table has decimal points ('\(point)') and decimal commas ('\(comma)')"
    }
  }

  /// What to do, in words.
  var remedy: String {
    switch self {
    case .notANumber: "write digits and a decimal point, such as 1234.5"
    case .undecided: "leave out separators between thousands, and write a decimal point"
    case .mixed: "write all numbers with a decimal point"
    }
  }
}
