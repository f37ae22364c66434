import RealModule

/// What a side said about each of its acts: which attacks it answered, or nothing.
///
/// With A = g sum m k the rate of answers to all earlier attacks, b the rest of the rate, rho the chance
/// that an answer names its attack and kappa the pretext ratio, an act at a time has the density
///
///     named    rho (A n + kappa Q b)         silent    (1 - rho) A + (1 - kappa rho) b
///
/// (without an attack on offer nothing can be named, and silence is sure), where n is the share of the named attacks in the answers at that time and Q the chance that a
/// pretext names just them. Both sum to one over the attacks on offer, so that the two lines sum to
/// A + b: what is said changes neither the rate nor its integral. With a half-life the chance to be
/// named fades with the lag of the answer, and A is replaced by its faded sum where it meets rho.
public struct Statements: Hashable, Sendable {
  /// The attacks that a statement names.
  public struct Named: Hashable, Sendable {
    /// Known events of the provoker, by their position in the data.
    public var labels: [Int]
    /// All events of the provoker between two times, days; for a series of attacks.
    public var span: ClosedRange<Double>?

    /// Some attacks, those of a span, or both.
    public init(labels: [Int], span: ClosedRange<Double>? = nil) {
      self.labels = labels
      self.span = span
    }
  }

  /// What was said of one act.
  public enum Saying: Hashable, Sendable {
    /// It is not known whether a motive was named.
    case unknown
    /// No motive was named.
    case silent
    /// These attacks were named.
    case named(Named)
  }

  /// How a pretext picks the attacks that it names.
  public enum Naming: String, Hashable, Sendable, CaseIterable {
    /// As an answer would: each with its share in the rate of answers.
    case likeAnswers = "like-answers"
    /// Nine times in ten the most harmful attack of the last seven days, or the latest when none did
    /// harm; once in ten any attack of the last fourteen days.
    case latestOrWorst = "latest-or-worst"
  }

  /// The stream that speaks.
  public var responder: Int
  /// The stream whose attacks are named.
  public var provoker: Int
  /// What was said of each known event of the responder, by its position in the data.
  public var sayings: [Saying]
  /// The pretext ratio kappa, 0 to 1: how many times as often an act that answers nothing names a motive
  /// as an answer does.
  public var pretext: Double
  /// How a pretext picks.
  public var naming: Naming
  /// The share of answers that name a wrong attack, any of those known by then; 0 to below 1.
  public var mistaken: Double
  /// Days in which the chance that an answer is named halves; nil when it does not fade.
  public var halfLife: Double?
  /// The harm of each known event of the provoker, people killed; for ``Naming/latestOrWorst``.
  public var harm: [Double]
  /// Which known events of the provoker are of the severe class.
  public var severe: [Bool]
  /// Whether a severe attack may bring about more or fewer answers.
  public var severityActs = false
  /// Whether a severe attack may be named more or less often among the answers.
  public var severityIsNamed = false

  /// Deviation of the logarithm of what severity multiplies by, before the data.
  package static let severityDeviation = 1.5
  /// Days in which the most harmful attack is looked for, and all in which any is.
  package static let (worstDays, anyDays) = (7.0, 14.0)
  /// How often a pretext names the latest or worst attack.
  package static let worstShare = 0.9

  /// Statements of one stream about attacks of another.
  public init(
    responder: Int, provoker: Int, sayings: [Saying], pretext: Double,
    naming: Naming = .likeAnswers, mistaken: Double = 0.05, halfLife: Double? = nil,
    harm: [Double]? = nil, severe: [Bool]? = nil, attacks: Int
  ) {
    self.responder = responder
    self.provoker = provoker
    self.sayings = sayings
    self.pretext = pretext
    self.naming = naming
    self.mistaken = mistaken
    self.halfLife = halfLife
    self.harm = harm ?? [Double](repeating: 0, count: attacks)
    self.severe = severe ?? [Bool](repeating: false, count: attacks)
  }

  /// Refuses statements that do not fit their data.
  ///
  /// - Throws: ``PointProcessError/parameterOutOfRange(_:)``.
  func check(_ data: LatentEvents) throws(PointProcessError) {
    guard data.known.indices.contains(responder), data.known.indices.contains(provoker),
      responder != provoker
    else { throw .parameterOutOfRange("statements need two streams of the data") }
    let attacks = data.known[provoker]
    guard sayings.count == data.known[responder].count, harm.count == attacks.count,
      severe.count == attacks.count
    else {
      throw .parameterOutOfRange("statements need one entry for each known event of their streams")
    }
    guard (0...1).contains(pretext), (0..<1).contains(mistaken), halfLife.map({ $0 > 0 }) ?? true
    else {
      throw .parameterOutOfRange(
        "the pretext ratio must lie between 0 and 1, the mistaken share from 0 to below 1, a "
          + "half-life above 0")
    }
    for (label, saying) in sayings.enumerated() {
      guard case .named(let named) = saying else { continue }
      guard named.labels.allSatisfy(attacks.indices.contains),
        !named.labels.isEmpty || named.span != nil
      else { throw .parameterOutOfRange("a statement names an attack that is not in the data") }
      let latest = data.known[responder][label].upper
      let canPrecede =
        named.labels.contains { attacks[$0].lower < latest }
        || (named.span.map { $0.lowerBound < latest } ?? false)
      guard canPrecede || mistaken > 0 else {
        throw .parameterOutOfRange(
          "a statement names only attacks that come after every possible time of the act")
      }
    }
  }
}
