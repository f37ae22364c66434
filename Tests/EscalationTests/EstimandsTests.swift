import Escalation
import Estimation
import LinearAlgebra
import PointProcesses
import RealModule
import Testing

@Suite struct EstimandsTests {
  static func responses(_ cross: Double, mean: Double = 2) -> Responses {
    let kernel = LagLaw.kernel(try! LagDistribution(family: .gamma, mean: mean, shape: 2))
    return Responses(
      branching: [[0.2, cross], [0.4, 0.1]], laws: [[kernel, kernel], [kernel, kernel]],
      baselineRates: [0.1, 0.2], shares: [[0.2, 0.3, 0.5], [0.4, 0.1, 0.5]])
  }

  static let response = ResponseFunction(
    streams: ["A->B", "B->A"], model: "hawkes-gamma", fits: [responses(0.3)],
    draws: (0...100).map { responses(0.2 + 0.002 * Double($0), mean: 1 + 0.02 * Double($0)) })

  private func row(
    _ name: String, _ responder: String = "", _ provoker: String = "", in rows: [Estimate]
  ) throws -> Estimate {
    try #require(
      rows.first { $0.estimand == name && $0.responder == responder && $0.provoker == provoker })
  }

  @Test func valuesFollowTheirDefinitions() throws {
    let rows = try Estimands(of: Self.response, level: 0.95, converged: true).estimates()
    let kernel = try LagDistribution(family: .gamma, mean: 2, shape: 2)
    let g = try row("retaliations_per_incident", "A->B", "B->A", in: rows)
    #expect(g.value == 0.3 && abs(g.lower - 0.205) < 1e-12 && abs(g.upper - 0.395) < 1e-12)
    #expect(g.unit == "responses per incident" && g.verdict == .estimated)
    #expect(
      abs(
        try row("retaliation_probability", "A->B", "B->A", in: rows).value - (1 - Double.exp(-0.3)))
        < 1e-12)
    let within = try row("retaliation_probability_within_3d", "A->B", "B->A", in: rows)
    #expect(abs(within.value - (1 - Double.exp(-0.3 * kernel.cumulative(3)))) < 1e-12)
    #expect(
      abs(try row("retaliation_lag_median", "A->B", "B->A", in: rows).value - kernel.median) < 1e-12
    )
    #expect(abs(try row("retaliation_lag_mode", "A->B", "B->A", in: rows).value - 1) < 1e-12)
    #expect(
      abs(try row("retaliation_lag_q90", "A->B", "B->A", in: rows).value - kernel.quantile(0.9))
        < 1e-12)
    let first = try row("first_response_lag_median", "A->B", "B->A", in: rows).value
    // Among those that answer at all, half have answered once by then.
    let answered = (1 - Double.exp(-0.3 * kernel.cumulative(first))) / (1 - Double.exp(-0.3))
    #expect(abs(answered - 0.5) < 1e-9)
    #expect(abs(try row("loop_gain", "A->B", "B->A", in: rows).value - 0.12) < 1e-12)
    #expect(
      abs(try row("asymmetry", "A->B", "B->A", in: rows).value - Double.log(0.3 / 0.4)) < 1e-12)
    #expect(try row("retaliation_share", "A->B", in: rows).value == 0.3)
    #expect(try row("momentum_share", "B->A", in: rows).value == 0.1)
    #expect(try row("baseline_share", "B->A", in: rows).value == 0.5)
    #expect(try row("baseline_rate", "B->A", in: rows).value == 0.2)
    #expect(try row("P(radius >= 1)", in: rows).value == 0)
    #expect(try row("P(radius >= 1)", in: rows).upper > 0)
    let radius = try row("escalation_intensity", in: rows)
    // Eigenvalues of [[0.2, 0.3], [0.4, 0.1]]: 0.5 and -0.2.
    #expect(abs(radius.value - 0.5) < 1e-12)
    let inverse = try LUFactorization([[0.8, -0.3], [-0.4, 0.9]]).inverse()
    #expect(
      abs(
        try row("escalation_multiplier", "", "B->A", in: rows).value
          - inverse.column(1).reduce(0, +)) < 1e-12)
    #expect(try row("escalation_half_life", "", "A->B", in: rows).value > kernel.median)
    #expect(rows.allSatisfy { $0.value.isNaN || ($0.lower <= $0.value && $0.value <= $0.upper) })
  }

  @Test func profilesTakePrecedenceAndZeroIsNotIdentifiable() throws {
    func rows(_ lower: Double, open: Bool = false) throws -> [Estimate] {
      try Estimands(
        of: Self.response,
        profiles: [
          .strength(0, 1): ProfileInterval(
            estimate: 0.31, lower: lower, upper: 0.6, level: 0.95, lowerIsOpen: lower == 0),
          .lagMedian(0, 1): ProfileInterval(
            estimate: 1.7, lower: 0.9, upper: 4, level: 0.95, upperIsOpen: open),
        ], level: 0.95, converged: true
      ).estimates()
    }
    let told = try rows(0.1)
    let median = try row("retaliation_lag_median", "A->B", "B->A", in: told)
    #expect(median.value == 1.7 && median.interval == "profile" && median.verdict == .estimated)
    let probability = try row("retaliation_probability", "A->B", "B->A", in: told)
    #expect(
      abs(probability.upper - (1 - Double.exp(-0.6))) < 1e-12 && probability.interval == "profile")
    let zero = try rows(0)
    for name in [
      "retaliations_per_incident", "retaliation_lag_median", "retaliation_lag_q90",
      "retaliation_probability",
    ] {
      #expect(try row(name, "A->B", "B->A", in: zero).verdict == .notIdentifiable)
    }
    #expect(
      try row("retaliation_lag_median", "A->B", "B->A", in: try rows(0.1, open: true)).verdict
        == .notIdentifiable)
    let failed = try Estimands(of: Self.response, level: 0.95, converged: false).estimates()
    #expect(failed.allSatisfy { $0.verdict == .notConverged })
  }

  @Test func explosionIsInfiniteAndSaidSo() throws {
    let kernel = LagLaw.kernel(try LagDistribution(family: .exponential, mean: 1))
    let explosive = Responses(
      branching: [[1.3]], laws: [[kernel]], baselineRates: [0.1], shares: [[0.9, 0.1]])
    let rows = try Estimands(
      of: ResponseFunction(
        streams: ["A->A"], model: "m", fits: [explosive], draws: [explosive, explosive]),
      level: 0.95, converged: true
    ).estimates()
    #expect(try row("escalation_multiplier", "", "A->A", in: rows).value == .infinity)
    #expect(try row("escalation_multiplier", "", "A->A", in: rows).verdict == .weak)
    #expect(try row("P(radius >= 1)", in: rows).value == 1)
    #expect(
      !rows.contains { $0.estimand == "retaliation_lag_mode" || $0.estimand == "retaliation_share" }
    )
  }
}
