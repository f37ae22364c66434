import ArgumentParser
import Escalation
import Incidents
import PointProcesses
import Studies

/// `talion fit hawkes`.
struct FitHawkesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hawkes",
    abstract: "Fit a multivariate Hawkes process: who answers whom, how often, how fast.",
    discussion: """
      The data are incidents with dates (which may be intervals) and perhaps running totals, or \
      exact times. Dates are never taken for times: an incident of a day happened at some time of \
      it, and same-day incidents have no known order. Where there are dates, the default is the \
      posterior (bayes): times, order, unseen incidents and parameters are drawn together, and the \
      answer is shown under baselines that follow more and more of a common campaign. Exact times \
      are fitted by maximum likelihood (mle) with profile intervals; with --method mle dates go \
      through multiple imputation.

      EXAMPLES
        talion fit hawkes --incidents incidents.csv --claims claims.csv \\
            --sides sides.txt --window 2023-10-17..2024-02-04 \\
            --streams "US->militias,militias->US" \\
            --breaks 2023-11-24,2023-12-01 --output results
        talion fit hawkes --incidents incidents.csv --window 2024-01-01..2024-06-30 \\
            --streams "A->B,B->A" --slower-than 30 --prior-lag-median 5
        talion fit hawkes --times times.csv --window 0..300 --format csv
      """)

  /// The shape of the baseline.
  enum Baseline: String, ExpressibleByArgument, CaseIterable {
    case constant, piecewise, spline
  }

  @OptionGroup var events: EventOptions

  @OptionGroup var observed: SpanOptions

  @Option(name: .long, help: "Family of the lag distributions.")
  var kernel = KernelFamily.gamma

  @Option(name: .long, help: "Hold the kernels' shape at this value (default: estimate it).")
  var shape: Double?

  @Option(name: .long, help: "Shortest mean lag, days (default: 0.05 for mle, 0.01 for bayes).")
  var lagsFrom: Double?

  @Option(
    name: .long,
    help: "Longest mean lag, days (default: 60 or a third of the window for mle, 365 for bayes).")
  var lagsTo: Double?

  @Option(name: .long, help: "How parameters are estimated (default: bayes for dates, else mle).")
  var method: HawkesPlan.Method?

  @Option(name: .long, help: "Shape of the baseline rate.")
  var baseline: Baseline?

  @Option(
    name: .long,
    help: ArgumentHelp("Days on which the baseline may change.", valueName: "DATE,DATE,..."))
  var breaks: String?

  @Option(name: .long, help: "Let the baseline change every so many days.")
  var pieceDays: Int?

  @Option(name: .long, help: "What to do with totals that contradict each other.")
  var totalsRule = Ladder.Rule.latestStatement

  @Option(
    name: .long, parsing: .singleValue,
    help: "Scope of the totals to use (repeatable; default: the one with most totals).")
  var totalsScope: [String] = []

  @Option(name: .long, help: "Completed data sets where times are drawn (20 or more).")
  var imputations = HawkesAnalysis.Options().imputations

  @Option(name: .long, help: "Bootstrap refits.")
  var bootstrap = HawkesAnalysis.Options().replicates

  @Option(name: .long, help: "Largest lag of responses and charts, days.")
  var horizon = 30.0

  @OptionGroup var posterior: PosteriorOptions

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (events.incidents == nil) != (events.times == nil) else {
      throw ValidationError("Give either --incidents or --times.")
    }
    if events.claims != nil, events.incidents == nil {
      throw ValidationError("--claims goes with --incidents.")
    }
    guard imputations >= 20 else {
      throw ValidationError("--imputations is \(imputations); Rubin's rules need 20 or more.")
    }
    guard bootstrap >= 0 else { throw ValidationError("--bootstrap must not be negative.") }
    guard lagsFrom ?? 0.01 > 0, lagsFrom ?? 0.05 < lagsTo ?? 60, lagsTo ?? 60 < .infinity else {
      throw ValidationError("--lags-from must be above zero and below --lags-to.")
    }
    if let shape, !(shape > 0) { throw ValidationError("--shape must be above zero.") }
    guard horizon > 0, horizon <= 3650 else {
      throw ValidationError("--horizon must be above zero and at most 3650 days.")
    }
    switch (baseline, breaks, pieceDays) {
    case (.constant, .some, _), (.constant, _, .some):
      throw ValidationError("A constant baseline has no breaks; use --baseline piecewise.")
    case (.piecewise, nil, nil):
      throw ValidationError("A piecewise baseline needs --breaks or --piece-days.")
    case (_, .some, .some): throw ValidationError("Give --breaks or --piece-days, not both.")
    default: break
    }
    if method == .mle, baseline == .spline || posterior.isGiven {
      throw ValidationError("A spline, chains, draws, priors and the ladder need --method bayes.")
    }
  }

  func run() async throws {
    var plan = HawkesPlan(
      source: events.source, span: try ObservedSpan(observed.window), streams: observed.streamList)
    plan.sides = events.sides
    plan.method = method
    plan.baseline = baselinePlan
    plan.totals = TotalsPlan(rule: totalsRule, scopes: totalsScope.isEmpty ? nil : totalsScope)
    plan.options.family = kernel
    plan.options.shape = shape
    let searched = plan.options.lagRange
    plan.options.lagRange = (lagsFrom ?? searched.lowerBound)...(lagsTo ?? searched.upperBound)
    let possible = plan.posterior.lagRange
    plan.posterior.lagRange = (lagsFrom ?? possible.lowerBound)...(lagsTo ?? possible.upperBound)
    plan.posterior.family = kernel
    plan.posterior.shape = shape
    plan.posterior.level = common.level ?? plan.posterior.level
    plan.posterior.sampling.seed = common.seed ?? plan.posterior.sampling.seed
    plan.posterior.sampling.threads = common.threadCount
    posterior.apply(to: &plan.posterior)
    plan.options.imputations = imputations
    plan.options.replicates = bootstrap
    plan.options.level = common.level ?? plan.options.level
    plan.options.seed = common.seed ?? plan.options.seed
    plan.options.threads = common.threadCount
    plan.horizon = horizon
    try common.deliver(try await plan.findings(progress: common.progress))
  }

  /// The baseline that was asked for, or nil for that of the method.
  private var baselinePlan: BaselinePlan? {
    let dates = breaks.map(Self.list)
    if baseline == .spline || (baseline == nil && method != .mle && events.incidents != nil) {
      if let pieceDays { return .every(days: pieceDays) }
      return .smooth(
        slowerThan: posterior.slowerThan ?? 14, breaks: dates ?? [], weekdays: posterior.weekdays)
    }
    return dates.map { .breaks($0) } ?? pieceDays.map { .every(days: $0) }
      ?? (baseline == .constant ? .constant : nil)
  }

  /// The parts of a list that commas part.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }
}

extension KernelFamily: ExpressibleByArgument {}
extension HawkesPlan.Method: ExpressibleByArgument {}
extension Ladder.Rule: ExpressibleByArgument {}
