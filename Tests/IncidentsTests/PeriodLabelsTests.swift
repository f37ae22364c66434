import Incidents
import Testing

@Suite struct PeriodLabelsTests {
  @Test(arguments: [
    (["2024-01-01", "2024-01-02", "2024-01-03"], Period.day),
    (["2024-01-01"], .day),
    (["2023-12-25", "2024-01-01", "2024-01-08"], .week),
    (["2024-01-15", "2024-02-15", "2024-03-15"], .month),
    (["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"], .month),
    (["2023-12-31", "2024-03-31", "2024-06-30"], .quarter),
    (["2024-02-29", "2025-02-28", "2026-02-28"], .year),
    (["2023-11", "2023-12", "2024-01"], .month), (["2023-10", "2024-01", "2024-04"], .quarter),
    (["1960Q3", "1960Q4", "1961Q1"], .quarter), (["2021-Q4", "2022-Q1"], .quarter),
    (["2021 Q1", "2022 Q1"], .year), (["2020-W52", "2020-W53", "2021-W01"], .week),
    (["2021W01", "2021W02"], .week), (["1998", "1999", "2000"], .year),
    (["1", "2", "3"], .unlabelled), (["10", "20", "30"], .unlabelled),
    (["998", "999", "1000", "1001"], .unlabelled), (["1950", "1955", "1960"], .unlabelled),
    (["h1", "h2", "h4"], .unlabelled), (["Mon", "Tue", "Mon"], .unlabelled),
  ])
  func theirPeriodIsFound(labels: [String], period: Period) throws {
    #expect(try PeriodLabels(labels).period == period)
  }

  @Test(arguments: [
    (["2024-01-01", "2024-01-02", "2024-01-04"], 2, "2024-01-03 is missing before 2024-01-04"),
    (["2024-01-02", "2024-01-01"], 1, "2024-01-01 comes after 2024-01-02"),
    (
      ["2024-01-08", "2024-01-01", "2024-01-22", "2024-01-15"], 1,
      "2024-01-01 comes after 2024-01-08"
    ),
    (
      ["2024-01-01", "2024-01-03", "2024-01-02", "2024-01-04"], 2,
      "2024-01-02 comes after 2024-01-03"
    ),
    (["2024-01-01", "2024-01-02", "2024-01-02"], 2, "2024-01-02 has two rows"),
    (
      ["2024-01-01", "2024-01-08", "2024-01-22", "2024-01-29"], 2,
      "2024-01-15 is missing before 2024-01-22; the other rows are one week apart"
    ),
    (
      ["2024-01-01", "2024-02-01", "2024-03-02", "2024-04-01", "2024-05-01"], 2,
      "2024-03-01 is missing before 2024-03-02; the other rows are one month apart"
    ),
    (
      ["2024-01-01", "2024-02-01", "2024-02-20", "2024-04-01", "2024-05-01"], 2,
      "2024-02-20 is less than one month after 2024-02-01"
    ),
    (["2024-01-01", "2024-01-15", "2024-01-29"], 1, "2024-01-15 does not follow 2024-01-01"),
    (["1960Q1", "1960Q2", "1960Q4"], 2, "1960Q3 is missing before 1960Q4"),
    (["2023-11", "2024-01", "2024-02"], 1, "2023-12 is missing before 2024-01"),
    (["2020-W52", "2021-W01", "2021-W02"], 1, "2020-W53 is missing before 2021-W01"),
    (["1998", "1999", "2001", "2002"], 2, "2000 is missing before 2001"),
    (["1", "2", "4", "5"], 2, "4 does not follow 2; the other rows are 1 apart"),
    (["1", "3", "2"], 2, "2 comes after 3"), (["1", "2", "2"], 2, "2 has two rows"),
    (
      ["2022-01-01", "2022-01-02", "Total"], 2,
      "the row 'Total' is a sum of the other rows, not a period"
    ),
    (["2022", "2023", "sum"], 2, "the row 'sum' is a sum"),
    (["1", "2", "ALL"], 2, "the row 'ALL'"),
    (["Mon", "Tue", "Total"], 2, "the row 'Total' is a sum"),
    (["2022-01-01", "2022-01-02", "x"], 2, "'x' is not a label like '2022-01-01'"),
    (["2022-01-01", "2022-01-02", "2022-02-30"], 2, "'2022-02-30' is not a label like"),
    (["x", "2022-01-01", "2022-01-02"], 0, "'x' is not a label like '2022-01-01'"),
    (["\(Int.min)", "0", "\(Int.max)"], 1, "0 does not follow"),
  ])
  func whatDoesNotFollowIsNamed(labels: [String], row: Int, problem: String) {
    let error = #expect(throws: PeriodLabelError.self) { try PeriodLabels(labels) }
    #expect(error?.row == row)
    #expect(error?.description.hasPrefix(problem) == true, "\(error.map { "\($0)" } ?? "")")
    #expect(error?.remedy.isEmpty == false)
  }

  @Test(arguments: ["2022-13", "2022Q5", "2021-W53", "22-01", "2022-", "2022-1", "x2022", "+202"])
  func otherTextsNameNoPeriod(text: String) {
    #expect(PeriodLabel(text) == nil)
  }
}
