import RealModule

/// The factors that statements add to the likelihood of one chain, kept up to date beside its rates.
///
/// The chain's likelihood without statements is a product of rates. Each act of which something is
/// said multiplies it by its density over its rate (``Statements``). Moves propose new factors, then
/// take or forget them.
///
/// A class that belongs to one chain.
package final class StatementMarks {
  /// Sums over the attacks before an act.
  struct Sums {
    /// Kernel over the named attacks, as naming weighs them.
    var named = 0.0
    /// Kernel over all attacks, as naming weighs them.
    var offered = 0.0
    /// Kernel over all attacks, faded by the half-life.
    var answers = 0.0
    /// The chance that a pretext names just the named attacks, where it picks the latest or worst; of
    /// silence whether it could name any.
    var pretext = 0.0
  }

  let data: Statements
  /// Known events of the responder of which something is said, or is known not to be.
  let labels: [Int]
  /// For each known event of the responder its place in ``labels``, or -1.
  let places: [Int]
  /// For each of them the chance that a mistaken answer names just what it names.
  private let wrong: [Double]
  /// For each of them, by the provoker's known events, whether they are named; empty for silence.
  private let named: [[Bool]]
  /// The span of a named series.
  private let spans: [ClosedRange<Double>?]
  private let namesAny: [Bool]

  /// The chance that an answer names its attack.
  package var rho = 0.5
  /// The logarithms of what severity multiplies answers and naming by.
  var logSeverity = 0.0
  var logNaming = 0.0
  /// Widths of their proposals.
  var scales = (rho: 0.8, severity: 0.6, naming: 0.6)

  /// The logarithms of the factors and the sums behind them, by place in ``labels``.
  private(set) var value: [Double]
  private(set) var sums: [Sums]
  /// Whether each act is in the chain at this moment.
  private var isPresent: [Bool]
  private var touched: [(place: Int, value: Double, sums: Sums)] = []

  init(_ data: Statements, _ events: LatentEvents) {
    self.data = data
    let labels = data.sayings.indices.filter { data.sayings[$0] != .unknown }
    self.labels = labels
    var places = [Int](repeating: -1, count: data.sayings.count)
    for (place, label) in labels.enumerated() { places[label] = place }
    self.places = places
    let attacks = events.known[data.provoker]
    var (named, spans, wrong): ([[Bool]], [ClosedRange<Double>?], [Double]) = ([], [], [])
    for label in labels {
      guard case .named(let own) = data.sayings[label] else {
        named.append([])
        spans.append(nil)
        wrong.append(0)
        continue
      }
      let latest = events.known[data.responder][label].upper
      var flags = [Bool](repeating: false, count: attacks.count)
      for attack in own.labels { flags[attack] = true }
      let offered = attacks.count { $0.lower < latest }
      let chosen = attacks.indices.count { attack in
        flags[attack]
          || own.span.map { $0.contains((attacks[attack].lower + attacks[attack].upper) / 2) }
            == true
      }
      named.append(flags)
      spans.append(own.span)
      wrong.append(Double(max(1, chosen)) / Double(max(1, chosen, offered)))
    }
    self.named = named
    self.spans = spans
    self.wrong = wrong
    namesAny = labels.map { if case .named = data.sayings[$0] { true } else { false } }
    value = labels.map { _ in 0 }
    sums = labels.map { _ in Sums() }
    isPresent = labels.map { _ in true }
  }

  /// Whether the sums of the chain cannot stand for those of the answers on offer.
  var needsOwnSums: Bool { data.halfLife != nil || data.severityIsNamed }
  private var needsPretext: Bool { data.naming == .latestOrWorst }

  /// How far back an act looks beyond its kernel, days.
  var memory: Double { needsPretext ? Statements.anyDays : 0 }

  /// Where an event stands among those of which something is said.
  func place(_ s: Int, _ label: Int) -> Int? {
    guard s == data.responder, label >= 0, label < places.count, places[label] >= 0 else {
      return nil
    }
    return places[label]
  }

  /// Whether a pair of streams is the one that the statements are about.
  @inline(__always)
  func concerns(_ i: Int, _ j: Int) -> Bool { i == data.responder && j == data.provoker }

  /// What severity multiplies the answers to an event of the provoker by.
  func factor(_ label: Int) -> Double { weight(label, logSeverity) }

  private func weight(_ label: Int, _ logarithm: Double) -> Double {
    label >= 0 && label < data.severe.count && data.severe[label] ? Double.exp(logarithm) : 1
  }

  private func names(_ place: Int, _ label: Int, at time: Double) -> Bool {
    if label >= 0, label < named[place].count, named[place][label] { return true }
    return spans[place].map { $0.contains(time) } ?? false
  }

  /// Whether an act names any attack.
  func isNamed(_ place: Int) -> Bool { namesAny[place] }

  /// The chance that a mistaken answer names just what an act names.
  func wrong(_ place: Int) -> Double { wrong[place] }

  /// The density of an answer to one attack, given what is said; up to a factor.
  func originDensity(
    _ place: Int, _ label: Int, at time: Double, lag: Double, kernel: LagKernel, isMistaken: Bool
  ) -> Double {
    let density = kernel.density(lag)
    let fade = data.halfLife.map { Double.exp2(-lag / $0) } ?? 1
    guard namesAny[place] else { return density * weight(label, logSeverity) * (1 - rho * fade) }
    if isMistaken { return density * weight(label, logSeverity) * fade }
    guard names(place, label, at: time) else { return 0 }
    return density * fade * weight(label, data.severityIsNamed ? logNaming : logSeverity)
  }

  /// Adds one attack to the sums of an act.
  @inline(__always)
  func add(
    _ label: Int, at time: Double, acts: Double, before now: Double, _ kernel: LagKernel,
    _ place: Int, to sums: inout Sums
  ) {
    let lag = now - time
    guard lag > 0, lag < kernel.reach else { return }
    let isOwn = namesAny[place] && names(place, label, at: time)
    guard isOwn || needsOwnSums else { return }
    var density = acts * kernel.density(lag)
    if let halfLife = data.halfLife { density *= Double.exp2(-lag / halfLife) }
    let picked = density * (weight(label, data.severityIsNamed ? logNaming : logSeverity))
    if isOwn { sums.named += picked }
    if needsOwnSums {
      sums.offered += picked
      sums.answers += density * weight(label, logSeverity)
    }
  }

  /// Moves one attack in the sums of an act.
  func move(
    _ label: Int, from old: Double, to next: Double, acts: Double, before now: Double,
    _ kernel: LagKernel, _ place: Int, in sums: inout Sums
  ) {
    add(label, at: old, acts: -acts, before: now, kernel, place, to: &sums)
    add(label, at: next, acts: acts, before: now, kernel, place, to: &sums)
  }

  /// The chance that a pretext names just the named attacks of an act: of the latest or worst one, and
  /// of any.
  ///
  /// - Parameters:
  ///   - place: The act.
  ///   - now: Its time.
  ///   - attacks: Labels, times and acts of the attacks in the last fourteen days.
  /// - Returns: The chance.
  func latestOrWorst(
    _ place: Int, before now: Double, _ attacks: [(label: Int, time: Double, acts: Double)]
  ) -> Double {
    var (all, own) = (0.0, 0.0)
    var best: (harm: Double, time: Double, isOwn: Bool)?
    var latest: (time: Double, isOwn: Bool)?
    for attack in attacks where attack.time < now && now - attack.time <= Statements.anyDays {
      let isOwn = names(place, attack.label, at: attack.time)
      all += attack.acts
      if isOwn { own += attack.acts }
      if latest.map({ attack.time > $0.time }) ?? true { latest = (attack.time, isOwn) }
      let harm = attack.label >= 0 && attack.label < data.harm.count ? data.harm[attack.label] : 0
      guard harm > 0, now - attack.time <= Statements.worstDays else { continue }
      if best.map({ harm > $0.harm || (harm == $0.harm && attack.time > $0.time) }) ?? true {
        best = (harm, attack.time, isOwn)
      }
    }
    // Of silence: whether a pretext could have named anything.
    guard namesAny[place] else { return all > 0 || data.mistaken > 0 ? 1 : 0 }
    guard all > 0 else { return data.mistaken > 0 ? wrong[place] : 0 }
    let first = best?.isOwn ?? latest?.isOwn ?? false
    return Statements.worstShare * (first ? 1 : 0) + (1 - Statements.worstShare) * own / all
  }

  /// The parts of the density of an act: what answers give, and what the rest gives.
  ///
  /// - Parameters:
  ///   - place: The act.
  ///   - rate: The whole rate.
  ///   - strength: Answers per attack.
  ///   - excitation: The kernel summed over all attacks, as severity weighs them.
  ///   - sums: The other sums over attacks.
  /// - Returns: Both parts, acts a day.
  func parts(
    _ place: Int, rate: Double, strength: Double, excitation: Double, _ sums: Sums
  ) -> (answer: Double, rest: Double) {
    let answer = strength * excitation
    let rest = max(0, rate - answer)
    let faded = needsOwnSums ? min(answer, max(0, strength * sums.answers)) : answer
    let kappa = data.pretext
    guard namesAny[place] else {
      let offered = needsOwnSums ? sums.offered : excitation
      let canName = needsPretext ? sums.pretext : offered > 0 || data.mistaken > 0 ? 1 : 0
      return (max(0, answer - rho * faded), (1 - kappa * rho * canName) * rest)
    }
    let naming = law(place, excitation: excitation, sums)
    let pretext = needsPretext ? sums.pretext : naming
    return (rho * faded * naming, rho * kappa * pretext * rest)
  }

  /// The chance that an answer at the time of an act names just its named attacks.
  func law(_ place: Int, excitation: Double, _ sums: Sums) -> Double {
    let offered = needsOwnSums ? sums.offered : excitation
    guard offered > 0 else { return data.mistaken > 0 ? wrong[place] : 0 }
    // Sums are kept by differences, whose rounding must not leave the range.
    return (1 - data.mistaken) * min(1, max(0, sums.named / offered)) + data.mistaken * wrong[place]
  }

  /// The logarithm of an act's factor.
  func logFactor(
    _ place: Int, rate: Double, strength: Double, excitation: Double, _ sums: Sums
  ) -> Double {
    let parts = parts(place, rate: rate, strength: strength, excitation: excitation, sums)
    return Double.log(max(1e-300, (parts.answer + parts.rest) / rate))
  }

  // MARK: Proposals

  /// Forgets what was proposed.
  func begin() { touched.removeAll(keepingCapacity: true) }

  /// Proposes new sums and rates for an act.
  ///
  /// - Returns: The change of the log-likelihood.
  func propose(
    _ place: Int, rate: Double, strength: Double, excitation: Double, _ sums: Sums
  ) -> Double {
    guard isPresent[place] else { return 0 }
    let next = logFactor(
      place, rate: rate, strength: strength, excitation: excitation, sums)
    touched.append((place, next, sums))
    return next - value[place]
  }

  /// Takes what was proposed.
  func take() {
    for change in touched {
      value[change.place] = change.value
      sums[change.place] = change.sums
    }
    begin()
  }

  /// Takes an act out.
  ///
  /// - Returns: The change of the log-likelihood.
  func withdraw(_ place: Int) -> Double {
    defer {
      value[place] = 0
      isPresent[place] = false
    }
    return -value[place]
  }

  /// Puts an act back; its factor is proposed next.
  func restore(_ place: Int) { isPresent[place] = true }

  /// Makes all acts present.
  func restoreAll() { isPresent = isPresent.map { _ in true } }

  /// The sum of all logarithms.
  var logLikelihood: Double { value.reduce(0, +) }
}
