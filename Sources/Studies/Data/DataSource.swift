import Escalation
import EventData
import Extraction
import Incidents
import Reporting
import Settings
import Tabular

/// The data that settings name, read once, with an account of every row.
public struct DataSource: Sendable {
  private enum Content: Sendable {
    case incidents(IncidentRecord)
    case times([UInt8], file: String)
    case table([UInt8], file: String)
  }

  /// The rows read, used and left out, a sentence a file.
  public let account: [String]
  private let remarks: [RowRemark]

  /// The files of the import of event data; empty without them.
  public let imported: [OutputFolder.File]

  private let content: Content
  private let settings: DataSettings
  /// The files that were read.
  public let inputs: Inputs

  /// Reads the files.
  ///
  /// - Parameters:
  ///   - settings: Which files, and how they are used.
  ///   - events: Event data that become the incidents that the settings name.
  ///   - given: Bytes that are at hand already, by the name under which the settings have them.
  ///   - locate: Where a file lies that the settings name.
  /// - Throws: ``FileError``, ``TabularError``, ``SidesTextError``, ``ImportError``, ``PlanError``
  ///   where too many rows match no side.
  public init(
    _ settings: DataSettings, events: ImportSettings? = nil, given: [String: [UInt8]] = [:],
    locate: (String) -> String = { $0 }
  ) throws {
    var inputs = Inputs(given: given)
    let events = try events.map { try $0.plan(&inputs, locate: locate).events(&inputs) }
    imported = events?.files ?? []
    self.settings = settings
    if let file = settings.counts {
      content = .table(try inputs.read(locate(file), as: file), file: file)
      (account, remarks) = ([], [])
    } else if let file = settings.times {
      let bytes = try inputs.read(locate(file), as: file)
      content = .times(bytes, file: file)
      let events = try DataSource.events(bytes, file: file, settings, settings.selection)
      let used = events.times.reduce(0) { $0 + $1.count }
      account = [
        "\(file): \(used + events.otherRows) rows: "
          + (events.otherRows == 0
            ? "all used." : "\(used) used, \(events.otherRows) of other streams.")
      ]
      remarks = events.remarks
    } else {
      let record = try IncidentRecord(
        settings, events: events, inputs: &inputs, locate: locate)
      content = .incidents(record)
      account = record.account
      remarks = record.remarks
    }
    self.inputs = inputs
  }

  /// The tables that belong to the data: what was used, and what became of every row.
  ///
  /// - Throws: ``ConflictDataError``.
  public func tables() throws -> [Table] {
    let rows = remarks.isEmpty ? [] : [RowsTable.table(remarks)]
    guard case .incidents(let record) = content else { return rows }
    return rows + record.tables(of: try data(ColumnRequest(), selection: settings.selection))
  }

  /// What was found in reports, by the name of its file without ending; empty without reports.
  public var extracted: [Table] {
    if case .incidents(let record) = content { return record.extracted }
    return []
  }

  /// The data as a model takes them.
  ///
  /// - Parameters:
  ///   - request: The columns that the model takes of a table.
  ///   - selection: Rows and columns that are looked at.
  /// - Returns: The data.
  /// - Throws: ``TabularError``, ``IncidentError``, ``PlanError``, ``ConflictDataError``.
  public func data(
    _ request: ColumnRequest, selection: SelectionSettings
  ) throws -> ConflictData {
    var data: ConflictData
    switch content {
    case .incidents(let record):
      data = try record.data(selection, settings: settings)
    case .times(let bytes, let file):
      let events = try DataSource.events(bytes, file: file, settings, selection)
      data = try ConflictData(
        streams: events.streams, times: events.times, span: selection.span)
    case .table(let bytes, let file):
      data = try SeriesTable(bytes, file: file).data(request, selection: selection)
    }
    data.inputHash = inputs.hash
    return data
  }

  private static func events(
    _ bytes: [UInt8], file: String, _ settings: DataSettings, _ selection: SelectionSettings
  ) throws -> EventTimesTable.Events {
    let span = try selection.span
    let events = try EventTimesTable.read(
      bytes, file: file, streams: settings.streams?.entries, window: span.window,
      span: span.numbersOnly)
    guard !events.streams.isEmpty else { throw ConflictDataError.noEvents }
    return events
  }
}
