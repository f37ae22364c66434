/// The estimates of one fit, looked up by what is estimated of whom.
public struct Estimates: Sendable {
  private struct Key: Hashable {
    let estimand: Estimand
    let responder: Int?
    let provoker: Int?
    let assumption: Estimate.Assumption?
  }

  /// The names of the streams, to which positions of rows refer.
  public let streams: [String]
  /// The rows, in the order in which tables show them.
  public let rows: [Estimate]
  private let places: [Key: Int]

  /// Estimates of some streams; of two rows of the same quantity the first counts.
  public init(streams: [String], rows: [Estimate] = []) {
    self.streams = streams
    self.rows = rows
    places = Dictionary(
      rows.enumerated().map {
        (
          Key(
            estimand: $1.estimand, responder: $1.responder, provoker: $1.provoker,
            assumption: $1.assumption), $0
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  /// The estimate of a quantity; nil where the fit has none.
  public subscript(
    _ estimand: Estimand, responder responder: Int? = nil, provoker provoker: Int? = nil,
    assuming assumption: Estimate.Assumption? = nil
  ) -> Estimate? {
    places[
      Key(
        estimand: estimand, responder: responder, provoker: provoker, assumption: assumption)
    ].map { rows[$0] }
  }

  /// The rows for which something holds.
  public func filter(_ isKept: (Estimate) -> Bool) -> Estimates {
    Estimates(streams: streams, rows: rows.filter(isKept))
  }

  /// The same with further rows.
  func adding(_ more: [Estimate]) -> Estimates { Estimates(streams: streams, rows: rows + more) }

  /// The rows, each replaced.
  func map(_ replacement: (Estimate) -> Estimate) -> Estimates {
    Estimates(streams: streams, rows: rows.map(replacement))
  }

  /// The name of the stream that responds in a row; empty where it has none.
  public func responder(of row: Estimate) -> String { row.responder.map { streams[$0] } ?? "" }

  /// The name of the stream that provokes in a row; empty where it has none.
  public func provoker(of row: Estimate) -> String { row.provoker.map { streams[$0] } ?? "" }
}
