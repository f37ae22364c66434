import ArgumentParser
import Settings
import Testing

/// Every number has a range, which the help states and the check holds.
@Suite struct RangeTests {
  /// The numbers of each settings type; an option that loses its range is missing here.
  static let numbers: [(type: any ParsableArguments.Type, names: [String])] = [
    (
      HawkesSettings.self,
      [
        "shape", "lags-from", "lags-to", "piece-days", "slower-than", "horizon", "imputations",
        "bootstrap", "chains", "draws", "warm-up", "open-share", "prior-lag-median",
        "prior-lag-deviation",
        "prior-strength-mean", "motives-mistaken", "motives-severe",
      ]
    ),
    (
      VectorAutoregressionSettings.self,
      [
        "lags", "max-lags", "min-lags", "seasons", "exogenous-lags", "tightness", "surrogates",
        "horizon", "bootstrap", "imputations",
      ]
    ),
    (
      CountSettings.self,
      ["lags", "own-lags", "baseline-days", "season", "draws", "surrogates"]
    ),
    (ProjectionSettings.self, ["lags", "horizon", "surrogates"]),
    (ModelFreeSettings.self, ["jitter-days", "reach", "gap", "lags", "surrogates"]),
    (ComparisonSettings.self, ["lags", "bootstrap", "events-limit"]),
    (DescriptionSettings.self, ["lags", "jitter-window"]),
    (ChangePointSettings.self, ["min-length", "width"]),
    (
      RetaliationTestSettings.self,
      ["jitter-days", "reach", "gap", "lags", "surrogates", "refits"]
    ),
    (ComputationSettings.self, ["seed", "level", "evidence-draws"]),
    (ThreadSettings.self, ["threads"]), (ImportSettings.self, ["pubdate-slack"]),
  ]

  @Test func theHelpNamesTheRangeOfEveryNumber() {
    for (type, names) in Self.numbers {
      let ranged = HelpOption.all(type).filter { $0.range != nil }.map(\.name)
      #expect(ranged == names, "\(type)")
    }
  }

  @Test func numbersOutsideOfTheirRangeAreRefusedWithIt() throws {
    for (type, _) in Self.numbers {
      for option in HelpOption.all(type) {
        guard let range = option.range else { continue }
        var bad = ["-1", "9\(range.upper)", "seven", "nan", "9223372036854775808000", ""]
        if range.lower != "0" { bad.append(range.allowsNone ? "1" : "0") }
        for value in bad {
          let joined = value.isEmpty ? [] : [["--\(option.name)=\(value)"]]
          for arguments in [["--\(option.name)", value]] + joined {
            let message = try #require(
              refusal(type, arguments), "\(type) accepts \(arguments)")
            #expect(message.contains("'--\(option.name)"), "\(message)")
            #expect(message.contains("from \(range.lower) to \(range.upper)"), "\(message)")
            #expect(message.contains("or 0 for none") == range.allowsNone, "\(message)")
            #expect(!message.contains("Missing value"), "\(message)")
          }
        }
      }
    }
  }

  /// Both ends belong to a range, and 0 where it stands for none; other checks may still object.
  @Test func theEndsOfARangeAreInIt() {
    for (type, _) in Self.numbers {
      for option in HelpOption.all(type) {
        guard let range = option.range else { continue }
        for value in [range.lower, range.upper] + (range.allowsNone ? ["0"] : []) {
          let message = refusal(type, ["--\(option.name)", value])
          #expect(message?.contains("write a") != true, "\(message ?? "")")
        }
      }
    }
  }

  @Test(arguments: [
    (["--seed", "-1"], "The value '-1' is invalid for '--seed"),
    (["--seed", "1.5"], "a whole number from 0 to 9223372036854775807"),
    (["--level", "-0.95"], "The value '-0.95' is invalid for '--level"),
    (["--level", "95"], "write a number from 0.5 to 0.999."),
  ])
  func aNegativeNumberIsAValueAndNoOption(arguments: [String], words: String) throws {
    let message = try #require(refusal(ComputationSettings.self, arguments))
    #expect(message.contains(words), "\(message)")
  }

  @Test func aNegativeNumberOfLagsIsNamed() throws {
    let message = try #require(refusal(VectorAutoregressionSettings.self, ["--lags", "-3"]))
    #expect(message.contains("The value '-3' is invalid for '--lags <lags>'"), "\(message)")
    #expect(message.contains("write a whole number from 0 to 1000."), "\(message)")
  }

  @Test(arguments: [
    ["--ladder", "0.5"], ["--ladder", "none,x"], ["--ladder", "-7"], ["--ladder", "-7,14"],
    ["--ladder", "1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21"],
  ])
  func stepsOfTheLadderAreDaysInARange(arguments: [String]) throws {
    let message = try #require(refusal(HawkesSettings.self, arguments))
    #expect(message.contains("ladder"), "\(message)")
    #expect(!message.contains("Missing value"), "\(message)")
  }

  @Test(arguments: ["0", "-1", "1,-2", "1001", "one", "1,,"])
  func lagsOfAnAutoregressionAreInARange(text: String) throws {
    for option in ["past-observations", "past-means"] {
      let message = refusal(
        CountSettings.self,
        ["--model", "ingarch", "--response", "a", "--\(option)", text])
      if text == "1,," {
        #expect(message == nil)
      } else {
        #expect(try #require(message).contains("write lags from 1 to 1000"), "\(message ?? "")")
      }
    }
  }

  @Test(arguments: ["-1", "some", "1e13", "nan"])
  func aPenaltyIsNamedOrInItsRange(text: String) throws {
    let message = try #require(refusal(ChangePointSettings.self, ["--penalty", text]))
    #expect(message.contains("write mbic, bic or a number from 0 to 1e12"), "\(message)")
  }
}
