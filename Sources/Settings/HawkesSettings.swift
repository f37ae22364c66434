import ArgumentParser
import Escalation
import PointProcesses

/// The options of a Hawkes process.
public struct HawkesSettings: ModelSettings {
  /// The name of the model, as the command and study files have it.
  public static let name = "hawkes"

  /// What the model does, in one line.
  public static let abstract =
    "Fit a multivariate Hawkes process: who answers whom, how often, how fast."

  /// More of it, with examples.
  public static let discussion = """
    The data are incidents with dates (which may be intervals) and perhaps running totals, exact \
    times, or daily counts. Dates are never taken for times: an incident of a day happened at some \
    time of it, and same-day incidents have no known order. Where there are dates, the default is \
    the posterior (bayes): times, order, unseen incidents and parameters are drawn together, and the \
    answer is shown under baselines that follow more and more of a shared trend. Exact times are \
    fitted by maximum likelihood (mle) with profile intervals; with --method mle dates go through \
    multiple imputation. With --effects signed one side may also deter the other: its acts cut the \
    other's baseline.

    EXAMPLES
      talion fit hawkes --incidents incidents.csv --claims claims.csv \\
          --sides sides.txt --window 2023-10-17..2024-02-04 \\
          --streams "US->militias,militias->US" \\
          --breaks 2023-11-24,2023-12-01 --output results
      talion fit hawkes --incidents incidents.csv --window 2024-01-01..2024-06-30 \\
          --streams "A->B,B->A" --slower-than 30 --prior-lag-median 5
      talion fit hawkes --times times.csv --window 0..300 --format csv
    """

  /// The options that take no value.
  public static let flags = ["weekdays", "motives"]

