import Tabular

/// The event data sets that can be imported.
public enum EventSets {
  /// One importer a set, in the order in which a table is compared with them.
  package static var all: [any EventImporter.Type] {
    [
      ACLEDImporter.self, GEDImporter.self, GDELTImporter.self, ICEWSImporter.self,
      POLECATImporter.self, SCADImporter.self, GTDImporter.self, ClineImporter.self,
      OEDAImporter.self, XSubImporter.self, TableImporter.self,
    ]
  }

  /// The sets by their names.
  public static var sets: [EventSet] { all.map { $0.set } }

  /// The importer of a name.
  static func named(_ name: String) -> (any EventImporter.Type)? {
    all.first { $0.set.name == name.lowercased() }
  }

  /// The importer of a table, found by its header or its first row; nil where it is of no known set.
  static func recognized(_ shape: TableShape) -> (any EventImporter.Type)? {
    all.dropLast().first { $0.recognizes(shape) }
  }
}
