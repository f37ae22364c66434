import ArgumentParser
import Studies

/// Which series of a table a command sees.
struct SeriesOptions: ParsableArguments {
  @Argument(help: "Table of series; - reads standard input.")
  var file: String

  @Option(
    name: .long,
    help: ArgumentHelp("Columns, in order (default: all).", valueName: "a,b,..."))
  var columns: String?

  @Option(
    name: .long, help: ArgumentHelp("Only these rows, by their labels.", valueName: "start..end"))
  var window: String?

  @Flag(name: .long, help: "Attack or none: every number but zero becomes 1.")
  var binary = false

  /// The selection.
  func apply(to selection: inout SeriesSelection) {
    selection.columns = columns.map(FitHawkesCommand.list)
    selection.window = window
    selection.isBinary = binary
  }
}
