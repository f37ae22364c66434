import ArgumentParser
import Settings
import Studies

/// `talion`: the root of all commands.
struct TalionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "talion",
    abstract: "How fast, and how strongly, does one side answer the violence of another?",
    discussion: """
      Talion turns reports of violence and event data into incidents, fits self-exciting point \
      processes and time-series models to them, and estimates retaliation lags and escalation \
      intensity, each with an interval and a verdict.

      EXAMPLES
        talion study run Datasets/us-militia/study.yaml
        talion check incidents.csv
        talion fit hawkes --incidents incidents.csv --sides sides.txt \\
            --window 2023-10-17..2024-02-04 --streams "US->militias,militias->US"
        talion fit var counts.csv --max-lags 14 --criterion aic
        talion test --times times.csv --window 0..300
        talion extract report.txt --published 2024-01-24 --output found

      EXIT CODES
        0 done; 1 done, but a check of the model failed; 64 wrong usage; 65 bad data;
        66 no such input; 70 a bug of Talion; 73, 74 an output cannot be written
      """,
    version: "talion \(Release.version)",
    subcommands: [
      ImportCommand.self, CountCommand.self, MergeCommand.self, CheckCommand.self,
      ExtractCommand.self, ReviewCommand.self, SidesCommand.self,
      AnalysisCommand<DescriptionSettings>.self, FitCommand.self,
      AnalysisCommand<RetaliationTestSettings>.self, AnalysisCommand<ChangePointSettings>.self,
      AnalysisCommand<ComparisonSettings>.self, StudyCommand.self, ExplainCommand.self,
    ])
}
