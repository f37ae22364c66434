/// Something that cannot be carried out as it was asked for.
public enum PlanError: Error, Hashable, Sendable {
  /// Options that do not go together, or a value outside its range: a mistake of usage.
  case usage(String)
  /// Data that do not allow the analysis; the text says which and what to do.
  case data(String)
}

extension PlanError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .usage(let text), .data(let text): text
    }
  }
}
