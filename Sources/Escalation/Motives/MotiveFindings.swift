import Incidents
import PointProcesses

/// What stated motives tell of one direction: how fast answers come, what share of acts are answers,
/// and how far that rests on the word of the side that speaks.
public struct MotiveFindings: Sendable {
  /// The acts and what was said of them.
  public let acts: StatedActs
  /// What was assumed.
  public let options: MotiveOptions
  /// The lags of the stated answers without a model; nil without any.
  public let stated: StatedLags?
  /// What statements tell under each assumption; empty with too few of them.
  public let cells: [MotiveCell]
  /// The same with severe and other attacks told apart; nil where a class has too few.
  public let severity: SeverityFindings?
  /// What the user should know.
  public let notes: [String]

  /// The main cells: those in which the chance to be named does not fade.
  public var main: [MotiveCell] { cells.filter { $0.halfLife == nil } }

  /// The main cell of an assumption.
  public func cell(_ pretext: Double, _ naming: Statements.Naming) -> MotiveCell? {
    main.first { $0.pretext == pretext && $0.naming == naming }
  }

  /// Findings of every direction of which something is stated.
  ///
  /// - Parameters:
  ///   - data: The data, with stated pairs.
  ///   - hawkes: The fit without statements, at whose ends the chains begin.
  ///   - options: What is assumed.
  ///   - computation: Seed, level, threads.
  /// - Returns: The findings, a direction each.
  /// - Throws: ``ConflictDataError/refused(_:)`` for pairs that do not fit the data.
  static func all(
    _ data: ConflictData, hawkes: SampledHawkes, options: MotiveOptions, _ computation: Computation
  ) async throws -> [MotiveFindings] {
    var directions: [StatedActs] = []
    for i in data.names.indices {
      for j in data.names.indices where i != j {
        if let acts = try StatedActs(data, latent: hawkes.latent, responder: i, provoker: j) {
          directions.append(acts)
        }
      }
    }
    try StatedActs.checkCircles(directions, log: data.incidents)
    var findings: [MotiveFindings] = []
    for acts in directions {
      findings.append(
        try await MotiveFindings(
          acts, data, hawkes: hawkes, options: options, computation,
          share: (findings.count, directions.count)))
    }
    return findings
  }

  private init(
    _ acts: StatedActs, _ data: ConflictData, hawkes: SampledHawkes, options: MotiveOptions,
    _ computation: Computation, share: (done: Int, of: Int)
  ) async throws {
    let (i, j) = (acts.responder, acts.provoker)
    var notes = acts.notes
    stated = (try? Dyad(data.names[i])).map {
      StatedLags(
        pairs: acts.pairs, dyad: $0, streams: (i, j), level: computation.level, replicates: 400,
        seed: computation.seed)
    }
    var cells: [MotiveCell] = []
    var severity: SeverityFindings?
    if acts.statedCount < MotiveOptions.fewest {
      notes.append(
        "\(data.names[i]): only \(acts.statedCount) acts name the attack that they answer. Statements are "
          + "data from \(MotiveOptions.fewest) on.")
    } else {
      let sampler = MotiveSampler(
        data: data, acts: acts, hawkes: hawkes, options: options, computation: computation)
      let cases = sampler.cases
      var main: [HawkesPosterior] = []
      for (number, item) in cases.enumerated() {
        computation.progress?(Stage("stated motives", done: number, of: cases.count + 1))
        let statements = sampler.statements(item.pretext, item.naming, item.halfLife)
        // Where the chance to be named fades, chains begin where those without fading ended.
        let before = item.halfLife == nil ? nil : main[number % main.count]
        let posterior = try await sampler.posterior(statements, number: number, after: before)
        if item.halfLife == nil { main.append(posterior) }
        cells.append(MotiveCell(posterior, statements, level: computation.level))
      }
      severity = try await SeverityFindings(sampler, number: cases.count, notes: &notes)
    }
    self.acts = acts
    self.options = options
    self.cells = cells
    self.severity = severity
    self.notes = notes
  }
}

/// Draws from the posterior with statements, from where the fit without them ended.
struct MotiveSampler {
  let data: ConflictData
  let acts: StatedActs
  let hawkes: SampledHawkes
  let options: MotiveOptions
  let computation: Computation

  /// The assumptions, those first in which the chance to be named does not fade.
  var cases: [(pretext: Double, naming: Statements.Naming, halfLife: Double?)] {
    options.halfLives.flatMap { halfLife in
      options.namings.flatMap { naming in
        options.pretexts.map { ($0, naming, halfLife) }
      }
    }
  }

  /// The statements under an assumption.
  func statements(
    _ pretext: Double, _ naming: Statements.Naming, _ halfLife: Double?
  ) -> Statements {
    acts.statements(
      data, latent: hawkes.latent, pretext: pretext, naming: naming, halfLife: halfLife,
      options: options)
  }

  /// The posterior under an assumption.
  ///
  /// - Parameters:
  ///   - statements: The statements with what is assumed of them.
  ///   - number: Which of several computations under one seed.
  ///   - before: A posterior that differs in the half-life alone; its chains need little more.
  /// - Returns: The draws.
  /// - Throws: ``PointProcessError`` for statements that do not fit their data.
  func posterior(
    _ statements: Statements, number: Int, after before: HawkesPosterior? = nil
  ) async throws -> HawkesPosterior {
    var sampling = hawkes.sampling
    sampling.wantedPair = .init(responder: acts.responder, provoker: acts.provoker)
    sampling.histories = 0
    if before == nil {
      sampling.wantedSize = min(sampling.wantedSize, 200)
      sampling.warmup = min(sampling.warmup, 150)
    } else {
      sampling.chains = 2
      sampling.wantedSize = min(sampling.wantedSize, 60)
      sampling.warmup = min(sampling.warmup, 50)
      sampling.draws = min(sampling.draws, 150)
    }
    return try await HawkesPosterior.sample(
      hawkes.posterior.model, data: hawkes.latent.events, options: sampling,
      replicate: 1000 + number, statements: statements,
      from: .ends(of: before ?? hawkes.posterior))
  }
}
