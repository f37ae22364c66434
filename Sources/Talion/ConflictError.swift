import Escalation
import Incidents
import Studies
import Tabular

/// Why a conflict cannot be read, fitted or asked; the description says what is wrong, where, and
/// what to do.
public enum ConflictError: Error, Hashable, Sendable {
  /// A file cannot be read.
  case unreadable(String)
  /// The data are wrong, or do not allow the analysis; the text begins with `file:line:column` where
  /// a place is to blame.
  case data(String)
  /// What is asked for cannot be meant: a window that ends first, a stream without an arrow.
  case request(String)
  /// No stream has this name; the names of those that exist, and the nearest of them.
  case unknownStream(String, known: [String], nearest: String?)
  /// The model has no such estimate.
  case notEstimated(Estimand, model: String)

  /// The error behind what a room below throws.
  static func of(_ error: any Error, streams: [String] = []) -> ConflictError {
    if let words = error.ofModel(streams: streams) { return .data(words) }
    switch error {
    case let error as ConflictError: return error
    case let error as FileError: return .unreadable("\(error)")
    case PlanError.usage(let text): return .request(text)
    case let error as IncidentError: return .request("\(error)")
    default: return .data("\(error)")
    }
  }

  /// Does something, and says its errors as a ``ConflictError``.
  static func saying<Value>(_ body: () throws -> Value) throws(ConflictError) -> Value {
    do { return try body() } catch { throw .of(error) }
  }
}

extension ConflictError: CustomStringConvertible {
  /// What is wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadable(let text), .data(let text), .request(let text): text
    case .unknownStream(let name, let known, let nearest):
      "there is no stream '\(name)'; "
        + (nearest.map { "did you mean '\($0)'?" }
          ?? "the streams are \(known.joined(separator: ", "))")
    case .notEstimated(let estimand, let model):
      "the model \(model) does not estimate \(estimand.name); ask another model"
    }
  }
}
