import Foundation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

@Suite struct CountAutoregressionTests {
  static func simulated(_ periods: Int, theta: Double, seed: UInt64) -> [Double] {
    var random = RandomStream(seed: seed, part: .init("ingarch test"))
    var counts: [Double] = []
    var mean = 4.0
    for _ in 0..<periods {
      let count = Double(CountLaw(mean: mean, theta: theta).draw(&random))
      counts.append(count)
      mean = 1 + 0.35 * count + 0.4 * mean
    }
    return counts
  }

  @Test(arguments: CountAutoregression.Link.allCases)
  func theOptimumIsAnOptimum(link: CountAutoregression.Link) throws {
    let counts = Self.simulated(400, theta: 4, seed: 6)
    let covariates = Matrix((0..<400).map { [Double($0 % 5 == 0 ? 1 : 0)] })
    let equation = CountAutoregression.Equation(
      pastObservations: [1, 3], pastMeans: [1], link: link)
    let fit = try CountAutoregression(
      counts: counts, equation: equation, covariates: covariates, family: .negativeBinomial)
    #expect(fit.convergence.converged)
    // A likelihood written apart: any step away lowers it, and its bend gives the errors.
    func value(_ b: [Double], _ theta: Double) -> Double {
      let start = b[0] / (1 - b[1] - b[2] - b[3])
      var means: [Double] = []
      var sum = 0.0
      for t in counts.indices {
        func past(_ lag: Int) -> Double {
          guard t >= lag else { return start }
          return link == .identity ? counts[t - lag] : Double.log(onePlus: counts[t - lag])
        }
        var m = b[0] + b[1] * past(1)
        m += b[2] * past(3) + b[3] * (t > 0 ? means[t - 1] : start)
        m += b[4] * covariates[t, 0]
        means.append(m)
        let mean = link == .identity ? m : Double.exp(m)
        sum += CountLaw(mean: mean, theta: theta).logProbability(Int(counts[t]))
      }
      return sum
    }
    let best = value(fit.coefficients, fit.theta)
    #expect(abs(best - fit.logLikelihood) < 1e-7)
    for index in 0..<5 where fit.standardErrors[index].isFinite {
      for sign in [-1.0, 1] {
        var moved = fit.coefficients
        moved[index] += sign * 0.05 * fit.standardErrors[index]
        let other = value(moved, fit.theta)
        #expect(other < best)
      }
    }
    #expect(value(fit.coefficients, fit.theta * 1.05) < best)
  }

  @Test func memoryAddsUp() throws {
    let fit = try CountAutoregression(
      counts: Self.simulated(2000, theta: .infinity, seed: 9),
      equation: .init(pastObservations: [1], pastMeans: [1]))
    #expect(abs(fit.coefficients[1] - 0.35) < 0.06 && abs(fit.coefficients[2] - 0.4) < 0.12)
    let effects = fit.memory(horizon: 200)
    let total = fit.coefficients[1] / (1 - fit.coefficients[2])
    #expect(abs(effects.reduce(0, +) - total) < 1e-9)
    let mean =
      fit.coefficients[0] + fit.coefficients[1] * fit.counts[1999]
      + fit.coefficients[2] * fit.means[1999]
    #expect(abs(fit.next().mean - mean) < 1e-12)
  }

