import Estimation
import Randomness

/// How often worlds without the answers in question show as much evidence for them: a parametric
/// bootstrap under the most probable model without them, whose baseline is drawn from what the data
/// say of it.
///
/// Drawing ends when ten data sets have shown as much (Besag and Clifford 1991): a large p value needs
/// few of them.
struct EvidenceWorlds: Sendable {
  private let options: SharedTrendEvidence.Options
  /// Without the answers of the first stream, and of the second.
  private var without: [EvidenceWorld?] = [nil, nil]
  /// Without any.
  private var none: EvidenceWorld?

  /// Data sets with as much evidence that are enough.
  private static let enough = 10
  /// Data sets drawn at a time.
  private static let block = 20

  /// The worlds of compared models.
  init(_ compared: [EvidenceComparison], _ options: SharedTrendEvidence.Options) {
    self.options = options
    guard options.draws > 0 else { return }
    without = (0..<2).map { place in
      guard let best = compared.max(by: { $0.without[place] < $1.without[place] }),
        let rest = best.rests[place]
      else { return nil }
      return EvidenceWorld(best, answering: [1 - place], lags: rest.lags, start: rest.strengths)
    }
    none = compared.max { $0.none < $1.none }.flatMap {
      EvidenceWorld($0, answering: [], lags: [], start: $0.start)
    }
  }

  /// For the answers of a stream, the first or the second.
  ///
  /// - Parameters:
  ///   - place: The stream.
  ///   - observed: The logarithm of its evidence ratio.
  /// - Returns: The p value; NaN where it was not asked, or no data set can be drawn.
  /// - Throws: `CancellationError` when the task is cancelled.
  func p(without place: Int, atLeast observed: Double) async throws -> Double {
    try await p(without[place], part: "evidence without \(place)", observed) {
      place == 0 ? $0.forth.answers : $0.back.answers
    }
  }

  /// For any answers.
  ///
  /// - Parameter observed: The logarithm of their evidence ratio.
  /// - Returns: The p value; NaN where it was not asked, or no data set can be drawn.
  /// - Throws: `CancellationError` when the task is cancelled.
  func p(atLeast observed: Double) async throws -> Double {
    try await p(none, part: "evidence without any", observed) { $0.joint }
  }

  private func p(
    _ world: EvidenceWorld?, part: String, _ observed: Double,
    _ statistic: @escaping @Sendable (SharedTrendEvidence) -> Double
  ) async throws -> Double {
    guard let world else { return .nan }
    var plain = options
    plain.draws = 0
    plain.asksSensitivity = false
    plain.threads = 1
    let (seed, usual) = (options.seed, plain)
    var (drawn, above) = (0, 0)
    for first in stride(from: 0, to: options.draws, by: EvidenceWorlds.block) {
      let count = min(EvidenceWorlds.block, options.draws - first)
      let values = try await parallelMap(count: count, threads: options.threads) { place in
        var random = RandomStream(seed: seed, part: .init(part), replicate: first + place)
        var copy = world
        guard let data = copy.draw(using: &random) else { return Double.nan }
        return statistic(try await SharedTrendEvidence.compute(data, options: usual))
      }
      for value in values where !value.isNaN {
        drawn += 1
        above += value >= observed ? 1 : 0
        if above == EvidenceWorlds.enough { return Double(above) / Double(drawn) }
      }
    }
    return drawn > 0 ? Double(above + 1) / Double(drawn + 1) : .nan
  }
}
