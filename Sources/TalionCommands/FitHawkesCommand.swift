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
      it, and same-day incidents have no known order. Their times are drawn many times over and the \
      fits pooled (Rubin's rules). Intervals are profile likelihoods.

      EXAMPLES
        talion fit hawkes --incidents incidents.csv --claims claims.csv \\
            --sides sides.txt --window 2023-10-17..2024-02-04 \\
            --streams "US->militias,militias->US" \\
            --breaks 2023-11-24,2023-12-01 --output results
        talion fit hawkes --times times.csv --window 0..300 --format csv
      """)

  /// How the parameters are estimated.
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case mle
  }

  /// The shape of the baseline.
  enum Baseline: String, ExpressibleByArgument, CaseIterable {
    case constant, piecewise
  }

  @Option(name: .long, help: "Table of incidents; - reads standard input.")
  var incidents: String?

  @Option(name: .long, help: "Table of running totals that goes with --incidents.")
  var claims: String?

  @Option(name: .long, help: "Table of exact times (time,stream); - reads standard input.")
  var times: String?

  @Option(name: .long, help: "File that says which names belong to which side.")
  var sides: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Observed days, both included.", valueName: "START..END"))
  var window: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Streams, parted by commas; row order of all results.", valueName: "A->B,B->A"))
  var streams: String?

  @Option(name: .long, help: "Family of the lag distributions.")
  var kernel = KernelFamily.gamma

  @Option(name: .long, help: "Hold the kernels' shape at this value (default: estimate it).")
  var shape: Double?

  @Option(name: .long, help: "Shortest mean lag searched, days.")
  var lagsFrom = 0.05

  @Option(
    name: .long, help: "Longest mean lag searched, days; at most a third of the window is used.")
  var lagsTo = 60.0

  @Option(name: .long, help: "How parameters are estimated.")
  var method = Method.mle

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

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (incidents == nil) != (times == nil) else {
      throw ValidationError("Give either --incidents or --times.")
    }
    if claims != nil, incidents == nil { throw ValidationError("--claims goes with --incidents.") }
    guard imputations >= 20 else {
      throw ValidationError("--imputations is \(imputations); Rubin's rules need 20 or more.")
    }
    guard bootstrap >= 0 else { throw ValidationError("--bootstrap must not be negative.") }
    guard lagsFrom > 0, lagsFrom < lagsTo, lagsTo.isFinite else {
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
  }

  func run() async throws {
    let span = try ObservedSpan(window)
    let source: HawkesPlan.Source =
      times.map { .times($0) } ?? .incidents(incidents ?? "", claims: claims)
    var plan = HawkesPlan(source: source, span: span, streams: streams.map(Self.list))
    plan.sides = sides
    plan.baseline =
      breaks.map { .breaks(Self.list($0)) } ?? pieceDays.map { .every(days: $0) } ?? .constant
    plan.totals = TotalsPlan(rule: totalsRule, scopes: totalsScope.isEmpty ? nil : totalsScope)
    plan.options.family = kernel
    plan.options.shape = shape
    plan.options.lagRange = lagsFrom...lagsTo
    plan.options.imputations = imputations
    plan.options.replicates = bootstrap
    plan.options.level = common.level ?? plan.options.level
    plan.options.seed = common.seed ?? plan.options.seed
    plan.options.threads = common.threadCount
    plan.horizon = horizon
    try common.deliver(try await plan.findings(progress: common.progress))
  }

  /// The parts of a list that commas part.
  static func list(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }
}

extension KernelFamily: ExpressibleByArgument {}
extension Ladder.Rule: ExpressibleByArgument {}
