import RealModule

/// Fits of all models that ``SharedTrendEvidence`` compares, under one trend.
struct EvidenceComparison: Sendable {
  /// A model whose answers' strengths and lags are integrated out.
  struct Integrated {
    /// The logarithm of the integral.
    var value: Double
    /// The largest value of the integrand.
    var peak: Double
    /// What the integral over each answer's strength and lag makes of the peak, as logarithms.
    var volumes: [Double]
    /// Strengths at the best lags: own ones, those of given streams, then the answers.
    var strengths: [Double]
    /// The best lags of the answers, by their place among the options.
    var lags: [Int]
  }

  let data: EvidenceData
  let options: SharedTrendEvidence.Options
  let shape: TrendField.Shape
  let sizes: [Double]
  private let excitations: ExcitationTable
  /// Own momentum and the answers to given streams, which are part of every model.
  let always: [Excitation]
  var likelihood: TrendLikelihood
  private(set) var start: [Double]
  private var rough: StrengthSearch.Optimum?
  /// The best of the models with all answers.
  private(set) var best: Integrated?
  let traits: OwnTraits

  /// The logarithm of the probability of the data without any answer.
  private(set) var none = -Double.infinity
  /// The best of the models with all answers but those of the first stream, or of the second.
  private(set) var rests: [Integrated?] = [nil, nil]
  /// With all answers, on the day of the act too.
  private(set) var eitherWay = -Double.infinity
  /// With all answers but those of a stream, where acts of the other deter it instead.
  private(set) var deterred = [-Double.infinity, -Double.infinity]

  /// With all answers.
  var together: Double { best?.value ?? -.infinity }
  /// With all answers but those of the first stream, or of the second.
  var without: [Double] { rests.map { $0?.value ?? -.infinity } }
  /// Answers of each stream per act of the other, at the best lags.
  var strengths: [Double] { best.map { Array($0.strengths.suffix(2)) } ?? [.nan, .nan] }
  /// The best mean lags, days.
  var lags: [Double] { best?.lags.map { options.lags[$0] } ?? [.nan, .nan] }

  init(
    _ data: EvidenceData, trend: SharedTrendEvidence.Options.Trend?, breaks: [Int],
    traits: OwnTraits, options: SharedTrendEvidence.Options, excitations: ExcitationTable
  ) {
    self.data = data
    self.options = options
    self.excitations = excitations
    self.traits = traits
    always = traits.excitations(excitations)
    start = traits.strengths
    sizes = traits.sizes
    shape = TrendField.Shape(
      paths: trend.map { [TrendField.Path(deviation: $0.deviation, memory: $0.memory)] } ?? [],
      weekdays: traits.weekdays, breaks: breaks)
    likelihood = TrendLikelihood(data, field: TrendField(data, shape), sizes: sizes)
  }

  /// The answers of some streams at some lags.
  func answers(_ responders: [Int], _ lags: [Int]) -> [Excitation] {
    zip(responders, lags).map { excitations[$0, 1 - $0, options.lags[$1]] }
  }

  private var middle: Int { options.lags.count / 2 }

  /// Without answers, and roughly with all, which says whether the trend is worth more work.
  mutating func screen() {
    if let optimum = StrengthSearch.maximize(&likelihood, always, from: start) {
      none = optimum.value
      start = optimum.strengths
    }
    rough = StrengthSearch.maximize(
      &likelihood, always + answers([0, 1], [middle, middle]), from: start + [0.1, 0.1])
  }

  /// The largest value that ``screen()`` found with all answers.
  var roughPeak: Double { rough?.value ?? -.infinity }

  /// All models.
  mutating func integrate() {
    guard let rough, let all = integrate([0, 1], from: rough.strengths, lags: [middle, middle])
    else { return }
    best = all
    eitherWay = prompt(all)
    for responder in 0..<2 {
      let other = 1 - responder
      let kept = Array(all.strengths.prefix(always.count)) + [all.strengths[always.count + other]]
      guard let rest = integrate([other], from: kept, lags: [all.lags[other]]) else { continue }
      rests[responder] = rest
      deterred[responder] = deterrence(responder, rest)
    }
  }

