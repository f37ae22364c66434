import Estimation
import PointProcesses

/// When the responses of one stream to another come, where they are responses that have a lag.
///
/// Effects of both signs have no distribution of lags: means fall outside of the lags that are
/// possible. Where the negative ones are few, they are taken for noise about zero.
struct LagOfResponse {
  /// Negative effects above this share of all magnitudes are no noise.
  static let noise = 0.1

  private let law: LagLaw
  private let isPositive: Bool
  /// Whether effects of both signs leave no lag.
  let changesSign: Bool
  /// Whether the model allows one lag only.
  let isSingle: Bool

  /// The lag of the responses of i to j.
  init(_ responses: Responses, _ i: Int, _ j: Int) {
    isPositive = responses.branching[i, j] > 0
    switch responses.laws[i][j] {
    case .kernel:
      law = responses.laws[i][j]
      changesSign = false
      isSingle = false
    case .tabulated(let table):
      let positive = table.effects.map { max(0, $0) }
      let all = table.effects.reduce(table.samePeriod) { $0 + $1.magnitude }
      changesSign =
        all > 0 && (all - positive.reduce(table.samePeriod, +)) > LagOfResponse.noise * all
      isSingle = responses.laws[i][j].isSingleLag
      law = .tabulated(TabulatedLags(effects: positive, samePeriod: table.samePeriod))
    }
  }

  /// The shortest lag that the law allows: a period where effects are counted by periods and none
  /// come within the same one.
  private var first: Double {
    if case .tabulated(let table) = law, table.samePeriod == 0 { return 1 }
    return 0
  }

  private func value(_ number: (LagLaw) -> Double) -> Double {
    isPositive && !changesSign ? max(first, number(law)) : .nan
  }

  /// The lag within which a share `p` of the responses comes; NaN where there is none.
  func quantile(_ p: Double) -> Double { value { $0.quantile(p) } }

  /// A number that describes the lag; NaN where there is none.
  func callAsFunction(_ statistic: Estimand.LagStatistic) -> Double {
    switch statistic {
    case .median: value { $0.quantile(0.5) }
    case .mean: value(\.mean)
    case .mode: value(\.mode)
    case .percentile(let percent): value { $0.quantile(Double(percent) / 100) }
    }
  }
}
