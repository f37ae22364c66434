import Extraction
import Foundation
import Incidents
import Testing

/// The labelled seed reports, where the folder that holds them is at hand.
@Suite struct SeedReportsTests {
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("../shared/reference/extraction").standardized

  struct Gold: Decodable {
    struct Document: Decodable {
      var doc: String
      var published_hint: String
      var incidents: [Act]
      var claims: [Total]
    }
    struct Act: Decodable {
      var source: String
      var target: String
      var source_alt: [String]?
      var target_alt: [String]?
      var date: [String?]?
      var optional: Bool?
    }
    struct Total: Decodable {
      var source: String
      var source_alt: [String]?
      var count: [Int?]
      var optional: Bool?
    }
    var documents: [Document]
  }

  /// Matching here asks for the sides and for dates at most a day apart, one gold entry for one
  /// incident; the scorer beside the gold asks the same and settles ties better.
  @Test(.enabled(if: FileManager.default.fileExists(atPath: folder.path)))
  func mostIncidentsAndAllTotalsAreFound() throws {
    let gold = try JSONDecoder().decode(
      Gold.self, from: Data(contentsOf: Self.folder.appendingPathComponent("seeds_gold.json")))
    var hits = 0
    var found = 0
    var wanted = 0
    for document in gold.documents {
      let bytes = try Data(contentsOf: Self.folder.appendingPathComponent("seeds/\(document.doc)"))
      let reading = Extractor().read(
        Report(
          name: document.doc, bytes: [UInt8](bytes),
          published: Day(iso: document.published_hint)))
      var open = document.incidents
      for act in reading.incidents {
        let match = open.firstIndex { entry in
          ([entry.source] + (entry.source_alt ?? [])).contains(act.source.code)
            && ([entry.target] + (entry.target_alt ?? [])).contains(act.target.code)
            && Self.near(entry.date, act.dates)
        }
        guard let match else {
          found += 1
          continue
        }
        let isRequired = open.remove(at: match).optional != true
        hits += isRequired ? 1 : 0
        found += isRequired ? 1 : 0
      }
      wanted += document.incidents.count { $0.optional != true }
      for total in document.claims where total.optional != true {
        #expect(
          reading.claims.contains {
            ([total.source] + (total.source_alt ?? [])).contains($0.source.code)
              && $0.count.minimum == total.count[0]
          }, "\(document.doc) \(total)")
      }
    }
    let f1 = 2 * Double(hits) / Double(found + wanted)
    #expect(f1 >= 0.90, "\(hits) of \(wanted) found in \(found)")
  }

  static func near(_ gold: [String?]?, _ dates: DayInterval) -> Bool {
    guard let low = (gold?.first ?? nil).flatMap({ Day(iso: $0) }) else { return true }
    guard let days = dates.bounded else { return false }
    let high = (gold?.last ?? nil).flatMap { Day(iso: $0) } ?? low
    return days.lowerBound <= high + 1 && low <= days.upperBound + 1
  }
}
