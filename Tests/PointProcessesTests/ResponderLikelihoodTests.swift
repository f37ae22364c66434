import Estimation
import PointProcesses
import RealModule
import Testing

@Suite struct ResponderLikelihoodTests {
  static let history = try! EventHistory(
    times: [
      [0.7, 1.9, 2.2, 5.5, 9.1, 9.3, 14.8, 17.2, 19.95],
      [0.2, 1.1, 4.0, 8.8, 12.6, 13.9, 18.6, 19.4],
    ], duration: 20)

  struct Case: Sendable, CustomTestStringConvertible {
    let family: KernelFamily
    let fixedShape: Double?
    let locations: [LagLocation]
    var testDescription: String { "\(family) \(fixedShape.map { "\($0)" } ?? "free") \(locations)" }
  }

  static let cases: [Case] = KernelFamily.allCases.flatMap { family in
    [
      Case(family: family, fixedShape: nil, locations: [.mean, .mean]),
      Case(family: family, fixedShape: nil, locations: [.quantile(0.5), .quantile(0.9)]),
      Case(family: family, fixedShape: 1.8, locations: [.mean, .quantile(0.25)]),
    ]
  }

  private func likelihood(_ test: Case) throws -> (ResponderLikelihood, [Double]) {
    let model = try HawkesModel(
      streamCount: 2, family: test.family, fixedShape: test.fixedShape, lagRange: 0.05...30,
      baseline: PiecewiseBaseline(breaks: [6.5]))
    let likelihood = try ResponderLikelihood(
      layout: ResponderLayout(
        model: model, responder: 0, locations: test.locations, highestRate: 100),
      history: Self.history,
      responder: 0)
    let shape = test.family == .logNormal ? 0.6 : 1.7
    var point = [0.21, 0.17]
    for (strength, lag) in [(0.3, 2.1), (0.25, 1.3)] {
      point += [strength, Double.log(lag)]
      if model.estimatesShape { point.append(Double.log(shape)) }
    }
    return (likelihood, point)
  }

  @Test(arguments: cases)
  func gradientAndHessianAgreeWithDifferences(test: Case) throws {
    let (likelihood, point) = try likelihood(test)
    try expectDerivatives(of: likelihood, at: point, step: 1e-5, gradient: 1e-6, hessian: 1e-6)
  }

  @Test(arguments: cases)
  func valueAgreesWithASlowEvaluation(test: Case) throws {
    let (likelihood, point) = try likelihood(test)
    let value = try #require(likelihood(point)).value
    let stride = point.count == 8 ? 3 : 2
    let kernels = (0..<2).map { provoker -> LagDistribution in
      let offset = 2 + stride * provoker
      let shape = stride == 3 ? Double.exp(point[offset + 2]) : test.fixedShape ?? 1
      let unit = try! LagDistribution(family: test.family, mean: 1, shape: shape)
      let location = test.locations[provoker].value(of: unit)
      return try! LagDistribution(
        family: test.family, mean: Double.exp(point[offset + 1]) / location, shape: shape)
    }
    let g = [point[2], point[2 + stride]]
    var expected = point[0] * 6.5 + point[1] * 13.5
    for provoker in 0..<2 {
      for time in Self.history.times[provoker] {
        expected += g[provoker] * kernels[provoker].cumulative(20 - time)
      }
    }
    for time in Self.history.times[0] {
      var rate = time < 6.5 ? point[0] : point[1]
      for provoker in 0..<2 {
        for event in Self.history.times[provoker] where event < time {
          rate += g[provoker] * kernels[provoker].density(time - event)
        }
      }
      expected -= Double.log(rate)
    }
    #expect(abs(value - expected) < 1e-10)
  }
}
