import ArgumentParser
import Escalation
import Studies

/// `talion test`.
struct TestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Test whether one side answers another, or both follow the same campaign.",
    discussion: """
      Asks of each direction whether incidents of one side follow those of the other more closely \
      than a trend which both share would bring about, and computes what needs no model: stated \
      lags, the correlogram's lag, rates before and after, episodes, the escalation curve. Dates \
      are drawn from their intervals, in the data and in all surrogates.

      EXAMPLES
        talion test --incidents incidents.csv --sides sides.txt \\
            --window 2023-10-17..2024-02-04 --streams "US->militias,militias->US" \\
            --stated stated_pairs.csv
        talion test --times times.csv --window 0..300 --jitter-days 7 --format csv
      """)

  @OptionGroup var events: EventOptions

  @Option(name: .long, help: "Table of answers whose motive reports state.")
  var stated: String?

  @OptionGroup var observed: SpanOptions

  @Option(name: .long, help: "A common trend is taken to be steady within so many days.")
  var jitterDays = RobustnessTests.Options().windowDays

  @Option(name: .long, help: "Days before and after an incident that are compared.")
  var reach = RobustnessTests.Options().reachDays

  @Option(name: .long, help: "Longest pause inside an episode, days.")
  var gap = ModelFreePartners.Options().gapDays

  @Option(name: .long, help: "Surrogates of each test (99 or more).")
  var surrogates = RobustnessTests.Options().surrogates

  @Option(
    name: .long, help: "Refits for the p value of the model's likelihood ratio; 0 leaves it out.")
  var refits = 0

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (events.incidents == nil) != (events.times == nil) else {
      throw ValidationError("Give either --incidents or --times.")
    }
    if events.incidents == nil, events.claims != nil || stated != nil {
      throw ValidationError("--claims and --stated go with --incidents.")
    }
    for (name, days) in [("--jitter-days", jitterDays), ("--reach", reach), ("--gap", gap)] {
      guard days >= 0.1, days <= 3650 else {
        throw ValidationError("\(name) must lie between 0.1 and 3650 days.")
      }
    }
    guard surrogates >= 99 else {
      throw ValidationError(
        "--surrogates is \(surrogates); with fewer than 99 a p value of 5 % says little.")
    }
    guard refits >= 0 else { throw ValidationError("--refits must not be negative.") }
  }

  func run() async throws {
    var plan = RobustnessPlan(
      source: events.source, span: try ObservedSpan(observed.window), streams: observed.streamList)
    plan.sides = events.sides
    plan.stated = stated
    plan.tests.windowDays = jitterDays
    plan.tests.reachDays = reach
    plan.tests.surrogates = surrogates
    plan.tests.refits = refits
    plan.tests.seed = common.seed ?? plan.tests.seed
    plan.tests.threads = common.threadCount
    plan.partners.windowDays = jitterDays
    plan.partners.reachDays = reach
    plan.partners.gapDays = gap
    plan.partners.surrogates = surrogates
    plan.partners.level = common.level ?? plan.partners.level
    plan.partners.seed = plan.tests.seed
    plan.partners.threads = plan.tests.threads
    try common.deliver(try await plan.findings(progress: common.progress))
  }
}
