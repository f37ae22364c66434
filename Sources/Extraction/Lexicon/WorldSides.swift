import Incidents

extension Sides {
  /// The sides that ship with Talion: all states, and armed groups of recent conflicts.
  public static let world: Sides = {
    // The files are part of the program; a test reads them, so that neither can be missing here.
    let states = try? Sides(text: Dictionaries.text(.states), file: "States.txt")
    let groups = try? Sides(text: Dictionaries.text(.groups), file: "Groups.txt")
    let parties = try? Sides(text: Dictionaries.text(.sides), file: "Sides.txt")
    return (states ?? Sides()).overlaid(by: groups ?? Sides()).overlaid(by: parties ?? Sides())
  }()
}

/// The dictionary files that ship in the program.
public enum Dictionaries {
  /// One dictionary file.
  public enum File: String, CaseIterable, Sendable {
    /// Sides that gather several of the others.
    case sides = "Sides.txt"
    /// States with demonyms, capitals, forces and places.
    case states = "States.txt"
    /// Armed groups.
    case groups = "Groups.txt"
    /// Words for fighters without a name, and whose they are.
    case fighters = "Fighters.txt"
    /// Function words.
    case grammar = "Grammar.txt"
    /// Word classes.
    case words = "Words.txt"
    /// Numbers in words.
    case numbers = "Numbers.txt"
    /// Words of time.
    case times = "Times.txt"
    /// Verbs and their classes.
    case verbs = "Verbs.txt"
    /// Words for acts.
    case acts = "Acts.txt"
    /// Words for weapons.
    case weapons = "Weapons.txt"
    /// Nouns that head a group.
    case heads = "Heads.txt"
    /// Places.
    case places = "Places.txt"
    /// Words that introduce a motive, a denial or a report.
    case cues = "Cues.txt"
    /// Spellings that are read alike.
    case spellings = "Spellings.txt"
    /// Parts of pages that are no text.
    case noise = "Noise.txt"
    /// Learned weights of the decisions.
    case weights = "Weights.txt"
    /// Ordinary words, which are no names.
    case ordinary = "Ordinary.txt"
  }

  /// The text of a dictionary, as it stands in the sources.
  public static func text(_ file: File) -> String {
    let bytes =
      switch file {
      case .sides: PackageResources.Sides_txt
      case .states: PackageResources.States_txt
      case .groups: PackageResources.Groups_txt
      case .fighters: PackageResources.Fighters_txt
      case .grammar: PackageResources.Grammar_txt
      case .words: PackageResources.Words_txt
      case .numbers: PackageResources.Numbers_txt
      case .times: PackageResources.Times_txt
      case .verbs: PackageResources.Verbs_txt
      case .acts: PackageResources.Acts_txt
      case .weapons: PackageResources.Weapons_txt
      case .heads: PackageResources.Heads_txt
      case .places: PackageResources.Places_txt
      case .cues: PackageResources.Cues_txt
      case .spellings: PackageResources.Spellings_txt
      case .noise: PackageResources.Noise_txt
      case .weights: PackageResources.Weights_txt
      case .ordinary: PackageResources.Ordinary_txt
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func read(_ file: File) throws(DictionaryError) -> DictionaryText {
    try DictionaryText(text(file), file: file.rawValue)
  }
}
