/// Regular English endings.
enum Inflection {
  /// The plural of a noun, by rule.
  static func plural(of noun: String) -> String {
    if noun.hasSuffix("y"), let before = noun.dropLast().last, !"aeiou".contains(before) {
      return noun.dropLast() + "ies"
    }
    for ending in ["s", "x", "z", "ch", "sh"] where noun.hasSuffix(ending) { return noun + "es" }
    return noun + "s"
  }

  /// Whether a noun looks like a plural already.
  static func isPlural(_ noun: String) -> Bool {
    for ending in ["men", "people", "children"] where noun.hasSuffix(ending) { return true }
    return noun.hasSuffix("s") && !noun.hasSuffix("ss") && !noun.hasSuffix("us")
  }

  /// The regular forms of a verb: third person, past and gerund.
  static func forms(of verb: String) -> (third: String, past: String, gerund: String) {
    if verb.hasSuffix("e") {
      let stem = verb.hasSuffix("ee") || verb.hasSuffix("ie") ? verb : String(verb.dropLast())
      return (verb + "s", verb + "d", stem + "ing")
    }
    if verb.hasSuffix("y"), let before = verb.dropLast().last, !"aeiou".contains(before) {
      return (verb.dropLast() + "ies", verb.dropLast() + "ied", verb + "ing")
    }
    return (plural(of: verb), verb + "ed", verb + "ing")
  }
}
