import Extraction
import Incidents
import Testing

/// What is found in reports with labels, counted over all of them.
@Suite struct LabelledReportsTests {
  static func reading(_ report: LabelledReport) -> Reading {
    read(report.text, published: report.published)
  }

  /// An act matches a label with the same sides whose days lie at most one day from its own; each
  /// label matches one act.
  static func matches(_ report: LabelledReport) -> (hits: Int, missed: [String], false: [String]) {
    var open = report.acts
    var wrong: [String] = []
    for act in reading(report).incidents {
      let match = open.firstIndex { label in
        guard let days = act.dates.bounded, let first = Day(iso: label.first),
          let last = Day(iso: label.last)
        else { return false }
        return label.source == act.source.code && label.target == act.target.code
          && days.lowerBound <= last + 1 && first <= days.upperBound + 1
      }
      if let match {
        open.remove(at: match)
      } else {
        wrong.append("\(act.dyad) \(act.dates)")
      }
    }
    return (
      report.acts.count - open.count, open.map { "\($0.source)->\($0.target) \($0.first)" }, wrong
    )
  }

  @Test func mostActsAreFoundAndFewAreInvented() {
    let results = LabelledReport.all.map { ($0.name, Self.matches($0)) }
    let hits = results.reduce(0) { $0 + $1.1.hits }
    let missed = results.flatMap { name, result in result.missed.map { "\(name): \($0)" } }
    let wrong = results.flatMap { name, result in result.false.map { "\(name): \($0)" } }
    #expect(hits + missed.count == 27)
    let f1 = 2 * Double(hits) / Double(2 * hits + missed.count + wrong.count)
    #expect(f1 >= 0.90, "\(hits) found; missed \(missed); not there \(wrong)")
  }

  @Test(arguments: LabelledReport.all.map(\.name))
  func allTotalsAreFoundAndNoneIsInvented(name: String) throws {
    let report = try #require(LabelledReport.all.first { $0.name == name })
    let claims = Self.reading(report).claims
    for total in report.totals {
      #expect(
        claims.contains { $0.source.code == total.source && $0.count.minimum == total.count },
        "\(total): \(totals(Self.reading(report)))")
    }
    #expect(claims.count == report.totals.count)
  }

  @Test func aReportWithoutActsHasNone() throws {
    let report = try #require(LabelledReport.all.first { $0.name == "no-acts" })
    #expect(Self.reading(report).incidents.isEmpty)
  }
}
