import Incidents
import Tabular

/// Event data as a study takes them: the files of an import, in memory.
struct ImportedEvents: Sendable {
  /// The table of incidents in the results of a study.
  static let table = "\(folder)/incidents.csv"
  private static let folder = "imported"

  /// The bytes of the table of incidents.
  let incidents: [UInt8]
  /// The sides of the incidents with their names.
  let sides: Sides
  /// Rows read, used and left out, in sentences.
  let account: [String]
  /// The files of the import as results of a study.
  let files: [OutputFolder.File]

  /// An import with its table of incidents first.
  init(files: [OutputFolder.File], sides: Sides, account: [String]) {
    incidents = files[0].bytes
    self.sides = sides
    self.account = account
    self.files = files.map { .init(name: "\(Self.folder)/\($0.name)", bytes: $0.bytes) }
  }
}
