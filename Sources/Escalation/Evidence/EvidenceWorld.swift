import Randomness
import RealModule

/// A world like the data in which some answers are missing: the baseline that the data speak for, own
/// momentum, answers to given streams and those answers that are left. Data sets are drawn from it.
struct EvidenceWorld: Sendable {
  private let data: EvidenceData
  private let sizes: [Double]
  private var likelihood: TrendLikelihood
  private let excitations: [Excitation]
  private let strengths: [Double]
  /// Who responds to whom, how often and with what mean lag.
  private let responses: [Response]

  private struct Response {
    let responder: Int
    let provoker: Int
    let strength: Double
    let lag: Double
  }

  /// The world of a comparison in which only some streams answer; nil where it cannot be fitted.
  init?(_ comparison: EvidenceComparison, answering: [Int], lags: [Int], start: [Double]) {
    data = comparison.data
    sizes = comparison.sizes
    likelihood = comparison.likelihood
    excitations = comparison.always + comparison.answers(answering, lags)
    guard let fit = StrengthSearch.maximize(&likelihood, excitations, from: start) else {
      return nil
    }
    strengths = fit.strengths
    let traits = comparison.traits
    let kinds =
      traits.lags.enumerated().map { ($0, $0, $1) }
      + traits.given.map { ($0.responder, $0.provoker, $0.lag) }
      + zip(answering, lags).map { ($0, 1 - $0, comparison.options.lags[$1]) }
    responses = zip(kinds, fit.strengths).map {
      Response(responder: $0.0, provoker: $0.1, strength: $1, lag: $0.2)
    }
  }

  /// A data set of this world, dated like the data; nil where nothing can be drawn.
  mutating func draw(using random: inout RandomStream) -> EvidenceData? {
    guard let rates = likelihood.drawnRates(strengths, excitations, using: &random) else {
      return nil
    }
    switch data.times {
    case .exact(let times): return exact(rates, times, using: &random)
    case .days: return daily(rates, using: &random)
    }
  }

  /// Generations of acts; nil where they do not end.
  private func exact(
    _ rates: [[Double]], _ times: [[Double]], using random: inout RandomStream
  ) -> EvidenceData? {
    let most = 20 * times.reduce(1000) { $0 + $1.count }
    let end = Double(data.days)
    var drawn = rates.map { _ in [Double]() } + times.dropFirst(rates.count)
    var generation: [(stream: Int, time: Double)] = []
    for (stream, own) in rates.enumerated() {
      for (day, rate) in own.enumerated() {
        for _ in 0..<random.poisson(mean: min(rate, 1e4)) {
          generation.append((stream, Double(day) + random.uniform()))
        }
      }
    }
    for stream in rates.count..<times.count {
      generation += times[stream].map { (stream, $0) }
    }
    var total = 0
    while !generation.isEmpty {
      var next: [(stream: Int, time: Double)] = []
      for act in generation {
        if act.stream < rates.count { drawn[act.stream].append(act.time) }
        for response in responses where response.provoker == act.stream {
          for _ in 0..<random.poisson(mean: response.strength) {
            let time = act.time + random.exponential(mean: response.lag)
            if time < end { next.append((response.responder, time)) }
          }
        }
      }
      total += generation.count
      guard total <= most else { return nil }
      generation = next
    }
    return EvidenceData(
      times: drawn, duration: end, firstWeekday: data.firstWeekday,
      breaks: data.breaks.map(Double.init))
  }

  /// Day after day, as the excitation of days says (``Excitation``).
  private func daily(_ rates: [[Double]], using random: inout RandomStream) -> EvidenceData? {
    var counts = data.counts
    var felt = [Double](repeating: 0, count: responses.count)
    for day in 0..<data.days {
      for (stream, own) in rates.enumerated() {
        let mean =
          own[day]
          + responses.indices.reduce(0) {
            responses[$1].responder == stream ? $0 + responses[$1].strength * felt[$1] : $0
          }
        guard mean < 1e6 else { return nil }
        let size = sizes[stream]
        let rate = size.isFinite ? random.gamma(shape: size, scale: mean / size) : mean
        counts[stream][day] = Double(random.poisson(mean: rate))
      }
      for (place, response) in responses.enumerated() {
        let step = -Double.expMinusOne(-1 / response.lag)
        felt[place] =
          (1 - step) * felt[place] + response.lag * step * step * counts[response.provoker][day]
      }
    }
    return EvidenceData(
      counts: counts, firstWeekday: data.firstWeekday, breaks: data.breaks.map(Double.init))
  }
}
