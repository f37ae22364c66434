import Escalation
import Incidents
import PointProcesses
import Testing

@Suite struct CounterfactualTests {
  /// Without an incident all that descends from it is gone, its other acts and what several of them
  /// share counted once: found here by spreading from each incident until nothing changes.
  @Test func whatDescendsFromAnIncidentGoesWithIt() async throws {
    let data = BatchDataTests.data([
      BatchDataTests.incident(3, 3, CountInterval(exactly: 12)), BatchDataTests.incident(4, 6),
      BatchDataTests.incident(9, 9, CountInterval(exactly: 3)), BatchDataTests.incident(20, 20),
      BatchDataTests.incident(21, 21),
    ])
    var options = BatchDataTests.shortPosterior
    options.sampling.warmup = 100
    options.sampling.draws = 60
    options.sampling.histories = 20
    options.sampling.longestStride = 1
    let analysis = try await SampledHawkes(
      data, analysis: options, shape: BaselineShape(), computation: Computation())
    let histories = Array(analysis.posterior.histories.joined())
    let rows = analysis.counterfactualsByIncident()
    #expect(rows.map(\.removal) == (0..<5).map { .incident(stream: 0, position: $0) })
    var hasDescendants = false
    for (incident, row) in rows.enumerated() {
      let gone = histories.map { history -> Double in
        var removed = history.labels[0].map { analysis.latent.incidents[0][$0] == incident }
        var last = -1
        while removed.count(where: { $0 }) != last {
          last = removed.count { $0 }
          for (position, parent) in history.parents[0].enumerated() {
            if let parent, removed[parent.position] { removed[position] = true }
          }
        }
        return zip(removed, history.events.weights[0]).reduce(0) { $1.0 ? $0 + $1.1 : $0 }
      }
      let mean = gone.reduce(0, +) / Double(gone.count)
      #expect(abs(row.avoided - mean) < 1e-9)
      #expect(abs(row.avoided + row.remaining - 18) < 1e-9)
      hasDescendants = hasDescendants || mean > [12.0, 1, 3, 1, 1][incident]
    }
    #expect(hasDescendants)
  }
}
