/// What is estimated: the quantities of the table of estimands in the documentation.
///
/// With g[i, j] the expected direct responses of stream i to one incident of stream j, and the lag
/// that of the density phi / g.
public enum Estimand: Hashable, Sendable {
  /// A number that describes when responses come.
  public enum LagStatistic: Hashable, Sendable {
    /// The lag within which half of the responses come.
    case median
    /// The mean lag.
    case mean
    /// The lag at which responses are most frequent.
    case mode
    /// The lag within which so many per cent of the responses come.
    case percentile(Int)
  }

  /// A class of attacks.
  public enum AttackClass: String, Hashable, Sendable, CaseIterable {
    /// All attacks.
    case all
    /// Those of the severe class.
    case severe
    /// The others.
    case other
  }

  /// g: expected direct responses per incident; negative means deterrence.
  case responsesPerIncident
  /// 1 - exp(-g): the probability of any direct response.
  case responseProbability
  /// 1 - exp(-g Phi(days)): the probability of a direct response within so many days.
  case responseProbabilityWithin(days: Int)
  /// When direct responses come.
  case lag(LagStatistic)
  /// The median lag of the first response, given that one comes.
  case firstResponseLag
  /// g[i, j] g[j, i].
  case loopGain
  /// log(g[i, j] / g[j, i]).
  case asymmetry
  /// The share of a stream's incidents that answer other streams.
  case retaliationShare
  /// The share of a stream's incidents that follow its own.
  case momentumShare
  /// The share of a stream's incidents that come from the baseline.
  case baselineShare
  /// Incidents a day without any excitation.
  case baselineRate
  /// The spectral radius of G; at 1 violence feeds itself.
  case escalationIntensity
  /// The probability that the spectral radius is 1 or more.
  case intensityAtLeastOne
  /// All incidents that one incident brings with it, itself included: a column sum of (I - G)^-1.
  case escalationMultiplier
  /// The time by which half of the total response to one incident has come.
  case escalationHalfLife
  /// The median lag of answers whose motive is stated (no model).
  case statedLag
  /// Their mean lag.
  case statedLagMean
  /// The median lag of answers whose motive is stated, of those in the window (no model).
  case statedAnswerLag
  /// The median lag of answers when statements are data, under a pretext ratio and a naming law.
  case answerLag
  /// The share of a stream's incidents that answer the other, with statements taken at their word.
  case answeredShareAtWord
  /// The same when a motive is given for every act, answer or not.
  case answeredShareBeyondPretext
  /// How many times the answers a severe attack brings about, by times alone.
  case timesMoreAnswers
  /// How many times as often a severe attack is named as another at the same lag, by statements.
  case namedTimesMore
  /// The probability of an answer within so many days of an attack of a class, statements being data.
  case answerProbability(days: Int, AttackClass)
  /// The lag of the largest excess of pairs over the jitter band (no model).
  case correlogramLag
  /// The responder's rate in so many days after an incident over that before it (no model).
  case rateRatio(days: Int)
  /// The share of episodes in which the responder never answers (no model).
  case unansweredEpisodes
  /// Responses per episode that is answered (no model).
  case episodeResponses
  /// The share of episodes that a stream begins (no model).
  case begunEpisodes
  /// The share of episodes that a stream ends (no model).
  case endedEpisodes
  /// How gaps between incidents change as incidents go on; above zero they shorten (no model).
  case escalationExponent

