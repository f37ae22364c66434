#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One decision that was made right: options with their clues, and which of them are right.
///
/// A yes or no is a choice between an option with clues and one without.
struct Choice: Sendable {
  var options: [[Clue]]
  var right: Set<Int>
  /// How much it counts.
  var weight = 1.0

  init(options: [[Clue]], right: Set<Int>, weight: Double = 1) {
    self.options = options
    self.right = right
    self.weight = weight
  }

  /// A yes or no.
  init(_ clues: [Clue], is answer: Bool, weight: Double = 1) {
    self.init(options: [[], clues], right: [answer ? 1 : 0], weight: weight)
  }
}

/// The softmax of scores.
func probabilities(_ scores: [Double]) -> [Double] {
  let top = scores.max() ?? 0
  let powers = scores.map { exp($0 - top) }
  let sum = powers.reduce(0, +)
  return powers.map { $0 / sum }
}

/// The probability of a yes with a score.
func probability(_ score: Double) -> Double { 1 / (1 + exp(-score)) }
