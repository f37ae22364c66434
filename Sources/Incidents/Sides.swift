/// The sides of a conflict: which names stand for which side, and who sponsors whom.
///
/// A side is what an analysis counts as one actor. Its members (groups, forces, people, bases)
/// act and are acted upon in its place: an attack on a base is an attack on the side that it hosts.
/// The text form is described at ``init(text:file:)``.
public struct Sides: Hashable, Sendable {
  /// What a member of a side is. Extraction reads the kinds; the models see only the side.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A state.
    case state
    /// The adjective or the people of a state, such as `Iranian`.
    case demonym
    /// A capital that stands for its government.
    case capital
    /// A place whose attacks count as attacks on the side.
    case place
    /// Armed forces of a state.
    case force
    /// A ministry, an agency, a government.
    case institution
    /// An armed group.
    case group
    /// A person who speaks or acts for the side.
    case person
    /// A base that the side uses.
    case base
    /// A ship.
    case vessel
    /// People who belong to the side, such as `settlers`.
    case people
  }

  /// One name under which a side appears.
  public struct Member: Hashable, Sendable {
    /// The side that it stands for.
    public let side: Side
    /// What it is.
    public let kind: Kind
    /// The name that tables show.
    public let name: String
    /// Other spellings and names.
    public let spellings: [String]
    /// When a person held the office for which they stand; unknown for everything else.
    public let tenure: DayInterval

    /// A member of a side.
    public init(
      side: Side, kind: Kind, name: String, spellings: [String] = [],
      tenure: DayInterval = .unknown
    ) {
      self.side = side
      self.kind = kind
      self.name = name
      self.spellings = spellings
      self.tenure = tenure
    }
  }

  /// The full name of each side.
  public private(set) var titles: [Side: String]
  /// The sponsor of each sponsored side.
  public private(set) var sponsors: [Side: Side]
  /// All members, in the order of the file.
  public private(set) var members: [Member]
  private var sideOfName: [String: Side]

  /// Sides without any member.
  public init() {
    titles = [:]
    sponsors = [:]
    members = []
    sideOfName = [:]
  }

  /// All sides, by code.
  public var all: [Side] { titles.keys.sorted() }

  /// The side that a name stands for, or nil when no side has it.
  ///
  /// Case, accents on quotation marks and repeated blanks do not matter. A side's own code and its
  /// full name count as names of it.
  public func side(named name: String) -> Side? {
    sideOfName[Sides.folded(name)]
  }

  /// Adds or renames a side.
  public mutating func add(_ side: Side, title: String) {
    titles[side] = title
    sideOfName[Sides.folded(side.code)] = side
    if !title.isEmpty { sideOfName[Sides.folded(title)] = side }
  }

  /// Notes that one side is sponsored by another.
  public mutating func setSponsor(_ sponsor: Side, of side: Side) {
    sponsors[side] = sponsor
  }

  /// Adds a member; a name that already stood for another side now stands for this one.
  public mutating func add(_ member: Member) {
    let names = [member.name] + member.spellings
    let taken = Set(names.map(Sides.folded))
    // Most names are new; only a name that changes hands makes the others be read again.
    if taken.contains(where: { sideOfName[$0].map { $0 != member.side } ?? false }) {
      members = members.compactMap { old in
        guard old.side != member.side else { return old }
        let kept = ([old.name] + old.spellings).filter { !taken.contains(Sides.folded($0)) }
        guard let first = kept.first else { return nil }
        return Member(
          side: old.side, kind: old.kind, name: first, spellings: Array(kept.dropFirst()),
          tenure: old.tenure)
      }
    }
    members.append(member)
    for name in taken { sideOfName[name] = member.side }
  }

  /// These sides with those of another file laid over them, name by name.
  ///
  /// A code of the lower file that the upper file uses as a name of one of its sides is replaced
  /// by that side altogether, so that a two-line file can merge or rename sides.
  public func overlaid(by upper: Sides) -> Sides {
    var result = Sides()
    func current(_ side: Side) -> Side { upper.side(named: side.code) ?? side }
    for side in all where upper.titles[current(side)] == nil {
      result.add(side, title: titles[side] ?? "")
    }
    for side in upper.all { result.add(side, title: upper.titles[side] ?? "") }
    for (side, sponsor) in sponsors { result.setSponsor(current(sponsor), of: current(side)) }
    for (side, sponsor) in upper.sponsors { result.setSponsor(sponsor, of: side) }
    for member in members {
      result.add(
        Member(
          side: current(member.side), kind: member.kind, name: member.name,
          spellings: member.spellings, tenure: member.tenure))
    }
    for member in upper.members { result.add(member) }
    return result
  }

  /// A name as it is compared: lower case, plain quotes, single blanks.
  package static func folded(_ name: String) -> String {
    var result = ""
    var pendingBlank = false
    for character in name.lowercased() {
      switch character {
      case " ", "\t", "\u{a0}":
        pendingBlank = !result.isEmpty
      case "\u{2018}", "\u{2019}", "\u{02bc}", "\u{02bf}", "`":
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append("'")
      default:
        if pendingBlank { result.append(" ") }
        pendingBlank = false
        result.append(character)
      }
    }
    return result
  }
}
