import Escalation
import Settings
import Testing

/// Nothing said on the command line is the analysis as the library makes it: one place for defaults.
@Suite struct DefaultsTests {
  private func analysis(
    _ type: any ModelSettings.Type, _ arguments: [String] = []
  ) throws -> any Analysis {
    try type.parse(arguments).analysis()
  }

  /// Whether two analyses have the same type and the same options.
  private func expectSame(_ left: any Analysis, _ right: any Analysis) {
    #expect(type(of: left) == type(of: right))
    #expect("\(left)" == "\(right)")
  }

  @Test func nothingSaidIsTheAnalysisOfTheLibrary() throws {
    expectSame(try analysis(HawkesSettings.self), HawkesAnalysis())
    expectSame(try analysis(VectorAutoregressionSettings.self), VectorAutoregressionAnalysis())
    expectSame(try analysis(CountSettings.self), DelayKernelAnalysis())
    expectSame(try analysis(ProjectionSettings.self), ProjectionAnalysis())
    expectSame(try analysis(ModelFreeSettings.self), ModelFreeAnalysis())
    expectSame(try analysis(ComparisonSettings.self), ComparisonAnalysis())
    expectSame(try analysis(DescriptionSettings.self), DescriptionAnalysis())
    expectSame(try analysis(ChangePointSettings.self), ChangePointAnalysis())
    expectSame(try analysis(RetaliationTestSettings.self), RetaliationTestAnalysis())
  }

  @Test func everyModelOfCountsHasTheDefaultsOfTheLibrary() throws {
    let stream = SingleStream(response: "a")
    expectSame(
      try analysis(CountSettings.self, ["--response", "a"]), CountRegressionAnalysis(stream))
    expectSame(
      try analysis(CountSettings.self, ["--model", "ingarch", "--response", "a"]),
      CountAutoregressionAnalysis(stream))
    expectSame(
      try analysis(CountSettings.self, ["--model", "inar", "--response", "a"]),
      IntegerAutoregressionAnalysis(response: "a"))
    expectSame(
      try analysis(CountSettings.self, ["--model", "endemic"]), EndemicEpidemicAnalysis())
  }

  @Test func theComputationHasTheDefaultsOfTheLibrary() throws {
    let computation = try ComputationSettings.parse([]).computation(threads: 1, progress: nil)
    #expect(computation.seed == Computation().seed && computation.level == Computation().level)
    let other = try ComputationSettings.parse(["--seed", "9223372036854775807", "--level", "0.9"])
      .computation(threads: 3, progress: nil)
    #expect(other.seed == UInt64(Int64.max) && other.level == 0.9 && other.threads == 3)
  }

  @Test func everyModelIsFoundByItsName() {
    #expect(
      Models.all.map { $0.name } == [
        "hawkes", "var", "counts", "projections", "model-free", "compare", "describe",
        "changepoints", "test",
      ])
    for type in Models.all {
      #expect(Models.named(type.name).map { $0 == type } == true)
      #expect(!type.abstract.isEmpty && type.discussion.contains("EXAMPLES"))
    }
    #expect(Models.named("vra") == nil)
  }
}
