import Incidents

/// Another reading of an incident under review, with the key that chooses it.
public struct ReviewOption: Hashable, Sendable {
  /// What it says.
  public enum Reading: Hashable, Sendable {
    /// Other sides.
    case sides(Dyad)
    /// Other days.
    case days(DayInterval)
    /// It is the act of another row.
    case sameAs(String)
    /// It is no incident.
    case noIncident
  }

  /// The key.
  public let key: String
  /// What it says.
  public let reading: Reading
  /// How probable it is, from 0 to 1.
  public let probability: Double
  /// The decision that it makes.
  public let action: ReviewDecision.Action
}

extension Review {
  /// So many other readings of a kind are offered.
  private static let offered = 3

  /// The other readings of an item: sides, days, the same act as another row, by the keys 1 to 9 in
  /// this order, and no incident by 0. Empty where reading left no account.
  public func options(_ index: Int) -> [ReviewOption] {
    guard let act = considered(index) else { return [] }
    let now = edited(index)
    let document = now.provenance.document
    var readings: [(ReviewOption.Reading, Double, ReviewDecision.Action)] = []
    for option in act.sides.filter({ $0.value != now.dyad }).prefix(Self.offered) {
      readings.append(
        (
          .sides(option.value), option.probability,
          .edit(column: "sides", value: "\(option.value)")
        ))
    }
    for option in act.days.filter({ $0.value != now.dates }).prefix(Self.offered) {
      readings.append(
        (.days(option.value), option.probability, .edit(column: "date", value: option.value.cell)))
    }
    for option in act.same.prefix(Self.offered) {
      guard
        let other = items.first(where: {
          $0.original.id == option.value && $0.original.provenance.document == document
        })?.original, other.provenance.evidence != now.provenance.evidence
      else { continue }
      readings.append(
        (
          .sameAs(option.value), option.probability, .merge(into: other.provenance.evidence)
        ))
    }
    return readings.enumerated().map { number, reading in
      ReviewOption(
        key: "\(number + 1)", reading: reading.0, probability: reading.1, action: reading.2)
    } + [
      ReviewOption(
        key: "0", reading: .noIncident, probability: act.noIncident, action: .reject)
    ]
  }
}
