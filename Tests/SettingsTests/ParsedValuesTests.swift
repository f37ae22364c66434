import ArgumentParser
import Settings
import Testing

/// What manifests record. The values are read from the property wrappers of the argument parser,
/// which keep them to themselves: a version that keeps them otherwise must fail here.
@Suite struct ParsedValuesTests {
  private func lines(_ settings: some ParsableArguments) -> [String] {
    ParsedValues.of(settings).map { "\($0.name): \($0.value)" }
  }

  @Test func everyOptionOfTheHelpHasAValue() throws {
    for type in allSettings {
      let names = ParsedValues.of(try type.parse(needed(type))).map(\.name)
      let expected = HelpOption.all(type).map(\.name)
      let positional =
        type == DataSettings.self ? ["counts"] : type == ImportSettings.self ? ["files"] : []
      #expect(Set(names) == Set(expected + positional), "\(type)")
      #expect(names.count == Set(names).count, "\(type)")
    }
  }

  @Test func valuesAreThoseThatWereParsed() throws {
    let settings = try VectorAutoregressionSettings.parse([
      "--lags", "3", "--exogenous", "a, b", "--trend", "linear", "--covariance",
      "newey-west-adjusted", "--shrinkage", "minnesota", "--tightness", "0.25", "--dummies",
      "month", "--bootstrap", "0",
    ])
    #expect(
      lines(settings) == [
        "lags: 3", "max-lags: none", "min-lags: none", "criterion: none", "trend: linear",
        "seasons: none", "dummies: month", "exogenous: a,b", "exogenous-lags: none",
        "covariance: newey-west-adjusted", "shrinkage: minnesota", "tightness: 0.25",
        "intervals: bootstrap", "resampling: none", "surrogates: 499", "horizon: 30",
        "bootstrap: 0", "imputations: 40",
      ])
  }

  @Test func groupsFlagsAndListsAreWrittenPlainly() throws {
    #expect(
      lines(try ComputationSettings.parse(["--seed", "9223372036854775807"])) == [
        "seed: 9223372036854775807", "level: 0.95", "evidence-draws: 0",
      ])
    let data = try DataSettings.parse([
      "--incidents", "i.csv", "--window", "2024-01-01..2024-02-01", "--streams", "A->B, B->A",
      "--claims", "c.csv", "--totals-scope", "x", "--totals-scope", "y", "--allow-unmatched",
    ])
    #expect(
      lines(data) == [
        "counts: none", "incidents: i.csv", "claims: c.csv", "times: none", "sides: none",
        "stated: none", "reports: none", "published-table: none", "streams: A->B,B->A",
        "date-order: none",
        "totals-rule: latest-statement", "totals-scope: x,y", "allow-unmatched: yes",
        "window: 2024-01-01..2024-02-01", "columns: none", "binary: no",
      ])
    let hawkes = lines(try HawkesSettings.parse(["--ladder", "none,14", "--weekdays"]))
    #expect(hawkes.contains("ladder: none,14") && hawkes.contains("weekdays: yes"))
    #expect(hawkes.contains("kernel: gamma") && hawkes.contains("horizon: 30"))
    let test = lines(try RetaliationTestSettings.parse(["--reach", "2.5"]))
    #expect(test.contains("reach: 2.5") && test.contains("refits: 0"))
  }
}

/// A study file needs to know which options take no value.
@Suite struct FlagTests {
  @Test func theListedFlagsAreTheFlags() {
    for type in Models.all {
      let flags = HelpOption.all(type).filter(\.isFlag).map(\.name)
      #expect(flags.sorted() == type.flags.sorted(), "\(type)")
    }
    func flags(_ type: any ParsableArguments.Type) -> [String] {
      HelpOption.all(type).filter(\.isFlag).map(\.name).sorted()
    }
    #expect(flags(DataSettings.self) == DataSettings.flags.sorted())
    #expect(flags(SelectionSettings.self) == SelectionSettings.flags.sorted())
    #expect(flags(ImportSettings.self) == ImportSettings.flags.sorted())
    #expect(flags(ComputationSettings.self).isEmpty && flags(ThreadSettings.self).isEmpty)
  }

  /// Every option of an import is a key of a study's event data: one of its own, one that is the
  /// study's, too, or the days, which are the study's alone.
  @Test func everyOptionOfAnImportIsAKey() {
    #expect(
      HelpOption.all(ImportSettings.self).map(\.name).sorted()
        == (ImportSettings.ownKeys.dropFirst() + ImportSettings.sharedKeys + ["window"]).sorted())
  }

  @Test func theSelectionIsWhatAModelMaySet() {
    #expect(
      HelpOption.all(SelectionSettings.self).map(\.name).sorted()
        == SelectionSettings.names.sorted())
  }
}
