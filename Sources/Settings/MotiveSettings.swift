import ArgumentParser
import Escalation
import PointProcesses

/// Options of stated motives as data; in a study file the mapping `motives:`, whose key `use` is the flag.
public struct MotiveSettings: ParsableArguments, Sendable {
  /// What an act without a stated motive tells.
  public enum Silence: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// That no motive was named.
    case counts
    /// Nothing: what was said of it is not known.
    case unknown
  }

  /// Ways in which a pretext picks the attack that it names.
  public enum NamingName: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// As an answer would.
    case likeAnswers = "like-answers"
    /// The latest or the worst attack.
    case latestOrWorst = "latest-or-worst"
    /// Each in turn.
    case both
  }

  @Flag(help: "Take stated motives as data: which attacks a side says that it answers.")
  var motives = false

  @Option(
    help: ArgumentHelp(
      "Pretext ratios to table, 0 to 1 (default: 0,0.1,0.3,1).", valueName: "RATIO,RATIO,..."))
  var motivesPretext: CommaSeparated?

  @Option(help: "How a pretext picks the attack that it names (default: both).")
  var motivesNaming: NamingName?

  @Option(help: "Whether silence about a motive counts (default: counts).")
  var motivesSilence: Silence?

  @Option("Share of answers that name a wrong attack (default: 0.05).", in: 0...0.5)
  var motivesMistaken: Double?

  @Option(
    "People killed from which on an attack is severe; 0 for no classes (default: 1).",
    in: 0...1_000_000)
  var motivesSevere: Int?

  @Option(
    help: ArgumentHelp(
      "Days in which the chance to be named halves, to table (default: none,14,7,3).",
      valueName: "DAYS,DAYS,..."))
  var motivesHalfLife: CommaSeparated?

  /// Options that parsing fills in.
  public init() {}

  /// The names of the options that are given.
  var given: [String] {
    [
      ("motives", motives), ("motives-pretext", motivesPretext != nil),
      ("motives-naming", motivesNaming != nil), ("motives-silence", motivesSilence != nil),
      ("motives-mistaken", motivesMistaken != nil), ("motives-severe", motivesSevere != nil),
      ("motives-half-life", motivesHalfLife != nil),
    ].filter(\.1).map(\.0)
  }

  /// What is asked; nil where motives are not used.
  func options() throws -> MotiveOptions? {
    guard motives else {
      if let name = given.first {
        throw ValidationError("--\(name) needs --motives, which takes stated motives as data.")
      }
      return nil
    }
    var options = MotiveOptions()
    if let motivesPretext {
      options.pretexts = try MotiveSettings.numbers(
        motivesPretext, "motives-pretext", in: 0...1
      ) { _ in nil }.compactMap { $0 }
      guard Set(options.pretexts).count == options.pretexts.count else {
        throw ValidationError("--motives-pretext names a ratio twice; name each once.")
      }
      options.pretexts.sort()
    }
    switch motivesNaming {
    case .likeAnswers: options.namings = [.likeAnswers]
    case .latestOrWorst: options.namings = [.latestOrWorst]
    case .both, nil: break
    }
    options.silenceCounts = motivesSilence != .unknown
    options.mistaken = motivesMistaken ?? options.mistaken
    if let motivesSevere { options.severeFrom = motivesSevere == 0 ? nil : motivesSevere }
    if let motivesHalfLife {
      options.halfLives = try MotiveSettings.numbers(
        motivesHalfLife, "motives-half-life", in: 0.1...1000
      ) { $0 == "none" ? .some(nil) : nil }
      // The main results are those in which the chance does not fade.
      if !options.halfLives.contains(nil) { options.halfLives.insert(nil, at: 0) }
    }
    return options
  }

  /// The entries of a list, at most eight.
  private static func numbers(
    _ list: CommaSeparated, _ name: String, in range: ClosedRange<Double>,
    word: (String) -> Double??
  ) throws -> [Double?] {
    guard list.entries.count <= 8 else {
      throw ValidationError("--\(name) has \(list.entries.count) entries; give at most 8.")
    }
    return try list.entries.map { text in
      if let found = word(text) { return found }
      guard let number = Double(text), range.contains(number) else {
        throw ValidationError("--\(name): write numbers from \(range.words), not '\(text)'.")
      }
      return number
    }
  }
}
