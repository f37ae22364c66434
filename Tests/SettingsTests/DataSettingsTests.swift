import Settings
import Testing

@Suite struct DataSettingsTests {
  static let incidents = [
    "--incidents", "i.csv", "--window", "2024-01-01..2024-02-01", "--streams", "A->B",
  ]

  @Test(arguments: [
    ([], "Name the data: a table of counts, --incidents or --times."),
    (["c.csv", "--times", "t.csv"], "Name one kind of data"),
    (
      ["--times", "t.csv", "--window", "0..60", "--sides", "sides.txt"],
      "--sides goes with --incidents."
    ),
    (["c.csv", "--sides", "sides.txt"], "--sides goes with --incidents."),
    (["c.csv", "--claims", "claims.csv"], "--claims goes with --incidents."),
    (["c.csv", "--stated", "s.csv"], "--stated goes with --incidents."),
    (["c.csv", "--reports", "folder"], "--reports goes with --incidents."),
    (["c.csv", "--allow-unmatched"], "--allow-unmatched goes with --incidents."),
    (["c.csv", "--totals-rule", "widest-band"], "--totals-rule goes with --incidents."),
    (["c.csv", "--streams", "A->B"], "leave out --streams"),
    (incidents + ["--totals-scope", "Iraq"], "--totals-rule and --totals-scope go with --claims."),
    (incidents + ["--published-table", "p.csv"], "--published-table goes with --reports."),
    (incidents + ["--columns", "a,b"], "--columns goes with a table."),
    (incidents + ["--binary"], "--binary goes with a table of counts."),
    (["--incidents", "i.csv", "--streams", "A->B"], "Name the observed days"),
    (["--times", "t.csv"], "Name the observed days"),
    (["--incidents", "i.csv", "--window", "2024-01-01..2024-02-01"], "Name the streams"),
  ])
  func whatDoesNotGoTogetherIsRefused(arguments: [String], words: String) throws {
    let message = try #require(refusal(DataSettings.self, arguments), "accepted")
    #expect(message.contains(words), "\(message)")
  }

  @Test func dataOfEveryKindAreAccepted() throws {
    #expect(refusal(DataSettings.self, ["c.csv", "--columns", "a,b", "--binary"]) == nil)
    #expect(refusal(DataSettings.self, ["--times", "t.csv", "--window", "0..60"]) == nil)
    // Days that are counted from some origin may lie before it.
    #expect(refusal(DataSettings.self, ["--times", "t.csv", "--window", "-5..60"]) == nil)
    let settings = try DataSettings.parse(
      Self.incidents + [
        "--claims", "c.csv", "--totals-scope", "US, Iraq", "--totals-scope", "Syria",
        "--totals-rule", "widest-band", "--allow-unmatched",
      ])
    // A scope can contain a comma, so each has its own option.
    #expect(settings.totals.scopes == ["US, Iraq", "Syria"])
    #expect(settings.totals.rule == .widestBand && settings.allowUnmatched)
    #expect(try DataSettings.parse(Self.incidents).totals.scopes == nil)
  }

  @Test func aModelOverlaysTheSelectionOfItsStudy() throws {
    let study = try SelectionSettings.parse(["--window", "1..9", "--columns", "a,b"])
    let own = try SelectionSettings.parse(["--window", "1..5", "--binary"])
    let both = study.overlaid(by: own)
    #expect(both.window == "1..5" && both.columns?.entries == ["a", "b"] && both.binary)
    #expect(try study.overlaid(by: SelectionSettings.parse([])).window == "1..9")
  }

  @Test func listsAreSeparatedByCommas() {
    #expect(CommaSeparated(argument: " a , b,,c ")?.entries == ["a", "b", "c"])
    #expect(CommaSeparated(argument: " , ") == nil)
    #expect(CommaSeparated(["US->militias", "b"]).description == "US->militias,b")
  }
}