  /// Its name in `estimates.csv`.
  public var name: String {
    switch self {
    case .responsesPerIncident: "retaliations_per_incident"
    case .responseProbability: "retaliation_probability"
    case .responseProbabilityWithin(let days): "retaliation_probability_within_\(days)d"
    case .lag(.median): "retaliation_lag_median"
    case .lag(.mean): "retaliation_lag_mean"
    case .lag(.mode): "retaliation_lag_mode"
    case .lag(.percentile(let percent)): "retaliation_lag_q\(percent)"
    case .firstResponseLag: "first_response_lag_median"
    case .loopGain: "loop_gain"
    case .asymmetry: "asymmetry"
    case .retaliationShare: "retaliation_share"
    case .momentumShare: "momentum_share"
    case .baselineShare: "baseline_share"
    case .baselineRate: "baseline_rate"
    case .escalationIntensity: "escalation_intensity"
    case .intensityAtLeastOne: "P(radius >= 1)"
    case .escalationMultiplier: "escalation_multiplier"
    case .escalationHalfLife: "escalation_half_life"
    case .statedLag: "stated_lag"
    case .statedLagMean: "stated_lag_mean"
    case .statedAnswerLag: "stated_answer_lag"
    case .answerLag: "answer_lag"
    case .answeredShareAtWord: "answered_share_at_word"
    case .answeredShareBeyondPretext: "answered_share_beyond_pretext"
    case .timesMoreAnswers: "times_more_answers"
    case .namedTimesMore: "named_times_more"
    case .answerProbability(let days, .all): "answer_probability_within_\(days)d"
    case .answerProbability(let days, let attack):
      "answer_probability_within_\(days)d_\(attack.rawValue)"
    case .correlogramLag: "correlogram_lag"
    case .rateRatio(let days): "window_rate_ratio_\(days)d"
    case .unansweredEpisodes: "episode_unanswered_share"
    case .episodeResponses: "episode_responses"
    case .begunEpisodes: "episode_begun_share"
    case .endedEpisodes: "episode_ended_share"
    case .escalationExponent: "escalation_exponent"
    }
  }

  /// Whether it is a lag, which only a positive response of one sign can have.
  public var isLag: Bool {
    switch self {
    case .lag, .firstResponseLag: true
    default: false
    }
  }

  /// Whether an estimate of a pair stands only where the evidence against a shared trend does. What
  /// statements tell does not rest on it, but for the share of answers beyond any pretext.
  public var needsEvidence: Bool {
    switch self {
    case .statedAnswerLag, .answerLag, .answeredShareAtWord, .timesMoreAnswers, .namedTimesMore:
      false
    default: true
    }
  }

  /// Whether it is what statements of motives tell.
  public var isOfMotives: Bool {
    switch self {
    case .answeredShareBeyondPretext, .answerProbability: true
    default: !needsEvidence
    }
  }

  /// Whether it describes all streams together, answers and own momentum alike.
  public var isOfAllStreams: Bool {
    switch self {
    case .escalationIntensity, .intensityAtLeastOne, .escalationMultiplier, .escalationHalfLife:
      true
    default: false
    }
  }

  /// What it is counted in.
  public var unit: EstimandUnit {
    switch self {
    case .responsesPerIncident: .responses
    case .responseProbability, .responseProbabilityWithin, .intensityAtLeastOne,
      .answerProbability:
      .probability
    case .lag, .firstResponseLag, .escalationHalfLife: .time
    case .statedLag, .statedLagMean, .correlogramLag, .statedAnswerLag, .answerLag: .days
    case .loopGain, .rateRatio, .timesMoreAnswers, .namedTimesMore: .ratio
    case .asymmetry: .logRatio
    case .retaliationShare, .momentumShare, .baselineShare, .answeredShareAtWord,
      .answeredShareBeyondPretext:
      .shareOfIncidents
    case .unansweredEpisodes, .begunEpisodes, .endedEpisodes: .shareOfEpisodes
    case .episodeResponses: .responsesPerEpisode
    case .baselineRate: .rate
    case .escalationIntensity: .spectralRadius
    case .escalationMultiplier: .incidents
    case .escalationExponent: .exponent
    }
  }

  /// The values that are possible, by which the width of an interval is judged.
  public var range: Verdict.Range {
    switch self {
    case .responsesPerIncident, .escalationExponent: .signed
    case .asymmetry: .logarithm
    default:
      switch unit {
      case .probability, .shareOfIncidents, .shareOfEpisodes: .share
      default: .positive
      }
    }
  }
}
