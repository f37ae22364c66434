import ArgumentParser
import Incidents

/// The days that were observed, as an option says them.
public enum ObservedDays: Hashable, Sendable {
  /// The first to the last day of the data.
  case auto
  /// These days.
  case window(ObservationWindow)

  /// The word for the first to the last day of the data.
  public static let autoWord = "auto"

  /// The days that are named; nil for those of the data.
  public var window: ObservationWindow? {
    if case .window(let window) = self { return window }
    return nil
  }
}

extension ObservedDays: CustomStringConvertible {
  /// The days as they are typed.
  public var description: String { window.map { "\($0)" } ?? ObservedDays.autoWord }
}

/// Which days are looked at.
public struct WindowSettings: ParsableArguments, Sendable {
  /// The observed days.
  @Option(
    name: .long, parsing: .unconditional,
    help: ArgumentHelp(
      "Observed days; auto takes the first to the last day of the data.",
      valueName: "START..END|auto"),
    transform: { text in
      if text == ObservedDays.autoWord { return .auto }
      do throws(IncidentError) {
        return .window(try ObservationWindow(text))
      } catch {
        throw ValidationError("\(error).")
      }
    })
  public var window = ObservedDays.auto

  /// Options that parsing fills in.
  public init() {}
}
