import ArgumentParser
import Escalation
import TimeSeries

/// The options of local projections.
public struct ProjectionSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "projections"

  /// What the model does, in one line.
  public static let abstract = "Project responses horizon by horizon, without a model between them."

  /// More of it, with examples.
  public static let discussion = """
    Each response h periods ahead is a regression of its own, given the pasts of all series.

    EXAMPLES
      talion fit projections counts.csv --lags 7 --horizon 14
      talion fit projections counts.csv --law poisson --errors lag-augmented --output results
      talion fit projections counts.csv --lags 2 --shock unit --output results
    """

  @Option("Lags of all series among the controls.", in: 0...1000)
  var lags = 7

  @Option("Periods ahead.", in: 1...1000)
  var horizon = 14

  @Option(
    help: "Levels of calendar periods in the mean (auto: weekdays where they differ).")
  var dummies = CalendarTerms.automatic

  @Option(help: "Least squares, or a Poisson regression of counts.")
  var law = LocalProjection.Law.linear

  @Option(help: "Newey-West errors, or one more lag and errors robust to variance.")
  var errors = LocalProjection.Errors.hac

  @Option(
    help: """
      Also project all series on shocks of all, in the order of the columns \
      (system_responses.csv): of one unit, one deviation, or one deviation of the whole error.
      """)
  var shock: SystemProjection.Shock?

  @Option("Surrogates of the interval-jitter test.", orNone: 19...100_000)
  var surrogates = 499

  /// Options that parsing fills in.
  public init() {}

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    var analysis = ProjectionAnalysis()
    analysis.lags = lags
    analysis.horizon = horizon
    analysis.dummies = dummies
    analysis.law = law
    analysis.errors = errors
    analysis.system = shock
    analysis.surrogates = surrogates
    return analysis
  }
}

extension LocalProjection.Law: ExpressibleByArgument {}
extension LocalProjection.Errors: ExpressibleByArgument {}
extension SystemProjection.Shock: ExpressibleByArgument {}
