import PointProcesses

/// How stated motives are used as data: which attacks a side says that it answers.
public struct MotiveOptions: Hashable, Sendable {
  /// The pretext ratios that are tabled: how many times as often an act that answers nothing names a
  /// motive as an answer does. They are assumed, never estimated and never averaged over.
  public var pretexts = [0, 0.1, 0.3, 1]
  /// How a pretext picks the attack that it names.
  public var namings = Statements.Naming.allCases
  /// Whether an act without a stated motive counts as silence; otherwise it is not known what was said.
  public var silenceCounts = true
  /// The share of answers that name a wrong attack.
  public var mistaken = 0.05
  /// People killed from which on an attack is of the severe class; nil for no classes.
  public var severeFrom: Int? = 1
  /// Days in which the chance that an answer is named halves; nil for a chance that does not fade.
  public var halfLives: [Double?] = [nil, 14, 7, 3]

  /// The usual options.
  public init() {}

  /// Fewer stated answers than these give no estimate.
  public static let fewest = 5
  /// Fewer attacks of a class than these give no comparison of classes.
  public static let fewestOfClass = 5
  /// Days within which the probability of an answer is reported.
  public static let horizons = [1, 3, 7, 14]
}
