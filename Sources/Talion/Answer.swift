import Escalation
import Reporting

/// One estimate with its interval, its unit, and how far it can be trusted.
public struct Answer: Hashable, Sendable {
  /// What is estimated.
  public let estimand: Estimand
  /// The stream that responds; nil where the quantity has none.
  public let responder: String?
  /// The stream that provokes; nil where the quantity has none.
  public let provoker: String?
  /// The estimate; nil where there is none.
  public let value: Double?
  /// The interval; nil where there is none. Its upper end may be infinite.
  public let interval: ClosedRange<Double>?
  /// The level of the interval.
  public let level: Double
  /// What the value is counted in, in words.
  public let unit: String
  /// How far it can be trusted.
  public let verdict: Verdict
  private let text: String

  init(_ row: Estimate, _ fit: Fit) {
    estimand = row.estimand
    responder = row.responder.map { fit.estimates.streams[$0] }
    provoker = row.provoker.map { fit.estimates.streams[$0] }
    value = row.value.isNaN ? nil : row.value
    interval = row.hasInterval && row.lower <= row.upper ? row.lower...row.upper : nil
    level = fit.context.level
    unit = row.estimand.unit.words(fit.context.measure, fit.context.time)
    verdict = row.verdict
    text = row.sentence(fit.context)
  }

  /// Whether the estimate may be quoted with its interval.
  public var isUsable: Bool { verdict.isUsable }

  /// Why the verdict is not better, in words; empty for an estimate that is good enough to use.
  public var reasons: [String] { verdict.reasons.map(\.words) }
}

extension Answer: CustomStringConvertible {
  /// The estimate with its interval, its unit and the verdict, as a sentence.
  public var description: String { text }
}
