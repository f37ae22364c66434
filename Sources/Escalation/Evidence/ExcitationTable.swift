/// Excitations of the two streams in question, by provoker and lag, each computed once.
struct ExcitationTable: Sendable {
  private struct Key: Hashable {
    let responder: Int
    let provoker: Int
    let lag: Double
  }

  private let data: EvidenceData
  private var table: [Key: Excitation] = [:]

  /// The excitations that options name.
  init(_ data: EvidenceData, options: SharedTrendEvidence.Options) {
    self.data = data
    for i in 0..<EvidenceData.responders {
      for j in data.counts.indices {
        for lag in i == j ? options.ownLags : options.lags {
          table[Key(responder: i, provoker: j, lag: lag)] = Excitation(
            data, responder: i, provoker: j, lag: lag)
        }
      }
    }
  }

  /// The excitation of a responder by acts of earlier days and of the same day.
  subscript(promptAnswerOf responder: Int, provoker: Int, lag: Double) -> Excitation {
    self[responder, provoker, lag].withSameDay(of: data.counts[provoker], lag: lag)
  }

  /// The excitation of a responder by a provoker; a lag that the options do not name is computed anew.
  subscript(_ responder: Int, _ provoker: Int, _ lag: Double) -> Excitation {
    table[Key(responder: responder, provoker: provoker, lag: lag)]
      ?? Excitation(data, responder: responder, provoker: provoker, lag: lag)
  }
}
