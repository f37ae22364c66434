/// A dense matrix of doubles, stored column by column as LAPACK expects.
///
/// `matrix[row, column]` counts from zero. A value type: copies are independent.
public struct Matrix: Hashable, Sendable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The elements, column after column; `rows * columns` of them.
  public var elements: [Double]

  /// A matrix filled with one value.
  ///
  /// - Precondition: Neither dimension is negative.
  public init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a dimension cannot be negative")
    self.rows = rows
    self.columns = columns
    elements = [Double](repeating: value, count: rows * columns)
  }

  /// A matrix over elements that are already in column-major order.
  ///
  /// - Precondition: There are `rows * columns` elements.
  public init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "rows * columns elements are needed")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix written row by row, as in a book.
  ///
  /// - Precondition: All rows have the same length.
  public init(_ rowsInOrder: [[Double]]) {
    let columns = rowsInOrder.first?.count ?? 0
    precondition(rowsInOrder.allSatisfy { $0.count == columns }, "rows of one length are needed")
    self.init(rows: rowsInOrder.count, columns: columns)
    for (row, values) in rowsInOrder.enumerated() {
      for (column, value) in values.enumerated() { self[row, column] = value }
    }
  }

  /// A single column.
  public init(column: [Double]) {
    self.init(rows: column.count, columns: 1, elements: column)
  }

  /// The identity of a given order.
  public static func identity(_ order: Int) -> Matrix {
    var result = Matrix(rows: order, columns: order)
    for index in 0..<order { result[index, index] = 1 }
    return result
  }

  /// A square matrix with the given diagonal and zeros elsewhere.
  public static func diagonal(_ values: [Double]) -> Matrix {
    var result = Matrix(rows: values.count, columns: values.count)
    for (index, value) in values.enumerated() { result[index, index] = value }
    return result
  }

  /// The element at a row and a column, both counted from zero.
  @inlinable public subscript(row: Int, column: Int) -> Double {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  /// Whether there are as many rows as columns.
  public var isSquare: Bool { rows == columns }

  /// Whether every element is a finite number.
  public var isFinite: Bool { elements.allSatisfy(\.isFinite) }

  /// The shape as text, `rows x columns`.
  public var shape: String { "\(rows) x \(columns)" }

  /// One row.
  public func row(_ index: Int) -> [Double] {
    (0..<columns).map { self[index, $0] }
  }

  /// One column.
  public func column(_ index: Int) -> [Double] {
    Array(elements[(index * rows)..<((index + 1) * rows)])
  }

  /// The elements of the diagonal.
  public var diagonal: [Double] { (0..<min(rows, columns)).map { self[$0, $0] } }

  /// The matrix with rows and columns exchanged.
  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows { result[column, row] = self[row, column] }
    }
    return result
  }

  /// The rows and columns of the given indices, in their order.
  public func submatrix(rows rowIndices: [Int], columns columnIndices: [Int]) -> Matrix {
    var result = Matrix(rows: rowIndices.count, columns: columnIndices.count)
    for (column, from) in columnIndices.enumerated() {
      for (row, source) in rowIndices.enumerated() { result[row, column] = self[source, from] }
    }
    return result
  }

  /// The mean of the matrix and its transpose: rounding removed from what should be symmetric.
  ///
  /// - Precondition: The matrix is square.
  public var symmetrized: Matrix {
    precondition(isSquare, "only a square matrix can be symmetric")
    var result = self
    for column in 0..<columns {
      for row in 0..<column {
        let mean = (self[row, column] + self[column, row]) / 2
        result[row, column] = mean
        result[column, row] = mean
      }
    }
    return result
  }

  /// The largest absolute element, zero for an empty matrix.
  public var largestMagnitude: Double { elements.reduce(0) { max($0, $1.magnitude) } }
}

extension Matrix: ExpressibleByArrayLiteral {
  /// A matrix written as a literal of rows.
  public init(arrayLiteral rows: [Double]...) {
    self.init(rows)
  }
}
