import EventData
import Extraction
import Incidents
import TextCharts

/// The sentences of a review.
enum ReviewWords {
  /// The commands, for whoever typed another.
  static let commands =
    "use a, r, 0 to 9, e COLUMN=VALUE, s COUNT, m ID, u, n, p, add WORDS COLUMN=VALUE ..., w WORDS or q"

  /// The cells of an incident.
  static func lines(_ incident: Incident) -> [String] {
    [
      "  \(incident.dyad)  \(incident.dates)  count \(incident.count)  \(incident.weapon.rawValue)"
        + "  \(incident.place ?? "-")",
      "  killed \(incident.killed.map { "\($0)" } ?? "-")"
        + "  wounded \(incident.wounded.map { "\($0)" } ?? "-")"
        + "  answers \(incident.answers.isEmpty ? "-" : incident.answers.joined(separator: " "))"
        + "  confidence \(incident.confidence.map { "\($0)" } ?? "-")",
    ]
  }

  /// The other readings, a line each.
  static func lines(_ options: [ReviewOption]) -> [String] {
    options.map { option in
      let words =
        switch option.reading {
        case .sides(let dyad): "sides \(dyad)"
        case .days(let days): "days \(days)"
        case .sameAs(let row): "the same act as \(row)"
        case .noIncident: "not an incident"
        }
      return "  \(option.key)  \(hundredths(option.probability))  \(words)"
    }
  }

  /// A decision.
  static func words(_ action: ReviewDecision.Action) -> String {
    action.argument.isEmpty ? action.name : "\(action.name) \(action.argument)"
  }

  /// Why a passage has no row, or which it has.
  ///
  /// - Parameters:
  ///   - passage: What was asked about.
  ///   - acts: The acts that reading considered there.
  ///   - keys: The key that adds each of them, where it can be added.
  /// - Returns: Lines.
  static func lines(
    on passage: NamedPassage, _ acts: [ConsideredAct], keys: [Int: String]
  ) -> [String] {
    let place = "\(passage.document) \(passage.bytes.lowerBound)..\(passage.bytes.upperBound)"
    guard !acts.isEmpty else {
      return [
        "", "\(place): no word of the sentence names an act that Talion knows,",
        "  or it is a headline.",
        "  If it tells an act: add \(passage.bytes.lowerBound)..\(passage.bytes.upperBound) "
          + "source=CODE target=CODE date=DAY",
      ]
    }
    return acts.enumerated().flatMap { number, act in
      ["", "\(place): \"\(act.evidence)\""] + reasons(act)
        + (keys[number].map { ["  \($0)  adds it as an incident of these sides and days"] } ?? [])
    }
  }

  private static func reasons(_ act: ConsideredAct) -> [String] {
    let row = act.row ?? "-"
    var lines: [String]
    switch act.outcome {
    case .incident: lines = ["  It has a row: \(row)."]
    case .retold: lines = ["  It was read as another telling of \(row), which has a row."]
    case .counted: lines = ["  No row: it is part of a running total (claims.csv)."]
    case .unreal:
      lines = ["  No row: its words deny it, plan it, or do not say that it happened."]
    case .improbable:
      lines = [
        "  No row: the probability of an incident with these sides and days is "
          + "\(hundredths(act.probability));",
        "  a row needs \(hundredths(Extractor.leastConfidence)), or more where --min-confidence was "
          + "set.",
      ]
    }
    lines += list("Sides", act.sides.map { "\($0.value) \(hundredths($0.probability))" })
    lines += list("Days", act.days.map { "\($0.value) \(hundredths($0.probability))" })
    let (against, for_) = (
      act.grounds.filter { $0.logOdds < 0 }, act.grounds.filter { $0.logOdds > 0 }
    )
    lines += list("Against an incident (log odds)", against.map(words))
    lines += list("For an incident (log odds)", for_.map(words))
    return lines
  }

  private static func words(_ ground: ConsideredAct.Ground) -> String {
    "\(ground.words) \(ground.logOdds > 0 ? "+" : "-")\(hundredths(abs(ground.logOdds)))"
  }

  /// A heading with what it heads, in lines of 76 letters.
  private static func list(_ heading: String, _ items: [String]) -> [String] {
    guard !items.isEmpty else { return [] }
    var lines = ["  \(heading):"]
    for (number, item) in items.enumerated() {
      let part = " " + item + (number < items.count - 1 ? "," : "")
      if lines[lines.count - 1].count + part.count > 76 {
        lines.append("   " + part)
      } else {
        lines[lines.count - 1] += part
      }
    }
    return lines
  }

  private static func hundredths(_ value: Double) -> String { Numeral.fixed(value, decimals: 2) }
}