  @Test func badCountsAreNamed() {
    let equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1])
    #expect(throws: TimeSeriesError.notACount(row: 1, column: 0, value: -1)) {
      try CountAutoregression(counts: [1, -1, 2, 3, 4, 5, 6, 7, 8], equation: equation)
    }
    #expect(throws: TimeSeriesError.notACount(row: 2, column: 0, value: 2.5)) {
      try CountRegression(counts: [1, 1, 2.5], design: Matrix(rows: 3, columns: 1, repeating: 1))
    }
    #expect(throws: TimeSeriesError.noEvents(column: 0)) {
      try CountAutoregression(counts: [Double](repeating: 0, count: 30), equation: equation)
    }
    #expect(throws: TimeSeriesError.tooFewObservations(found: 4, needed: 5)) {
      try CountAutoregression(counts: [1, 2, 3, 1], equation: equation)
    }
    #expect(throws: TimeSeriesError.collinear(rank: 1, columns: 2, dependent: .column(1))) {
      try CountRegression(
        counts: [1, 0, 2, 3], design: Matrix([[1, 2], [1, 2], [1, 2], [1, 2]]))
    }
    #expect(throws: TimeSeriesError.self) {
      try CountRegression(
        counts: [1, 1, 2, 3], design: Matrix(rows: 4, columns: 1, repeating: 1), zeros: .inflated)
    }
  }
}

/// Weekly E. coli cases and van drivers killed against R's tscount and the true maxima.
@Suite struct TscountTests {
  func column(_ file: String, _ name: String, rows: Int? = nil) throws -> [Double] {
    let folder = ReferenceTable.folder
    let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
    let lines = text.split(separator: "\n").map { $0.split(separator: ",") }
    let position = try #require(lines[0].firstIndex { $0 == name })
    return lines.dropFirst().prefix(rows ?? .max).map { Double($0[position]) ?? .nan }
  }

  func reference(_ file: String) throws -> ReferenceTable {
    try ReferenceTable(ReferenceTable.folder.appendingPathComponent(file))
  }

  func expect(_ values: [Double], _ expected: [Double], _ tolerance: Double) {
    for (value, other) in zip(values, expected) {
      #expect(abs(value - other) <= tolerance * abs(other), "\(value) \(other)")
    }
  }

