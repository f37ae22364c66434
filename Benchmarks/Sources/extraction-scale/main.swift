import EventData
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

// How the time for reading and merging grows where many reports fall on one week.
//
//     extraction-scale [COUNT]             a table: COUNT reports (20,000) of a week and of 30 years
//     extraction-scale write FOLDER DAYS COUNT   the reports as files, to try the command on

/// Seconds of processor time that a piece of work takes.
func seconds(_ work: () -> Void) -> Double {
  let start = clock()
  work()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

let arguments = CommandLine.arguments
if arguments.count == 5, arguments[1] == "write", let days = Int(arguments[3]),
  let count = Int(arguments[4]), days > 0
{
  let reports = SyntheticReports(days: days)
  try OutputFile.makeFolder(arguments[2])
  for number in 0..<count {
    let report = reports.report(number)
    try OutputFile.write(report.bytes, to: "\(arguments[2])/\(report.name)")
  }
  exit(0)
}

let count = arguments.count > 1 ? Int(arguments[1]) ?? 20_000 : 20_000
let extractor = Extractor()
print("set,size,rows,acts,reading_seconds,merging_seconds")
for (name, days) in [("30 years", 10_957), ("one week", 7)] {
  let reports = SyntheticReports(days: days)
  var incidents: [Incident] = []
  let reading = seconds {
    for number in 0..<count { incidents += extractor.read(reports.report(number)).incidents }
  }
  var acts = 0
  let merging = seconds { acts = IncidentMerge.merged(incidents).count }
  print("\(name),\(count),\(incidents.count),\(acts),\(rounded(reading)),\(rounded(merging))")
}
// One act, told by so many reports, and so many times in one text.
for size in [15_000, 30_000, 60_000] {
  let day = Day(iso: "2024-02-04") ?? Day(number: 0)
  let tellings = (0..<size).map {
    Incident(
      id: "i1", source: Side("A"), target: Side("B"), dates: DayInterval(day), weapon: .drone,
      place: "Homs", provenance: Provenance(document: "\($0)"))
  }
  var acts = 0
  let merging = seconds { acts = IncidentMerge.merged(tellings).count }
  print("one act of many reports,\(size),\(size),\(acts),,\(rounded(merging))")
}
for size in [15_000, 30_000, 60_000] {
  let text = Array(
    repeating: Array("Israel bombed a depot of Hezbollah in Baalbek on Sunday. ".utf8), count: size
  ).flatMap(\.self)
  var rows = 0
  let reading = seconds {
    rows =
      extractor.read(Report(name: "a", bytes: text, published: Day(iso: "2024-02-05"))).incidents
      .count
  }
  print("one act of one text,\(size),\(rows),\(rows),\(rounded(reading)),")
}
