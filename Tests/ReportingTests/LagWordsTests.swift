import Escalation
import Incidents
import Randomness
import Reporting
import Testing
import TextCharts

/// What the page of an autoregression says of its errors, of single lags and of numbers of lags.
@Suite struct LagWordsTests {
  /// The first series answers the second some days later, and falls short the day after that.
  static func fit(
    lag: Int, lull: Double = 0, grows: Bool = false,
    order: VectorAutoregressionAnalysis.Order = .selected(maximum: 6, by: .aic, minimum: 1)
  ) async throws -> Fit {
    var random = RandomStream(seed: 3, part: .init("lag words"))
    var columns: [[Double]] = [[], []]
    for day in 0..<400 {
      columns[1].append(Double(random.poisson(mean: 2)))
      let answer = day > lag ? columns[1][day - lag] - 2 : 0
      let rest = day > lag ? columns[1][day - lag - 1] - 2 : 0
      let mean = 3 + 0.25 * answer - lull * rest
      columns[0].append(mean + random.normal() * (grows ? 0.2 * mean * mean / 3 : 0.6))
    }
    let start = try #require(Day(iso: "2024-01-01"))
    let data = CountData(
      names: ["A->B", "B->A"], labels: columns[0].indices.map { "\(start + $0)" },
      columns: columns, time: .day)
    var analysis = VectorAutoregressionAnalysis()
    analysis.order = order
    (analysis.replicates, analysis.surrogates) = (200, 0)
    return try await analysis.fit(ConflictData(data), Computation())
  }

  static func text(_ fit: Fit) throws -> String {
    try Findings(fit).report.lines(ChartStyle(width: 200)).map { line in
      String(line.drop { $0 == " " })
    }.joined(separator: " ")
  }

  @Test func theErrorsAreSaid() async throws {
    let changing = try Self.text(try await Self.fit(lag: 1, grows: true))
    #expect(changing.contains("The variance of the errors changes (p"), "\(changing)")
    #expect(changing.contains("HC3 errors, which allow for it") && changing.contains("robust F"))
    // Nothing repeats every week.
    #expect(changing.contains("Baseline: constant."))
  }

  @Test func aLagThatALullHidesIsSaid() async throws {
    let text = try Self.text(try await Self.fit(lag: 1, lull: 0.25, order: .fixed(3)))
    #expect(text.contains("One lag stands out: "), "\(text)")
    #expect(text.contains("all lags considered); other lags hide it from the sum."), "\(text)")
  }

  @Test func numbersOfLagsWithOtherVerdictsAreSaid() async throws {
    let fit = try await Self.fit(lag: 3)
    let text = try Self.text(fit)
    #expect(
      text.contains(
        "The answer of A->B to B->A changes with the number of lags: not significant "
          + "with 1 to 2 lags (weight 0 %), significant with 3 to 6 lags (weight 100 %)"), "\(text)"
    )
    let table = try #require(try Findings(fit).tables.first { $0.name == "lag_orders" })
    #expect(table.rows.count == 14)
  }
}
