import ArgumentParser
import Escalation
import Studies
import TimeSeries

/// `talion fit counts`.
struct FitCountsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "counts",
    abstract: "Fit a model made for counts: lag kernel, regression or autoregression.",
    discussion: """
      kernel: every stream answers every other, with so many incidents spread over later days by a \
      law of lags; prints the retaliation lag. regression: the logarithm of the mean of one stream, \
      on covariates and on lags of others. ingarch: the mean of one stream on its past counts and \
      means. endemic: each stream on its own last period, on that of the others and on a \
      background. inar: incidents of one stream that go on, and new ones.

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
      """)

  @Argument(help: "Table of counts; - reads standard input.")
  var file: String

  @Option(name: .long, help: "The model (default: kernel; regression where --response is given).")
  var model: CountPlan.Model?

  @Option(
    name: .long,
    help: ArgumentHelp("Streams of a kernel model (default: all).", valueName: "a,b,..."))
  var columns: String?

  @Option(name: .long, help: "The stream that a regression or an autoregression explains.")
  var response: String?

  @Option(
    name: .long, help: ArgumentHelp("Regressors of the same period.", valueName: "a,b,..."))
  var covariates: String?

  @Option(
    name: .long, help: ArgumentHelp("Streams whose lags act on the response.", valueName: "c,d"))
  var provokers: String?

  @Option(name: .long, help: "Longest lag of the provokers (default: 14), or of a kernel (30).")
  var lags: Int?

  @Option(name: .long, help: "Lags of the response's own counts in a regression.")
  var ownLags = 0

  @Option(
    name: .long,
    help: "The law of the counts (default: negative-binomial; poisson for ingarch).")
  var family: CountRegression.Family?

  @Option(name: .long, help: "Where zeros come from, in a regression.")
  var zeros = CountRegression.Zeros.none

  @Option(name: .long, help: "Standard errors of a regression.")
  var covariance = CountCovarianceName.observed

  @Option(
    name: .long, help: ArgumentHelp("Lags of counts of an autoregression.", valueName: "1,2"))
  var pastObservations = "1"

  @Option(
    name: .long,
    help: ArgumentHelp("Lags of means of an autoregression; none for none.", valueName: "1"))
  var pastMeans = "1"

  @Option(name: .long, help: "Link of an autoregression.")
  var link = CountAutoregression.Link.identity

  @Option(name: .long, help: "Maximum likelihood, or the quasi score of R's tscount.")
  var estimator = EstimatorName.maximumLikelihood

  @Option(name: .long, help: "Days between the knots of a kernel's baseline (default: constant).")
  var baselineDays: Int?

  @Option(name: .long, help: "Periods of a season of an endemic model (default: none).")
  var season: Double?

  @Option(
    name: .long, help: ArgumentHelp("Only these rows, by their labels.", valueName: "start..end"))
  var window: String?

  @Flag(name: .long, help: "Attack or none: every number but zero becomes 1.")
  var binary = false

  @Option(name: .long, help: "Dummies of calendar periods, as covariates.")
  var dummies: SeriesSelection.Dummies?

  @Option(name: .long, help: "Draws that carry the uncertainty.")
  var draws = CountModelAnalysis.Settings().draws

  @Option(name: .long, help: "Surrogates of the interval-jitter test; 0 leaves it out.")
  var surrogates = CountModelAnalysis.Settings().surrogates

  @OptionGroup var common: CommonOptions

  func validate() throws {
    if let lags, lags < 1 { throw ValidationError("--lags must be 1 or more.") }
    guard ownLags >= 0, draws >= 0, surrogates >= 0 else {
      throw ValidationError("--own-lags, --draws and --surrogates must not be negative.")
    }
    guard draws == 0 || draws >= 20 else {
      throw ValidationError("--draws must be 20 or more, or 0 for none and no intervals.")
    }
    if let response {
      for (name, list) in [("covariates", covariates), ("provokers", provokers)]
      where list.map(FitHawkesCommand.list)?.contains(response) ?? false {
        throw ValidationError(
          "--\(name) names the response '\(response)' itself; its own past is --own-lags.")
      }
    }
    if let baselineDays, baselineDays < 2 {
      throw ValidationError("--baseline-days must be 2 or more.")
    }
    _ = try list(pastObservations, "past-observations")
    _ = try list(pastMeans, "past-means")
    if let season, season <= 1 { throw ValidationError("--season must be above 1.") }
    let fitted = model ?? (response == nil ? .kernel : .regression)
    let uses: [(option: String, isGiven: Bool, models: [CountPlan.Model])] = [
      ("season", season != nil, [.endemic]), ("zeros", zeros != .none, [.regression]),
      ("baseline-days", baselineDays != nil, [.kernel]),
      ("own-lags", ownLags != 0, [.regression]),
      ("provokers", provokers != nil, [.regression, .ingarch]),
      ("covariates", covariates != nil, [.regression, .ingarch]),
    ]
    for use in uses where use.isGiven && !use.models.contains(fitted) {
      throw ValidationError(
        "--\(use.option) belongs to --model \(use.models.map(\.rawValue).joined(separator: " or ")), "
          + "not to \(fitted.rawValue).")
    }
    if model == .kernel || model == .endemic, response != nil {
      throw ValidationError("This model explains all streams; leave out --response.")
    }
  }

  private func list(_ text: String, _ name: String) throws -> [Int] {
    guard text != "none", !text.isEmpty else { return [] }
    return try text.split(separator: ",").map { part in
      guard let value = Int(part.filter { $0 != " " }), value >= 1 else {
        throw ValidationError("--\(name) is '\(text)'; write lags such as 1,2 or none.")
      }
      return value
    }
  }

  func run() async throws {
    var plan = CountPlan(file: file)
    plan.model = model ?? (response == nil ? .kernel : .regression)
    plan.series.columns = columns.map(FitHawkesCommand.list)
    plan.series.window = window
    plan.series.isBinary = binary
    plan.series.dummies = dummies
    plan.response = response
    plan.covariates = covariates.map(FitHawkesCommand.list) ?? []
    plan.provokers = provokers.map(FitHawkesCommand.list) ?? []
    plan.lags = lags
    plan.ownLags = ownLags
    plan.family = family
    plan.zeros = zeros
    plan.covariance = covariance.value
    plan.equation = .init(
      pastObservations: try list(pastObservations, "past-observations"),
      pastMeans: try list(pastMeans, "past-means"), link: link)
    plan.estimator = estimator.value
    plan.knotSpacing = baselineDays
    plan.season = season
    plan.settings.draws = draws
    plan.settings.surrogates = surrogates
    plan.settings.level = common.level ?? plan.settings.level
    plan.settings.seed = common.seed ?? plan.settings.seed
    plan.settings.threads = common.threadCount
    try common.deliver(try await plan.findings())
  }
}

extension CountCovarianceName: ExpressibleByArgument {}
extension EstimatorName: ExpressibleByArgument {}
extension CountPlan.Model: ExpressibleByArgument {}
extension CountRegression.Family: ExpressibleByArgument {}
extension CountRegression.Zeros: ExpressibleByArgument {}
extension CountAutoregression.Link: ExpressibleByArgument {}
