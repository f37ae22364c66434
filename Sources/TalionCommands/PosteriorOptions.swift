import ArgumentParser
import Escalation

/// Options of the method bayes.
struct PosteriorOptions: ParsableArguments {
  @Option(
    name: .long,
    help: "The spline baseline follows nothing faster than so many days (default: 14).")
  var slowerThan: Double?

  @Flag(name: .long, help: "Let weekdays differ.")
  var weekdays = false

  @Option(name: .long, help: "Chains, each from a start of its own (default: 4).")
  var chains: Int?

  @Option(name: .long, help: "Draws kept of each chain (default: 500).")
  var draws: Int?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Baselines to compare (default: none,60,30,14,7).", valueName: "DAYS,DAYS,..."))
  var ladder: String?

  @Option(name: .long, help: "By how much a total that says 'at least' may be exceeded.")
  var openShare: Double?

  @Option(name: .long, help: "Prior median of the mean lag, days (default: 3).")
  var priorLagMedian: Double?

  @Option(name: .long, help: "Prior standard deviation of its logarithm (default: 1.63).")
  var priorLagDeviation: Double?

  @Option(name: .long, help: "Prior mean of the responses per incident (default: 0.3).")
  var priorStrengthMean: Double?

  /// Whether an option that only the posterior has is given.
  var isGiven: Bool {
    slowerThan != nil || weekdays || chains != nil || draws != nil || ladder != nil
      || openShare != nil || priorLagMedian != nil || priorLagDeviation != nil
      || priorStrengthMean != nil
  }

  func validate() throws {
    if let slowerThan, !(slowerThan >= 1) {
      throw ValidationError("--slower-than is \(slowerThan); it must be a day or more.")
    }
    if let chains, chains < 2 { throw ValidationError("--chains must be 2 or more.") }
    if let draws, draws < 100 { throw ValidationError("--draws must be 100 or more.") }
    if let openShare, !(openShare >= 0) {
      throw ValidationError("--open-share must not be negative.")
    }
    for (name, value) in [
      ("--prior-lag-median", priorLagMedian), ("--prior-lag-deviation", priorLagDeviation),
      ("--prior-strength-mean", priorStrengthMean),
    ] {
      if let value, !(value > 0 && value.isFinite) {
        throw ValidationError("\(name) is \(value); it must be above zero.")
      }
    }
    _ = try scales
  }

  /// The rungs of the ladder that was asked for.
  private var scales: [Double?]? {
    get throws {
      try ladder.map { text in
        try FitHawkesCommand.list(text).map { part -> Double? in
          if part == "none" { return nil }
          guard let days = Double(part), days >= 1 else {
            throw ValidationError("--ladder: '\(part)' is neither 'none' nor a number of days.")
          }
          return days
        }
      }
    }
  }

  /// Takes over what was given.
  func apply(to options: inout PosteriorAnalysis.Options) {
    options.sampling.chains = chains ?? options.sampling.chains
    options.sampling.draws = draws ?? options.sampling.draws
    options.openShare = openShare ?? options.openShare
    options.scales = (try? scales) ?? options.scales
    options.sampling.priors.lagMedian = priorLagMedian ?? options.sampling.priors.lagMedian
    options.sampling.priors.lagDeviation = priorLagDeviation ?? options.sampling.priors.lagDeviation
    options.sampling.priors.strengthMean =
      priorStrengthMean ?? options.sampling.priors.strengthMean
  }
}
