/// A report as the rules of reading have it, before anything is decided: what is the same for all
/// weights, so that a report that is learned from is parsed once.
public struct Examination: Sendable {
  /// The report.
  public let report: Report
  let conclusion: Conclusion
  let publication: Publication?
  let notes: [String]
}
