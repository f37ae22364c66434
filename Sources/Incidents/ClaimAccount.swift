/// What became of every row of a table of running totals: it belongs to one of the streams, or it is
/// listed with the reason. Which totals of a stream make its ladder, ``ClaimSelection`` says.
public struct ClaimAccount: Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The totals as they were given, in the same order, with sides spelled as the streams spell them.
  public let claims: [Claim]
  /// Positions of the totals that belong to a stream.
  public let used: [Int]
  /// Remarks on the others, in the order of the rows.
  public let remarks: [RowRemark]
  /// Names that match no side, those of most rows first.
  public let unmatchedNames: [UnmatchedName]
  /// How many rows have each of these names.
  public let rowsOfName: [String: Int]

  /// The account of the rows of a table.
  ///
  /// Names match as in ``IncidentAccount``. Each row that is not used has one reason, the first that
  /// applies of: a name that matches no side, an author or target that nobody names, source and
  /// target the same side, another stream, an end of the span without a date, a reversed span.
  ///
  /// - Parameters:
  ///   - claims: One for each row, in the order of the table.
  ///   - file: The name of the table, for messages.
  ///   - streams: The directed dyads asked for.
  ///   - sides: The sides file of the analysis, if there is one.
  ///   - suggested: Further sides from which only suggestions are made.
  public init(
    of claims: [Claim], file: String, streams: [Dyad], sides: Sides? = nil,
    suggested: Sides? = nil
  ) {
    var matching = DyadMatching(streams: streams, sides: sides, suggested: suggested)
    var spelled = claims
    var used: [Int] = []
    var remarks: [RowRemark] = []
    for (index, claim) in claims.enumerated() {
      let (dyad, mismatch) = matching.match(claim.dyad)
      if dyad != claim.dyad {
        spelled[index].source = dyad.source
        spelled[index].target = dyad.target
      }
      var reason = mismatch
      if reason == nil {
        switch claim.spanError {
        case .noDate: reason = .undated
        case .reversed: reason = .reversedSpan
        case nil: break
        }
      }
      if let reason {
        let what = "\(claim.dyad) \(claim.since) to \(claim.until): \(claim.count)"
        remarks.append(
          RowRemark(file: file, row: claim.provenance.row, what: what, reason: reason))
      } else {
        used.append(index)
      }
    }
    self.file = file
    self.claims = spelled
    self.used = used
    self.remarks = remarks
    unmatchedNames = matching.unmatchedNames
    rowsOfName = matching.rowsOfName
  }

  /// The account in one sentence, as ``IncidentAccount/summary``.
  public var summary: String {
    RowSummary(
      noun: "total", total: claims.count, used: used.count, remarks: remarks,
      unmatchedNames: unmatchedNames, rowsOfName: rowsOfName
    ).sentence
  }
}
