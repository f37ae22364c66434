import RealModule

/// What statements add to a draw, with the origin of every act drawn by all that is said.
public struct StatementDraw: Sendable {
  /// One act of which it is known what was said.
  public struct Act: Sendable {
    /// The probability that it is an answer to an attack, given this draw's parameters and times.
    public let probability: Double
    /// Days since the attack that it answers, drawn; nil when it answers none.
    public let lag: Double?
    /// The chance that a pretext names just what it names.
    public let pretext: Double
  }

  /// The chance that an answer names its attack.
  public let statedShare: Double
  /// How many times the answers a severe attack brings about.
  public let severity: Double
  /// How many times as often a severe attack is named.
  public let naming: Double
  /// Acts with an entry in ``Statements/sayings`` that is known, in their order.
  public let acts: [Act]
  /// How many events of the responder answer an attack, drawn one by one.
  public let answered: Int
  /// How many events the responder has.
  public let total: Int
}

extension HawkesChain {
  /// What statements add at this moment; nil without statements.
  package var statementDraw: StatementDraw? {
    guard let statements else { return nil }
    let (i, j) = (statements.data.responder, statements.data.provoker)
    let column = columns[i]
    let g = strength[i * streamCount + j]
    var acts: [StatementDraw.Act] = []
    var answered = 0
    for (place, own) in statements.labels.enumerated() {
      let position = column.position(of: own)
      let parts = statements.parts(
        place, rate: column.rate[position], strength: g,
        excitation: column.excitation[j][position], statements.sums[place])
      let origin = statedOrigin(of: position, place)
      let isAnswer = origin?.stream == j
      if isAnswer { answered += 1 }
      let law = statements.law(
        place, excitation: column.excitation[j][position], statements.sums[place])
      acts.append(
        StatementDraw.Act(
          probability: parts.answer / max(1e-300, parts.answer + parts.rest),
          lag: isAnswer
            ? origin.map { column.time[position] - columns[j].time[$0.position] } : nil,
          pretext: statements.memory > 0 ? statements.sums[place].pretext : law))
    }
    for position in 0..<column.count where statements.place(i, column.label[position]) == nil {
      if random.uniform() * column.rate[position] < g * column.excitation[j][position] {
        answered += 1
      }
    }
    return StatementDraw(
      statedShare: statements.rho, severity: Double.exp(statements.logSeverity),
      naming: Double.exp(statements.logNaming), acts: acts, answered: answered,
      total: column.count)
  }

  /// The origin of an act of which it is known what was said, drawn by all that is known; nil for the
  /// baseline.
  func statedOrigin(of position: Int, _ place: Int) -> (stream: Int, position: Int)? {
    guard let statements else { return nil }
    let (i, j) = (statements.data.responder, statements.data.provoker)
    let d = streamCount
    let column = columns[i]
    let now = column.time[position]
    let excitation = column.excitation[j][position]
    let g = strength[i * d + j]
    let sums = statements.sums[place]
    let parts = statements.parts(
      place, rate: column.rate[position], strength: g, excitation: excitation, sums)
    guard random.uniform() * (parts.answer + parts.rest) < parts.answer else {
      var rest =
        random.uniform() * max(0, column.rate[position] - g * excitation) - column.base[position]
      guard rest > 0 else { return nil }
      for s in 0..<d where s != j {
        let share = strength[i * d + s]
        if let found = pick(
          &rest, i, s, before: now, { _, lag in share * kernels[i * d + s].density(lag) })
        {
          return (s, found)
        }
      }
      return nil
    }
    let kernel = kernels[i * d + j]
    let law = statements.law(place, excitation: excitation, sums)
    // A named act answers what it names, or its statement is mistaken.
    let isMistaken =
      statements.isNamed(place)
      && random.uniform() * law < statements.data.mistaken * statements.wrong(place)
    func density(_ index: Int, _ lag: Double) -> Double {
      let label = columns[j].label[index]
      return statements.originDensity(
        place, label, at: now - lag, lag: lag, kernel: kernel, isMistaken: isMistaken)
    }
    var total = 0.0
    let source = columns[j]
    let end = source.firstPosition(notBefore: now)
    for index in source.firstPosition(notBefore: now - kernel.reach)..<max(end, 0) {
      total += source.weight[index] * density(index, now - source.time[index])
    }
    var rest = random.uniform() * total
    return pick(&rest, i, j, before: now, isLast: true, density).map { (j, $0) }
  }

  /// The event of a stream at which a running sum of densities passes a value, latest first.
  private func pick(
    _ rest: inout Double, _ i: Int, _ s: Int, before now: Double, isLast: Bool = false,
    _ density: (Int, Double) -> Double
  ) -> Int? {
    let source = columns[s]
    var index = source.firstPosition(notBefore: now) - 1
    var likeliest: Int?
    while index >= 0, now - source.time[index] < kernels[i * streamCount + s].reach {
      let part = source.weight[index] * density(index, now - source.time[index])
      if part > 0 { likeliest = index }
      rest -= part
      if rest <= 0 { return likeliest }
      index -= 1
    }
    // Rounding may leave a crumb of the sum behind.
    return isLast ? likeliest : nil
  }
}