  /// The shape of the baseline.
  public enum BaselineName: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// One rate.
    case constant
    /// Rates that change on given days.
    case piecewise
    /// A smooth path.
    case spline
  }

  @Option(help: "How parameters are estimated (default: bayes for dates, mle for exact times).")
  var method: HawkesAnalysis.Method?

  @Option(help: "Family of the lag distributions.")
  var kernel = KernelFamily.gamma

  @Option(
    help: "Signs of effects between streams; signed lets one deter another (mle).")
  var effects = CrossEffects.nonNegative

  @Option("Hold the kernels' shape at this value (default: estimate it).", in: 0.05...100)
  var shape: Double?

  @Option("Shortest mean lag, days (default: 0.05 for mle, 0.01 for bayes).", in: 0.001...365)
  var lagsFrom: Double?

  @Option(
    "Longest mean lag, days (default: 60 or a third of the window for mle, 365 for bayes).",
    in: 0.001...1000)
  var lagsTo: Double?

  @Option(help: "Shape of the baseline rate (default: constant for mle, spline for bayes).")
  var baseline: BaselineName?

  @Option(
    help: ArgumentHelp("Days on which the baseline may change.", valueName: "DATE,DATE,..."))
  var breaks: CommaSeparated?

  @Option("Let the baseline change every so many days.", in: 1...10_000)
  var pieceDays: Int?

  @Option("The spline baseline follows nothing faster than so many days.", in: 1...10_000)
  var slowerThan: Double?

  @Flag(help: "Let the spline baseline differ by weekday.")
  var weekdays = false

  @Option("Largest lag of responses and charts, days.", in: 1...365)
  var horizon = 30.0

  @Option("Completed data sets where times are drawn (mle; default: 40).", in: 20...10_000)
  var imputations: Int?

  @Option("Bootstrap refits (mle; default: 400).", in: 0...100_000)
  var bootstrap: Int?

  @OptionGroup var posterior: PosteriorSettings

  @OptionGroup var stated: MotiveSettings

  /// Options that parsing fills in.
  public init() {}

  /// Refuses options that do not go together.
  public func validate() throws { _ = try hawkes() }

  /// The analysis with every option filled in.
  public func analysis() throws -> any Analysis { try hawkes() }

  private func hawkes() throws -> HawkesAnalysis {
    guard shape == nil || kernel.hasShape else {
      throw ValidationError("--shape: the kernel \(kernel.rawValue) has no shape to hold.")
    }
    var analysis = HawkesAnalysis()
    analysis.method = method
    let ofLikelihood = [
      ("effects signed", effects == .signed), ("imputations", imputations != nil),
      ("bootstrap", bootstrap != nil),
    ].filter(\.1).map(\.0)
    let ofPosterior =
      posterior.given + stated.given + (slowerThan != nil ? ["slower-than"] : [])
      + (weekdays ? ["weekdays"] : []) + (baseline == .spline ? ["baseline spline"] : [])
    if method == .mle, let name = ofPosterior.first {
      throw ValidationError("--\(name) belongs to --method bayes.")
    }
    if method == .bayes, let name = ofLikelihood.first {
      throw ValidationError("--\(name) belongs to --method mle.")
    }
    if let mine = ofPosterior.first, let other = ofLikelihood.first {
      throw ValidationError("--\(mine) belongs to --method bayes, --\(other) to --method mle.")
    }
    // An option of one method only chooses it.
    if !ofPosterior.isEmpty { analysis.method = .bayes }
    analysis.isOnlyLikelihood = !ofLikelihood.isEmpty

    var likelihood = HawkesLikelihoodAnalysis()
    likelihood.family = kernel
    likelihood.shape = shape
    likelihood.lagRange = try lags(likelihood.lagRange)
    likelihood.baseline = try steps() ?? .constant
    likelihood.effects = effects
    likelihood.imputations = imputations ?? likelihood.imputations
    likelihood.replicates = bootstrap ?? likelihood.replicates
    likelihood.horizon = horizon
    analysis.likelihood = likelihood

    var bayes = HawkesPosteriorAnalysis()
    bayes.family = kernel
    bayes.shape = shape
    bayes.lagRange = try lags(bayes.lagRange)
    bayes.baseline = try smooth() ?? steps() ?? .constant
    bayes.horizon = horizon
    try posterior.apply(to: &bayes)
    bayes.motives = try stated.options()
    analysis.posterior = bayes
    return analysis
  }

  /// The mean lags that are searched; an end that is not given gives way to one that is.
  private func lags(_ usual: ClosedRange<Double>) throws -> ClosedRange<Double> {
    if let lagsFrom, let lagsTo, lagsFrom >= lagsTo {
      throw ValidationError(
        "--lags-from (\(lagsFrom.plain)) must be smaller than --lags-to (\(lagsTo.plain)).")
    }
    let lower = lagsFrom ?? min(usual.lowerBound, (lagsTo ?? usual.upperBound) / 10)
    return lower...(lagsTo ?? max(usual.upperBound, 4 * lower))
  }

  /// A baseline of steps; nil where none is asked for.
  private func steps() throws -> Baseline? {
    switch (baseline, breaks, pieceDays) {
    case (.constant, nil, nil): return .constant
    case (.constant, _, _):
      throw ValidationError("A constant baseline has no breaks; use --baseline piecewise.")
    case (.piecewise, nil, nil):
      throw ValidationError("A piecewise baseline needs --breaks or --piece-days.")
    case (_, .some, .some): throw ValidationError("Give --breaks or --piece-days, not both.")
    case (_, let breaks?, nil): return .breaks(breaks.entries)
    case (_, nil, let days?): return .every(days: days)
    case (_, nil, nil): return nil
    }
  }

  /// A smooth baseline; nil where another is asked for.
  private func smooth() throws -> Baseline? {
    switch baseline {
    case .spline, nil:
      if pieceDays != nil {
        guard baseline == nil else {
          throw ValidationError("A spline baseline has no pieces; leave out --piece-days.")
        }
        try checkNothingIsSmooth()
        return nil
      }
      return .smooth(
        slowerThan: slowerThan ?? 14, breaks: breaks?.entries ?? [], weekdays: weekdays)
    case .constant, .piecewise:
      try checkNothingIsSmooth()
      return nil
    }
  }

  private func checkNothingIsSmooth() throws {
    guard slowerThan == nil, !weekdays else {
      throw ValidationError("--slower-than and --weekdays belong to --baseline spline.")
    }
  }
}

extension KernelFamily: ExpressibleByArgument {}
extension CrossEffects: ExpressibleByArgument {}
extension HawkesAnalysis.Method: ExpressibleByArgument {}