  /// Goes through the lags of each answer while the others stay at their best.
  private mutating func integrate(
    _ responders: [Int], from start: [Double], lags first: [Int]
  ) -> Integrated? {
    var result = Integrated(value: 0, peak: 0, volumes: [], strengths: start, lags: first)
    for place in responders.indices {
      guard let volume = integrate(place, of: responders, &result) else { return nil }
      result.volumes.append(volume)
    }
    result.value = result.peak + result.volumes.reduce(0, +)
    return result
  }

  /// Goes through the lags of one answer, and moves to the best.
  ///
  /// - Parameters:
  ///   - place: The answer in question, by its place among the responders.
  ///   - responders: The streams that answer.
  ///   - current: Strengths and lags to begin with; those of the best end.
  ///   - isPrompt: Whether it may come on the day of the act.
  /// - Returns: What the integral over this strength and lag makes of the peak, as a logarithm.
  private mutating func integrate(
    _ place: Int, of responders: [Int], _ current: inout Integrated, isPrompt: Bool = false
  ) -> Double? {
    let first = current.lags[place]
    // From the lag in use outwards, so that each search begins near its end.
    let order = options.lags.indices.sorted {
      (abs($0 - first), $0) < (abs($1 - first), $1)
    }
    var ends: [Int: StrengthSearch.Optimum] = [:]
    var values = [Double](repeating: -.infinity, count: options.lags.count)
    var best: (lag: Int, optimum: StrengthSearch.Optimum)?
    for lag in order {
      var lags = current.lags
      lags[place] = lag
      var list = always + answers(responders, lags)
      if isPrompt {
        let responder = responders[place]
        list[always.count + place] =
          excitations[
            promptAnswerOf: responder, 1 - responder, options.lags[lag]]
      }
      let near = ends[lag - 1] ?? ends[lag + 1]
      guard
        let optimum = StrengthSearch.maximize(
          &likelihood, list, from: near?.strengths ?? current.strengths)
      else { continue }
      ends[lag] = optimum
      values[lag] = StrengthSearch.integrated(always.count + place, optimum, list, &likelihood)
      if optimum.value > best?.optimum.value ?? -.infinity { best = (lag, optimum) }
    }
    guard let best else { return nil }
    current.lags[place] = best.lag
    current.strengths = best.optimum.strengths
    current.peak = best.optimum.value
    return logMean(values) - current.peak
  }

  /// All answers, those of one stream also on the day of the act: where only days are known, which of
  /// two acts of a day came first is not. Each stream in turn is taken to be the one that acts second,
  /// which gives each day's counts a probability: p(first) p(second given first).
  private mutating func prompt(_ all: Integrated) -> Double {
    guard case .days = data.times else { return all.value }
    let values = (0..<2).map { responder -> Double in
      var current = all
      guard let volume = integrate(responder, of: [0, 1], &current, isPrompt: true) else {
        return -.infinity
      }
      return current.peak + volume + all.volumes[1 - responder]
    }
    return logMean(values + [all.value])
  }

  /// The other stream may be answered, and each of its acts keeps the stream from acting for some
  /// days; a factor on the baseline with a normal prior, cut at zero.
  private func deterrence(_ responder: Int, _ rest: Integrated) -> Double {
    let list = always + answers([1 - responder], rest.lags)
    let values = options.pauses.map { pause -> Double in
      var shape = shape
      shape.terms = [
        TrendField.Term(
          stream: responder, values: data.recent(1 - responder, days: pause),
          deviation: EvidenceComparison.deterrenceDeviation)
      ]
      var other = TrendLikelihood(data, field: TrendField(data, shape), sizes: sizes)
      guard let optimum = StrengthSearch.maximize(&other, list, from: rest.strengths),
        other.coefficient(term: 0) < 0
      else { return -.infinity }
      // Half of the prior is for more acts, which is no deterrence.
      return optimum.value + Double.log(2)
    }
    // The integral over the other answer changes little.
    return logMean(values) + rest.value - rest.peak
  }

  /// The logarithm of a deterred rate may fall by so much.
  private static let deterrenceDeviation = 1.5
}
