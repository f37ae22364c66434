import ArgumentParser
import Studies

/// Where a command finds its events.
struct EventOptions: ParsableArguments {
  @Option(name: .long, help: "Table of incidents; - reads standard input.")
  var incidents: String?

  @Option(name: .long, help: "Table of running totals that goes with --incidents.")
  var claims: String?

  @Option(name: .long, help: "Table of exact times (time,stream); - reads standard input.")
  var times: String?

  @Option(name: .long, help: "File that says which names belong to which side.")
  var sides: String?

  /// The events that were named.
  var source: HawkesPlan.Source {
    times.map { .times($0) } ?? .incidents(incidents ?? "", claims: claims)
  }
}

/// Which days and streams a command looks at.
struct SpanOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp("Observed days, both included.", valueName: "START..END"))
  var window: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Streams, parted by commas; row order of all results.", valueName: "A->B,B->A"))
  var streams: String?

  /// The streams that were named.
  var streamList: [String]? { streams.map(FitHawkesCommand.list) }
}
