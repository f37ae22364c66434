import LinearAlgebra

extension ImpulseResponse {
  /// Responses to one standard deviation of each series' error when the others move as they usually
  /// do with it; no order is needed (Pesaran and Shin 1998).
  public var generalized: [Matrix] {
    guard let factor = orthogonalized.first else { return [] }
    // The factor's rows are the errors' loadings: Sigma = P P', so Phi Sigma / s = Theta P' / s.
    let k = factor.rows
    let deviations = (0..<k).map { norm(factor.row($0)) }
    return orthogonalized.map { theta in
      var result = Matrix(rows: k, columns: k)
      for shock in 0..<k {
        for inner in 0...shock {
          let weight = factor[shock, inner] / deviations[shock]
          for row in 0..<k { result[row, shock] += theta[row, inner] * weight }
        }
      }
      return result
    }
  }

  /// Orthogonalized responses when the series act on each other within a period in another order.
  ///
  /// - Parameters:
  ///   - unit: Responses to a unit of one series alone.
  ///   - covariance: Of the errors.
  ///   - order: The series, the one that acts first at the front.
  /// - Returns: One matrix a period, responders by shocks, in the order of the data.
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the covariance has no Cholesky factor.
  public static func orthogonalized(
    _ unit: [Matrix], covariance: Matrix, order: [Int]
  ) throws(TimeSeriesError) -> [Matrix] {
    precondition(order.sorted() == Array(0..<covariance.rows), "an order names each series once")
    var result: [Matrix] = []
    do {
      let factor = try CholeskyFactorization(
        covariance.submatrix(rows: order, columns: order)
      ).factor
      var placed = Matrix(rows: covariance.rows, columns: covariance.rows)
      for (row, series) in order.enumerated() {
        for (column, shock) in order.enumerated() { placed[series, shock] = factor[row, column] }
      }
      for response in unit { result.append(try response.times(placed)) }
    } catch {
      throw TimeSeriesError(error)
    }
    return result
  }

  /// All orders of a number of series, in lexical order.
  public static func orders(of count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    func extend(_ head: [Int]) -> [[Int]] {
      guard head.count < count else { return [head] }
      return (0..<count).filter { !head.contains($0) }.flatMap { extend(head + [$0]) }
    }
    return extend([])
  }

  /// The share of each series' forecast variance that each orthogonalized shock brings about, for
  /// horizons of 1, 2, ... periods (Lütkepohl 2005, section 2.3.3).
  ///
  /// - Parameter orthogonalized: Responses from period 0 on.
  /// - Returns: One matrix a horizon, series by shocks; rows sum to 1.
  public static func varianceShares(_ orthogonalized: [Matrix]) -> [Matrix] {
    guard var sums = orthogonalized.first.map({ Matrix(rows: $0.rows, columns: $0.columns) })
    else { return [] }
    return orthogonalized.map { response in
      for index in response.elements.indices {
        sums.elements[index] += response.elements[index] * response.elements[index]
      }
      var shares = sums
      for row in 0..<sums.rows {
        let total = sums.row(row).reduce(0, +)
        for column in 0..<sums.columns { shares[row, column] = sums[row, column] / total }
      }
      return shares
    }
  }

  /// What a lasting change of one unit of each series' error adds up to in the end:
  /// (I - A1 - ... - Ap)^-1 (Lütkepohl 2005, section 2.3.2).
  ///
  /// - Throws: ``TimeSeriesError/singularResiduals`` when the sum has no limit.
  public static func longRun(lagMatrices: [Matrix], count: Int) throws(TimeSeriesError) -> Matrix {
    var rest = Matrix.identity(count)
    for matrix in lagMatrices { rest = rest - matrix }
    do {
      return try LUFactorization(rest).inverse()
    } catch {
      throw TimeSeriesError(error)
    }
  }
}
