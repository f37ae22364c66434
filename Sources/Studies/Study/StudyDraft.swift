import Escalation
import EventData
import Incidents
import Settings
import Tabular

/// A study file for data at hand, with comments that say what can be changed: what `talion study new`
/// is asked for.
public struct StudyDraft: Sendable {
  /// The table of incidents.
  public var incidents: String
  /// The table of running totals.
  public var claims: String?
  /// The file of sides.
  public var sides: String?
  /// The table of answers whose motive is stated.
  public var stated: String?
  /// The streams; nil takes the two sides that act on each other most.
  public var streams: [String]?
  /// The observed days.
  public var window = ObservedDays.auto

  /// A study of some incidents.
  public init(incidents: String) { self.incidents = incidents }

  /// The text of the study file.
  ///
  /// - Parameter path: Where it will lie: the files of the data are named from there.
  /// - Returns: YAML.
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``PlanError``, and
  ///   ``StudyError`` where the study could not be run.
  public func text(at path: String) throws -> String {
    let known = try sides.map { try Sides(InputFile.contents(path: $0), file: $0) }
    let rows = try IncidentTable.contents(
      of: InputFile.contents(path: incidents), file: incidents, sides: known
    ).rows
    let dyads = try streams?.map { try Dyad($0) } ?? Self.opponents(in: rows, file: incidents)
    let chosen = rows.filter { dyads.contains($0.dyad) }
    guard !chosen.isEmpty else {
      throw PlanError.data(
        "\(incidents): no row is of \(dyads.map(\.description).joined(separator: ", "))")
    }
    let days = try window.window ?? ObservationWindow(of: chosen, file: incidents)
    let from = path.split(separator: "/").dropLast().joined(separator: "/")
    let base = path.hasPrefix("/") ? "/" + from : from
    func place(_ file: String) -> String { Self.quoted(Self.relative(file, to: base)) }

    var lines = [
      "# A study for 'talion study run'. Lines that begin with # are comments; every other line is an",
      "# option as 'talion fit' has it.",
      "study: " + Self.quoted("\(dyads.map(\.description).joined(separator: ", ")), \(days)"),
      "", "data:", "  incidents: \(place(incidents))",
    ]
    if let claims {
      lines += [
        "  claims: \(place(claims))",
        "  # Totals that contradict each other: the latest statement is believed. Totals of one scope",
        "  # only are used; the one with most totals, unless totals-scope names others.",
        "  totals-rule: latest-statement",
      ]
    }
    if let sides { lines.append("  sides: \(place(sides))") }
    if let stated { lines.append("  stated: \(place(stated))") }
    if window == .auto {
      lines += [
        "  # The first to the last day of these incidents. Name the days that you watched: quiet days",
        "  # before and after count, too.",
      ]
    }
    lines += [
      "  window: \(days)",
      "  streams: [\(dyads.map { Self.quoted($0.description) }.joined(separator: ", "))]", "",
      "# The same seed gives the same results.", "seed: 1", "level: 0.95", "", "models:",
      "  # Dates as they are; the baseline follows shared trends slower than two weeks. Name days on",
      "  # which the level may have changed, such as a truce: breaks: [\(days.start), \(days.end)]",
      "  - name: posterior", "    fit: hawkes", "    method: bayes",
      "  # Daily counts in a vector autoregression, beside it.",
      "  - name: counts", "    fit: var", "    max-lags: 14", "    criterion: aic",
      "  # What needs no model: correlogram, rates before and after, episodes.",
      "  - name: without-model", "    fit: model-free",
      "  # Whether acts are answered beyond a shared trend.",
      "  - name: tests", "    fit: test",
    ]
    let text = lines.joined(separator: "\n") + "\n"
    _ = try StudyFile(text: text, file: path)
    return text
  }

  /// Both directions between the two sides that act on each other most.
  private static func opponents(
    in incidents: [Incident], file: String
  ) throws(PlanError) -> [Dyad] {
    var counts: [Dyad: Int] = [:]
    for incident in incidents where incident.source != incident.target {
      guard incident.source != .unknown, incident.target != .unknown else { continue }
      counts[incident.dyad, default: 0] += 1
    }
    // Of equals the first by name, so that the same table gives the same study.
    let best = counts.keys.sorted().max { left, right in
      mutual(left, counts) < mutual(right, counts)
    }
    guard let best else { throw .data("\(file): no row has two different sides") }
    return [best, Dyad(source: best.target, target: best.source)]
  }

  /// How many acts the rarer direction has; the other one decides between equals.
  private static func mutual(_ dyad: Dyad, _ counts: [Dyad: Int]) -> (Int, Int) {
    let there = counts[dyad, default: 0]
    let back = counts[Dyad(source: dyad.target, target: dyad.source), default: 0]
    return (min(there, back), max(there, back))
  }

  /// A path as it is seen from a folder; absolute ones stay.
  package static func relative(_ file: String, to folder: String) -> String {
    guard !file.hasPrefix("/") else { return file }
    let from = folder.split(separator: "/").filter { $0 != "." }
    let parts = file.split(separator: "/").filter { $0 != "." }
    // What lies above the folder in which one works has no name that could be gone down again.
    guard !folder.hasPrefix("/"), !from.contains("..") else {
      return OutputFile.currentFolder.map { "\($0)/\(file)" } ?? file
    }
    let shared = zip(from, parts.dropLast()).prefix { $0 == $1 }.count
    return (from.dropFirst(shared).map { _ in ".." } + parts.dropFirst(shared).map(String.init))
      .joined(separator: "/")
  }

  /// A text as YAML, quoted where a plain one could be read as something else.
  private static func quoted(_ text: String) -> String {
    let isPlain = text.allSatisfy {
      $0.isLetter || $0.isNumber || "_-./>".contains($0)
    }
    return isPlain && text.first?.isLetter == true ? text : JSONText.string(text)
  }
}
