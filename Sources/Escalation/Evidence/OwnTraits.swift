/// What each stream is like by itself and under given streams: the lag of its momentum, its weekdays,
/// how much its daily counts vary beyond Poisson, the lags of its answers to given streams. Each is
/// the choice under which the data without answers between the two streams are most probable, and is
/// then the same in all models that are compared.
struct OwnTraits: Sendable {
  /// Mean lags of own momentum, days.
  private(set) var lags: [Double]
  /// Answers to given streams: responder, provoker, mean lag in days.
  private(set) var given: [(responder: Int, provoker: Int, lag: Double)] = []
  /// Standard deviations of the logarithms of weekday factors; 0 where weekdays do not differ.
  private(set) var weekdays: [Double]
  /// Sizes of the negative binomial laws of daily counts; infinite is Poisson.
  private(set) var sizes: [Double]
  /// Strengths from which searches begin.
  private(set) var strengths: [Double]

  /// The trend under which choices are made.
  private static let trend = TrendField.Path(deviation: 0.7, memory: 30)
  /// Deviations of weekdays to choose from.
  private static let weekdayChoices = [0, 0.25, 0.7]
  /// Sizes to choose from.
  private static let sizeChoices = [Double.infinity, 20, 8, 4, 2, 1, 0.5, 0.25, 0.12]
  /// What a choice other than the first must gain, as a logarithm.
  private static let least = 1.0

  /// Own momentum, then the answers to given streams.
  func excitations(_ table: ExcitationTable) -> [Excitation] {
    lags.enumerated().map { table[$0, $0, $1] }
      + given.map { table[$0.responder, $0.provoker, $0.lag] }
  }

  /// The same of other data.
  func list(_ data: EvidenceData) -> [Excitation] {
    lags.enumerated().map { Excitation(data, responder: $0, provoker: $0, lag: $1) }
      + given.map {
        Excitation(data, responder: $0.responder, provoker: $0.provoker, lag: $0.lag)
      }
  }

  /// The traits of two streams.
  init(_ data: EvidenceData, _ options: SharedTrendEvidence.Options, _ table: ExcitationTable) {
    let responders = 0..<EvidenceData.responders
    let middle = options.ownLags[options.ownLags.count / 2]
    lags = responders.map { _ in middle }
    weekdays = responders.map { _ in 0 }
    sizes = responders.map { _ in .infinity }
    strengths = responders.map { _ in 0.2 }
    for provoker in data.counts.indices.dropFirst(EvidenceData.responders) {
      for responder in responders {
        given.append((responder, provoker, options.lags[options.lags.count / 2]))
        strengths.append(0.1)
      }
    }
    func likelihood(_ weekdays: [Double], _ sizes: [Double]) -> TrendLikelihood {
      TrendLikelihood(
        data,
        field: TrendField(
          data, .init(paths: [OwnTraits.trend], weekdays: weekdays, breaks: data.breaks)),
        sizes: sizes)
    }
    var current = likelihood(weekdays, sizes)
    var list = excitations(table)
    strengths =
      StrengthSearch.maximize(&current, list, from: strengths)?.strengths ?? strengths
    for stream in responders {
      if case .days = data.times {
        sizes[stream] = OwnTraits.choice(OwnTraits.sizeChoices) { size in
          var candidate = sizes
          candidate[stream] = size
          var other = likelihood(weekdays, candidate)
          return other(strengths, list)?.value
        }
      }
      if data.firstWeekday != nil {
        weekdays[stream] = OwnTraits.choice(OwnTraits.weekdayChoices) { deviation in
          var candidate = weekdays
          candidate[stream] = deviation
          var other = likelihood(candidate, sizes)
          return other(strengths, list)?.value
        }
      }
    }
    current = likelihood(weekdays, sizes)
    for place in list.indices {
      var best = -Double.infinity
      var choice = (excitation: list[place], lag: 0.0, strengths: strengths)
      let isOwn = place < lags.count
      for lag in isOwn ? options.ownLags : options.lags {
        let (responder, provoker) =
          isOwn
          ? (place, place)
          : (given[place - lags.count].responder, given[place - lags.count].provoker)
        var candidate = list
        candidate[place] = table[responder, provoker, lag]
        guard
          let optimum = StrengthSearch.maximize(&current, candidate, from: strengths),
          optimum.value > best
        else { continue }
        best = optimum.value
        choice = (candidate[place], lag, optimum.strengths)
      }
      guard best.isFinite else { continue }
      list[place] = choice.excitation
      strengths = choice.strengths
      if isOwn {
        lags[place] = choice.lag
      } else {
        given[place - lags.count].lag = choice.lag
      }
    }
  }

  /// The first of some choices, or the best if it gains enough.
  private static func choice(_ choices: [Double], _ value: (Double) -> Double?) -> Double {
    var (best, result) = (-Double.infinity, choices[0])
    for candidate in choices {
      guard let found = value(candidate) else { continue }
      if found > best + (best.isFinite ? least : 0) { (best, result) = (found, candidate) }
    }
    return result
  }
}
