import LinearAlgebra
import Randomness
import RealModule

import PointProcesses

/// Parameters drawn from the prior, a history that they bring about, what is reported of it, and a
/// chain that stands at the truth: an exact draw of the joint distribution.
///
/// The first stream is dated to windows of two days; of its events behind day 10 about half are
/// reported and a total tells of all. The second is dated to the day, exact, or in one batch.
struct SimulatedHistory {
  var priors: HawkesPriors
  let model: HawkesModel
  let shape: BaselineShape
  /// How wide totals and batches are; 1 tells them exactly.
  let width: Int
  /// Whether events are reported behind day 10 at all.
  let reportsLate: Bool
  /// How pretexts pick what they name, when the second stream says which half of the window the attacks
  /// lie in that it answers; nil when nothing is said.
  let naming: Statements.Naming?
  /// The pretext ratio, and the half-life of the chance to be named.
  static let (pretext, halfLife) = (0.4, 3.0)
  static let halves = [0...10.0, 10.0.nextUp...20]

  static let duration = 20.0

  init(
    family: KernelFamily = .exponential, shape: BaselineShape = BaselineShape(), width: Int = 1,
    reportsLate: Bool = true, naming: Statements.Naming? = nil
  ) throws {
    self.naming = naming
    priors = HawkesPriors()
    priors.lagMedian = 1
    priors.lagDeviation = 1
    priors.strengthMean = 0.15
    priors.rateCentre = 0.25
    priors.rateDeviation = 0.5
    priors.stepScale = 0.3
    priors.effectDeviation = 0.5
    model = try HawkesModel(streamCount: 2, family: family, lagRange: 0.05...20)
    self.shape = shape
    self.width = width
    self.reportsLate = reportsLate
  }

  /// Strengths, lags and baselines of the prior; no events.
  func parameters(using random: inout RandomStream) -> ChainState {
    var baseline = LogBaseline(streamCount: 2, duration: Self.duration, shape: shape)
    priors.drawBaseline(&baseline, using: &random)
    return ChainState(
      strengths: (0..<4).map { _ in priors.drawStrength(using: &random) },
      lags: (0..<4).map { _ in priors.drawLag(model, using: &random) }, baseline: baseline,
      events: [[], []])
  }

  /// A chain at a new history of given parameters, with the reports of that history.
  ///
  /// - Returns: The chain, and the weight that makes up for what a report's chance depends on beyond
  ///   what is reported; nil for a history of more than 300 events.
  func chain(
    _ parameters: ChainState, using random: inout RandomStream, replicate: Int
  ) -> (chain: HawkesChain, weight: Double)? {
    guard
      let truth = try? HawkesParameters(
        rates: parameters.baseline.rates, branching: Matrix(parameters.rows),
        lags: parameters.lagRows),
      let history = try? truth.simulate(
        baseline: PiecewiseBaseline(breaks: (1..<20).map(Double.init)), duration: Self.duration,
        using: &random, limit: 300)
    else { return nil }
    var state = parameters
    var known: [[LatentEvents.Interval]] = [[], []]
    var late = 0
    for time in shuffled(history.times[0], using: &random) {
      if time >= 10 { late += 1 }
      if time >= 10, !reportsLate || random.uniform() < 0.5 {
        state.events[0].append(.init(time: time, label: -1))
      } else {
        let start = ((time + 1) / 2).rounded(.down) * 2 - 1
        state.events[0].append(.init(time: time, label: known[0].count))
        known[0].append(.init(lower: max(0, start), upper: min(start + 2, Self.duration)))
      }
    }
    let inBatch = history.times[1].count { $0 >= 4 && $0 < 8 }
    let least = inBatch - inBatch % width
    var extra: [Double] = []
    var fixed = 0
    for time in shuffled(history.times[1], using: &random) {
      if time >= 4, time < 8 {
        guard fixed < least else {
          extra.append(time)
          continue
        }
        fixed += 1
        state.events[1].append(.init(time: time, label: known[1].count))
        known[1].append(.init(lower: 4, upper: 8))
        continue
      }
      state.events[1].append(.init(time: time, label: known[1].count))
      known[1].append(
        time < 12
          ? .init(lower: time.rounded(.down), upper: time.rounded(.down) + 1)
          : .init(lower: time, upper: time))
    }
    for time in extra { state.events[1].append(.init(time: time, label: known[1].count)) }
    let floor = late - late % width
    guard
      let data = try? LatentEvents(
        known: known,
        counts: [
          .init(stream: 0, start: 10, end: 20, minimum: floor, maximum: floor + width - 1)
        ],
        batches: [
          .init(stream: 1, lower: 4, upper: 8, minimum: least, mostEvents: width - 1)
        ], duration: Self.duration)
    else { return nil }
    let statements = statements(state, known: known, using: &random)
    state.statements = statements.map { ($0.rho, 0, 0) }
    var stream = RandomStream(seed: 7, part: .init("simulated history"), replicate: replicate)
    guard let start = try? LatentStart(of: data, using: &stream) else { return nil }
    let chain = HawkesChain(
      model: model, priors: priors, data: data, baseline: parameters.baseline, random: stream,
      start: start, statements: statements?.said)
    chain.take(state)
    // Each late event was reported or not with the same chance, so that only their number matters.
    return (chain, reportsLate ? Double.pow(2, Double(late - floor)) : 1)
  }

