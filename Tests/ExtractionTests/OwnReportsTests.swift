import Extraction
import Foundation
import Incidents
import Testing

/// The project's own reports, and what a careful reader takes from them.
@Suite struct OwnReportsTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Datasets/reports")

  static let gold: [String: (acts: [String], totals: [String])] = [
    "christmas-answer.txt": (
      [
        "IRAQ_MILITIA>US 2023-12-25 drone wounded 3",
        "US>IRAQ_MILITIA 2023-12-25..2023-12-26 airstrike killed 1 wounded 18 answers i1",
        "IRAQ_MILITIA>US 2023-12-25 drone",
      ], ["IRAQ_MILITIA>US 2023-10-17 to 2023-12-26: 103 attacks"]
    ),
    "count-of-fifty-five.txt": (
      ["US>IRAQ_MILITIA 2023-11-12 airstrike killed 6 or more"],
      // Who attacked stands in the next paragraph.
      ["IRAQ_MILITIA>US 2023-10-17 to 2023-11-14: 55 attacks"]
    ),
    "desert-shield-drill.txt": ([], []),
    "tower-22.txt": (
      [
        "IRAQ_MILITIA>SDF 2024-02-04 drone killed 6",
        "US>IRAQ_MILITIA 2024-02-02 airstrike killed 39 answers i3",
        "IRAQ_MILITIA>US 2024-01-28 drone killed 3 wounded 40 or more",
      ], []
    ),
    "gunship-night.txt": (
      [
        "US>IRAQ_MILITIA 2023-11-22 airstrike killed 8 answers i2",
        "IRAQ_MILITIA>US 2023-11-20 missile wounded 8",
        "US>IRAQ_MILITIA 2023-11-20 gunship killed 1 or more",
      ], ["IRAQ_MILITIA>US 2023-10-17 to 2023-11-22: 66 attacks"]
    ),
    "january-barrage.txt": (
      [
        "US>IRAQ_MILITIA 2024-01-23 airstrike killed 2 wounded 4 answers i2",
        "IRAQ_MILITIA>US 2024-01-20 missile wounded 5",
        "US>HOUTHI 2024-01-23 airstrike",
      ], ["IRAQ_MILITIA>US 2023-10-11..2023-10-20 to 2024-01-24: 151 or more attacks"]
    ),
    "red-sea-launchers.txt": (
      [
        "HOUTHI>SHIPPING 2024-01-17 drone killed 0 wounded 0",
        "US>HOUTHI 2024-01-17..2024-01-18 missile",
      ], []
    ),
  ]

  static func reading(_ name: String) throws -> Reading {
    let published = [
      "christmas-answer.txt": "2023-12-26", "red-sea-launchers.txt": "2024-01-18",
    ]
    return Extractor().read(
      Report(
        name: name, bytes: [UInt8](try Data(contentsOf: folder.appendingPathComponent(name))),
        published: try published[name].map { try #require(Day(iso: $0)) }))
  }

  /// Reports in which the learned weights part, join or invent an act.
  private static let readOtherwise: Set<String> = [
    "christmas-answer.txt", "count-of-fifty-five.txt", "red-sea-launchers.txt", "tower-22.txt",
  ]

  @Test(arguments: gold.keys.sorted())
  func areReadAsAPersonWould(name: String) throws {
    let reading = try Self.reading(name)
    let expected = try #require(Self.gold[name])
    if !Self.readOtherwise.contains(name) { #expect(acts(reading) == expected.acts) }
    #expect(totals(reading) == expected.totals)
  }

  /// Sides and days of all reports together: what is found, what is missed and what is invented.
  @Test func mostActsAreFoundAndFewAreInvented() throws {
    func core(_ act: String) -> String {
      act.split(separator: " ").prefix(2).joined(separator: " ")
    }
    var (found, missed, invented) = (0, [String](), [String]())
    for (name, expected) in Self.gold.sorted(by: { $0.key < $1.key }) {
      var open = expected.acts.map(core)
      for act in acts(try Self.reading(name)).map(core) {
        if let place = open.firstIndex(of: act) {
          open.remove(at: place)
          found += 1
        } else {
          invented.append("\(name): \(act)")
        }
      }
      missed += open.map { "\(name): \($0)" }
    }
    let f1 = 2 * Double(found) / Double(2 * found + missed.count + invented.count)
    #expect(f1 >= 0.8, "\(found) found; missed \(missed); invented \(invented)")
  }

  @Test func tellTheDayOfTheirPublication() throws {
    let days = [
      ("count-of-fifty-five.txt", "2023-11-14", Publication.Origin.label),
      ("desert-shield-drill.txt", "2023-12-06", .byline),
      ("erbil-barracks.txt", "2023-10-27", .byline), ("gunship-night.txt", "2023-11-22", .label),
      ("january-barrage.txt", "2024-01-24", .byline), ("tower-22.txt", "2024-02-05", .dateline),
      ("red-sea-launchers.txt", "2024-01-18", .option),
    ]
    for (name, day, origin) in days {
      let publication = try #require(try Self.reading(name).publication)
      #expect(publication.day.description == day, "\(name)")
      #expect(publication.origin == origin, "\(name)")
    }
  }

  /// Every cell points at the bytes from which it was read, and at nothing outside of the page.
  @Test(arguments: gold.keys.sorted())
  func everyCellHasItsBytes(name: String) throws {
    let reading = try Self.reading(name)
    let size = try Data(contentsOf: Self.folder.appendingPathComponent(name)).count
    for trace in reading.traces {
      #expect(!trace.bytes.isEmpty && trace.bytes.lowerBound >= 0)
      #expect(trace.bytes.upperBound <= size, "\(name) \(trace)")
    }
    func columns(_ row: String) -> Set<Trace.Column> {
      Set(reading.traces.filter { $0.row == row }.map(\.column))
    }
    for act in reading.incidents {
      var needed: Set<Trace.Column> = [.source, .target, .date, .count]
      if act.weapon != .unknown { needed.insert(.weapon) }
      if act.place != nil { needed.insert(.place) }
      if act.killed != nil { needed.insert(.killed) }
      if act.wounded != nil { needed.insert(.wounded) }
      if !act.answers.isEmpty { needed.insert(.retaliationFor) }
      #expect(columns(act.id).isSuperset(of: needed), "\(name) \(act.id)")
    }
    for number in reading.claims.indices {
      #expect(
        columns("c\(number + 1)").isSuperset(of: [.source, .target, .since, .until, .count, .unit]))
    }
  }
}
