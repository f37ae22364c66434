import LinearAlgebra
import RealModule
import Testing

import PointProcesses

/// An event that stands for several acts is so many events at one time.
@Suite struct WeightedEventsTests {
  static let weighted = try! EventHistory(
    times: [[0.7, 2.2, 5.5, 9.3, 14.8], [1.1, 4.0, 12.6, 18.6]],
    weights: [[1, 3, 1, 2, 1], [2, 1, 1, 4]], duration: 20)
  static let repeated = try! EventHistory(
    times: zip(weighted.times, weighted.weights).map { times, weights in
      zip(times, weights).flatMap { [Double](repeating: $0, count: Int($1)) }
    }, duration: 20)

  @Test(arguments: KernelFamily.allCases)
  func theLikelihoodIsThatOfRepeatedEvents(family: KernelFamily) throws {
    let model = try HawkesModel(
      streamCount: 2, family: family, lagRange: 0.05...30,
      baseline: PiecewiseBaseline(breaks: [6.5]))
    for responder in 0..<2 {
      let expansions = try [Self.weighted, Self.repeated].map { history in
        let likelihood = try ResponderLikelihood(
          layout: ResponderLayout(
            model: model, responder: 0, locations: [.mean, .mean], highestRate: 100),
          history: history, responder: responder)
        var point = [0.21, 0.17]
        for (strength, lag) in [(0.3, 2.1), (0.25, 1.3)] {
          point += [strength, Double.log(lag)]
          if model.estimatesShape { point.append(Double.log(1.7)) }
        }
        return try #require(likelihood(point))
      }
      #expect(abs(expansions[0].value - expansions[1].value) < 1e-10)
      for (a, b) in zip(expansions[0].gradient, expansions[1].gradient) {
        #expect(abs(a - b) < 1e-10 * max(1, abs(b)))
      }
      for (a, b) in zip(expansions[0].hessian.elements, expansions[1].hessian.elements) {
        #expect(abs(a - b) < 1e-10 * max(1, abs(b)))
      }
    }
  }

  @Test func ratesAndSharesCountEveryAct() throws {
    let law = try LagDistribution(family: .gamma, mean: 2, shape: 2)
    let parameters = try HawkesParameters(
      rates: [[0.2], [0.3]], branching: [[0.3, 0.4], [0.2, 0.1]], lags: [[law, law], [law, law]])
    let baseline = PiecewiseBaseline()
    for stream in 0..<2 {
      let rates = [Self.weighted, Self.repeated].map {
        parameters.intensity(of: stream, at: 15, history: $0, baseline: baseline).total
      }
      #expect(abs(rates[0] - rates[1]) < 1e-12)
      let counts = [Self.weighted, Self.repeated].map {
        parameters.expectedCount(of: stream, until: 19, history: $0, baseline: baseline).total
      }
      #expect(abs(counts[0] - counts[1]) < 1e-12)
      let days = [Self.weighted, Self.repeated].map {
        parameters.dailyRates(of: stream, history: $0, baseline: baseline).map(\.total)
      }
      for (a, b) in zip(days[0], days[1]) { #expect(abs(a - b) < 1e-12) }
      #expect(Self.weighted.actCount(of: stream) == Double(Self.repeated.times[stream].count))
    }
    let last = try #require(
      parameters.attribution(of: 0, history: Self.weighted, baseline: baseline).last)
    let same = try #require(
      parameters.attribution(of: 0, history: Self.repeated, baseline: baseline).last)
    #expect(abs(last.spontaneous - same.spontaneous) < 1e-12)
    #expect(abs(last.share(of: 1) - same.share(of: 1)) < 1e-12)
  }

  @Test func weightsFollowTheirTimesAndAreChecked() throws {
    let history = try EventHistory(times: [[5, 1, 3]], weights: [[50, 10, 30]], duration: 9)
    #expect(history.times == [[1, 3, 5]] && history.weights == [[10, 30, 50]])
    for weights in [[[1.0]], [[1, 0, 1]], [[1, .nan, 1]], [[1, 1, 1], []]] {
      #expect(throws: PointProcessError.self) {
        try EventHistory(times: [[5, 1, 3]], weights: weights, duration: 9)
      }
    }
    #expect(throws: PointProcessError.self) {
      try LatentEvents(EventHistory(times: [[1]], weights: [[1.5]], duration: 9))
    }
  }
}
