import Foundation
import LinearAlgebra
import Testing

/// Reads the JSON and CSV files that reference values come in.
struct ReferenceTable {
  private let object: [String: Any]

  init(_ url: URL) throws {
    object = try #require(
      JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any])
  }

  private init(object: [String: Any]) { self.object = object }

  /// The reference values; README.md there names their sources and scripts.
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Reference")

  subscript(_ key: String) -> ReferenceTable {
    ReferenceTable(object: object[key] as! [String: Any])
  }
  func objects(_ key: String) -> [ReferenceTable] {
    (object[key] as! [[String: Any]]).map { ReferenceTable(object: $0) }
  }
  func number(_ key: String) -> Double { (object[key] as! NSNumber).doubleValue }
  func text(_ key: String) -> String? { object[key] as? String }
  func texts(_ key: String) -> [String] { object[key] as? [String] ?? [object[key] as! String] }
  func list(_ key: String) -> [Double] { object[key] as! [Double] }
  func matrix(_ key: String) -> Matrix { Matrix(object[key] as! [[Double]]) }
  func matrices(_ key: String) -> [Matrix] { (object[key] as! [[[Double]]]).map { Matrix($0) } }

  /// The numeric columns of a CSV file behind a first column of labels.
  static func columns(_ url: URL) throws -> Matrix {
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst()
    return Matrix(lines.map { $0.split(separator: ",").dropFirst().map { Double($0)! } })
  }
}

/// The largest relative error among the elements; zeros are compared with the largest element.
func relativeError(_ values: Matrix, _ reference: Matrix) -> Double {
  zip(values.elements, reference.elements).reduce(0) { worst, pair in
    let scale = pair.1 == 0 ? max(reference.largestMagnitude, 1e-300) : abs(pair.1)
    return max(worst, abs(pair.0 - pair.1) / scale)
  }
}

func relativeError(_ value: Double, _ reference: Double) -> Double {
  abs(value - reference) / abs(reference)
}
