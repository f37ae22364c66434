import Incidents

/// Turns the text of reports into incidents and running totals.
///
/// Reading is deterministic, touches no file and never fails: what cannot be read yields nothing.
public struct Extractor: Sendable {
  private let reader: Reader
  private let sides: Sides
  private let codes: SideCodes
  private let weights: Weights

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

  /// Reads one report.
  public func read(_ report: Report) -> Reading {
    let (conclusion, publication, notes) = conclude(report)
    var decider = Decider(conclusion, weights: weights)
    decider.decide()
    return write(decider, report, publication, notes)
  }

  /// What the rules of reading make of a report.
  func conclude(
    _ report: Report
  ) -> (conclusion: Conclusion, publication: Publication?, notes: [String]) {
    let document = Document(bytes: report.bytes, lexicon: reader.lexicon)
    let finder = PublicationFinder(reader: reader, document: document)
    let (publication, notes) = finder.find(for: report)
    var narrative = Narrative(
      reader: reader, document: document, resolver: TimeResolver(published: publication?.day),
      sides: sides, codes: codes)
    narrative.read()
    return (Conclusion(narrative), publication, notes)
  }

  /// The incidents that were decided on, as a reading.
  func write(
    _ decider: Decider, _ report: Report, _ publication: Publication? = nil, _ notes: [String] = []
  ) -> Reading {
    var conclusion = decider.conclusion
    conclusion.dossiers = decider.incidents()
    conclusion.fillTotals()
    var writer = ReadingWriter(
      document: conclusion.document, name: report.name, lexicon: reader.lexicon,
      states: codes.states)
    writer.write(conclusion)
    return Reading(
      incidents: writer.incidents, claims: writer.claims, traces: writer.traces,
      accounts: writer.accounts, publication: publication, notes: notes)
  }
}
