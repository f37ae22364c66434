import Escalation
import Incidents
import Reporting
import TextCharts

/// What a model says of a conflict, question by question, and as a report.
public struct ConflictFit: Sendable {
  /// All that the model says: estimates, curves, parameters, tests, forecasts.
  public let details: Fit
  private let findings: Findings

  init(_ fit: Fit, account: [String]) throws {
    details = fit
    var findings = try Findings(fit)
    if !account.isEmpty { findings.screen.prepend(.lines(account)) }
    self.findings = findings
  }

  /// The streams, in the order of all results.
  public var streams: [String] { details.estimates.streams }

  /// Everything that is estimated.
  public var answers: [Answer] { details.estimates.rows.map { Answer($0, details) } }

  // MARK: Questions

  /// How many direct responses of one stream follow one incident of another, on average.
  ///
  /// - Throws: ``ConflictError`` for a stream that does not exist, or a model that does not estimate
  ///   it.
  public func responses(
    of responder: String, inAnswerTo provoker: String
  ) throws(ConflictError) -> Answer {
    try answer(.responsesPerIncident, of: responder, inAnswerTo: provoker)
  }

  /// The lag within which half of the direct responses come.
  ///
  /// - Throws: ``ConflictError`` for a stream that does not exist, or a model that does not estimate
  ///   it.
  public func lag(
    of responder: String, inAnswerTo provoker: String
  ) throws(ConflictError) -> Answer {
    try answer(.lag(.median), of: responder, inAnswerTo: provoker)
  }

  /// The probability of a direct response within 1, 3 or 7 days.
  ///
  /// - Throws: ``ConflictError`` for a stream that does not exist, or another number of days.
  public func probability(
    of responder: String, inAnswerTo provoker: String, withinDays days: Int
  ) throws(ConflictError) -> Answer {
    try answer(.responseProbabilityWithin(days: days), of: responder, inAnswerTo: provoker)
  }

  /// The spectral radius of the responses: at 1 violence feeds itself. Nil where the model has none.
  public var escalationIntensity: Answer? {
    details.estimates[.escalationIntensity].map { Answer($0, details) }
  }

  /// Any estimate of one stream, of a pair, or of the whole.
  ///
  /// - Parameters:
  ///   - estimand: What is asked.
  ///   - responder: The stream that responds, where the quantity has one.
  ///   - provoker: The stream that provokes, where the quantity has one.
  /// - Returns: The answer.
  /// - Throws: ``ConflictError`` for a stream that does not exist, or a model that does not estimate
  ///   it.
  public func answer(
    _ estimand: Estimand, of responder: String? = nil, inAnswerTo provoker: String? = nil
  ) throws(ConflictError) -> Answer {
    let i = try position(responder)
    let j = try position(provoker)
    guard let row = details.estimates[estimand, responder: i, provoker: j] else {
      throw .notEstimated(estimand, model: details.context.model)
    }
    return Answer(row, details)
  }

  private func position(_ stream: String?) throws(ConflictError) -> Int? {
    guard let stream else { return nil }
    guard let position = streams.firstIndex(of: stream) else {
      throw .unknownStream(
        stream, known: streams, nearest: Suggestion.nearest(to: stream, among: streams))
    }
    return position
  }

  // MARK: Reading

  /// The first screen: who answers whom, how often, how fast, how sure, and what to do next.
  public var summary: String { findings.screen.text(ChartStyle()) }

  /// The whole report as text of 80 columns.
  public var report: String { findings.report.text(ChartStyle()) }

  /// The charts of the report, as text of 80 columns.
  public var chart: String {
    let style = ChartStyle()
    return findings.details.blocks.compactMap { block in
      if case .chart(let chart) = block { return chart.lines(style).joined(separator: "\n") + "\n" }
      return nil
    }.joined(separator: "\n")
  }

  /// What the user should know before reading the results.
  public var notes: [String] { findings.notes }

  /// Checks of the model that failed, in words; the results stand, but read these first.
  public var failedChecks: [String] { findings.failedChecks }

  // MARK: Tables

  /// The names of all tables of the fit.
  public var tableNames: [String] { findings.tables.map(\.name) }

  /// A table as CSV; nil where the fit has none of this name.
  public func csv(_ table: String) -> String? {
    findings.tables.first { $0.name == table }.map {
      String(decoding: $0.encoded(.csv), as: UTF8.self)
    }
  }

  /// `estimates.csv`: a row an estimate.
  public var estimatesCSV: String { csv("estimates") ?? "" }

  /// `responses.csv`: responses by lag.
  public var responsesCSV: String { csv("responses") ?? "" }
}
