import ArgumentParser
import EventData
import Incidents
import Tabular

/// `talion review`.
struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract:
      "Look at each extracted incident with its words: accept, correct or reject it, add what is missing.",
    discussion: """
      Decisions are kept in a file after each of them. Replayed on a new extraction of the same reports \
      they do again what was done; those whose incident is gone are listed. The most doubtful \
      incident comes first, with its other readings and their probabilities (from considered.csv, \
      which talion extract writes). Commands are read line by line from standard input:

        a                accept            r                reject
        1 ... 9          take this reading 0                not an incident
        e COLUMN=VALUE   edit a cell       s COUNT          split into so many acts
        m ID             merge into a row  u                take the last decision back
        n, p             next, previous    q                write and leave
        add WORDS COLUMN=VALUE ...         an act that was not found, in these words
        w WORDS                            why these words have no row

      WORDS stand in the report of the incident shown, or in doc=NAME; 120..180 names bytes instead. \
      A value with blanks stands in double quotes. The incidents as decided train the reader: \
      talion extract --train.

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

  @Option(
    name: .long,
    help:
      "Table of the acts that reading considered; considered.csv beside the incidents by default."
  )
  var considered: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Which incident comes first: the most doubtful, or that of the table.",
      valueName: "doubtful|text"))
  var order = ReviewOrder.doubtful

  @Option(name: .long, help: "Write the incidents as decided into this file.")
  var output: String?

  @Flag(name: .long, help: "Only replay the decisions; ask nothing.")
  var apply = false

  func run() throws {
    let rows = try IncidentTable.read(
      InputFile.contents(path: incidents), file: incidents, sides: nil)
    let acts = try consideredActs()
    var review = Review(rows, considered: acts)
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
    for decision in review.found {
      Terminal.say(
        "note: \(decisions): 'add' is not needed any more, the act has a row: \(decision.evidence)")
    }
    if !apply {
      if acts.isEmpty {
        Terminal.say(
          "note: no considered.csv beside the table: no other readings are offered; run talion extract "
            + "again to have them")
      }
      var session = ReviewSession(
        review: review, considered: acts, texts: ReviewTexts(reports: texts, table: incidents),
        decisions: decisions, order: order)
      try session.run()
      review = session.review
    }
    if let output {
      try OutputFile.write(IncidentTable.table(review.reviewed()).encoded(.csv), to: output)
    }
    let done = review.items.count(where: \.isReviewed)
    Terminal.say("\(done) of \(review.items.count) incidents reviewed")
  }

  /// What reading considered: nothing where no table was named and none stands beside the incidents.
  private func consideredActs() throws -> [ConsideredAct] {
    if let considered {
      return try ConsideredTable.read(InputFile.contents(path: considered), file: considered)
    }
    let folder = incidents.lastIndex(of: "/").map { String(incidents[...$0]) } ?? ""
    let path = "\(folder)considered.csv"
    guard !apply, let bytes = try? InputFile.contents(path: path) else { return [] }
    return try ConsideredTable.read(bytes, file: path)
  }
}

extension ReviewOrder: ExpressibleByArgument {}
