/// How an optimization ended, so that no estimate has to be taken on trust.
public struct ConvergenceRecord: Hashable, Sendable {
  /// Why it stopped.
  public enum Outcome: String, Hashable, Sendable {
    /// The gradient vanishes within the bounds.
    case stationary
    /// No further step improves the value beyond rounding, though the gradient is not quite zero.
    case noFurtherImprovement = "no further improvement"
    /// The iterations were used up.
    case iterationLimit = "iteration limit"
    /// The objective was not finite at the start.
    case undefinedStart = "undefined at the start"
  }

  /// Why it stopped.
  public let outcome: Outcome
  /// Steps that were tried.
  public let iterations: Int
  /// The largest component of the gradient among variables that may still move.
  public let gradientNorm: Double
  /// Variables that ended on a bound.
  public let atBounds: [Int]

  /// Whether the point can be called an optimum.
  public var converged: Bool { outcome == .stationary || outcome == .noFurtherImprovement }

  /// A record of an optimization.
  public init(outcome: Outcome, iterations: Int, gradientNorm: Double, atBounds: [Int]) {
    self.outcome = outcome
    self.iterations = iterations
    self.gradientNorm = gradientNorm
    self.atBounds = atBounds
  }
}
