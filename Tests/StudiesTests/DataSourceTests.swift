import Escalation
import Settings
import Studies
import Tabular
import Testing

/// What becomes of the rows that are read.
@Suite struct DataSourceTests {
  /// Incidents of three weeks; some rows spell a side in another way.
  static func incidents(_ rows: Int, misspelt: Int) -> String {
    "id,source,target,date_min,date_max,place\n"
      + (0..<rows).map { index in
        let number = index * index * 7 % 101 % 20 + 1
        let day = "2024-01-\(number < 10 ? "0" : "")\(number)"
        let name = index < misspelt ? "Militas" : "Militias"
        return index % 2 == 0
          ? "i\(index),US,\(name),\(day),\(day),p\(index)"
          : "i\(index),\(name),US,\(day),\(day),p\(index)"
      }.joined(separator: "\n") + "\n"
  }

  static func settings(_ folder: StudyFolder, _ more: [String] = []) throws
    -> DataSettings
  {
    try DataSettings.parse(
      [
        "--incidents", folder.path("incidents.csv"), "--window", "2024-01-01..2024-01-20",
        "--streams", "US->Militias,Militias->US",
      ] + more)
  }

  @Test func namesThatMatchNoSideAreNamedWithTheNearest() throws {
    let folder = try StudyFolder(["incidents.csv": Self.incidents(40, misspelt: 4)])
    let source = try DataSource(Self.settings(folder))
    let account = try #require(source.account.first)
    #expect(account.contains("40 rows: 36 used"), "\(account)")
    #expect(account.contains("'Militas'") && account.contains("nearest: Militias"), "\(account)")
    // Every row that is not used is listed.
    let rows = try #require(try source.tables().first { $0.name == "rows" })
    #expect(rows.rows.count == 4)
    #expect(rows.columns == ["file", "row", "what", "reason", "remedy"])
  }

