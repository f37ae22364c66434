import Escalation
import Testing

import TalionCommands

/// What someone who watches a terminal is told.
@Suite struct ProgressLineTests {
  static let begun = ContinuousClock.now

  static func at(_ seconds: Double) -> ContinuousClock.Instant { begun + .seconds(seconds) }

  @Test func shortWorkSaysNothing() {
    let line = ProgressLine(begun: Self.begun)
    #expect(line.text(Stage("bootstrap", share: 0.5), at: Self.at(1.9)) == nil)
    #expect(line.text(Stage("bootstrap", share: 0.9), at: Self.at(2)) != nil)
  }

  @Test func theTimeLeftIsThatOfTheStage() {
    let line = ProgressLine(begun: Self.begun)
    _ = line.text(Stage("profiles", share: 1), at: Self.at(100))
    _ = line.text(Stage("bootstrap", share: 0), at: Self.at(100))
    #expect(
      line.text(Stage("bootstrap", share: 0.25), at: Self.at(110))
        == "bootstrap, 25 %, about 30 s left")
    #expect(
      line.text(Stage("bootstrap", share: 0.5), at: Self.at(400))
        == "bootstrap, 50 %, about 5 min left")
  }

  @Test func aStageOfUnknownLengthIsNamed() {
    let line = ProgressLine(begun: Self.begun)
    #expect(line.text(Stage("held-out scores"), at: Self.at(5)) == "held-out scores")
  }

  @Test func textsDoNotFlicker() {
    let line = ProgressLine(begun: Self.begun)
    _ = line.text(Stage("bootstrap", share: 0.1), at: Self.at(3))
    #expect(line.text(Stage("bootstrap", share: 0.2), at: Self.at(3.05)) == nil)
    #expect(line.text(Stage("bootstrap", share: 0.3), at: Self.at(3.2)) != nil)
    // A new stage is said at once.
    #expect(line.text(Stage("profiles", share: 0.3), at: Self.at(3.21)) != nil)
  }
}
