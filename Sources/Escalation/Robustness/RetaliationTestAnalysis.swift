/// Tests whether one side answers another, or both follow a shared trend, beside what needs no
/// model.
public struct RetaliationTestAnalysis: Analysis {
  /// How the tests are carried out; seed and threads come from the computation.
  public var tests = RobustnessTests.Options()
  /// How the answers without a model are computed.
  public var modelFree = ModelFreeAnalysis()

  /// The usual options.
  public init() {}

  /// The model's name, as `fit` takes it.
  public var name: String { "test" }

  /// Fits the model to data.
  public func fitted(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    let events = try data.events()
    guard events.names.count >= 2 else {
      throw ConflictDataError.tooFewStreams(found: events.names.count, needed: 2)
    }
    var options = tests
    options.seed = computation.seed
    options.threads = computation.threads
    let robustness = try await RobustnessTests.run(
      events, options: options, progress: computation.progress)
    var fit = try await modelFree.fitted(data, computation)
    if let partners = fit.details as? ModelFreePartners {
      fit.details = RetaliationTests(tests: robustness, partners: partners)
    }
    return fit
  }
}

/// Tests of retaliation with the answers that need no model.
public struct RetaliationTests: FitDetails {
  /// The tests of every direction.
  public let tests: RobustnessTests
  /// What needs no model.
  public let partners: ModelFreePartners
}
