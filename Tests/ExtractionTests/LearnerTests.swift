import Extraction
import Incidents
import Testing

/// Learning from lessons, and the weights that come of it.
@Suite struct LearnerTests {
  private func lesson(_ text: String, _ acts: [Lesson.Act]) -> Lesson {
    Lesson(
      report: Report(
        name: "lesson.txt", bytes: Array(text.utf8),
        published: Day(year: 2024, month: 2, day: 5)), acts: acts)
  }

  private var lessons: [Lesson] {
    let sunday = Day(year: 2024, month: 2, day: 4).map { DayInterval($0) }
    return [
      lesson(
        "On Sunday Israel bombed a depot of Hezbollah in Baalbek.",
        [
          .init(
            id: "a", sources: [Side("ISRAEL")], targets: [Side("HEZBOLLAH")], dates: sunday,
            evidence: "Israel bombed a depot of Hezbollah")
        ]),
      lesson("Iran denied that it had shelled American troops.", []),
    ]
  }

  private func learn() -> Learner.Result {
    var learner = Learner()
    for lesson in lessons { learner.add(lesson) }
    return learner.learn(parts: 2, from: .standard)
  }

  @Test func theSameLessonsGiveTheSameWeights() {
    #expect(learn().weights.text == learn().weights.text)
  }

  @Test func itSaysHowRightTheWeightsWereBefore() {
    let before = learn().before.reduce(Score(), +)
    #expect(before.right == 1)
    #expect(before.wrong == 0)
    #expect(before.missed == 0)
  }

  @Test func weightsReadBackAsTheyWereWritten() throws {
    let text = Weights.standard.text
    #expect(text == (try Weights(text, file: "Weights.txt")).text)
    #expect(text == Dictionaries.text(.weights))
    #expect(throws: DictionaryError.self) { try Weights("weather\n  rain = 1.0\n", file: "w") }
  }

  @Test func confidenceIsAProbability() {
    let reading = read(
      "On Sunday Israel bombed a depot of Hezbollah in Baalbek.", published: "2024-02-05")
    for incident in reading.incidents {
      #expect(incident.confidence.map { $0 >= 0.3 && $0 <= 1 } ?? false)
    }
    #expect(!reading.accounts.flatMap(\.doubts).isEmpty)
  }

  @Test func bytesSayWhichOfEqualWordsAreMeant() {
    // The same words twice; the analyst points at the second, which has no date of its own, and says
    // that it was another day, and others.
    let text =
      "On 4 February 2024 Israel bombed a depot of Hezbollah. Israel bombed a depot of Hezbollah."
    let other = Day(iso: "2024-01-10").map { DayInterval($0) }
    func unseen(_ bytes: Range<Int>?) -> Int {
      var learner = Learner()
      learner.add(
        lesson(
          text,
          [
            .init(
              id: "a", sources: [Side("US")], targets: [Side("HAMAS")], dates: other,
              evidence: "Israel bombed a depot of Hezbollah", bytes: bytes)
          ]))
      return learner.learn(parts: 2, from: .standard).unseen
    }
    #expect(unseen(55..<89) == 0)
    #expect(unseen(nil) == 1)
  }

  @Test func anActWithoutWordsIsCounted() {
    var learner = Learner()
    learner.add(
      lesson(
        "The harvest was good.",
        [
          .init(
            id: "a", sources: [Side("ISRAEL")], targets: [Side("HEZBOLLAH")], dates: nil,
            evidence: "The harvest was good")
        ]))
    let result = learner.learn(parts: 2, from: .standard)
    #expect(result.unseen == 1)
    #expect(result.before.map(\.missed) == [1])
  }
}
