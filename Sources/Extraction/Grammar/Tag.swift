/// What part a token plays in its sentence.
enum Tag: UInt8, Sendable {
  case determiner, adjective, adverb, noun, name, number, time, pronoun
  case preposition, subordinator, relative, conjunction
  case to, auxiliary, modal, negation
  /// A past form or participle.
  case past
  /// A base or present form.
  case present
  /// A form in "-ing" that acts as a verb.
  case gerund
  case possessive, comma, stop, mark, quote

  /// Whether a noun group may hold it.
  var isNominal: Bool {
    switch self {
    case .determiner, .adjective, .noun, .name, .number: return true
    default: return false
    }
  }

  var isVerbal: Bool { self == .past || self == .present || self == .gerund }
}
