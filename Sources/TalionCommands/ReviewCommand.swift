import ArgumentParser
import EventData
import Incidents
import Tabular

/// `talion review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract:
      "Look at each extracted incident with its words, and accept, edit, split, merge or reject it.",
    discussion: """
      Decisions are kept in a file after each of them. Replayed on a new extraction of the same reports \
      they do again what was done; those whose incident is gone are listed. Commands are read line by \
      line from standard input:

        a                accept            r                reject
        e COLUMN=VALUE   edit a cell       s COUNT          split into so many acts
        m ID             merge into a row  u                take the last decision back
        n, p             next, previous    q                write and leave

      EXAMPLES
        talion review found/incidents.csv --decisions decisions.csv --texts Datasets/reports
        talion review found/incidents.csv --decisions decisions.csv --apply --output reviewed.csv
      """)

  @Argument(help: "Table of incidents that talion extract wrote.")
  var incidents: String

  @Option(name: .long, help: "File of decisions, read if it is there and written after each.")
  var decisions = "decisions.csv"

  @Option(name: .long, help: "Folder of the reports, or of the texts beside the tables.")
  var texts: String?

  @Option(name: .long, help: "Write the incidents as decided into this file.")
  var output: String?

  @Flag(name: .long, help: "Only replay the decisions; ask nothing.")
  var apply = false

  func run() throws {
    let rows = try IncidentTable.read(
      InputFile.contents(path: incidents), file: incidents, sides: nil)
    var review = Review(rows)
    if let bytes = try? InputFile.contents(path: decisions) {
      review.replay(try ReviewTable.read(bytes, file: decisions))
    } else if apply {
      throw FileError.cannotRead(path: decisions, reason: "there are no decisions to apply")
    }
    for orphan in review.orphans {
      Terminal.say(
        "note: \(decisions): '\(orphan.action.name)' is of no incident any more: \(orphan.evidence)"
      )
    }
    if !apply {
      var session = ReviewSession(review: review, texts: texts, decisions: decisions)
      try session.run()
      review = session.review
    }
    if let output {
      try OutputFile.write(IncidentTable.table(review.reviewed()).encoded(.csv), to: output)
    }
    let done = review.items.count(where: \.isReviewed)
    Terminal.say("\(done) of \(review.items.count) incidents reviewed")
  }
}
