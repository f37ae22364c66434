import Estimation
import Foundation
import Testing

/// Reference/special_functions.csv holds 60-digit values; Reference/make_tables.py makes it.
@Suite struct SpecialFunctionTests {
  struct Row: Sendable, CustomTestStringConvertible {
    let function: String
    let arguments: [Double]
    let value: Double
    var testDescription: String { "\(function)\(arguments)" }
  }

  static let table: [Row] = {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Reference/special_functions.csv")
    let lines = try! String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    return lines.map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return Row(
        function: String(fields[0]), arguments: fields[1...3].compactMap { Double($0) },
        value: Double(fields[4])!)
    }
  }()

  private func largestError(_ function: String, _ compute: ([Double]) -> Double) -> (
    Double, [Double]
  ) {
    var worst = (0.0, [Double]())
    let rows = Self.table.filter { $0.function == function }
    #expect(rows.count >= 8)
    for row in rows {
      let error =
        row.value == 0 ? abs(compute(row.arguments)) : abs(compute(row.arguments) / row.value - 1)
      if !(error <= worst.0) { worst = (error, row.arguments) }
    }
    return worst
  }

  @Test func incompleteGamma() {
    let lower = largestError("gamma_p") { IncompleteGamma.lower($0[0], $0[1]) }
    #expect(lower.0 < 1e-12, "at \(lower.1)")
    let upper = largestError("gamma_q") { IncompleteGamma.upper($0[0], $0[1]) }
    #expect(upper.0 < 1e-12, "at \(upper.1)")
  }

  @Test func incompleteBeta() {
    let lower = largestError("beta_i") { IncompleteBeta.lower($0[0], $0[1], $0[2]) }
    #expect(lower.0 < 1e-12, "at \(lower.1)")
    let upper = largestError("beta_c") { IncompleteBeta.upper($0[0], $0[1], $0[2]) }
    #expect(upper.0 < 1e-12, "at \(upper.1)")
  }

  @Test func gammaDerivatives() {
    let first = largestError("digamma") { digamma($0[0]) }
    #expect(first.0 < 1e-12, "at \(first.1)")
    let second = largestError("trigamma") { trigamma($0[0]) }
    #expect(second.0 < 1e-12, "at \(second.1)")
  }

  @Test func normal() {
    let quantile = largestError("normal_quantile") { NormalFunctions.quantile(p: $0[0]) }
    #expect(quantile.0 < 1e-12, "at \(quantile.1)")
    let cumulative = largestError("normal_cdf") { NormalFunctions.cumulative($0[0]) }
    #expect(cumulative.0 < 1e-12, "at \(cumulative.1)")
  }

  @Test func shapeDerivativesOfTheIncompleteGamma() {
    let first = largestError("gamma_p_da") {
      IncompleteGamma.lowerWithShapeDerivatives($0[0], $0[1]).first
    }
    #expect(first.0 < 1e-11, "at \(first.1)")
    let second = largestError("gamma_p_da2") {
      IncompleteGamma.lowerWithShapeDerivatives($0[0], $0[1]).second
    }
    // The second derivative passes through zero near the median, where only its absolute error
    // (here below 1e-14) can be small.
    #expect(second.0 < 1e-9, "at \(second.1)")
  }

  @Test(arguments: [1e-6, 0.02, 0.5, 1, 3.3, 80, 5000])
  func gammaQuantileInvertsBothTails(shape: Double) {
    for p in [1e-200, 1e-12, 0.001, 0.3, 0.5, 0.8, 0.999] {
      let x = IncompleteGamma.quantile(shape, p: p)
      guard x > 1e-300 else { continue }
      let back = IncompleteGamma.lower(shape, x)
      // A relative error of one ulp in x moves p by shape times as much.
      #expect(abs(back / p - 1) < 1e-12 * max(1, shape.squareRoot() * 10), "p \(p), x \(x)")
    }
    let far = IncompleteGamma.quantile(shape, p: 1, q: 1e-30)
    #expect(abs(IncompleteGamma.upper(shape, far) / 1e-30 - 1) < 1e-10 * max(1, shape.squareRoot()))
  }

  @Test func argumentsOutsideTheDomainGiveNaN() {
    #expect(IncompleteGamma.lower(-1, 2).isNaN)
    #expect(IncompleteGamma.upper(1, -2).isNaN)
    #expect(IncompleteBeta.lower(1, 0, 0.5).isNaN)
    #expect(IncompleteBeta.lower(1, 1, 1.5).isNaN)
    #expect(digamma(-2).isNaN)
    #expect(trigamma(0).isNaN)
    #expect(NormalFunctions.quantile(p: 1.1).isNaN)
    #expect(NormalFunctions.quantile(p: 0) == -.infinity)
    #expect(NormalFunctions.quantile(p: 1) == .infinity)
    #expect(IncompleteGamma.lower(2, .infinity) == 1)
  }
}
