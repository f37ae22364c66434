import ArgumentParser
import EventData
import Incidents
import Settings
import Studies
import Tabular

/// `talion check`.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say what a table is, how it is read, and everything that is wrong in it.",
    discussion: """
      Reads a table to its end without fitting anything: incidents, running totals, exact times, \
      counts, and the other tables that commands take. Lists up to 20 faults with their place and \
      what to do, and counts the rest. A sheet of a workbook is named after its file.

      EXAMPLES
        talion check incidents.csv
        talion check events.xlsx#2024 --date-order day-first
        talion check incidents.csv.gz --sides sides.txt

      EXIT CODES
        0 no faults; 65 faults; 66 no such file
      """)

  @Argument(help: "The table; - reads standard input.")
  var file: String

  @Option(help: InputHelp.sides)
  var sides: String?

  @OptionGroup var dating: DateOrderSettings

  func run() throws {
    let names = try sides.map { try Sides(InputFile.contents(path: $0), file: $0) }
    let check = try TableCheck(path: file, sides: names, dateOrder: dating.dateOrder)
    try Terminal.write(CheckReport.page(check).text(Terminal.style(ascii: false)))
    if check.faults != nil { throw ExitCode(ExitStatus.badData) }
  }
}
