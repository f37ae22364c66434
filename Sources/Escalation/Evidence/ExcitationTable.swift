/// Excitations of the two streams in question, by provoker and lag, each computed once.
struct ExcitationTable: Sendable {
  private struct Key: Hashable {
    let responder: Int
    let provoker: Int
    let lag: Double
  }

  private var table: [Key: Excitation] = [:]

  /// The excitations that options name.
  init(_ data: EvidenceData, options: SharedTrendEvidence.Options) {
    for i in 0..<EvidenceData.responders {
      for j in data.counts.indices {
        for lag in i == j ? options.ownLags : options.lags {
          table[Key(responder: i, provoker: j, lag: lag)] = Excitation(
            data, responder: i, provoker: j, lag: lag)
        }
      }
    }
  }

  /// The excitation of a responder by a provoker.
  ///
  /// - Precondition: The options name the lag.
  subscript(_ responder: Int, _ provoker: Int, _ lag: Double) -> Excitation {
    table[Key(responder: responder, provoker: provoker, lag: lag)]!
  }
}
