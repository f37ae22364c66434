/// How sure an incident is: 1 less the sum of its named doubts.
struct Confidence {
  let doubts: [(reason: String, cost: Double)]

  init(_ dossier: Dossier) {
    var doubts = dossier.doubts
    if dossier.source?.side == nil { doubts.append(("no source", 0.25)) }
    if dossier.target?.side == nil { doubts.append(("no target", 0.25)) }
    if dossier.has(.attributed) { doubts.append(("attributed", 0.1)) }
    if dossier.has(.weak) { doubts.append(("the word for the act is vague", 0.15)) }
    if dossier.source?.reason == .recalled {
      doubts.append(("source taken from the text before it", 0.1))
    }
    if dossier.target?.reason == .recalled {
      doubts.append(("target taken from the text before it", 0.1))
    }
    if dossier.mentions.count > 1 { doubts.append(("reported more than once", -0.05)) }
    self.doubts = doubts
  }

  var value: Double {
    let sum = doubts.reduce(0.95) { $0 - $1.cost }
    // Two decimals: more would pretend to a scale that the costs do not have.
    return (min(max(sum, 0.05), 1) * 100).rounded() / 100
  }
}
