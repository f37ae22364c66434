import ArgumentParser
import Escalation
import TimeSeries

/// The options of the models made for counts.
public struct CountSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "counts"

  /// What the model does, in one line.
  public static let abstract =
    "Fit a model made for counts: lag kernel, regression or autoregression."

  /// More of it, with examples.
  public static let discussion = """
    kernel: every stream answers every other, with so many incidents spread over later days by a law \
    of lags; prints the retaliation lag. regression: the logarithm of the mean of one stream, on \
    covariates and on lags of others. ingarch: the mean of one stream on its past counts and means. \
    endemic: each stream on its own last period, on that of the others and on a background. inar: \
    incidents of one stream that go on, and new ones.

    EXAMPLES
      talion fit counts counts.csv
      talion fit counts counts.csv --baseline-days 60 --lags 21
      talion fit counts counts.csv --model regression --response "US->militias" \\
          --provokers "militias->US" --lags 14 --own-lags 7 --family negative-binomial
      talion fit counts polio.csv --model regression --response Cases \\
          --covariates Trend,CosAnnual,SinAnnual --zeros hurdle
      talion fit counts weekly.csv --model ingarch --response cases \\
          --past-observations 1 --past-means 1 --family poisson
      talion fit counts weekly.csv --model endemic --season 52
    """

  /// The models.
  public enum Model: String, CaseIterable, ExpressibleByArgument, Sendable {
    /// Responses spread over later periods by a law of lags.
    case kernel
    /// A regression of one stream.
    case regression
    /// An autoregression of one stream on past counts and means.
    case ingarch
    /// An endemic-epidemic model.
    case endemic
    /// An integer autoregression by thinning.
    case inar
  }

  @Option(help: "The model (default: kernel; regression where --response is given).")
  var model: Model?

  @Option(help: "The stream that a regression, an autoregression or a thinning model explains.")
  var response: String?

  @Option(help: ArgumentHelp("Regressors of the same period.", valueName: "a,b,..."))
  var covariates: CommaSeparated?

  @Option(help: ArgumentHelp("Streams whose lags act on the response.", valueName: "c,d"))
  var provokers: CommaSeparated?

  @Option("Longest lag of the provokers (default: 14), or of a kernel (30).", in: 1...1000)
  var lags: Int?

  @Option("Lags of the response's own counts in a regression (default: 0).", in: 0...1000)
  var ownLags: Int?

  @Option(help: "The law of the counts (default: negative-binomial; poisson for ingarch).")
  var family: CountRegression.Family?

  @Option(help: "Where zeros come from, in a regression (default: none).")
  var zeros: CountRegression.Zeros?

  @Option(help: "Standard errors of a regression (default: observed).")
  var covariance: CountCovarianceName?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Lags of counts of an autoregression (default: 1).", valueName: "1,2"))
  var pastObservations: CommaSeparated?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "Lags of means of an autoregression; none for none (default: 1).", valueName: "1"))
  var pastMeans: CommaSeparated?

  @Option(help: "Link of an autoregression (default: identity).")
  var link: CountAutoregression.Link?

  @Option(
    help: "Maximum likelihood, or the quasi score of R's tscount (default: maximum-likelihood).")
  var estimator: EstimatorName?

  @Option("Days between the knots of a kernel's baseline (default: constant).", in: 2...100_000)
  var baselineDays: Int?

  @Option("Periods of a season of an endemic model (default: none).", in: 1.001...1_000_000)
  var season: Double?

  @Option(
    help: "Levels of calendar periods in the mean (auto: weekdays where they differ).")
  var dummies = CalendarTerms.automatic

  @Option("Draws that carry the uncertainty.", orNone: 20...100_000)
  var draws = 1000

  @Option("Surrogates of a kernel's interval-jitter test (default: 499).", orNone: 19...100_000)
  var surrogates: Int?

  /// Options that parsing fills in.
  public init() {}

  /// Which models an option belongs to; those of all models are not listed.
  private var uses: [(option: String, isGiven: Bool, models: [Model])] {
    [
      ("response", response != nil, [.regression, .ingarch, .inar]),
      ("covariates", covariates != nil, [.regression, .ingarch]),
      ("provokers", provokers != nil, [.regression, .ingarch]),
      ("lags", lags != nil, [.kernel, .regression, .ingarch]),
      ("own-lags", ownLags != nil, [.regression]),
      ("family", family != nil, [.kernel, .regression, .ingarch, .endemic]),
      ("zeros", zeros != nil, [.regression]), ("covariance", covariance != nil, [.regression]),
      ("past-observations", pastObservations != nil, [.ingarch]),
      ("past-means", pastMeans != nil, [.ingarch]), ("link", link != nil, [.ingarch]),
      ("estimator", estimator != nil, [.ingarch]),
      ("baseline-days", baselineDays != nil, [.kernel]), ("season", season != nil, [.endemic]),
      ("surrogates", surrogates != nil, [.kernel]),
    ]
  }

  /// Refuses options that do not go together.
  public func validate() throws { _ = try analysis() }

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis {
    let fitted = model ?? (response == nil ? .kernel : .regression)
    for use in uses where use.isGiven && !use.models.contains(fitted) {
      throw ValidationError(
        "--\(use.option) belongs to --model \(use.models.map(\.rawValue).joined(separator: " or ")), "
          + "not to \(fitted.rawValue).")
    }
    if provokers == nil, lags != nil, fitted != .kernel {
      throw ValidationError("--lags goes with --provokers; the response's own past is --own-lags.")
    }
    switch fitted {
    case .kernel:
      var analysis = DelayKernelAnalysis()
      analysis.kernel.longest = lags ?? analysis.kernel.longest
      analysis.kernel.family = family ?? analysis.kernel.family
      analysis.kernel.knotSpacing = baselineDays
      analysis.dummies = dummies
      analysis.draws = draws
      analysis.surrogates = surrogates ?? analysis.surrogates
      return analysis
    case .endemic:
      var analysis = EndemicEpidemicAnalysis()
      analysis.season = season
      analysis.dummies = dummies
      analysis.family = family ?? analysis.family
      analysis.draws = draws
      return analysis
    case .regression:
      var analysis = CountRegressionAnalysis(try stream(fitted))
      analysis.ownLags = ownLags ?? 0
      analysis.family = family ?? analysis.family
      analysis.zeros = zeros ?? .none
      analysis.covariance = covariance?.value ?? analysis.covariance
      analysis.draws = draws
      return analysis
    case .ingarch:
      var analysis = CountAutoregressionAnalysis(try stream(fitted))
      analysis.equation = .init(
        pastObservations: try list(pastObservations, "past-observations"),
        pastMeans: try list(pastMeans, "past-means"), link: link ?? .identity)
      analysis.family = family ?? analysis.family
      analysis.estimator = estimator?.value ?? analysis.estimator
      analysis.draws = draws
      return analysis
    case .inar:
      var analysis = IntegerAutoregressionAnalysis(response: try stream(fitted).response)
      analysis.dummies = dummies
      analysis.draws = draws
      return analysis
    }
  }

  /// The stream that is explained.
  private func stream(_ model: Model) throws -> SingleStream {
    guard let response else {
      throw ValidationError(
        "The model \(model.rawValue) explains one stream; name it with --response.")
    }
    for (name, list) in [("covariates", covariates), ("provokers", provokers)]
    where list?.entries.contains(response) ?? false {
      throw ValidationError(
        "--\(name) names the response '\(response)' itself; its own past is --own-lags.")
    }
    return SingleStream(
      response: response, provokers: provokers?.entries ?? [], lags: lags ?? 14,
      covariates: covariates?.entries ?? [], dummies: dummies)
  }

  /// Lags of an autoregression.
  private func list(_ text: CommaSeparated?, _ name: String) throws -> [Int] {
    guard let text else { return [1] }
    guard text.entries != ["none"] else { return [] }
    return try text.entries.map { part in
      guard let value = Int(part), (1...1000).contains(value) else {
        throw ValidationError(
          "--\(name) is '\(text)'; write lags from 1 to 1000 such as 1,2, or none.")
      }
      return value
    }
  }
}

extension CountCovarianceName: ExpressibleByArgument {}
extension EstimatorName: ExpressibleByArgument {}
extension CountRegression.Family: ExpressibleByArgument {}
extension CountRegression.Zeros: ExpressibleByArgument {}
extension CountAutoregression.Link: ExpressibleByArgument {}