  @Test(arguments: [
    ("ingarch11", CountAutoregression.Link.identity), ("loglin11", .log),
  ])
  func ecoli(key: String, link: CountAutoregression.Link) throws {
    let counts = try column("ecoli_nrw_weekly.csv", "cases")
    let equation = CountAutoregression.Equation(pastObservations: [1], pastMeans: [1], link: link)
    let polished = try reference("ecoli.polished.json")["\(key)_poisson"]
    let best = try CountAutoregression(counts: counts, equation: equation)
    #expect(best.logLikelihood >= polished.number("polished_logLik") - 1e-9)
    expect(best.coefficients, polished.list("polished_coef"), 1e-5)
    #expect(best.convergence.gradientNorm < 1e-6)
    let root = try CountAutoregression(
      counts: counts, equation: equation, estimator: .quasiScore)
    expect(root.coefficients, polished.list("tscount_estimating_equation_root"), 1e-8)
    let tscount = try reference("ecoli.tscount.json")
    expect(root.standardErrors, tscount["\(key)_poisson"]["se"].list("values"), 3e-3)
    let law = try CountAutoregression(
      counts: counts, equation: equation, family: .negativeBinomial, estimator: .quasiScore)
    #expect(
      abs(1 / law.theta / tscount["\(key)_nbinom"].number("sigmasq") - 1) < 1e-3)
    let negative = try CountAutoregression(
      counts: counts, equation: equation, family: .negativeBinomial)
    #expect(negative.logLikelihood >= tscount["\(key)_nbinom"].number("logLik"))
    #expect(negative.boundaries.isEmpty)
  }

  @Test func scoresOfTheFit() throws {
    let tscount = try reference("ecoli.tscount.json")["ingarch11_nbinom"]
    let counts = try column("ecoli_nrw_weekly.csv", "cases").map { Int($0) }
    // The means of the reference's coefficients, computed here.
    let b = tscount["coef"].list("values")
    let theta = 1 / tscount.number("sigmasq")
    var mean = b[0] / (1 - b[1] - b[2])
    var laws: [CountLaw] = []
    for t in counts.indices {
      mean = b[0] + b[1] * (t > 0 ? Double(counts[t - 1]) : mean) + b[2] * mean
      laws.append(CountLaw(mean: mean, theta: theta))
    }
    let scores = zip(laws, counts).map { CountScore(of: $0, count: $1) }
    let n = Double(scores.count)
    expect(
      [
        scores.reduce(0) { $0 + $1.logarithmic } / n,
        scores.reduce(0) { $0 + $1.rankedProbability } / n,
        scores.reduce(0) { $0 + $1.dawidSebastiani } / n,
        scores.reduce(0) { $0 + $1.squaredError } / n,
      ],
      ["logarithmic", "rankprob", "dawseb", "sqerror"].map { tscount["scoring"].number($0) }, 1e-6)
    let transform = CountTransform(laws: laws, counts: counts)
    expect(transform.densities(bins: 10), tscount.list("pit_density10"), 1e-6)
  }

  @Test func seatbelts() throws {
    let rows = 156
    let counts = try column("seatbelts_van.csv", "VanKilled", rows: rows)
    let covariates = Matrix(
      rows: rows, columns: 2,
      elements: try column("seatbelts_van.csv", "PetrolPrice", rows: rows)
        + column("seatbelts_van.csv", "linearTrend", rows: rows))
    let equation = CountAutoregression.Equation(
      pastObservations: [1, 12], pastMeans: [], link: .log)
    let polished = try reference("seatbelts.polished.json")
    let best = try CountAutoregression(
      counts: counts, equation: equation, covariates: covariates)
    #expect(best.logLikelihood >= polished.number("polished_logLik") - 1e-9)
    // The reference's search stopped a little short; the gradient says that this one did not.
    expect(best.coefficients, polished.list("polished_coef"), 1e-4)
    #expect(best.convergence.gradientNorm < 1e-6)
    let root = try CountAutoregression(
      counts: counts, equation: equation, covariates: covariates, estimator: .quasiScore)
    expect(root.coefficients, polished.list("tscount_estimating_equation_root"), 1e-7)
  }

  /// Seven lags of counts, of which two run to zero; the likelihood is never below the reference's.
  @Test func sevenLags() throws {
    let model = try reference("ecoli.tscount.json")["ingarch_obs1to7_poisson"]
    let fit = try CountAutoregression(
      counts: try column("ecoli_nrw_weekly.csv", "cases"),
      equation: .init(pastObservations: Array(1...7), pastMeans: []))
    #expect(fit.logLikelihood >= model.number("logLik") - 1e-6)
    for (value, other) in zip(fit.coefficients, model["coef"].list("values")) {
      #expect(abs(value - other) < 0.02 * max(1, other))
    }
  }

  /// The seat-belt law as a step, in an autoregression and in a regression with months.
  @Test func theSeatBeltLaw() throws {
    let names = ["VanKilled", "PetrolPrice", "linearTrend", "law"]
    let all = try names.map { try column("seatbelts_van.csv", $0) }
    let file = try reference("seatbelts.tscount.json")
    let step = file["fit_full_with_step_1983_02"]
    let fit = try CountAutoregression(
      counts: all[0], equation: .init(pastObservations: [1, 12], pastMeans: [], link: .log),
      covariates: Matrix(rows: 192, columns: 3, elements: all[1] + all[2] + all[3]))
    #expect(fit.logLikelihood >= step.number("logLik") - 1e-6)
    let (value, error) = (fit.coefficients[5], step["se"].list("values")[5])
    #expect(abs(value - step["coef"].list("values")[5]) < 0.1 * error)
    var design = [[Double](repeating: 1, count: 192), all[1].map { Double.log($0) }, all[3]]
    for month in 2...12 { design.append((0..<192).map { $0 % 12 == month - 1 ? 1 : 0 }) }
    let regression = try CountRegression(
      counts: all[0],
      design: Matrix(rows: 192, columns: 14, elements: design.flatMap { $0 }))
    let glm = file["its_poisson_glm"]
    expect(regression.coefficients, glm.list("estimate"), 1e-6)
    // R's errors are those of the weights one step before its last.
    expect(try regression.standardErrors(.expected), glm.list("se"), 1e-4)
  }
}
