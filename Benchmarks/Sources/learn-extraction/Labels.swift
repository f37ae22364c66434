import Extraction
import Foundation
import Incidents

/// A file of labelled reports.
struct Labels: Decodable {
  struct Document: Decodable {
    let doc: String
    let published: String?
    let published_hint: String?
    let incidents: [Act]
  }

  struct Act: Decodable {
    let id: String
    let source: String
    let target: String
    let source_alt: [String]?
    let target_alt: [String]?
    let date: [String?]?
    let killed: [Int?]?
    let optional: Bool?
    let retaliation_for: [String]
    let evidence: String

    var lesson: Lesson.Act {
      Lesson.Act(
        id: id, sources: ([source] + (source_alt ?? [])).map { Side($0) },
        targets: ([target] + (target_alt ?? [])).map { Side($0) }, dates: days,
        evidence: evidence, killed: count, isRequired: optional != true, answers: retaliation_for)
    }

    private var days: DayInterval? {
      guard let date, let first = date.first ?? nil, let one = Day(iso: first) else {
        return nil
      }
      let last = (date.last ?? nil).flatMap { Day(iso: $0) } ?? one
      return DayInterval(min(one, last)...max(one, last))
    }

    private var count: CountInterval? {
      guard let killed, let low = killed.first ?? nil else { return nil }
      return try? CountInterval(minimum: low, maximum: killed.last ?? nil)
    }
  }

  let documents: [Document]
}

extension Labels.Document {
  /// The report in a folder, with its acts.
  func lesson(in folder: URL) throws -> Lesson {
    let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent(doc)))
    let day = (published_hint ?? published).flatMap { Day(iso: $0) }
    return Lesson(
      report: Report(name: doc, bytes: bytes, published: day), acts: incidents.map(\.lesson))
  }
}
