import Incidents

/// Joins incidents read from reports with a log of known ones, so that no act counts twice.
///
/// An incident of a report is the same act as one of the log when the dyad is the same, their
/// dates overlap or lie a day apart, and their places agree. Without a place on either side the
/// weapon must not disagree; where the places differ, as when a page names the next city and the log
/// the village, overlapping dates, the weapon and the number of the dead or wounded must be the same.
/// What a report says of a whole series of acts is covered when the log
/// holds as many in the same span.
public struct IncidentJoin: Hashable, Sendable {
  /// What became of an incident of a report.
  public enum Decision: Hashable, Sendable {
    /// It is an act of the log.
    case same(row: Int, reason: String)
    /// It is a series whose acts the log holds already.
    case covered(rows: Int)
    /// Its dates are open, so it cannot be placed in time.
    case undated
    /// It is new, and was added.
    case added
  }

  /// The log with the new incidents behind it.
  public let incidents: [Incident]
  /// For each incident of the reports, what became of it.
  public let decisions: [Decision]

  /// Joins incidents of reports to a log.
  ///
  /// Each act of the log is matched at most as often as its count; better matches go first.
  public init(log: [Incident], reports: [Incident]) {
    var room = log.map { max(1, $0.count.minimum) }
    var decisions = [Decision](repeating: .added, count: reports.count)
    var candidates: [Match] = []
    for (index, report) in reports.enumerated() {
      guard let days = report.dates.bounded else {
        decisions[index] = .undated
        continue
      }
      if days.upperBound - days.lowerBound + 1 > 7 || report.count.maximum == nil {
        let known = log.filter { $0.dyad == report.dyad && $0.dates.overlaps(report.dates) }
          .reduce(0) { $0 + max(1, $1.count.minimum) }
        if known >= report.count.minimum {
          decisions[index] = .covered(rows: known)
          continue
        }
      }
      for (row, entry) in log.enumerated() {
        if let match = Match(report, index, entry, row) { candidates.append(match) }
      }
    }
    candidates.sort { ($0.rank, $0.report, $0.row) < ($1.rank, $1.report, $1.row) }
    var taken = Set<Int>()
    var perDocument: [Int: Set<String>] = [:]
    for match in candidates where !taken.contains(match.report) {
      // Two incidents of one document are two acts; the same act in another document is the same.
      let document = reports[match.report].provenance.document
      guard perDocument[match.row]?.contains(document) != true || room[match.row] > 1 else {
        continue
      }
      if perDocument[match.row]?.contains(document) == true { room[match.row] -= 1 }
      perDocument[match.row, default: []].insert(document)
      taken.insert(match.report)
      decisions[match.report] = .same(row: match.row, reason: match.reason)
    }
    self.decisions = decisions
    incidents = log + zip(reports, decisions).compactMap { $1 == .added ? $0 : nil }
  }

  /// A pair that may be one act.
  private struct Match {
    let report: Int
    let row: Int
    let reason: String
    /// Smaller is better: distance in days, then whether places and weapons agree.
    let rank: Int

    init?(_ incident: Incident, _ report: Int, _ entry: Incident, _ row: Int) {
      guard incident.dyad == entry.dyad, let a = incident.dates.bounded,
        let b = entry.dates.bounded
      else { return nil }
      let gap = max(0, max(a.lowerBound - b.upperBound, b.lowerBound - a.upperBound))
      guard gap <= 1 else { return nil }
      let places = PlaceWords(incident.place).agreement(with: PlaceWords(entry.place))
      let weaponsAgree = incident.weapon == entry.weapon
      let weaponsDiffer =
        !weaponsAgree && incident.weapon != .unknown && entry.weapon != .unknown
        && incident.weapon != .other && entry.weapon != .other
      switch places {
      case .different:
        guard gap == 0, weaponsAgree, incident.weapon != .unknown,
          PersonsHarmed(incident).confirm(PersonsHarmed(entry))
        else { return nil }
      case .same: break
      case .unknown:
        guard !weaponsDiffer, gap == 0 else { return nil }
      }
      self.report = report
      self.row = row
      rank = 4 * gap + (places == .same ? 0 : 2) + (weaponsAgree ? 0 : 1)
      let dates = gap == 0 ? "dates overlap" : "dates one day apart"
      let place =
        switch places {
        case .same: "place '\(entry.place ?? "")'"
        case .different: "the same numbers killed and wounded, another place"
        case .unknown: "no place stated"
        }
      reason = "same dyad, \(dates), \(place)" + (weaponsAgree ? ", same weapon" : "")
    }
  }
}

/// How many people an act killed and wounded, as far as that tells acts apart.
private struct PersonsHarmed {
  let killed: CountInterval?
  let wounded: CountInterval?

  init(_ incident: Incident) {
    killed = incident.killed
    wounded = incident.wounded
  }

  /// Whether some number of victims is stated by both and the same, and none disagrees.
  func confirm(_ other: PersonsHarmed) -> Bool {
    let pairs = [(killed, other.killed), (wounded, other.wounded)].compactMap { one, two in
      one.flatMap { one in two.map { (one, $0) } }
    }
    return pairs.allSatisfy { $0.overlaps($1) }
      && pairs.contains { $0 == $1 && $0.isExact && $0.minimum > 0 }
  }
}

/// The words of a place by which two spellings of it are recognized.
struct PlaceWords {
  enum Agreement {
    case same, different, unknown
  }

  private let words: Set<String>

  init(_ place: String?) {
    var words = Set<String>()
    for word in (place ?? "").lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
      // Doubled letters are a matter of spelling: Assad, Asad.
      var squeezed = ""
      for letter in word where squeezed.last != letter { squeezed.append(letter) }
      if squeezed.count > 2, !PlaceWords.general.contains(squeezed) { words.insert(squeezed) }
    }
    self.words = words
  }

  func agreement(with other: PlaceWords) -> Agreement {
    if words.isEmpty || other.words.isEmpty { return .unknown }
    return words.isDisjoint(with: other.words) ? .different : .same
  }

  /// Words that many places share, doubled letters squeezed.
  private static let general: Set<String> = [
    "air", "airbase", "airport", "area", "base", "bases", "camp", "city", "compound", "east",
    "eastern", "facility", "facilities", "field", "incl", "iraq", "iraqi", "iran", "jordan",
    "militia", "near", "north", "northeast", "northern", "the", "oil", "province", "region",
    "several", "site", "sites", "south", "southern", "syria", "syrian", "target", "targets",
    "thre", "two", "west", "western", "and", "border",
  ]
}
