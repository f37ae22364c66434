/// What each clue counts: the logarithm by which it raises the odds of an option.
public struct Weights: Sendable {
  var values: [Double]

  init(values: [Double]) { self.values = values }

  /// Weights of nothing: every option is as good as any other.
  public init() { values = Array(repeating: 0, count: Clues.count) }

  /// Reads a table of weights: sections of clues, each with its weight.
  ///
  /// - Throws: ``DictionaryError`` at a section or clue that means nothing.
  public init(_ text: some StringProtocol, file: String) throws(DictionaryError) {
    self.init()
    let table = try DictionaryText(text, file: file)
    var numbers: [String: Int] = [:]
    for section in Clues.sections {
      for (index, label) in section.labels.enumerated() {
        numbers["\(section.name)/\(label)"] = section.start + index
      }
    }
    for entry in table.entries {
      guard let clue = numbers["\(entry.section)/\(entry.name)"] else {
        throw table.problem(.unknownSection(entry.section), at: entry)
      }
      guard let weight = entry.forms.first.flatMap(Double.init) else {
        throw table.problem(.unknownAttribute(entry.name), at: entry)
      }
      values[clue] = weight
    }
  }

  /// The weights that ship with Talion.
  public static let standard: Weights = {
    // The file is part of the program; a test reads it.
    (try? Weights(Dictionaries.text(.weights), file: "Weights.txt")) ?? Weights()
  }()

  /// The table as text, with three decimals; a clue without weight is left out.
  public var text: String {
    var lines: [String] = []
    for section in Clues.sections {
      let rounded = section.labels.indices.map { (values[section.start + $0] * 1000).rounded() }
      guard rounded.contains(where: { $0 != 0 }) else { continue }
      lines.append(section.name)
      for (label, weight) in zip(section.labels, rounded) where weight != 0 {
        let whole = Int(weight.magnitude)
        let decimals = String(1000 + whole % 1000).dropFirst()
        lines.append("  \(label) = \(weight < 0 ? "-" : "")\(whole / 1000).\(decimals)")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The same weights as they read back from their text.
  var rounded: Weights { Weights(values: values.map { ($0 * 1000).rounded() / 1000 }) }

  func score(_ clues: [Clue]) -> Double {
    var sum = 0.0
    for clue in clues { sum += values[clue] }
    return sum
  }
}
