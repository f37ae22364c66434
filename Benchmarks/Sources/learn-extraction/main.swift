import EventData
import Extraction
import Foundation
import Incidents

// learn-extraction WEIGHTS HELDOUT (LABELS.json FOLDER)...
//
// Learns the weights of the decisions of Extraction from labelled reports, writes them, and writes
// what each report gives with weights learned from other reports.
let arguments = CommandLine.arguments
guard arguments.count >= 5, arguments.count % 2 == 1 else {
  print("usage: learn-extraction WEIGHTS HELDOUT (LABELS.json FOLDER)...")
  exit(64)
}
var learner = Learner()
for index in stride(from: 3, to: arguments.count, by: 2) {
  let data = try Data(contentsOf: URL(fileURLWithPath: arguments[index]))
  let folder = URL(fileURLWithPath: arguments[index + 1])
  for document in try JSONDecoder().decode(Labels.self, from: data).documents {
    learner.add(try document.lesson(in: folder))
  }
}
let result = learner.learn()
try result.weights.text.write(toFile: arguments[1], atomically: true, encoding: .utf8)
try FileManager.default.createDirectory(
  atPath: arguments[2], withIntermediateDirectories: true)
for table in [
  IncidentTable.table(result.heldOut.flatMap(\.incidents)),
  ClaimTable.table(result.heldOut.flatMap(\.claims)),
] {
  try Data(table.encoded(.csv))
    .write(to: URL(fileURLWithPath: "\(arguments[2])/\(table.name).csv"))
}
