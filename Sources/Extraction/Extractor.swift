import Incidents

/// Turns the text of reports into incidents and running totals.
///
/// Reading is deterministic, touches no file and never fails: what cannot be read yields nothing.
public struct Extractor: Sendable {
  private let reader: Reader
  private let sides: Sides
  private let codes: SideCodes

  /// An extractor that knows the given sides.
  ///
  /// - Parameter sides: The sides with their names; codes of incidents and claims are theirs.
  public init(sides: Sides = .world) {
    self.sides = sides
    codes = SideCodes(sides)
    // The dictionaries are part of the program; a test reads each of them.
    guard let reader = try? Reader(sides: sides) else {
      preconditionFailure("a dictionary of this program cannot be read")
    }
    self.reader = reader
  }

  /// Reads one report.
  public func read(_ report: Report) -> Reading {
    let document = Document(bytes: report.bytes, lexicon: reader.lexicon)
    let finder = PublicationFinder(reader: reader, document: document)
    let (publication, notes) = finder.find(for: report)
    var narrative = Narrative(
      reader: reader, document: document, resolver: TimeResolver(published: publication?.day),
      sides: sides, codes: codes)
    narrative.read()
    var conclusion = Conclusion(narrative)
    conclusion.run()
    var writer = ReadingWriter(
      document: document, name: report.name, lexicon: reader.lexicon, states: codes.states)
    writer.write(conclusion)
    return Reading(
      incidents: writer.incidents, claims: writer.claims, traces: writer.traces,
      accounts: writer.accounts,
      publication: publication, notes: notes)
  }
}
