import Escalation
import EventData
import Incidents
import PointProcesses
import Reporting
import Tabular

/// Tests of retaliation and its model-free partners from files to findings: what `talion test` is
/// asked for.
public struct RobustnessPlan: Sendable {
  /// Where the events are.
  public var source: HawkesPlan.Source
  /// A file that says which names belong to which side.
  public var sides: String?
  /// A table of answers whose motive is stated; joins those that the incidents state themselves.
  public var stated: String?
  /// The observed span.
  public var span: ObservedSpan
  /// The streams; nil takes those of a table of times in the order of their first event.
  public var streams: [String]?
  /// How totals are used.
  public var totals = TotalsPlan()
  /// How tests are carried out.
  public var tests = RobustnessTests.Options()
  /// How model-free answers are computed.
  public var partners = ModelFreePartners.Options()

  /// A plan with the usual settings.
  public init(source: HawkesPlan.Source, span: ObservedSpan, streams: [String]? = nil) {
    self.source = source
    self.span = span
    self.streams = streams
  }

  /// Reads the data, carries out the tests and computes the findings.
  ///
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``,
  ///   ``PointProcessError``, ``LinearAlgebraError``.
  public func findings(progress: Progress? = nil) async throws -> Findings {
    var inputs = Inputs()
    let events = try EventsPlan(
      source: source, sides: sides, span: span, streams: streams, totals: totals
    ).read(&inputs) { count, table in
      guard count < 2 else { return }
      throw table.map { PlanError.data("\($0): tests of answers need two streams or more") }
        ?? .usage("name two streams, such as --streams \"US->militias,militias->US\"")
    }
    var pairs = StatedPair.pairs(in: events.incidents)
    if let stated {
      pairs += try StatedPairTable.read(
        inputs.read(stated), file: stated, sides: events.sides)
    }
    let robustness = try await RobustnessTests.run(
      events.data, options: tests, progress: progress)
    let modelFree = try await ModelFreePartners.run(
      events.data, stated: pairs, options: partners, progress: progress)
    var findings = Findings(robustness)
    let others = Findings(
      modelFree,
      context: modelFree.context(
        windowStart: events.data.window.map { "\($0.start)" } ?? "",
        windowEnd: events.data.window.map { "\($0.end)" } ?? ""), inputHash: inputs.hash)
    findings.report.append(others.report)
    findings.estimates = others.estimates
    findings.tables = others.tables + findings.tables
    findings.notes = events.notes
    return findings
  }
}
