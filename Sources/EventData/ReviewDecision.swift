import Incidents
import Tabular

/// What an analyst decided on one incident of a report.
public struct ReviewDecision: Hashable, Sendable {
  /// The kinds of decision.
  public enum Action: Hashable, Sendable {
    /// It stands as it is.
    case accept
    /// It is no incident.
    case reject
    /// A cell holds another value.
    case edit(column: String, value: String)
    /// It stands for so many acts, each a row of its own.
    case split(into: Int)
    /// It is the act that another row tells, named by its evidence.
    case merge(into: String)
    /// It is an incident that was not found.
    case add(AddedAct)

    /// The word in the column `decision`.
    public var name: String {
      switch self {
      case .accept: "accept"
      case .reject: "reject"
      case .edit: "edit"
      case .split: "split"
      case .merge: "merge"
      case .add: "add"
      }
    }

    /// The column `argument`.
    public var argument: String {
      switch self {
      case .accept, .reject: ""
      case .edit(let column, let value): "\(column)=\(value)"
      case .split(let count): "\(count)"
      case .merge(let evidence): evidence
      case .add(let act): act.text
      }
    }
  }

  /// The document.
  public let document: String
  /// The words of the incident, by which it is found again when identifiers have changed.
  public let evidence: String
  /// Which of several incidents with the same words, counted from 1.
  public let occurrence: Int
  /// What was decided.
  public let action: Action

  /// A decision.
  public init(document: String, evidence: String, occurrence: Int, action: Action) {
    self.document = document
    self.evidence = evidence
    self.occurrence = occurrence
    self.action = action
  }
}

/// Decisions as a file: `doc,evidence,occurrence,decision,argument`, in the order in which they were
/// made. Applied to a new extraction they do again what the analyst did.
public enum ReviewTable {
  /// Reads decisions.
  ///
  /// - Throws: ``TabularError`` with the row and column of a decision that cannot be understood.
  public static func read(_ bytes: [UInt8], file: String) throws -> [ReviewDecision] {
    let reader = try CSVReader(bytes: bytes, file: file)
    _ = try reader.unusedColumns(
      known: ["doc", "evidence", "occurrence", "decision", "argument"])
    let document = try reader.requiredColumn("doc")
    let evidence = try reader.requiredColumn("evidence")
    let decision = try reader.requiredColumn("decision")
    let occurrence = reader.column("occurrence")
    let argument = reader.column("argument")
    var result: [ReviewDecision] = []
    while try reader.next() {
      let word = try reader.text(decision)
      let rest = try reader.optionalText(argument) ?? ""
      guard let action = action(word, rest) else {
        throw reader.error(
          decision, problem: "'\(word)' with '\(rest)' is not a decision",
          hint: "use accept, reject, edit COLUMN=VALUE, split COUNT, merge EVIDENCE or "
            + "add bytes=FIRST..END COLUMN=VALUE ...")
      }
      result.append(
        ReviewDecision(
          document: try reader.text(document), evidence: try reader.text(evidence),
          occurrence: try occurrence.flatMap { try reader.integer($0) } ?? 1, action: action))
    }
    return result
  }

  /// The table of decisions.
  public static func table(_ decisions: [ReviewDecision]) -> Table {
    var table = Table(
      name: "decisions", columns: ["doc", "evidence", "occurrence", "decision", "argument"])
    for decision in decisions {
      table.append([
        .text(decision.document), .text(decision.evidence), .integer(decision.occurrence),
        .text(decision.action.name), .text(decision.action.argument),
      ])
    }
    return table
  }

  /// The decision that a word and its argument name, or nil when they name none.
  public static func parsed(
    _ word: String, _ argument: String
  ) -> ReviewDecision.Action? { action(word, argument) }

  private static func action(_ word: String, _ argument: String) -> ReviewDecision.Action? {
    switch word {
    case "accept": return .accept
    case "reject": return .reject
    case "split":
      guard let count = Int(argument), (2...1000).contains(count) else { return nil }
      return .split(into: count)
    case "add": return AddedAct(argument).map { .add($0) }
    case "merge": return argument.isEmpty ? nil : .merge(into: argument)
    case "edit":
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else { return nil }
      return .edit(column: String(parts[0]), value: String(parts[1]))
    default: return nil
    }
  }
}
