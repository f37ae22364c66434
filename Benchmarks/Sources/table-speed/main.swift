import EventData
import Foundation
import Tabular

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

// Seconds of processor time for a table of incidents, on one core.
//
//     table-speed make ROWS > FILE    a table of so many rows, the same on every machine
//     table-speed read FILE           its records found; its records found and grouped by pair and day
//
// The same by a user's command: talion check FILE. By DuckDB: Peers/table_speed.py FILE.

func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = clock()
  try work()
  return Double(clock() - start) / Double(CLOCKS_PER_SEC)
}

func make(_ rows: Int) throws {
  let sides = [
    "US", "IRAQ_MILITIA", "ISRAEL", "HAMAS", "HEZBOLLAH", "HOUTHI", "TURKEY", "PKK", "IRAN",
    "SYRIA",
  ]
  let weapons = ["rocket", "drone", "airstrike", "artillery", "unknown", "missile"]
  let dead = ["", "0", "1", "3"]
  // Any sequence without a pattern will do: Knuth's multiplier, the upper bits.
  var state: UInt64 = 20_240_204
  func next(_ below: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(below))
  }
  var text =
    "doc,id,source,target,date_min,date_max,count_min,count_max,weapon,place,killed_min,killed_max,"
    + "wounded_min,wounded_max,retaliation_for,evidence,source_name,target_name,confidence,"
    + "byte_start,byte_end\n"
  for row in 0..<rows {
    let source = next(10)
    let target = (source + 1 + next(9)) % 10
    // Days of 2015 to 2024, the last three of a month left out.
    let (year, month, day) = (2015 + next(10), 1 + next(12), 1 + next(28))
    let date = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    let killed = dead[next(4)]
    text +=
      "log.csv,i\(row),\(sides[source]),\(sides[target]),\(date),\(date),1,1,\(weapons[next(6)]),"
      + "Place \(row % 500),\(killed),\(killed),,,,,\(sides[source]),\(sides[target]),,,\n"
    if text.utf8.count > 1 << 20 {
      FileHandle.standardOutput.write(Data(text.utf8))
      text = ""
    }
  }
  FileHandle.standardOutput.write(Data(text.utf8))
}

let arguments = CommandLine.arguments
switch (arguments.dropFirst().first, arguments.count) {
case ("make", 3): try make(Int(arguments[2]) ?? 0)
case ("read", 3):
  var records = 0
  let scan = try seconds {
    let reader = try CSVReader(path: arguments[2])
    while try reader.next() { records += 1 }
  }
  print("records,\(records),\(scan)")
  var groups = 0
  let whole = try seconds {
    groups = try TableCheck(path: arguments[2]).pairs?.pairs.reduce(0) { $0 + $1.dates } ?? 0
  }
  print("pairs and days,\(groups),\(whole)")
default: print("usage: table-speed make ROWS > FILE; table-speed read FILE")
}
