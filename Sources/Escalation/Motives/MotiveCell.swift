import Estimation
import PointProcesses

/// What statements tell under one assumption: a pretext ratio, a naming law, a half-life.
public struct MotiveCell: Sendable {
  /// A median with its interval.
  public struct Summary: Hashable, Sendable {
    /// The median.
    public let value: Double
    /// The lower end.
    public let lower: Double
    /// The upper end.
    public let upper: Double

    /// Of draws; NaN is left out.
    init(_ draws: [Double], level: Double) {
      let quantiles = SampleQuantiles(draws)
      value = quantiles(0.5)
      let interval = quantiles.interval(level: level)
      lower = interval?.lowerBound ?? .nan
      upper = interval?.upperBound ?? .nan
    }

    /// Whether the interval's ends are within a factor of each other.
    func isWithin(factor: Double) -> Bool { lower > 0 && upper < factor * lower }
  }

  /// What is told of one act.
  public struct Act: Hashable, Sendable {
    /// The probability that it is an answer.
    public let probability: Double
    /// Days since the attack that it answers, given that it is an answer: the median.
    public let lag: Double
    /// The chance that a pretext names what it names.
    public let pretext: Double
  }

  /// The pretext ratio.
  public let pretext: Double
  /// How a pretext picks.
  public let naming: Statements.Naming
  /// Days in which the chance to be named halves; nil when it does not fade.
  public let halfLife: Double?
  /// The median lag of answers, days.
  public let lag: Summary
  /// Answers per attack.
  public let strength: Summary
  /// The share of the responder's acts that answer an attack.
  public let answered: Summary
  /// The share of the acts that name an attack but do not answer any.
  public let falseMotives: Summary
  /// The chance that an answer names its attack.
  public let stated: Summary
  /// The probability of an answer within so many days of an attack, by class.
  public let within: [(days: Int, attack: Estimand.AttackClass, probability: Summary)]
  /// Each act of which it is known what was said.
  public let acts: [Act]
  /// What severity multiplies answers and naming by; nil where it was not asked.
  public let severity: (times: Summary, named: Summary)?
  /// Whether the chains agree, and what they tell.
  public let agrees: Bool
  /// The largest R-hat of the pair.
  public let rHat: Double
  /// The effective draws of the pair.
  public let effective: Double

  /// The assumption as estimates carry it.
  public var assumption: Estimate.Assumption { .init(pretext: pretext, naming: naming) }

  init(_ posterior: HawkesPosterior, _ statements: Statements, level: Double) {
    let (i, j) = (statements.responder, statements.provoker)
    let draws = posterior.pooled
    let said = draws.compactMap(\.said)
    pretext = statements.pretext
    naming = statements.naming
    halfLife = statements.halfLife
    func summary(_ values: [Double]) -> Summary { Summary(values, level: level) }
    lag = summary(draws.map { $0.lags[i][j].median })
    strength = summary(draws.map { $0.branching[i, j] })
    answered = summary(said.map { Double($0.answered) / Double(max(1, $0.total)) })
    stated = summary(said.map(\.statedShare))
    let known = statements.sayings.filter { $0 != .unknown }
    let named = known.indices.filter { if case .named = known[$0] { true } else { false } }
    falseMotives = summary(
      said.map { draw in
        Double(named.count { draw.acts[$0].lag == nil }) / Double(max(1, named.count))
      })
    acts = known.indices.map { act in
      Act(
        probability: said.reduce(0) { $0 + $1.acts[act].probability } / Double(max(1, said.count)),
        lag: SampleQuantiles(said.compactMap { $0.acts[act].lag })(0.5),
        pretext: said.reduce(0) { $0 + $1.acts[act].pretext } / Double(max(1, said.count)))
    }
    let hasClasses = statements.severityActs
    severity =
      hasClasses ? (summary(said.map(\.severity)), summary(said.map(\.naming))) : nil
    let classes: [Estimand.AttackClass] = hasClasses ? [.severe, .other] : [.all]
    within = MotiveOptions.horizons.flatMap { days in
      classes.map { attack in
        let probabilities = zip(draws, said).map { draw, said -> Double in
          let times = attack == .severe ? said.severity : 1
          let mean = draw.branching[i, j] * times * draw.lags[i][j].cumulative(Double(days))
          return 1 - Double.exp(-mean)
        }
        return (days, attack, summary(probabilities))
      }
    }
    agrees = posterior.agrees
    rHat = posterior.largestRHat
    effective = posterior.smallestSize
  }
}