  /// What the second stream says of its known events, drawn from the law as it is defined.
  private func statements(
    _ state: ChainState, known: [[LatentEvents.Interval]], using random: inout RandomStream
  ) -> (said: Statements, rho: Double)? {
    guard let naming else { return nil }
    let rho = random.uniform()
    let attacks = state.events[0].map(\.time)
    var sayings = [Statements.Saying](repeating: .unknown, count: known[1].count)
    for act in state.events[1] where act.label < known[1].count {
      func lags(_ times: [Double]) -> [Double] { times.map { act.time - $0 }.filter { $0 > 0 } }
      func fade(_ lag: Double) -> Double { Double.pow(2, -lag / Self.halfLife) }
      // Lags beyond the reach of a kernel count as none.
      func density(_ lag: Double, _ law: LagDistribution) -> Double {
        lag < LagKernel(law).reach ? law.density(lag) : 0
      }
      let law = state.lags[2]
      let answers = state.strengths[2] * lags(attacks).reduce(0) { $0 + density($1, law) }
      let faded =
        state.strengths[2] * lags(attacks).reduce(0) { $0 + density($1, law) * fade($1) }
      let momentum =
        state.strengths[3]
        * lags(state.events[1].map(\.time)).reduce(0) { $0 + density($1, state.lags[3]) }
      let rest = state.baseline.rate(1, at: act.time) + momentum
      let shares = Self.halves.map { half -> (answer: Double, pretext: Double) in
        let own = lags(attacks.filter(half.contains))
        let answer =
          faded > 0
          ? state.strengths[2] * own.reduce(0) { $0 + density($1, law) * fade($1) } / faded : 0
        guard naming == .latestOrWorst else { return (answer, answer) }
        let near = lags(attacks).filter { $0 <= 14 }
        guard let latest = near.min() else { return (answer, 0) }
        let mine = own.filter { $0 <= 14 }
        return (
          answer,
          0.9 * (mine.contains(latest) ? 1 : 0) + 0.1 * Double(mine.count) / Double(near.count)
        )
      }
      var place = random.uniform() * (answers + rest)
      sayings[act.label] = .silent
      for (half, share) in zip(Self.halves, shares) {
        place -= rho * (faded * share.answer + Self.pretext * share.pretext * rest)
        if place < 0 {
          sayings[act.label] = .named(.init(labels: [], span: half))
          break
        }
      }
    }
    return (
      Statements(
        responder: 1, provoker: 0, sayings: sayings, pretext: Self.pretext, naming: naming,
        mistaken: 0, halfLife: Self.halfLife, attacks: known[0].count), rho
    )
  }

  /// Times in a random order: a label must not tell which of several like events came first.
  private func shuffled(_ times: [Double], using random: inout RandomStream) -> [Double] {
    var times = times
    random.shuffle(&times)
    return times
  }

  /// What is compared before and after a move.
  static func numbers(_ chain: HawkesChain) -> [(name: String, value: Double)] {
    let state = chain.state
    var numbers: [(name: String, value: Double)] = []
    for pair in 0..<4 {
      let (g, law) = (state.strengths[pair], state.lags[pair])
      numbers.append(("log strength \(pair)", Double.log(g)))
      numbers.append(("strength \(pair)", g))
      numbers.append(("log lag \(pair)", Double.log(law.mean)))
      numbers.append(("squared log lag \(pair)", Double.log(law.mean) * Double.log(law.mean)))
      numbers.append(("log shape \(pair)", Double.log(law.shape)))
      numbers.append(("strength and lag \(pair)", g * Double.log(law.mean)))
    }
    for s in 0..<2 {
      let (level, events) = (state.baseline.level[s], state.events[s])
      numbers.append(("level \(s)", level))
      numbers.append(("level and strength \(s)", level * state.strengths[3 * s]))
      numbers.append(("log deviation \(s)", Double.log(state.baseline.deviation[s])))
      numbers.append(("first innovation \(s)", state.baseline.innovations[s].first ?? 0))
      numbers.append(("first effect \(s)", state.baseline.effects[s].first ?? 0))
      let dated = events.filter { $0.label >= 0 }
      numbers.append(
        (
          "place \(s)",
          dated.reduce(0) { $0 + $1.time - ($1.time / 2).rounded(.down) * 2 }
        ))
      numbers.append(
        (
          "squared place \(s)",
          dated.reduce(0) {
            let place = $1.time - $1.time.rounded(.down)
            return $0 + place * place
          }
        ))
      numbers.append(("known beyond the edge \(s)", Double(dated.count { $0.time >= 10 })))
      let unseen = events.filter { $0.label < 0 }
      numbers.append(("unseen \(s)", Double(unseen.count)))
      numbers.append(("unseen times \(s)", unseen.reduce(0) { $0 + $1.time }))
      numbers.append(("events \(s)", Double(events.count)))
      let gaps = zip(events, events.dropFirst()).map { $1.time - $0.time }
      numbers.append(("short gaps \(s)", Double(gaps.count { $0 < 0.3 })))
      numbers.append(("gaps \(s)", gaps.reduce(0) { $0 + Double.log(max(1e-6, $1)) }))
    }
    numbers.append(("log-likelihood", chain.logLikelihood))
    if let said = state.statements {
      numbers.append(("chance to be named", said.rho))
      numbers.append(("chance to be named and strength", said.rho * state.strengths[2]))
    }
    return numbers
  }
}

extension ChainState {
  fileprivate var rows: [[Double]] { [Array(strengths[0..<2]), Array(strengths[2..<4])] }
  fileprivate var lagRows: [[LagDistribution]] { [Array(lags[0..<2]), Array(lags[2..<4])] }
}
