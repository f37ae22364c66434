import Incidents
import Tabular

/// A table of incidents in a file, or in the folder of an import.
public struct IncidentLog: Sendable {
  /// Its incidents.
  public let incidents: [Incident]
  /// Columns that were not read, if there are any.
  public let remarks: [RowRemark]
  /// The file that was read.
  public let record: Inputs.Record

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - path: The table, or a folder that holds `incidents.csv`.
  ///   - sides: Which names and codes stand for which side; nil takes codes as they are.
  /// - Throws: ``FileError``, ``TabularError``.
  public init(path: String, sides: Sides? = nil) throws {
    var bytes: [UInt8]
    var file = path
    do throws(FileError) {
      bytes = try InputFile.contents(path: path)
    } catch {
      file = "\(path)/incidents.csv"
      guard let inner = try? InputFile.contents(path: file) else { throw error }
      bytes = inner
    }
    let table = try IncidentTable.contents(of: bytes, file: file, sides: sides)
    incidents = table.rows
    remarks = table.remarks
    record = Inputs.Record(name: file, bytes: bytes)
  }
}
