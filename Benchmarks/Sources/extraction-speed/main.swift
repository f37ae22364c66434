import Talion

// How many reports of 2 kB are read in a second on one core, reading from memory.
//
//     extraction-speed FOLDER [COUNT]
//
// FOLDER holds texts; they are joined and cut to 2,048 bytes each, COUNT of them (default 4,000).

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { throw PlanError.usage("usage: extraction-speed FOLDER [COUNT]") }
let folder = arguments[1]
let count = arguments.count > 2 ? Int(arguments[2]) ?? 4000 : 4000

let texts = try InputFolder.files(folder, ending: ".txt").map {
  try InputFile.contents(path: "\(folder)/\($0)")
}
guard !texts.isEmpty else { throw PlanError.data("\(folder): no texts") }
let reports = (0..<count).map { number in
  var bytes: [UInt8] = []
  var next = number
  while bytes.count < 2048 {
    bytes += texts[next % texts.count] + Array("\n\n".utf8)
    next += 1
  }
  return Report(
    name: "\(number).txt", bytes: Array(bytes.prefix(2048)), published: Day(iso: "2024-02-05"))
}

let clock = ContinuousClock()
var extractor: Extractor?
let start = clock.measure { extractor = Extractor() }
var incidents = 0
var best = Duration.seconds(1_000_000)
if let extractor {
  for _ in 0..<3 {
    incidents = 0
    let time = clock.measure {
      for report in reports { incidents += extractor.read(report).incidents.count }
    }
    best = min(best, time)
  }
}

func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}

print("quantity,value")
print("reports,\(count)")
print("bytes_each,2048")
print("incidents,\(incidents)")
print("dictionaries_seconds,\((seconds(start) * 1000).rounded() / 1000)")
print("reports_per_second,\(Int(Double(count) / seconds(best)))")