  @Test func tooManyUnmatchedRowsStopUnlessAllowed() throws {
    let folder = try StudyFolder(["incidents.csv": Self.incidents(40, misspelt: 9)])
    let error = #expect(throws: PlanError.self) { _ = try DataSource(Self.settings(folder)) }
    guard case .data(let text) = try #require(error) else {
      Issue.record("not a mistake of data")
      return
    }
    #expect(text.contains("'Militas'") && text.contains("nearest: Militias"), "\(text)")
    #expect(text.contains("More than a fifth"), "\(text)")
    let source = try DataSource(Self.settings(folder, ["--allow-unmatched"]))
    #expect(source.account.first?.contains("31 used") == true)
    // A fifth is not more than a fifth.
    let fewer = try StudyFolder(["incidents.csv": Self.incidents(40, misspelt: 8)])
    #expect(throws: Never.self) { _ = try DataSource(Self.settings(fewer)) }
  }

  @Test func everyRowIsUsedOrListedWithItsReason() throws {
    let folder = try StudyFolder([
      "incidents.csv": Self.incidents(30, misspelt: 0)
        + "o1,US,Militias,2023-05-01,2023-05-01,q\nu1,US,Militias,,,q\n"
        + "s1,US,US,2024-01-03,2024-01-03,q\nx1,Militas,US,2024-01-03,2024-01-03,q\n"
    ])
    let source = try DataSource(Self.settings(folder))
    let account = try #require(source.account.first)
    #expect(account.contains("34 rows: 30 used"), "\(account)")
    let rows = try #require(try source.tables().first { $0.name == "rows" }).rows
    #expect(rows.count == 4)
    let text = rows.map { "\($0)" }.joined(separator: "\n")
    for words in ["an end of its dates is open", "outside the window", "the same side", "Militas"] {
      #expect(text.lowercased().contains(words.lowercased()), "\(words): \(text)")
    }
  }

  /// Names that the built-in dictionary would file elsewhere stand as they are in a fit and in a
  /// study alike; a sides file decides for both.
  @Test(arguments: [false, true])
  func aFitAndAStudyTreatNamesByOneRule(hasSides: Bool) async throws {
    let folder = try StudyFolder([
      "incidents.csv": Self.incidents(40, misspelt: 0).replacing("Militias", with: "Hezbollah"),
      "sides.txt": "M  Militias\n  group  Hezbollah\nUS  United States\n",
    ])
    let stream = hasSides ? "M" : "Hezbollah"
    let streams = "US->\(stream),\(stream)->US"
    let arguments =
      [
        "--incidents", folder.path("incidents.csv"), "--window", "2024-01-01..2024-01-20",
        "--streams", streams,
      ] + (hasSides ? ["--sides", folder.path("sides.txt")] : [])
    let fit = try await FitRun(
      ModelFreeSettings.parse(["--surrogates", "99"]), data: DataSettings.parse(arguments),
      computation: ComputationSettings.parse([])
    ).findings(threads: 1)
    try folder.write(
      """
      data:
        incidents: incidents.csv
        window: 2024-01-01..2024-01-20
        streams: [\(streams.replacing(",", with: ", "))]
        \(hasSides ? "sides: sides.txt" : "allow-unmatched: no")
      models:
        - {name: free, fit: model-free, surrogates: 99}
      """, to: "study.yaml")
    _ = try await folder.run()
    func rows(_ text: String) -> [[Substring]] {
      text.split(separator: "\n").map {
        Array($0.split(separator: ",", omittingEmptySubsequences: false).prefix(9))
      }
    }
    let table = try #require(fit.findings.tables.first { $0.name == "estimates" })
    #expect(
      rows(String(decoding: table.encoded(.csv), as: UTF8.self))
        == rows(try folder.text("results/free/estimates.csv")))
    #expect(
      fit.manifest.account.first?.contains("40 rows: all used") == true, "\(fit.manifest.account)")
  }

  @Test func aTableOfTimesAccountsForItsRows() throws {
    let folder = try StudyFolder([
      "times.csv": "time,stream,remark\n1,A->B,x\n2,B->A,x\n3,C->A,x\n4,A->B,x\n"
    ])
    func source(_ more: [String]) throws -> DataSource {
      try DataSource(
        DataSettings.parse(["--times", folder.path("times.csv"), "--window", "0..10"] + more))
    }
    let some = try source(["--streams", "A->B,B->A"])
    #expect(some.account.count == 1)
    #expect(some.account[0].hasSuffix("4 rows: 3 used, 1 of other streams."), "\(some.account)")
    #expect(try source([]).account[0].hasSuffix("4 rows: all used."))
    // A column that nobody reads is listed, too.
    let rows = try #require(try some.tables().first { $0.name == "rows" })
    #expect("\(rows.rows)".contains("remark"))
  }

  @Test(arguments: ["--times", "--incidents", "counts"])
  func twoEqualStreamsAreAnError(kind: String) throws {
    let folder = try StudyFolder([
      "incidents.csv": Self.incidents(20, misspelt: 0),
      "times.csv": "time,stream\n1,A->B\n2,B->A\n3,A->B\n",
      "counts.csv": "date,a,b\n2024-01-01,1,2\n2024-01-02,2,1\n",
    ])
    let arguments =
      switch kind {
      case "--times":
        ["--times", folder.path("times.csv"), "--window", "0..10", "--streams", "A->B,A->B"]
      case "--incidents":
        [
          "--incidents", folder.path("incidents.csv"), "--window", "2024-01-01..2024-01-20",
          "--streams", "US->Militias,US->Militias",
        ]
      default: [folder.path("counts.csv"), "--columns", "a,a"]
      }
    let settings = try DataSettings.parse(arguments)
    var message = ""
    do {
      _ = try DataSource(settings).data(ColumnRequest(), selection: settings.selection)
    } catch {
      message = "\(error)"
    }
    #expect(message.contains("named twice"), "\(kind): \(message)")
  }

  @Test func aTableKeepsItsMeasureAndPeriod() throws {
    let folder = try StudyFolder([
      "scores.csv": "period,tone\nq1,-1.5\nq2,2\nq3,0\nq4,1\n",
      "weeks.csv": "week,a\n2024-01-01,1\n2024-01-08,2\n2024-01-15,0\n2024-01-22,1\n",
    ])
    func data(_ name: String) throws -> ConflictData {
      let settings = try DataSettings.parse([folder.path(name)])
      return try DataSource(settings).data(ColumnRequest(), selection: settings.selection)
    }
    #expect(try data("scores.csv").measure == .units)
    #expect(try data("weeks.csv").measure == .incidents)
    #expect(try data("weeks.csv").table?.time == .week)
  }
}
