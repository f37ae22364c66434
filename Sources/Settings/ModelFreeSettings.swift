import ArgumentParser
import Escalation

/// The options of what needs no model.
public struct ModelFreeSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "model-free"

  /// What the model does, in one line.
  public static let abstract =
    "Compute what needs no model: stated lags, correlogram, rate ratios, episodes."

  /// More of it, with examples.
  public static let discussion = """
    Stated lags are those of answers whose motive reports name. The correlogram compares pairs of \
    incidents with times redrawn within windows.

    EXAMPLES
      a study file: - {name: without-model, fit: model-free}
    """

  @Option("A shared trend is taken to be steady within so many days.", in: 0.1...3650)
  var jitterDays = 14.0

  @Option("Days before and after an incident that are compared.", in: 0.1...3650)
  var reach = 7.0

  @Option("Longest pause inside an episode, days.", in: 0.1...3650)
  var gap = 7.0

  @Option("Largest lag of the correlogram, days.", in: 1...1000)
  var lags = 14

  @Option("Surrogates of the correlogram.", in: 99...100_000)
  var surrogates = 199

  /// Options that parsing fills in.
  public init() {}

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis { modelFree }

  /// The analysis.
  var modelFree: ModelFreeAnalysis {
    var analysis = ModelFreeAnalysis()
    analysis.options.windowDays = jitterDays
    analysis.options.reachDays = reach
    analysis.options.gapDays = gap
    analysis.options.correlogramDays = lags
    analysis.options.surrogates = surrogates
    return analysis
  }
}

/// The options of tests of retaliation against a shared trend.
public struct RetaliationTestSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "test"

  /// What the model does, in one line.
  public static let abstract =
    "Test whether one side answers another, or both follow a shared trend."

  /// More of it, with examples.
  public static let discussion = """
    Asks of each direction whether incidents of one side follow those of the other more closely than \
    a trend that both share would make them, and computes what needs no model: stated lags, the \
    correlogram's lag, rates before and after, episodes, the escalation curve. Dates are drawn from \
    their intervals, in the data and in all surrogates.

    EXAMPLES
      talion test --incidents incidents.csv --sides sides.txt \\
          --window 2023-10-17..2024-02-04 --streams "US->militias,militias->US" \\
          --stated stated_pairs.csv
      talion test --times times.csv --window 0..300 --jitter-days 7 --format csv
    """

  @OptionGroup var modelFree: ModelFreeSettings

  @Option("Refits for the p value of the model's likelihood ratio.", orNone: 19...10_000)
  var refits = 0

  /// Options that parsing fills in.
  public init() {}

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    var analysis = RetaliationTestAnalysis()
    analysis.modelFree = modelFree.modelFree
    analysis.tests.windowDays = modelFree.jitterDays
    analysis.tests.reachDays = modelFree.reach
    analysis.tests.surrogates = modelFree.surrogates
    analysis.tests.refits = refits
    return analysis
  }
}
