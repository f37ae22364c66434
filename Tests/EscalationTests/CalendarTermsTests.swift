import Escalation
import Incidents
import Randomness
import RealModule
import Testing
import TimeSeries

/// Calendar terms are honoured by every model of counts, and days of the week are there by default.
@Suite struct CalendarTermsTests {
  /// Two sides with one weekly beat, the second a day ahead, that answer nothing.
  static func beat(_ days: Int, seed: UInt64 = 1) throws -> CountData {
    let week = [0.9, 0.2, -0.3, -0.6, 0.1, 0.5, -0.8]
    var random = RandomStream(seed: seed, part: .init("weekly beat"))
    var columns: [[Double]] = [[], []]
    for day in 0..<days {
      for side in 0..<2 {
        columns[side].append(Double(random.poisson(mean: Double.exp(week[(day + side) % 7]))))
      }
    }
    return try AnalysisTests.counts(columns)
  }

  static func analyses(_ dummies: CalendarTerms) -> [any Analysis] {
    var kernel = DelayKernelAnalysis()
    kernel.kernel.longest = 14
    (kernel.draws, kernel.surrogates, kernel.dummies) = (400, 99, dummies)
    var endemic = EndemicEpidemicAnalysis()
    (endemic.draws, endemic.dummies) = (100, dummies)
    let stream = SingleStream(
      response: "A->B", provokers: ["B->A"], lags: 2, dummies: dummies)
    var ingarch = CountAutoregressionAnalysis(stream)
    ingarch.draws = 100
    var regression = CountRegressionAnalysis(stream)
    regression.draws = 100
    var inar = IntegerAutoregressionAnalysis(response: "A->B")
    (inar.draws, inar.dummies) = (100, dummies)
    var vector = VectorAutoregressionAnalysis()
    vector.order = .fixed(2)
    (vector.replicates, vector.surrogates, vector.dummies) = (50, 0, dummies)
    var projections = ProjectionAnalysis()
    (projections.lags, projections.horizon, projections.draws) = (2, 4, 100)
    (projections.surrogates, projections.dummies) = (0, dummies)
    var poisson = projections
    poisson.law = .poisson
    return [kernel, endemic, ingarch, regression, inar, vector, projections, poisson]
  }

  @Test func everyModelHasWeekdaysFromSixWeeksOn() async throws {
    for (days, baseline) in [(210, "constant and weekdays"), (41, "constant")] {
      let data = try ConflictData(try Self.beat(days))
      for analysis in Self.analyses(.automatic) {
        let fit = try await analysis.fit(data, Computation())
        #expect(fit.context.baseline == baseline, "\(fit.context.model)")
        let terms = fit.coefficients.filter { $0.term.contains("weekday_monday") }
        if !(analysis is ProjectionAnalysis) {
          #expect(terms.isEmpty == (days < 42), "\(fit.context.model)")
        }
      }
    }
  }

  @Test(arguments: [(CalendarTerms.none, "constant"), (.month, "constant and months")])
  func everyModelTakesTheUsersTerms(dummies: CalendarTerms, baseline: String) async throws {
    let data = try ConflictData(try Self.beat(210))
    for analysis in Self.analyses(dummies) {
      let fit = try await analysis.fit(data, Computation())
      #expect(fit.context.baseline == baseline, "\(fit.context.model)")
      let terms = fit.coefficients.filter { $0.term.contains("month_2024-03") }
      if !(analysis is ProjectionAnalysis) {
        #expect(terms.isEmpty == (dummies == .none), "\(fit.context.model)")
      }
    }
  }

  /// One shared weekly beat is an answer to models that do not know the week, before the evidence
  /// against a shared trend, which knows it, judges them.
  @Test func aWeeklyBeatIsNoAnswer() async throws {
    var (plain, weekly) = ([String: Int](), [String: Int]())
    for seed in 1...10 {
      let data = try ConflictData(try Self.beat(400, seed: UInt64(seed)))
      for (dummies, isWeekly) in [(CalendarTerms.none, false), (.automatic, true)] {
        for analysis in Self.analyses(dummies) {
          let fit = try await analysis.fitted(data, Computation())
          guard let g = fit.estimates[.responsesPerIncident, responder: 0, provoker: 1] else {
            continue
          }
          if isWeekly {
            weekly[fit.context.model, default: 0] += g.verdict.isUsable ? 1 : 0
          } else {
            plain[fit.context.model, default: 0] += g.verdict.isUsable ? 1 : 0
          }
        }
      }
    }
    #expect(weekly.count == 7 && weekly.values.allSatisfy { $0 <= 2 }, "\(weekly)")
    #expect(plain.values.count { $0 >= 8 } >= 4, "\(plain)")
  }

  /// A forecast of a model with weekdays knows the days to come.
  @Test func forecastsKnowTheDaysToCome() async throws {
    let data = try ConflictData(try Self.beat(420))
    for analysis in Self.analyses(.automatic) where analysis is VectorAutoregressionAnalysis {
      let fit = try await analysis.fit(data, Computation())
      let own = fit.forecasts.filter { $0.stream == "A->B" }
      // Day 420 is the first day of the beat, day 426 its last.
      #expect(own.count == 30 && own[0].mean > own[6].mean + 1)
    }
    let analysis = try #require(
      Self.analyses(.automatic).first { $0 is CountAutoregressionAnalysis }
        as? CountAutoregressionAnalysis)
    var alone = analysis
    alone.stream.provokers = []
    let fit = try await alone.fit(data, Computation())
    #expect(try #require(fit.forecasts.first).mean > 1.5)
  }

  @Test func whoHasTheWeekGetsNoSecondOne() async throws {
    let counts = try Self.beat(120)
    var covariates = ConflictData.Covariates()
    covariates.names = ["friday"]
    covariates.columns = [(0..<120).map { $0 % 7 == 4 ? 1 : 0 }]
    let data = try ConflictData(counts, covariates: covariates)
    var vector = VectorAutoregressionAnalysis()
    vector.order = .fixed(1)
    (vector.replicates, vector.surrogates) = (0, 0)
    #expect(try await vector.fit(data, Computation()).context.baseline == "constant")
    var endemic = EndemicEpidemicAnalysis()
    endemic.season = 7
    #expect(
      try await endemic.fit(ConflictData(counts), Computation()).context.baseline == "season of 7")
    endemic.dummies = .weekday
    await #expect(throws: ConflictDataError.self) {
      try await endemic.fit(ConflictData(counts), Computation())
    }
  }

  @Test func labelsWithoutDatesAreAnErrorOnlyWhereAskedFor() async throws {
    let columns = (0..<2).map { (side: Int) -> [Double] in
      (0..<60).map { (day: Int) -> Double in Double((day * 7 + side * day / 3) % 4) }
    }
    let data = try ConflictData(
      CountData(
        names: ["a", "b"], labels: (0..<60).map { "\($0)" }, columns: columns, time: .unlabelled))
    var analysis = EndemicEpidemicAnalysis()
    analysis.draws = 50
    #expect(try await analysis.fit(data, Computation()).context.baseline == "constant")
    analysis.dummies = .weekday
    await #expect(throws: ConflictDataError.labelWithoutDate("0")) {
      try await analysis.fit(data, Computation())
    }
  }
}
