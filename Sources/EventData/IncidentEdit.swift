import Incidents

/// An edit that an incident does not allow.
public enum IncidentEditError: Error, Hashable, Sendable {
  /// No column of this name can be edited.
  case unknownColumn(String)
  /// The column does not take this value.
  case badValue(column: String, value: String, hint: String)
}

extension IncidentEditError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .unknownColumn(let column):
      "'\(column)' cannot be edited; use one of \(Incident.editableColumns.joined(separator: ", "))"
    case .badValue(let column, let value, let hint): "\(column): '\(value)' does not fit; \(hint)"
    }
  }
}

extension Incident {
  /// The columns that ``edited(_:to:)`` takes.
  public static let editableColumns = [
    "source", "target", "date", "count", "weapon", "place", "killed", "wounded", "retaliation_for",
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
    case "source": result.source = value.isEmpty ? .unknown : Side(value)
    case "target": result.target = value.isEmpty ? .unknown : Side(value)
    case "date": result.dates = try Self.days(value)
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

  private static func ends(_ value: String) -> (String, String) {
    guard let dots = value.firstRange(of: "..") else { return (value, value) }
    return (
      value[..<dots.lowerBound].trimmed, value[dots.upperBound...].trimmed
    )
  }

  private static func days(_ value: String) throws(IncidentEditError) -> DayInterval {
    let hint = "write 2024-01-28 or 2024-01-28..2024-02-01, either end empty"
    let (first, last) = ends(value)
    let days = [first, last].map { Day(iso: $0) }
    guard days[0] != nil || first.isEmpty, days[1] != nil || last.isEmpty,
      let interval = try? DayInterval(earliest: days[0], latest: days[1])
    else { throw .badValue(column: "date", value: value, hint: hint) }
    return interval
  }

  private static func number(
    _ column: String, _ value: String
  ) throws(IncidentEditError) -> CountInterval? {
    guard !value.isEmpty else { return nil }
    let (first, last) = ends(value)
    guard let low = Int(first), last == "+" || Int(last) != nil,
      let count = try? CountInterval(minimum: low, maximum: last == "+" ? nil : Int(last))
    else { throw .badValue(column: column, value: value, hint: "write 4, 4..6 or 4..+") }
    return count
  }
}
