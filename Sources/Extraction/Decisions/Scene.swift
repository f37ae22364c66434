import Incidents

/// What a whole report says about its sides and days: the ground on which its acts are decided.
struct Scene: Sendable {
  let document: Document
  let parses: [Parse]
  let codes: SideCodes
  let sponsors: [Side: Side]
  let homes: [Side: [Side]]
  let published: Day?
  /// The sides that may act or be acted upon: the named ones, those at home in the report's lands,
  /// and those that stand for nobody in particular.
  private(set) var sides: [Side] = []
  private(set) var kinds: [SideKind] = []
  /// Where each side is named.
  private(set) var namings: [[SideNaming]] = []
  private var number: [Side: Int] = [:]
  /// The sides by the number of their namings, the most frequent first; and within their kind.
  private(set) var rank: [Int] = []
  private(set) var rankOfKind: [Int] = []
  private(set) var countOfKind: [Int] = Array(repeating: 0, count: SideKind.allCases.count)
  /// The lands of the report, the most frequent first, and the land of its dateline.
  private(set) var lands: [Side] = []
  private(set) var dateline: Side?
  /// The days that the expressions of each sentence name.
  let days: [[SceneDay]]
  /// Whether words of answering or revenge stand in each sentence.
  let answerCues: [Bool]

  init(_ conclusion: Conclusion) {
    document = conclusion.document
    parses = conclusion.parses
    codes = conclusion.codes
    sponsors = conclusion.sponsors
    homes = conclusion.homes
    published = conclusion.published
    lands = conclusion.memory.lands
    let resolver = conclusion.resolver
    days = conclusion.parses.map { parse in
      parse.annotation.times.compactMap { time in
        resolver.days(of: time).map {
          SceneDay(tokens: time.tokens, days: $0, relation: time.relation)
        }
      }
    }
    let lexicon = conclusion.lexicon
    answerCues = conclusion.parses.map { parse in
      parse.annotation.cues.contains {
        !lexicon.cues.payloads[$0.index].isDisjoint(with: [.answer, .answeredBy, .retaliatory])
      }
    }
    readNamings(conclusion)
    readDateline(conclusion.lexicon)
    for dossier in conclusion.dossiers {
      for side in [dossier.source?.side, dossier.target?.side] { side.map { add($0) } }
      for mention in dossier.mentions {
        for party in mention.sourceParties + mention.targetParties { party.side.map { add($0) } }
      }
    }
    for land in lands.prefix(3) {
      add(land)
      // Whom a land sponsors abroad is not at home in it.
      for (side, homes) in homes.sorted(by: { $0.key < $1.key })
      where homes.contains(land) && sponsors[side] != land && homes.first == land {
        add(side)
      }
    }
    for side in [Side.unknown, codes.civilian, codes.shipping] { add(side) }
    rankSides()
  }

  private mutating func readNamings(_ conclusion: Conclusion) {
    for (index, parse) in parses.enumerated() where parse.sentence.isTitle {
      for span in parse.annotation.names {
        guard let side = conclusion.lexicon.names[span.index].side else { continue }
        add(
          SideNaming(
            side: side, sentence: index, paragraph: parse.sentence.paragraph, tokens: span.tokens,
            relation: .title, isPlace: false, rank: 3))
      }
    }
    for naming in conclusion.memory.namings { add(naming) }
  }

  /// The land named before the first sentence: "KABUL, 3 May --".
  private mutating func readDateline(_ lexicon: Lexicon) {
    for (index, parse) in parses.enumerated() {
      guard let lead = parse.sentence.lead else { continue }
      var token = lead.lowerBound
      while token < lead.upperBound {
        if let found = lexicon.names.longest(in: document.tokens[lead], from: token),
          let side = lexicon.names[found.name].side
        {
          add(
            SideNaming(
              side: side, sentence: index, paragraph: parse.sentence.paragraph,
              tokens: token..<found.end, relation: .title, isPlace: true, rank: 2))
          dateline = dateline ?? side
        }
        token += 1
      }
    }
  }

  private mutating func add(_ naming: SideNaming) {
    add(naming.side)
    if let index = number[naming.side] { namings[index].append(naming) }
  }

  private mutating func add(_ side: Side) {
    guard number[side] == nil else { return }
    number[side] = sides.count
    sides.append(side)
    kinds.append(kind(of: side))
    namings.append([])
  }

  private func kind(of side: Side) -> SideKind {
    if side == .unknown { return .unknown }
    if side == codes.civilian { return .civilian }
    if side == codes.shipping { return .shipping }
    return codes.states.contains(side) ? .state : .group
  }

  private mutating func rankSides() {
    rank = Array(repeating: 0, count: sides.count)
    rankOfKind = rank
    let order = sides.indices.sorted { (-namings[$0].count, $0) < (-namings[$1].count, $1) }
    for (place, side) in order.enumerated() {
      rank[side] = place
      rankOfKind[side] = countOfKind[kinds[side].rawValue]
      if !namings[side].isEmpty { countOfKind[kinds[side].rawValue] += 1 }
    }
  }

  func index(of side: Side?) -> Int? { side.flatMap { number[$0] } }

  func isAtHome(_ side: Side, in land: Side?) -> Bool {
    land.map { homes[side]?.contains($0) ?? false } ?? false
  }
}

/// A day that a sentence names.
struct SceneDay: Sendable {
  let tokens: Range<Int>
  let days: DayInterval
  let relation: TimeExpression.Relation
}
