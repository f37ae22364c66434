import ArgumentParser
import Escalation
import TimeSeries

/// The options of a comparison of models.
public struct ComparisonSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "compare"

  /// What the model does, in one line.
  public static let abstract = "Ask several models the same question, and compare their forecasts."

  /// More of it, with examples.
  public static let discussion = """
    Lag and strength from a vector autoregression, a lag kernel for counts, local projections, a \
    Hawkes process with days as they are and the correlogram, side by side with what each assumes.

    EXAMPLES
      talion compare counts.csv
      talion compare counts.csv --columns "US->militias,militias->US" --lags 21 \\
          --output results
    """

  /// The options that take no value.
  public static let flags = ["no-forecasts"]

  @Option("Longest lag.", in: 1...1000)
  var lags = 14

  @Option("Bootstrap refits and draws.", in: 20...100_000)
  var bootstrap = 500

  @Option(
    "Most events that the Hawkes process is fitted to; 0 leaves it out.", in: 0...10_000)
  var eventsLimit = 300

  @Flag(help: "Leave out the comparison of forecasts.")
  var noForecasts = false

  /// Options that parsing fills in.
  public init() {}

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    ComparisonAnalysis(
      lags: lags, replicates: bootstrap, eventLimit: eventsLimit, forecasts: !noForecasts)
  }
}

/// The options of a description of series.
public struct DescriptionSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "describe"

  /// What the model does, in one line.
  public static let abstract =
    "Describe series before any model: zeros, dispersion, correlations that stand out."

  /// More of it, with examples.
  public static let discussion = """
    Correlations are compared with those of series whose days were permuted within windows, so that \
    a shared trend does not pass for an answer.

    EXAMPLES
      talion describe counts.csv
      talion describe counts.csv --lags 30 --jitter-window 35 --output results
    """

  @Option("Lags to both sides.", in: 1...1000)
  var lags = 21

  @Option("Windows within which days are permuted.", in: 2...10_000)
  var jitterWindow = 21

  /// Options that parsing fills in.
  public init() {}

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    var analysis = DescriptionAnalysis()
    analysis.longest = lags
    analysis.window = jitterWindow
    return analysis
  }
}

/// The options of a search for changes of level.
public struct ChangePointSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "changepoints"

  /// What the model does, in one line.
  public static let abstract =
    "Find when the level of series changes, and whether it does at a dated act."

  /// More of it, with examples.
  public static let discussion = """
    The changes are the exact minimum of segment costs plus a penalty for every change. With --act, \
    the periods before and after it are compared, and so are those around other dates.

    EXAMPLES
      talion changepoints counts.csv
      talion changepoints counts.csv --cost negative-binomial --penalty 15 --min-length 14
      talion changepoints counts.csv --act 2024-02-02 --width 30
    """

  @Option(help: "What a segment costs (default: chosen from the data).")
  var cost: ChangePoints.Cost?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Penalty of a change: mbic, bic or a number from 0 to 1e12 (default: chosen from the data).",
      valueName: "mbic|bic|number"))
  var penalty: String?

  @Option("Least periods of a segment.", in: 1...100_000)
  var minLength = 7

  @Option(parsing: .unconditional, help: "Label of the row at which something happened.")
  var act: String?

  @Option("Periods looked at on each side of the act (default: 30).", in: 6...100_000)
  var width: Int?

  /// Options that parsing fills in.
  public init() {}

  /// Refuses options that do not go together.
  public func validate() throws {
    _ = try penaltyValue()
    if width != nil, act == nil { throw ValidationError("--width goes with --act.") }
  }

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    var analysis = ChangePointAnalysis()
    analysis.cost = cost
    analysis.penalty = try penaltyValue()
    analysis.minimumLength = minLength
    analysis.act = act
    analysis.width = width ?? analysis.width
    return analysis
  }

  private func penaltyValue() throws -> ChangePoints.Penalty? {
    guard let penalty else { return nil }
    switch penalty {
    case "mbic": return .modifiedBIC
    case "bic": return .bic
    default:
      guard let value = Double(penalty), (0...1e12).contains(value) else {
        throw ValidationError(
          "--penalty is '\(penalty)'; write mbic, bic or a number from 0 to 1e12.")
      }
      return .fixed(value)
    }
  }
}

extension ChangePoints.Cost: ExpressibleByArgument {}
