import Extraction
import Incidents

/// Made-up reports, each with three acts; the same number gives the same report.
struct SyntheticReports {
  /// On how many days the acts fall.
  let days: Int

  private static let sides = [
    ("Israel", "Hezbollah"), ("Saudi Arabia", "the Houthis"), ("Turkey", "the PKK"),
    ("Nigeria", "Boko Haram"), ("Somalia", "al-Shabab"), ("Pakistan", "the Taliban"),
    ("Ethiopia", "Eritrea"), ("Russia", "Ukraine"),
  ]
  private static let acts = [
    "bombed a depot of", "shelled a post of", "fired rockets at troops of", "ambushed a convoy of",
    "sent drones against a base of",
  ]
  private static let towns = [
    "Baalbek", "Saada", "Kirkuk", "Maiduguri", "Kismayo", "Khost", "Badme", "Kherson", "Homs",
    "Hajjah",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October",
    "November", "December",
  ]
  private static let first = Day(iso: "1990-01-01") ?? Day(number: 0)

  /// The acts of a report: every third one was told by another report before.
  private func act(_ number: Int) -> String {
    // Steele's hash spreads consecutive numbers.
    var hash = UInt64(number % 3 == 2 ? number / 5 * 3 : number) &+ 0x9E37_79B9_7F4A_7C15
    func draw(_ count: Int) -> Int {
      hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
      hash ^= hash >> 31
      return Int(hash % UInt64(count))
    }
    let pair = Self.sides[draw(Self.sides.count)]
    let (source, target) = draw(2) == 0 ? pair : (pair.1, pair.0)
    let day = Self.first + draw(days)
    let iso = "\(day)".split(separator: "-").compactMap { Int($0) }
    let act = Self.acts[draw(Self.acts.count)]
    let place = draw(4) == 0 ? "" : " near \(Self.towns[draw(Self.towns.count)])"
    let harm = draw(2) == 0 ? "" : ", killing \(2 + draw(30)) fighters"
    let name = source.prefix(1).uppercased() + source.dropFirst()
    return
      "On \(iso[2]) \(Self.months[iso[1] - 1]) \(iso[0]) \(name) \(act) \(target)\(place)\(harm)."
  }

  /// A report by its number.
  func report(_ number: Int) -> Report {
    let text = (0..<3).map { act(3 * number + $0) }.joined(separator: "\n\n")
    return Report(
      name: "\(number).txt", bytes: Array(text.utf8), published: Self.first + days)
  }
}
