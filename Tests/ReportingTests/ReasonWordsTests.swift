import Escalation
import Reporting
import Tabular
import Testing

/// Every reason of a verdict reaches the table as a code, and the page as a sentence.
@Suite struct ReasonWordsTests {
  static let reasons: [VerdictReason] = [
    .wideInterval, .eitherSign, .nearPrior(contraction: 0.1), .noResponse(bayesFactor: 0.5),
    .strengthMayBeZero, .sharedTrend(p: 0.2), .evidence(ratio: 0.4), .directionOpen(ratio: 40),
    .deterrence(ratio: 20), .baseline(slowerThan: 14),
    .oneLagOnly, .noPositiveResponse, .changesSign, .openInterval, .rarelyDefined(share: 0.2),
    .noInterval, .outsideBootstrap, .fewDraws(7), .notShares, .fewPairs(3), .insideBand,
    .chains(rHat: 1.2, effective: 40), .notAtOptimum, .undetermined,
  ]

  private func strength(_ verdict: Verdict) -> Estimate {
    Estimate(
      .responsesPerIncident, responder: 0, provoker: 1, value: 0.5, lower: 0.4, upper: 0.6,
      verdict: verdict, interval: .posterior)
  }

  @Test func codesAreDistinctAndStandInTheTable() throws {
    #expect(Set(Self.reasons.map(\.code)).count == Self.reasons.count)
    for reason in Self.reasons {
      let fit = try AnswersTests.fit([strength(.notIdentifiable([reason, .noInterval]))])
      let table = try #require(try Findings(fit).tables.first { $0.name == "estimates" })
      guard case .text(let cell) = table.rows[0][26] else {
        Issue.record("no text")
        continue
      }
      let codes = cell.split(separator: ";").map { $0.prefix { $0 != "=" } }
      #expect(codes.map(String.init) == [reason.code, "no_interval"], "\(cell)")
    }
  }

  @Test func everyReasonIsASentence() throws {
    var sentences: Set<String> = []
    for reason in Self.reasons {
      let text = try AnswersTests.screen(AnswersTests.fit([strength(.weak([reason]))]))
      let tail = try #require(text.split(separator: "Weak: ", maxSplits: 1).last)
      let sentence = tail.prefix { $0 != "." }
      #expect(sentence.count > 15 && !sentence.contains("_"), "\(text)")
      sentences.insert(String(tail))
    }
    #expect(sentences.count == Self.reasons.count)
  }
}
