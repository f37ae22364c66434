import Incidents
import PointProcesses
import Randomness

/// Whether severe attacks bring about more answers, or are merely named more often.
public struct SeverityFindings: Sendable {
  /// Attacks of the severe class that are known one by one.
  public let severe: Int
  /// Other attacks that are known one by one.
  public let others: Int
  /// The posterior in which a severe attack has answers and naming of its own. A motive is given for every
  /// act (pretext ratio 1, as answers pick), so that statements say nothing of whether an act is an
  /// answer.
  public let cell: MotiveCell
  /// Acts of the responder within ``days`` after an attack, a mean over attacks.
  public let after: (severe: Double, others: Double)
  /// The share of permutations of the classes within eras in which severe attacks are followed by at
  /// least as many acts.
  public let permutation: Double

  /// Days after an attack that the permutation test looks at.
  public static let days = 3.0
  static let permutations = 999

  /// Nil where a class has too few attacks, which a note says.
  init?(_ sampler: MotiveSampler, number: Int, notes: inout [String]) async throws {
    guard let threshold = sampler.options.severeFrom else { return nil }
    var statements = sampler.statements(1, .likeAnswers, nil)
    statements.severityActs = true
    statements.severityIsNamed = true
    let severe = statements.severe.count { $0 }
    let others = statements.severe.count - severe
    (self.severe, self.others) = (severe, others)
    guard min(severe, others) >= MotiveOptions.fewestOfClass else {
      notes.append(
        "\(severe) attacks with \(threshold) or more killed and \(others) others have dates of their own. "
          + "Classes are compared from \(MotiveOptions.fewestOfClass) of each on.")
      return nil
    }
    cell = MotiveCell(
      try await sampler.posterior(statements, number: number), statements,
      level: sampler.computation.level)
    let events = sampler.hawkes.latent.events
    func middles(_ stream: Int) -> [Double] {
      events.known[stream].map { ($0.lower + $0.upper) / 2 }
    }
    let attacks = middles(statements.provoker)
    let acts = middles(statements.responder)
    let counts = attacks.map { attack in
      Double(acts.count { $0 > attack && $0 - attack <= SeverityFindings.days })
    }
    let eras = attacks.map { attack in
      sampler.hawkes.sampling.baseline.breaks.count { $0 <= attack }
    }
    func difference(_ flags: [Bool]) -> (severe: Double, others: Double) {
      var sums = (0.0, 0.0)
      for (flag, count) in zip(flags, counts) {
        if flag { sums.0 += count } else { sums.1 += count }
      }
      return (sums.0 / Double(severe), sums.1 / Double(others))
    }
    let seen = difference(statements.severe)
    after = seen
    var random = RandomStream(seed: sampler.computation.seed, part: .init("severity permutations"))
    var asLarge = 0
    for _ in 0..<SeverityFindings.permutations {
      var flags = statements.severe
      for era in Set(eras).sorted() {
        let places = eras.indices.filter { eras[$0] == era }
        // Fisher and Yates.
        for last in stride(from: places.count - 1, to: 0, by: -1) {
          flags.swapAt(places[last], places[random.integer(in: 0...last)])
        }
      }
      let drawn = difference(flags)
      if drawn.severe - drawn.others >= seen.severe - seen.others - 1e-12 { asLarge += 1 }
    }
    permutation = Double(asLarge + 1) / Double(SeverityFindings.permutations + 1)
  }
}
