import Foundation
import Testing

/// The house as its sources are: who imports whom, and what stays in one room.
@Suite struct LayeringTests {
  /// What each room may import of the package's own rooms, lowest first. DESIGN.md has the table;
  /// CONTRIBUTING.md ("Decisions") says where and why this one goes beyond it.
  static let rooms: [(name: String, imports: Set<String>)] = [
    ("CLAPACKE", []),
    ("CHashing", []),
    ("CVectorMath", []),
    ("LinearAlgebra", ["CLAPACKE"]),
    ("Randomness", []),
    ("Estimation", ["LinearAlgebra", "Randomness"]),
    ("Incidents", []),
    ("CXLSXWriter", []),
    ("CXML2", []),
    ("CZip", []),
    ("CZlib", []),
    ("Tabular", ["CHashing", "CXLSXWriter", "CXML2", "CZip", "CZlib"]),
    ("Markup", ["CXML2"]),
    ("EventData", ["Incidents", "Tabular"]),
    ("Extraction", ["Incidents"]),
    ("TimeSeries", ["Estimation", "LinearAlgebra", "Randomness"]),
    ("PointProcesses", ["Estimation", "LinearAlgebra", "Randomness", "CVectorMath"]),
    (
      "Escalation",
      ["Incidents", "TimeSeries", "PointProcesses", "Estimation", "LinearAlgebra", "Randomness"]
    ),
    ("TextCharts", []),
    (
      "Reporting",
      [
        "Escalation", "Tabular", "TextCharts", "Incidents", "TimeSeries", "PointProcesses",
        "Estimation",
      ]
    ),
    ("Settings", ["Escalation", "Incidents", "TimeSeries", "PointProcesses"]),
    (
      "Studies",
      [
        "Settings", "Reporting", "EventData", "Extraction", "Markup", "Escalation", "Incidents",
        "Tabular", "TextCharts", "LinearAlgebra", "Estimation",
      ]
    ),
    (
      "TalionCommands",
      [
        "Studies", "Settings", "Reporting", "Extraction", "EventData", "Escalation", "Incidents",
        "Tabular", "TextCharts", "LinearAlgebra", "PointProcesses", "TimeSeries",
      ]
    ),
    ("talion", ["TalionCommands"]),
  ]

  /// Rooms that only name a library of the system.
  static let systemModules: Set<String> = [
    "CLAPACKE", "CXLSXWriter", "CXML2", "CZip", "CZlib", "CHashing", "CVectorMath",
  ]

  /// Packages that a room may import from outside.
  static let outside: [String: Set<String>] = [
    "RealModule": [
      "Randomness", "Estimation", "TimeSeries", "PointProcesses", "Escalation", "Reporting",
    ],
    "Yams": ["Studies"], "Synchronization": ["Tabular", "TalionCommands"],
    "ArgumentParser": ["Settings", "Studies", "TalionCommands"],
  ]

  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func sources(of room: String) throws -> [(name: String, text: String)] {
    let folder = root.appendingPathComponent("Sources/\(room)")
    let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    var result: [(String, String)] = []
    while let url = files?.nextObject() as? URL {
      guard url.pathExtension == "swift" else { continue }
      result.append((url.lastPathComponent, try String(contentsOf: url, encoding: .utf8)))
    }
    return result
  }

  static func imports(_ text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ")
      guard let index = words.firstIndex(of: "import"), words.count > index + 1,
        words[..<index].allSatisfy({ $0.hasPrefix("@") || $0 == "public" || $0 == "package" })
      else { return nil }
      return String(words[index + 1])
    }
  }

  @Test func everyFolderIsARoomOfTheDesign() throws {
    let folders = try FileManager.default.contentsOfDirectory(
      atPath: Self.root.appendingPathComponent("Sources").path)
    #expect(Set(folders) == Set(Self.rooms.map(\.name)).union(["Talion"]))
  }

  @Test func noRoomImportsBeyondItsTable() throws {
    let own = Set(Self.rooms.map(\.name)).union(["Talion"])
    let system: Set<String> = ["Glibc", "Musl", "Darwin"]
    for room in Self.rooms where !Self.systemModules.contains(room.name) {
      let sources = try Self.sources(of: room.name)
      #expect(!sources.isEmpty, "\(room.name) is empty")
      for (file, text) in sources {
        for module in Self.imports(text) {
          if own.contains(module) {
            #expect(room.imports.contains(module), "\(room.name)/\(file) imports \(module)")
          } else if let allowed = Self.outside[module] {
            #expect(allowed.contains(room.name), "\(room.name)/\(file) imports \(module)")
          } else {
            #expect(system.contains(module), "\(room.name)/\(file) imports \(module)")
          }
        }
      }
    }
  }

  @Test func noArrowPointsUp() {
    var seen: Set<String> = []
    // The wings and the leaves stand side by side, so "lower" is what the table lists before.
    for room in Self.rooms {
      for module in room.imports where module != "TextCharts" {
        #expect(seen.contains(module), "\(room.name) imports \(module) from above")
      }
      seen.insert(room.name)
    }
  }

  @Test func theWingsDoNotSeeEachOther() throws {
    for (wing, other) in [("TimeSeries", "PointProcesses"), ("PointProcesses", "TimeSeries")] {
      for (file, text) in try Self.sources(of: wing) {
        #expect(!Self.imports(text).contains(other), "\(wing)/\(file)")
      }
    }
  }

  @Test func oneRoomSeesLAPACKAndOneTheTerminal() throws {
    for room in Self.rooms where !["CLAPACKE", "LinearAlgebra"].contains(room.name) {
      for (file, text) in try Self.sources(of: room.name) {
        for word in ["LAPACKE_", "cblas_", "openblas_"] {
          #expect(!text.contains(word), "\(room.name)/\(file) has \(word)")
        }
      }
    }
    for room in Self.rooms where room.name != "TalionCommands" {
      for (file, text) in try Self.sources(of: room.name) {
        for word in ["print(", "isatty", "ioctl", "exit(", "fatalError", "getenv"] {
          #expect(!text.contains(word), "\(room.name)/\(file) has \(word)")
        }
      }
    }
  }

  @Test func filesHoldOneIdea() throws {
    for room in Self.rooms where !Self.systemModules.contains(room.name) {
      for (file, text) in try Self.sources(of: room.name) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines <= 400, "\(room.name)/\(file) has \(lines) lines")
      }
    }
  }

  @Test func nothingNamesAMachine() throws {
    let words = ["/home/", "/root/", "/tmp/", "localhost", "127.0.0.1"]
    for room in Self.rooms where !Self.systemModules.contains(room.name) {
      for (file, text) in try Self.sources(of: room.name) {
        for word in words { #expect(!text.contains(word), "\(room.name)/\(file) has \(word)") }
      }
    }
  }
}
