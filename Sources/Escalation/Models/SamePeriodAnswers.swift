import Estimation
import LinearAlgebra
import Randomness
import TimeSeries

/// What a delay kernel's streams do within the same period, and to whom it is counted.
///
/// Rows do not show who came first within a period. What goes together there is counted as answers
/// of a stream only where that stream answers the other in the next period, as answers do that cross
/// into it: by an autoregression's first lag, or by the kernel where at least half of its answers
/// come then. Where both do, it is split in a share that nobody knows; where none does, it is left
/// out of strengths and lags.
struct SamePeriodAnswers {
  /// To whom the association of a pair is counted.
  enum Attribution: Hashable, Sendable {
    /// Answers of the stream.
    case one(responder: Int, provoker: Int)
    /// Answers of both, in unknown shares.
    case both
    /// Nobody's.
    case none
  }

  /// One pair whose counts of the same period go together.
  struct Pair: Hashable, Sendable {
    let first: Int
    let second: Int
    let association: SamePeriodAssociation
    let attribution: Attribution

    /// Answers of a stream of the pair per incident of the other, were all of them its.
    func strength(of responder: Int) -> (value: Double, error: Double) {
      let variance = responder == first ? association.secondVariance : association.firstVariance
      return (association.covariance / variance, association.error / variance)
    }
  }

  /// Below this p counts of the same period go together.
  static let threshold = 0.01

  /// Pairs whose counts go together.
  let pairs: [Pair]
  /// All associations, whether they stand out or not, as tests.
  let tests: [CausalityTest]
  private let count: Int
  private let seed: UInt64

  /// Looks at what the fits leave.
  ///
  /// - Parameters:
  ///   - series: Counts, periods by streams.
  ///   - fits: One a stream.
  ///   - draws: Theirs.
  ///   - isWeekly: Whether days of the week differ.
  ///   - seed: Of the random numbers.
  init(
    series: Matrix, fits: [DelayKernel], draws: [[DelayKernel.Values]], isWeekly: Bool,
    seed: UInt64
  ) {
    self.seed = seed
    count = fits.count
    let next = SamePeriodAnswers.nextPeriod(series, isWeekly: isWeekly)
    let left = fits.enumerated().map { stream, fit in
      zip(series.column(stream), fit.means).map(-)
    }
    func answers(_ i: Int, _ j: Int) -> Bool {
      if let next, next[i, j] > SamePeriodAnswers.criticalValue { return true }
      return DelayKernel.evidenceForNone(draws[i].map { $0.strengths[j] }) < 1.0 / 3
        && SamePeriodAnswers.isQuick(fits[i].estimate.weights[j])
    }
    var pairs: [Pair] = []
    var tests: [CausalityTest] = []
    for i in fits.indices {
      for j in fits.indices where j > i {
        guard let association = try? SamePeriodAssociation(left[i], left[j]) else { continue }
        tests.append(
          CausalityTest(
            kind: .instantaneous, caused: [i], causing: [j], statistic: association.statistic,
            numerator: nil, denominator: nil, pValue: association.pValue,
            effect: association.correlation))
        guard association.covariance > 0, association.pValue < SamePeriodAnswers.threshold else {
          continue
        }
        let attribution: Attribution =
          switch (answers(i, j), answers(j, i)) {
          case (true, true): .both
          case (true, false): .one(responder: i, provoker: j)
          case (false, true): .one(responder: j, provoker: i)
          case (false, false): .none
          }
        pairs.append(
          Pair(first: i, second: j, association: association, attribution: attribution))
      }
    }
    self.pairs = pairs
    self.tests = tests
  }

  /// Statistics of the first lag of each stream in the equation of each other, given seven lags of
  /// all, with errors that allow for any variance; 0 where a later lag has a larger effect, and nil
  /// where they cannot be computed.
  private static func nextPeriod(_ series: Matrix, isWeekly: Bool) -> Matrix? {
    guard
      let fit = try? VectorAutoregression(
        series: series, lags: min(7, max(1, series.rows / (8 * series.columns))),
        seasons: isWeekly ? 7 : 0),
      let errors = try? fit.standardErrors(.hc3)
    else { return nil }
    var result = Matrix(rows: series.columns, columns: series.columns)
    for j in 0..<series.columns {
      let rows = (1...fit.lags).compactMap { fit.terms.firstIndex(of: .lag($0, series: j)) }
      for i in 0..<series.columns {
        let effects = rows.map { fit.coefficients[$0, i] }
        guard let first = effects.first, first == effects.max() else { continue }
        result[i, j] = first / errors[rows[0], i]
      }
    }
    return result
  }

  /// A statistic of the next period above it is an answer: 2.5 % to one side.
  private static let criticalValue = 1.96

  /// Pairs whose direction is known, `[i, j]` for i in answer to j.
  var directed: Set<[Int]> {
    Set(
      pairs.flatMap { pair -> [[Int]] in
        switch pair.attribution {
        case .one(let i, let j): [[i, j]]
        case .both: [[pair.first, pair.second], [pair.second, pair.first]]
        case .none: []
        }
      })
  }

  /// Whether at least half of the answers of later periods come in the next one.
  private static func isQuick(_ weights: LagWeights) -> Bool {
    (weights.weights.first ?? 0) >= 0.5
  }

  /// Answers of row i within the same period per incident of column j, at the estimate.
  var estimate: Matrix {
    var result = Matrix(rows: count, columns: count)
    for pair in pairs {
      switch pair.attribution {
      case .one(let i, let j): result[i, j] = pair.strength(of: i).value
      case .both:
        result[pair.first, pair.second] = 0.5 * pair.strength(of: pair.first).value
        result[pair.second, pair.first] = 0.5 * pair.strength(of: pair.second).value
      case .none: break
      }
    }
    return result
  }

  /// The same in a draw, by its number.
  func draw(replicate: Int) -> Matrix {
    var result = Matrix(rows: count, columns: count)
    guard !pairs.isEmpty else { return result }
    var random = RandomStream(seed: seed, part: .init("same period"), replicate: replicate)
    for pair in pairs {
      let (normal, share) = (random.normal(), random.uniform())
      func add(_ i: Int, _ j: Int, _ share: Double) {
        let (value, error) = pair.strength(of: i)
        result[i, j] = share * max(0, value + error * normal)
      }
      switch pair.attribution {
      case .one(let i, let j): add(i, j, 1)
      case .both:
        add(pair.first, pair.second, share)
        add(pair.second, pair.first, 1 - share)
      case .none: break
      }
    }
    return result
  }

  /// What the user must know of them.
  func warnings(_ data: CountData) -> [FitWarning] {
    pairs.map { pair in
      switch pair.attribution {
      case .one(let i, let j):
        .samePeriodAnswers(
          responder: data.names[i], provoker: data.names[j], strength: pair.strength(of: i).value,
          time: data.time)
      case .both:
        .samePeriodSplit(data.names[pair.first], data.names[pair.second], time: data.time)
      case .none:
        .samePeriodUndirected(
          data.names[pair.first], data.names[pair.second],
          correlation: pair.association.correlation, p: pair.association.pValue, time: data.time)
      }
    }
  }
}
