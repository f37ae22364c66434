import Incidents

/// Turns the text of reports into incidents and running totals.
///
/// Reading is deterministic, touches no file and never fails: what cannot be read yields nothing.
public struct Extractor: Sendable {
  private let reader: Reader
  private let sides: Sides
  private let codes: SideCodes
  private var weights: Weights

  /// An extractor that knows the given sides.
  ///
  /// - Parameters:
  ///   - sides: The sides with their names; codes of incidents and claims are theirs.
  ///   - weights: What each clue counts when sides, days and incidents are decided.
  public init(sides: Sides = .world, weights: Weights = .standard) {
    self.sides = sides
    self.weights = weights
    codes = SideCodes(sides)
    // The dictionaries are part of the program; a test reads each of them.
    guard let reader = try? Reader(sides: sides) else {
      preconditionFailure("a dictionary of this program cannot be read")
    }
    self.reader = reader
  }

  /// The same extractor with other weights.
  public func weighing(_ weights: Weights) -> Extractor {
    var other = self
    other.weights = weights
    return other
  }

  /// Reads one report.
  public func read(_ report: Report) -> Reading { read(examine(report)) }

  /// Decides on a report that was examined, perhaps by an extractor of other weights.
  public func read(_ examination: Examination) -> Reading {
    var decider = Decider(examination.conclusion, weights: weights)
    decider.decide()
    return write(decider, examination, withConsidered: true)
  }

  /// The probability from which on an act becomes an incident.
  public static var leastConfidence: Double { Decider.threshold }

  /// What the rules of reading make of a report.
  public func examine(_ report: Report) -> Examination {
    let document = Document(bytes: report.bytes, lexicon: reader.lexicon)
    let finder = PublicationFinder(reader: reader, document: document)
    let (publication, notes) = finder.find(for: report)
    var narrative = Narrative(
      reader: reader, document: document, resolver: TimeResolver(published: publication?.day),
      sides: sides, codes: codes)
    narrative.read()
    return Examination(
      report: report, conclusion: Conclusion(narrative), publication: publication, notes: notes)
  }

  /// The incidents that were decided on, as a reading.
  func write(
    _ decider: Decider, _ examination: Examination, withConsidered: Bool = false
  ) -> Reading {
    var conclusion = decider.conclusion
    let kept = decider.kept()
    conclusion.dossiers = decider.incidents(kept)
    conclusion.fillTotals()
    var writer = ReadingWriter(
      document: conclusion.document, name: examination.report.name, lexicon: reader.lexicon,
      states: codes.states)
    writer.write(conclusion)
    return Reading(
      incidents: writer.incidents, claims: writer.claims, traces: writer.traces,
      accounts: writer.accounts,
      considered: withConsidered
        ? decider.considered(kept, rows: writer.identifiers, name: examination.report.name) : [],
      publication: examination.publication, notes: examination.notes)
  }
}
