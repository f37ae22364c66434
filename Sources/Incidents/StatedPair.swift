/// An answer that a report states: this act answered that one. Its lag is known as an interval.
public struct StatedPair: Hashable, Sendable {
  /// The side that answered.
  public let responder: Side
  /// The side that was answered.
  public let provoker: Side
  /// The days on which the act that was answered can have happened.
  public let trigger: ClosedRange<Day>
  /// The days on which the answer can have happened.
  public let answer: ClosedRange<Day>
  /// The incident that answered, where the data name it.
  public var answerName: Name?
  /// The incidents that were answered, where the data name them.
  public var triggerNames: [Name] = []
  /// The first day of a series of attacks that was answered as a whole.
  public var since: Day?
  /// The file and line that state it, for messages.
  public var place: String?

  /// An incident by its identifier.
  public struct Name: Hashable, Sendable {
    /// The identifier.
    public let id: String
    /// The document in which it is looked for; nil for the whole log, where it must be the only one.
    public let document: String?

    /// A name.
    public init(id: String, document: String? = nil) {
      self.id = id
      self.document = document
    }
  }

  /// The shortest possible lag, days; zero or more.
  public var shortest: Double { Double(max(0, answer.lowerBound - trigger.upperBound - 1)) }
  /// The longest possible lag, days.
  public var longest: Double { Double(answer.upperBound - trigger.lowerBound + 1) }

  /// A pair of dates; nil when a date is open, or the answer can only have come first.
  ///
  /// An act of a day happened at some time of it: two acts on neighbouring days lie between 0 and
  /// 2 days apart.
  public init?(responder: Side, provoker: Side, trigger: DayInterval, answer: DayInterval) {
    guard let trigger = trigger.bounded, let answer = answer.bounded,
      answer.upperBound >= trigger.lowerBound
    else { return nil }
    self.responder = responder
    self.provoker = provoker
    self.trigger = trigger
    self.answer = answer
  }

  /// Days before a window in which an act can lie that was answered within it.
  public static let runIn = 30

  /// Whether the answer can lie in a window, and what it answers in the window or shortly before.
  public func isObserved(in window: ObservationWindow) -> Bool {
    answer.overlaps(window.start...window.end)
      && trigger.upperBound >= window.start.advanced(by: -StatedPair.runIn)
  }

  /// The pairs that the incidents themselves state, by the identifiers that they are said to answer.
  ///
  /// An identifier is looked for in the incident's own document first, then in the whole log, where
  /// it must be the only one. An answer to several incidents is a pair with each of them.
  public static func pairs(in incidents: [Incident]) -> [StatedPair] {
    let byName = Dictionary(grouping: incidents, by: \.id)
    return incidents.flatMap { incident in
      incident.answers.compactMap { name -> StatedPair? in
        let named = byName[name] ?? []
        let near = named.filter { $0.provenance.document == incident.provenance.document }
        guard let trigger = near.count == 1 ? near[0] : named.count == 1 ? named[0] : nil else {
          return nil
        }
        var pair = StatedPair(
          responder: incident.source, provoker: trigger.source, trigger: trigger.dates,
          answer: incident.dates)
        pair?.answerName = Name(id: incident.id, document: incident.provenance.document)
        pair?.triggerNames = [Name(id: trigger.id, document: trigger.provenance.document)]
        return pair
      }
    }
  }
}
