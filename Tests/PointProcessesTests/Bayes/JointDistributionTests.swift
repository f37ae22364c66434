import Randomness
import RealModule
import Testing

import PointProcesses

/// Moves must leave the joint distribution of parameters, histories and reports as it is (Geweke,
/// JASA 99, 2004), which a defect of any of them changes.
@Suite struct JointDistributionTests {
  /// One kind of move, alone.
  enum Move: String, CaseIterable {
    case times, unseen, batches, kernels, strengths, ridges, baselines, lagsWithTimes, clusters

    var plan: SweepPlan {
      var plan = SweepPlan.none
      switch self {
      case .times: plan.times = 2
      case .unseen: plan.unseen = 2
      case .batches: plan.batches = 4
      case .kernels: plan.kernels = 2
      case .strengths: plan.strengths = 2
      case .ridges: plan.ridges = 2
      case .baselines: plan.baselines = 2
      case .lagsWithTimes: plan.lagsWithTimes = 2
      case .clusters: plan.clusters = 2
      }
      return plan
    }
  }

  /// Exact draws of the joint distribution, then some moves: the differences have mean zero.
  @Test(arguments: Move.allCases)
  func everyMoveAloneLeavesTheJointDistribution(move: Move) throws {
    try check(move, cases: [(.exponential, 5000, nil), (.logNormal, 600, nil)])
  }

  /// The same where one side names what it answers.
  @Test(arguments: Move.allCases)
  func everyMoveHeedsWhatIsSaid(move: Move) throws {
    try check(
      move, cases: [(.exponential, 2000, .likeAnswers), (.exponential, 2000, .latestOrWorst)])
  }

  private func check(
    _ move: Move, cases: [(family: KernelFamily, count: Int, naming: Statements.Naming?)]
  ) throws {
    for (family, count, naming) in cases {
      let design = try SimulatedHistory(
        family: family, shape: BaselineShape(slowerThan: 5, breaks: [9]), width: 3, naming: naming)
      var names: [String] = []
      var sums: [(sum: Double, squares: Double)] = []
      var random = RandomStream(
        seed: 19, part: .init("joint \(move.rawValue)\(naming?.rawValue ?? "")"))
      var replicates = 0.0
      for replicate in 0..<count {
        let parameters = design.parameters(using: &random)
        guard let (chain, weight) = design.chain(parameters, using: &random, replicate: replicate)
        else { continue }
        let before = SimulatedHistory.numbers(chain)
        chain.plan = move.plan
        for _ in 0..<3 { chain.sweep(tuning: 0) }
        let after = SimulatedHistory.numbers(chain)
        if sums.isEmpty {
          names = before.map(\.name)
          sums = before.map { _ in (0, 0) }
        }
        for index in sums.indices {
          let change = weight * (after[index].value - before[index].value)
          sums[index].sum += change
          sums[index].squares += change * change
        }
        replicates += 1
      }
      #expect(replicates > 0.99 * Double(count))
      for (name, sum) in zip(names, sums) {
        let mean = sum.sum / replicates
        let error = (sum.squares / replicates / replicates).squareRoot()
        #expect(
          abs(mean) <= 4 * error + 1e-9,
          "\(move), \(family), \(naming?.rawValue ?? "silent"): \(name) changes by \(mean / error)")
      }
      // The test says nothing of moves that do not move.
      #expect(sums.contains { $0.squares > 0 })
    }
  }

  /// Reports given parameters and parameters given reports, in turn: the marginals are the prior's.
  @Test func whatTheSweepDrawsInTurnWithReportsIsThePrior() throws {
    let design = try SimulatedHistory(shape: BaselineShape(slowerThan: 10))
    let numbers: [(String, (ChainState) -> Double)] =
      (0..<4).flatMap { pair -> [(String, (ChainState) -> Double)] in
        [
          ("strength \(pair)", { $0.strengths[pair] }),
          ("squared strength \(pair)", { $0.strengths[pair] * $0.strengths[pair] }),
          ("log lag \(pair)", { Double.log($0.lags[pair].mean) }),
          (
            "squared log lag \(pair)",
            { Double.log($0.lags[pair].mean) * Double.log($0.lags[pair].mean) }
          ),
        ]
      }
      + (0..<2).flatMap { s -> [(String, (ChainState) -> Double)] in
        [
          ("level \(s)", { $0.baseline.level[s] }),
          ("squared level \(s)", { $0.baseline.level[s] * $0.baseline.level[s] }),
          ("deviation \(s)", { $0.baseline.deviation[s] }),
          ("innovation \(s)", { $0.baseline.innovations[s][1] }),
        ]
      }
    var random = RandomStream(seed: 23, part: .init("in turn"))
    var expected = numbers.map { _ in BatchMeans(length: 100) }
    for _ in 0..<20_000 {
      let drawn = design.parameters(using: &random)
      for index in numbers.indices { expected[index].add(numbers[index].1(drawn)) }
    }
    var found = numbers.map { _ in BatchMeans(length: 250) }
    var state = design.parameters(using: &random)
    var refused = 0
    for turn in 0..<25_000 {
      state.events = [[], []]
      if let (chain, _) = design.chain(state, using: &random, replicate: turn) {
        chain.sweep(tuning: 0)
        state = chain.state
      } else {
        refused += 1
      }
      for index in numbers.indices { found[index].add(numbers[index].1(state)) }
    }
    #expect(refused < 25)
    for (index, number) in numbers.enumerated() {
      let error =
        (found[index].error * found[index].error + expected[index].error * expected[index].error)
        .squareRoot()
      #expect(
        abs(found[index].mean - expected[index].mean) < 4 * error,
        "\(number.0): \(found[index].mean), prior \(expected[index].mean), error \(error)")
    }
  }
}
