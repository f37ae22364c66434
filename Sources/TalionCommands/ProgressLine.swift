import Escalation
import Studies
import Synchronization

/// The line that says how far a run is: only of work that takes more than two seconds, and no more
/// often than an eye can follow.
package final class ProgressLine: Sendable {
  /// Work shorter than this says nothing.
  static let patience = Duration.seconds(2)
  /// The shortest time between two texts.
  static let rest = Duration.milliseconds(100)

  private struct State {
    var stage = ""
    /// When the stage, and its share, were first heard of.
    var start: (time: ContinuousClock.Instant, share: Double)?
    var shown: ContinuousClock.Instant?
  }

  private let begun: ContinuousClock.Instant
  private let state = Mutex(State())

  /// A line for work that began then.
  package init(begun: ContinuousClock.Instant) { self.begun = begun }

  /// The text to show; nil where none is due.
  package func text(_ stage: Stage, at now: ContinuousClock.Instant) -> String? {
    state.withLock { state in
      if state.stage != stage.name {
        state.stage = stage.name
        state.start = nil
        state.shown = nil
      }
      if state.start == nil { state.start = (now, stage.share ?? 0) }
      guard now - begun >= Self.patience else { return nil }
      if let shown = state.shown, now - shown < Self.rest { return nil }
      state.shown = now
      guard let share = stage.share, let start = state.start, share > start.share else {
        return "\(stage)"
      }
      // As long as the stage has taken so far, for what is left of it.
      let left = (now - start.time) * ((1 - share) / (share - start.share))
      return "\(stage), about \(ProgressLine.words(left)) left"
    }
  }

  /// A time in words: seconds, or minutes from ninety seconds on.
  static func words(_ time: Duration) -> String {
    let seconds = max(1, Int((time / .seconds(1)).rounded(.up)))
    return seconds < 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
  }
}
