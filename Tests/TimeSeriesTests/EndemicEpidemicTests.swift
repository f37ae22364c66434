import Foundation
import LinearAlgebra
import Randomness
import RealModule
import Testing
import TimeSeries

/// Influenza, meningococcal disease and measles against R's surveillance.
@Suite struct EndemicEpidemicTests {
  func table(_ file: String) throws -> Matrix {
    try ReferenceTable.columns(
      ReferenceTable.folder.appendingPathComponent(file))
  }

  func reference(_ file: String) throws -> ReferenceTable {
    try ReferenceTable(ReferenceTable.folder.appendingPathComponent(file))
  }

  func term(
    _ part: EndemicEpidemic.Part, rows: Int, units: Int, only unit: Int? = nil,
    _ value: (Double) -> Double = { _ in 1 }
  ) -> EndemicEpidemic.Term {
    var values = Matrix(rows: rows, columns: units)
    for t in 0..<rows {
      for i in 0..<units where unit == nil || unit == i { values[t, i] = value(Double(t)) }
    }
    return .init(part: part, name: "\(part)", values: values)
  }

  func expect(_ fit: EndemicEpidemic, _ model: ReferenceTable) {
    #expect(abs(fit.logLikelihood - model.number("logLik")) < 1e-6)
    let expected = model["coef"].list("values")
    for (value, other) in zip(fit.coefficients, expected) {
      #expect(abs(value - other) < 1e-6 * max(1, abs(other)), "\(value) \(other)")
    }
    for (value, other) in zip(fit.dispersions, expected.dropFirst(fit.terms.count)) {
      #expect(abs(value / other - 1) < 1e-6, "dispersion \(value) \(other)")
    }
    for (value, other) in zip(fit.standardErrors.prefix(fit.terms.count), model.list("se")) {
      #expect(abs(value / other - 1) < 1e-6, "\(value) \(other)")
    }
  }

  @Test func meningococcal() throws {
    let both = try table("influmen_weekly.csv")
    let rows = both.rows
    let counts = both.submatrix(rows: Array(0..<rows), columns: [both.columns - 1])
    let file = try reference("influmen.hhh4.json")
    func wave(_ part: EndemicEpidemic.Part, _ function: @escaping (Double) -> Double)
      -> EndemicEpidemic.Term
    {
      term(part, rows: rows, units: 1) { function(2 * Double.pi * $0 / 52) }
    }
    let background = [
      term(.background, rows: rows, units: 1), wave(.background) { Double.sin($0) },
      wave(.background) { Double.cos($0) },
    ]
    expect(
      try EndemicEpidemic(counts: counts, terms: background, dispersion: .none),
      file["meningo_poisson_end"])
    expect(try EndemicEpidemic(counts: counts, terms: background), file["meningo_negbin_end"])
    expect(
      try EndemicEpidemic(
        counts: counts, terms: [term(.own, rows: rows, units: 1)] + background),
      file["meningo_negbin_end_ar"])
  }

  /// Influenza acts on meningococcal disease, not the other way; influenza has three harmonics.
  @Test func influenzaAndMeningococcal() throws {
    let both = try table("influmen_weekly.csv")
    let rows = both.rows
    let counts = both.submatrix(
      rows: Array(0..<rows), columns: [both.columns - 2, both.columns - 1])
    var weights = Matrix(rows: 2, columns: 2)
    weights[0, 1] = 1
    func wave(_ multiple: Double, _ unit: Int, _ function: @escaping (Double) -> Double)
      -> EndemicEpidemic.Term
    {
      term(.background, rows: rows, units: 2, only: unit) {
        function(2 * multiple * Double.pi * $0 / 52)
      }
    }
    let sine: (Double) -> Double = { Double.sin($0) }
    let cosine: (Double) -> Double = { Double.cos($0) }
    let terms = [
      term(.own, rows: rows, units: 2, only: 0), term(.own, rows: rows, units: 2, only: 1),
      term(.neighbours, rows: rows, units: 2), term(.background, rows: rows, units: 2, only: 0),
      term(.background, rows: rows, units: 2, only: 1), wave(1, 0, sine), wave(1, 1, sine),
      wave(1, 0, cosine), wave(1, 1, cosine), wave(2, 0, sine), wave(2, 0, cosine),
      wave(3, 0, sine), wave(3, 0, cosine),
    ]
    let fit = try EndemicEpidemic(
      counts: counts, terms: terms, weights: weights, dispersion: .perUnit)
    expect(fit, try reference("influmen.hhh4.json")["influmen_bivariate_negbinM"])
  }

  @Test func measles() throws {
    let counts = try table("measles_weser_ems_weekly.csv")
    let population = try table("measles_weser_ems_pop.csv").column(0)
    let order = try table("measles_weser_ems_nborder.csv")
    let (rows, units) = (counts.rows, counts.columns)
    var weights = Matrix(rows: units, columns: units)
    var offset = counts
    for i in 0..<units {
      for j in 0..<units where order[j, i] == 1 { weights[j, i] = 1 }
      for t in 0..<rows { offset[t, i] = population[i] }
    }
    let fit = try EndemicEpidemic(
      counts: counts,
      terms: [
        term(.own, rows: rows, units: units), term(.neighbours, rows: rows, units: units),
        term(.background, rows: rows, units: units),
        term(.background, rows: rows, units: units) { $0 },
        term(.background, rows: rows, units: units) { Double.sin(2 * Double.pi * $0 / 52) },
        term(.background, rows: rows, units: units) { Double.cos(2 * Double.pi * $0 / 52) },
      ], weights: weights, offset: offset)
    expect(fit, try reference("measles_weser_ems.hhh4.json")["fit"])
  }
}

@Suite struct IntegerAutoregressionTests {
  @Test func survivalIsFound() throws {
    var random = RandomStream(seed: 3, part: .init("inar test"))
    var counts = [2.0]
    for _ in 0..<1500 {
      let kept = (0..<Int(counts[counts.count - 1])).count { _ in random.uniform() < 0.45 }
      counts.append(Double(kept + random.poisson(mean: 1.1)))
    }
    let fit = try IntegerAutoregression(counts)
    #expect(abs(fit.survival - 0.45) < 3 * fit.survivalError && fit.survivalError < 0.05)
    #expect(abs(fit.arrivals - 1.1) < 3 * fit.arrivalsError)
    // A likelihood written apart, on both sides of the estimate.
    func value(_ a: Double, _ l: Double) -> Double {
      zip(counts, counts.dropFirst()).reduce(0.0) { sum, pair in
        let (before, now) = (Int(pair.0), Int(pair.1))
        var p = 0.0
        for k in 0...min(before, now) {
          var term = Double.exp(-l) * Double.pow(l, now - k) * Double.pow(a, k)
          term *= Double.pow(1 - a, before - k)
          for index in 0..<k { term *= Double(before - index) / Double(index + 1) }
          for index in 0..<(now - k) { term /= Double(index + 1) }
          p += term
        }
        return sum + Double.log(p)
      }
    }
    let best = value(fit.survival, fit.arrivals)
    #expect(abs(best - fit.logLikelihood) < 1e-8)
    #expect(value(fit.survival + 0.005, fit.arrivals) < best)
    #expect(value(fit.survival - 0.005, fit.arrivals) < best)
    #expect(value(fit.survival, fit.arrivals * 1.005) < best)
    let alternating = (0..<40).map { $0 % 2 == 0 ? 3.0 : 0 }
    #expect(try IntegerAutoregression(alternating).isMemoryless)
    #expect(throws: TimeSeriesError.self) { try IntegerAutoregression([1, 2]) }
  }
}
