import Extraction
import Incidents
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// How many reports of 2 kB are read in a second of processor time on one core, from memory.
//
//     extraction-speed FOLDER [COUNT]
//
// FOLDER holds texts; they are joined and cut to 2,048 bytes each, COUNT of them (default 4,000).

/// Why nothing is measured.
struct Problem: Error {
  let text: String
}

let arguments = CommandLine.arguments
guard arguments.count >= 2 else { throw Problem(text: "usage: extraction-speed FOLDER [COUNT]") }
let folder = arguments[1]
let count = arguments.count > 2 ? Int(arguments[2]) ?? 4000 : 4000

let texts = try InputFolder.files(folder, ending: ".txt").map {
  try InputFile.contents(path: "\(folder)/\($0)")
}
guard !texts.isEmpty else { throw Problem(text: "\(folder): no texts") }
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

/// Seconds of processor time that a piece of work takes; the wall clock of a shared machine would
/// measure its neighbours.
func seconds(_ work: () -> Void) -> Double {
  let start = clock()
  work()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

var extractor: Extractor?
let start = seconds { extractor = Extractor() }
var incidents = 0
var best = Double.infinity
if let extractor {
  for _ in 0..<5 {
    incidents = 0
    best = min(
      best,
      seconds { for report in reports { incidents += extractor.read(report).incidents.count } })
  }
}

print("quantity,value")
print("reports,\(count)")
print("bytes_each,2048")
print("incidents,\(incidents)")
print("dictionaries_seconds,\((start * 1000).rounded() / 1000)")
print("reports_per_second,\(Int(Double(count) / best))")
