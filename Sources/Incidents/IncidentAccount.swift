/// What became of every row of a table of incidents: used in one of the streams, or listed with the
/// reason. Every row is one or the other; rows that are used can have a remark as well.
public struct IncidentAccount: Hashable, Sendable {
  /// The file, as the user named it.
  public let file: String
  /// The incidents as they were given, in the same order, with sides spelled as the streams spell
  /// them. Streams should be made of these.
  public let incidents: [Incident]
  /// Positions of the incidents that are used.
  public let used: [Int]
  /// Remarks in the order of the rows: those that are not used, duplicate ids and repeated rows.
  public let remarks: [RowRemark]
  /// Names that match no side, those of most rows first.
  public let unmatchedNames: [UnmatchedName]
  /// How many rows have each of these names.
  public let rowsOfName: [String: Int]
  /// How many rows can have happened in the window.
  public let rowsInWindow: Int
  /// How many of these name a side that is not known.
  public let unmatchedInWindow: Int

  /// The account of the rows of a table.
  ///
  /// A name matches when it is the code of a stream's side, or when the sides file has it. Each row
  /// that is not used has one reason, the first that applies of: a name that matches no side, an
  /// author or target that nobody names, source and target the same side, another stream, undated,
  /// outside the window.
  ///
  /// - Parameters:
  ///   - incidents: One for each row, in the order of the table.
  ///   - file: The name of the table, for messages.
  ///   - streams: The directed dyads asked for.
  ///   - window: The observed days.
  ///   - sides: The sides file of the analysis, if there is one.
  ///   - suggested: Further sides from which only suggestions are made.
  public init(
    of incidents: [Incident], file: String, streams: [Dyad], window: ObservationWindow,
    sides: Sides? = nil, suggested: Sides? = nil
  ) {
    var matching = DyadMatching(streams: streams, sides: sides, suggested: suggested)
    var spelled = incidents
    var used: [Int] = []
    var remarks: [RowRemark] = []
    var (rowsInWindow, unmatchedInWindow) = (0, 0)
    var firstOfID: [ID: Int?] = [:]
    var firstOfAct: [Act: Int?] = [:]
    for (index, incident) in incidents.enumerated() {
      let (dyad, mismatch) = matching.match(incident.dyad)
      if dyad != incident.dyad {
        spelled[index].source = dyad.source
        spelled[index].target = dyad.target
      }
      let row = incident.provenance.row
      let isInWindow = incident.dates.overlaps(window.days)
      if isInWindow { rowsInWindow += 1 }
      func remark(_ reason: RowRemark.Reason) {
        remarks.append(
          RowRemark(
            file: file, row: row, what: "\(incident.dyad) \(incident.dates)", reason: reason))
      }
      if let mismatch {
        if isInWindow, case .unmatched = mismatch { unmatchedInWindow += 1 }
        remark(mismatch)
      } else if incident.dates.bounded == nil {
        remark(.undated)
      } else if !isInWindow {
        remark(.outsideWindow(window))
      } else {
        used.append(index)
        if let first = firstOfID.updateValue(row, forKey: ID(incident)) {
          firstOfID[ID(incident)] = first
          remark(.duplicateID(incident.id, firstRow: first))
        }
        let act = Act(incident, dyad)
        if let first = firstOfAct.updateValue(row, forKey: act) {
          firstOfAct[act] = first
          remark(.repeatedRow(firstRow: first))
        }
      }
    }
    self.file = file
    self.incidents = spelled
    self.used = used
    self.remarks = remarks
    self.rowsInWindow = rowsInWindow
    self.unmatchedInWindow = unmatchedInWindow
    unmatchedNames = matching.unmatchedNames
    rowsOfName = matching.rowsOfName
  }

  /// The share of the rows in the window that name a side which is not known, 0 to 1; 0 when the
  /// window has no rows.
  public var unmatchedShare: Double {
    rowsInWindow == 0 ? 0 : Double(unmatchedInWindow) / Double(rowsInWindow)
  }

  /// The account in one sentence: "160 rows: 140 used, 10 name 'Kurdistan Workers' Party', which
  /// matches no side (nearest: PKK), 5 undated, 5 outside the window."
  public var summary: String {
    RowSummary(
      noun: "row", total: incidents.count, used: used.count, remarks: remarks,
      unmatchedNames: unmatchedNames, rowsOfName: rowsOfName
    ).sentence
  }

  private struct ID: Hashable {
    let document: String
    let id: String

    init(_ incident: Incident) {
      document = incident.provenance.document
      id = incident.id
    }
  }

  private struct Act: Hashable {
    let dyad: Dyad
    let dates: DayInterval
    let count: CountInterval
    let place: String?

    init(_ incident: Incident, _ dyad: Dyad) {
      self.dyad = dyad
      dates = incident.dates
      count = incident.count
      place = incident.place
    }
  }
}
