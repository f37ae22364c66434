import Incidents

/// Decisions about mentions in words.
extension Matching {
  /// What speaks for a mention telling of a dossier.
  func agreement(_ mention: Mention, _ dossier: Dossier) -> String {
    var reasons: [String] = []
    if sides(mention, dossier) ?? 0 > 0 { reasons.append("sides agree") }
    if dates(mention, dossier) ?? 0 >= 3 { reasons.append("dates agree") }
    if weapons(mention, dossier) ?? 0 >= 1 { reasons.append("weapons agree") }
    if places(mention, dossier, isDefinite: mention.has(.definite)) ?? 0 > 0 {
      reasons.append("places agree")
    }
    if let killed = mention.killed?.count, killed == dossier.killed?.value {
      reasons.append("numbers killed agree")
    }
    if mention.has(.definite) { reasons.append("the text refers back to it") }
    return reasons.isEmpty ? "it adds nothing new" : reasons.joined(separator: ", ")
  }

  /// What parts a mention from a dossier.
  func difference(_ mention: Mention, _ dossier: Dossier) -> String {
    if sides(mention, dossier) == nil { return "other sides" }
    if dates(mention, dossier) == nil { return "other dates" }
    if weapons(mention, dossier) == nil { return "other weapons" }
    if places(mention, dossier, isDefinite: mention.has(.definite)) == nil { return "other places" }
    if fit(mention, dossier) == nil {
      return mention.has(.another)
        ? "the text says that it is another act" : "other numbers or targets"
    }
    return mention.has(.also) ? "the text says that it is one more act" : "too few details agree"
  }
}
