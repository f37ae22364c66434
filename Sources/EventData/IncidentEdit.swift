import Incidents

/// An edit that an incident does not allow.
public enum IncidentEditError: Error, Hashable, Sendable {
  /// No column of this name can be edited.
  case unknownColumn(String)
  /// The column does not take this value.
  case badValue(column: String, value: String, hint: String)
  /// An act that is added lacks a cell.
  case missing(column: String)
}

extension IncidentEditError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownColumn(let column):
      "'\(column)' cannot be edited; use one of \(Incident.editableColumns.joined(separator: ", "))"
    case .badValue(let column, let value, let hint): "\(column): '\(value)' does not fit; \(hint)"
    case .missing(let column): "an act needs its \(column); write \(column)=CODE"
    }
  }
}

extension Incident {
  /// The columns that ``edited(_:to:)`` takes; `sides` is both of them, `A->B`.
  public static let editableColumns = [
    "source", "target", "sides", "date", "count", "weapon", "place", "killed", "wounded",
    "retaliation_for",
  ]

  /// The incident with another value in a cell; an empty value makes it unknown.
  ///
  /// - Parameters:
  ///   - column: One of ``editableColumns``.
  ///   - value: A code; a day or `2024-01-02..2024-01-05`; a number, `4..6` or `4..+`; a text.
  /// - Returns: The changed incident.
  /// - Throws: ``IncidentEditError``.
  public func edited(_ column: String, to value: String) throws(IncidentEditError) -> Incident {
    var result = self
    switch column {
    case "source": result.act(from: value.isEmpty ? .unknown : Side(value), on: target)
    case "target": result.act(from: source, on: value.isEmpty ? .unknown : Side(value))
    case "sides":
      guard let dyad = try? Dyad(value) else {
        throw .badValue(column: column, value: value, hint: "write SOURCE->TARGET")
      }
      result.act(from: dyad.source, on: dyad.target)
    case "date":
      guard let days = DayInterval(cell: value) else {
        throw .badValue(
          column: column, value: value,
          hint: "write 2024-01-28 or 2024-01-28..2024-02-01, either end empty")
      }
      result.dates = days
    case "count": result.count = try Self.number(column, value) ?? .one
    case "killed": result.killed = try Self.number(column, value)
    case "wounded": result.wounded = try Self.number(column, value)
    case "place": result.place = value.isEmpty ? nil : value
    case "retaliation_for":
      result.answers = value.split(separator: ";").map(\.trimmed).filter { !$0.isEmpty }
    case "weapon":
      guard let weapon = value.isEmpty ? .unknown : Weapon(rawValue: value) else {
        let names = Weapon.allCases.map(\.rawValue).joined(separator: ", ")
        throw .badValue(column: column, value: value, hint: "use one of \(names)")
      }
      result.weapon = weapon
    default: throw .unknownColumn(column)
    }
    return result
  }

  /// Other sides; the name that the report has for a side is not that of another.
  private mutating func act(from source: Side, on target: Side) {
    if source != self.source { sourceName = nil }
    if target != self.target { targetName = nil }
    (self.source, self.target) = (source, target)
  }

  private static func number(
    _ column: String, _ value: String
  ) throws(IncidentEditError) -> CountInterval? {
    guard !value.isEmpty else { return nil }
    guard let count = CountInterval(cell: value) else {
      throw .badValue(column: column, value: value, hint: "write 4, 4..6 or 4..+")
    }
    return count
  }
}
