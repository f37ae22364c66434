import Incidents

/// What was weighed beside the decisions: how else each act may be read, and why some are no
/// incidents.
extension Decider {
  /// Readings that are less probable than this are not worth a look.
  private static let leastOption = 0.01
  /// So many readings of a kind are kept.
  private static let options = 4
  /// Weights that are smaller than this decide nothing.
  private static let leastGround = 0.1
  /// So many traits of an act are kept.
  private static let mostGrounds = 6

  private static let words = (0..<Clues.count).map { Clues.words(of: $0) }

  /// All acts that were considered, in the order of the report.
  ///
  /// - Parameters:
  ///   - kept: The groups of tellings that became incidents.
  ///   - rows: The row of each of these groups.
  ///   - name: The name of the document.
  /// - Returns: The acts.
  func considered(_ kept: [[Int]], rows: [Int: String], name: String) -> [ConsideredAct] {
    var groupOf: [Int: Int] = [:]
    for (number, group) in kept.enumerated() { for one in group { groupOf[one] = number } }
    return candidates.indices.compactMap { position in
      let dossier = dossier(position)
      let tellings = dossier.mentions.map(\.extent).compactMap {
        conclusion.document.byteRange($0)
      }.filter { !$0.isEmpty }.sorted { $0.lowerBound < $1.lowerBound }
      guard !tellings.isEmpty else { return nil }
      let group = groupOf[position]
      let isChief = group.map { chief(of: kept[$0]) == position } ?? false
      let probability =
        if let group, isChief {
          confidence(of: kept[group])
        } else {
          decisions[position].probability > 0 ? confidence(of: [position]) : 0
        }
      return ConsideredAct(
        document: name, row: group.flatMap { rows[$0] },
        outcome: outcome(dossier, isRow: group != nil, isChief: isChief), tellings: tellings,
        evidence: conclusion.document.text(dossier.first.extent),
        probability: Self.rounded(probability), sides: sideOptions(position),
        days: dayOptions(position),
        same: sameOptions(position, kept, rows, besides: group),
        grounds: grounds(position))
    }
  }

  private func outcome(
    _ dossier: Dossier, isRow: Bool, isChief: Bool
  ) -> ConsideredAct.Outcome {
    if isRow { return isChief ? .incident : .retold }
    return switch dossier.standing {
    case .counted: .counted
    case .unreal where dossier.first.tense != .present: .unreal
    default: .improbable
    }
  }

  private static func rounded(_ probability: Double) -> Double {
    (probability * 100).rounded() / 100
  }

  private static func ranked<Value>(
    _ values: [Value], _ chances: [Double]
  ) -> [ConsideredAct.Option<Value>] {
    chances.indices.sorted { (-chances[$0], $0) < (-chances[$1], $1) }.prefix(options)
      .filter { chances[$0] >= leastOption }
      .map { .init(values[$0], probability: rounded(chances[$0])) }
  }

  private func sideOptions(_ position: Int) -> [ConsideredAct.Option<Dyad>] {
    let dyads = pairs[position].map {
      Dyad(source: scene.sides[$0.pair.source], target: scene.sides[$0.pair.target])
    }
    return Self.ranked(dyads, pairs[position].map(\.chance))
  }

  private func dayOptions(_ position: Int) -> [ConsideredAct.Option<DayInterval>] {
    let question = questions[position]
    return Self.ranked(question.dates.map(\.days), question.dateChances(weights))
  }

  /// The other incidents of which the act may be a telling, those told near it.
  private func sameOptions(
    _ position: Int, _ kept: [[Int]], _ rows: [Int: String], besides own: Int?
  ) -> [ConsideredAct.Option<String>] {
    let reader = sameReader
    var (names, chances): ([String], [Double]) = ([], [])
    for (number, group) in kept.enumerated() where number != own {
      guard let row = rows[number] else { continue }
      var best = 0.0
      for other in group
      where abs(other - position) <= Narrative.reach
        && reader.mayBeSame(decisions[other], decisions[position])
      {
        let (first, second) = (min(other, position), max(other, position))
        let clues = reader.clues(
          dossier(first), decisions[first], dossier(second), decisions[second])
        best = max(best, Extraction.probability(weights.score(clues)))
      }
      names.append(row)
      chances.append(best)
    }
    return Self.ranked(names, chances)
  }

  /// What counted most for and against an incident.
  private func grounds(_ position: Int) -> [ConsideredAct.Ground] {
    (actClues(position) + shadows(position, alone))
      .filter { abs(weights.values[$0]) >= Self.leastGround }
      .sorted { (-abs(weights.values[$0]), $0) < (-abs(weights.values[$1]), $1) }
      .prefix(Self.mostGrounds)
      .map {
        .init(Self.words[$0], logOdds: Self.rounded(weights.values[$0]))
      }
  }
}
