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
    case sides = "Sides.txt"
    case states = "States.txt"
    case groups = "Groups.txt"
    case fighters = "Fighters.txt"
    case grammar = "Grammar.txt"
    case words = "Words.txt"
    case numbers = "Numbers.txt"
    case times = "Times.txt"
    case verbs = "Verbs.txt"
    case acts = "Acts.txt"
    case weapons = "Weapons.txt"
    case heads = "Heads.txt"
    case places = "Places.txt"
    case cues = "Cues.txt"
    case spellings = "Spellings.txt"
    case noise = "Noise.txt"
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
      }
    return String(decoding: bytes, as: UTF8.self)
  }

  static func read(_ file: File) throws(DictionaryError) -> DictionaryText {
    try DictionaryText(text(file), file: file.rawValue)
  }
}
