import PointProcesses

extension Analysis {
  /// Fits the model to data, and judges what it says by the evidence against a shared trend.
  ///
  /// - Parameters:
  ///   - data: The data.
  ///   - computation: Seed, level, threads.
  /// - Returns: The fit.
  /// - Throws: ``ConflictDataError`` for data that it cannot take, and what the model throws.
  public func fit(_ data: ConflictData, _ computation: Computation) async throws -> Fit {
    var fit = try await fitted(data, computation)
    guard asksWhoAnswers, data.names.count > 1 else { return fit }
    fit.judge(
      by: try await AnswerEvidence.compute(
        data, histories: (fit.details as? any HasHistories)?.drawnHistories,
        breaks: try breaks(of: data), computation: computation))
    if computation.evidenceDraws > 0, case .histories? = fit.evidence?.basis {
      fit.warnings.append(.noEvidenceDraws)
    }
    return fit
  }
}

/// Details of a fit that hold histories drawn under answers.
protocol HasHistories {
  /// The histories.
  var drawnHistories: [EventHistory] { get }
}

extension SampledHawkesDetails: HasHistories {
  var drawnHistories: [EventHistory] { hawkes.histories.items.map(\.events) }
}

extension Fit {
  /// Takes over the evidence: no estimate of an answer is better than it allows.
  ///
  /// Where there is none, as for series that are no counts, the interval-jitter tests decide: no
  /// window's test may find as much in data whose periods were permuted within windows.
  ///
  /// - Parameter evidence: The evidence; nil where it cannot be computed.
  mutating func judge(by evidence: AnswerEvidence?) {
    let streams = estimates.streams
    self.evidence = evidence?.ordered(as: streams)
    guard context.method != .modelFree else { return }
    func obstacle(_ i: Int, _ j: Int) -> VerdictReason? {
      if let evidence = self.evidence {
        let strength = estimates[.responsesPerIncident, responder: i, provoker: j]?.value
        return evidence.obstacle(
          responder: i, provoker: j, isDeterrence: strength.map { $0 < 0 } ?? false)
      }
      let tests = causality.filter { test in
        guard case .jitter = test.kind else { return false }
        return test.caused == [i] && test.causing == [j]
      }.map(\.pValue)
      guard let largest = tests.max(), largest >= 0.05 else { return nil }
      return .sharedTrend(p: largest)
    }
    func reasons(_ row: Estimate) -> [VerdictReason] {
      switch (row.estimand, row.responder, row.provoker) {
      case (.loopGain, let i?, let j?), (.asymmetry, let i?, let j?):
        return [obstacle(i, j), obstacle(j, i)].compactMap { $0 }.distinct
      case (_, let i?, let j?) where i != j && row.estimand.needsEvidence:
        return obstacle(i, j).map { [$0] } ?? []
      case (.retaliationShare, let i?, nil):
        let all = streams.indices.filter { $0 != i }.map { obstacle(i, $0) }
        return all.contains(nil) ? [] : all.compactMap { $0 }.distinct
      default: return []
      }
    }
    let hasOpenAnswers = streams.indices.contains { i in
      streams.indices.contains { j in
        i != j && estimates[.responsesPerIncident, responder: i, provoker: j] != nil
          && obstacle(i, j) != nil
      }
    }
    estimates = estimates.map { row in
      if hasOpenAnswers, row.estimand.isOfAllStreams {
        return row.with(row.verdict.adding(doubts: [.openAnswers]))
      }
      let found = reasons(row)
      return found.isEmpty ? row : row.with(row.verdict.adding(obstacles: found))
    }
  }
}

extension Verdict {
  /// The verdict where further obstacles stand in the way.
  func adding(obstacles: [VerdictReason]) -> Verdict {
    guard !obstacles.isEmpty else { return self }
    switch self {
    case .notConverged, .asStated: return self
    case .notIdentifiable(let reasons): return .notIdentifiable((obstacles + reasons).distinct)
    case .estimated, .weak: return .notIdentifiable(obstacles)
    }
  }

  /// The verdict where further doubts make it `weak` at most.
  func adding(doubts: [VerdictReason]) -> Verdict {
    switch self {
    case .estimated: doubts.isEmpty ? self : .weak(doubts)
    case .weak(let reasons): .weak((reasons + doubts).distinct)
    case .notIdentifiable, .notConverged, .asStated: self
    }
  }
}
