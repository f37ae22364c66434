import Escalation

extension Estimand {
  /// One of each kind, for lists of all.
  static let kinds: [Estimand] = [
    .responsesPerIncident, .responseProbability, .responseProbabilityWithin(days: 7), .lag(.median),
    .lag(.mean), .lag(.mode), .lag(.percentile(90)), .firstResponseLag, .escalationIntensity,
    .intensityAtLeastOne, .escalationMultiplier, .escalationHalfLife, .loopGain, .asymmetry,
    .retaliationShare, .momentumShare, .baselineShare, .baselineRate, .statedLag, .statedLagMean,
    .correlogramLag, .rateRatio(days: 7), .unansweredEpisodes, .episodeResponses, .begunEpisodes,
    .endedEpisodes, .escalationExponent, .statedAnswerLag, .answerLag, .answeredShareAtWord,
    .answeredShareBeyondPretext, .timesMoreAnswers, .namedTimesMore,
    .answerProbability(days: 7, .all), .answerProbability(days: 7, .severe),
  ]

  /// What it means, and how it is read.
  var glossaryEntry: GlossaryEntry {
    switch self {
    case .responsesPerIncident:
      entry(
        "The expected number of direct responses of the responder to one incident of the provoker. "
          + "Responses to responses are not in it.",
        reading: "0.30 means three direct responses to ten incidents. Below zero it is deterrence: "
          + "fewer acts follow.",
        aliases: ["g", "strength", "responses per incident", "branching ratio"])
    case .responseProbability:
      entry(
        "The probability that an incident of the provoker has any direct response: 1 - exp(-g), with "
          + "g the responses per incident.", aliases: ["P(any response)"])
    case .responseProbabilityWithin:
      entry(
        "The probability of a direct response within so many days of an incident: "
          + "1 - exp(-g F(days)), with g the responses per incident and F the distribution of the "
          + "lag.",
        reading: "Compare it with retaliation_probability: what is missing comes later.",
        aliases: ["retaliation_probability_within", "P(any response) within"])
    case .lag(.median):
      entry(
        "The retaliation lag: half of the direct responses come within so many days of the incident "
          + "that they answer.",
        reading:
          "This is the lag to quote. It says when responses come if they come, not how many: "
          + "read it beside retaliations_per_incident.",
        aliases: ["lag", "retaliation lag", "median lag"])
    case .lag(.mean):
      entry(
        "The mean lag of direct responses.",
        reading: "A few late responses raise it: prefer the median.", aliases: ["mean lag"])
    case .lag(.mode):
      entry("The lag at which direct responses are most frequent.", aliases: ["most likely lag"])
    case .lag(.percentile):
      entry(
        "The lag within which so many per cent of the direct responses come: q10, q25, q75 and q90 "
          + "in estimates.csv.", aliases: ["quantile of the lag"])
    case .firstResponseLag:
      entry(
        "The median lag of the first direct response to an incident, given that one comes.",
        reading: "It is shorter than the median lag where incidents have several responses.",
        aliases: ["first response"])
    case .escalationIntensity:
      entry(
        "How strongly violence feeds itself: the spectral radius of the matrix of responses per "
          + "incident, each side's own momentum included.",
        reading: "Below 1 violence dies out without new impulses; at 1 and above it feeds itself.",
        aliases: ["intensity", "spectral radius", "criticality"])
    case .intensityAtLeastOne:
      entry(
        "The probability, given the data and the model, that the escalation intensity is 1 or more.",
        aliases: ["P(intensity is 1 or more)"])
    case .escalationMultiplier:
      entry(
        "All incidents that one incident of the provoker leads to, itself included, through "
          + "responses to responses: a column sum of (I - G)^-1.",
        reading: "Infinite where the escalation intensity is 1 or more.", aliases: ["multiplier"])
    case .escalationHalfLife:
      entry(
        "The time by which half of the total response to one incident has come.",
        aliases: [
          "half-life"
        ])
    case .loopGain:
      entry(
        "The product of the responses per incident of both directions: what comes back of an act "
          + "through the other side's answers.")
    case .asymmetry:
      entry(
        "The logarithm of one direction's responses per incident over the other's.",
        reading: "Above zero the responder answers more than it is answered; 0.69 is twice as much."
      )
    case .retaliationShare: entry("The share of a stream's incidents that answer other streams.")
    case .momentumShare:
      entry(
        "The share of a stream's incidents that follow its own earlier ones.", aliases: ["momentum"]
      )
    case .baselineShare:
      entry("The share of a stream's incidents that come from the baseline and answer nothing.")
    case .baselineRate:
      entry(
        "Incidents a day that follow no earlier incident.",
        reading: "Where the baseline is a path it is the mean over the window.")
    case .statedLag:
      entry(
        "The median lag of answers whose motive the data state, by Turnbull's estimator for dates "
          + "that are intervals. No model.",
        reading:
          "It says how fast the stated answers came. Acts without a stated motive are not in "
          + "it.")
    case .statedLagMean: entry("The mean lag of answers whose motive the data state. No model.")
    case .statedAnswerLag:
      entry(
        "The median lag of the answers in the window whose motive is stated, by Turnbull's "
          + "estimator. No model.",
        reading: "It takes the side at its word, and leaves out acts without a stated motive.")
    case .answerLag:
      entry(
        "The median lag of answers when stated motives are data, for one pretext ratio and one way "
          + "in which a pretext picks the attack that it names.",
        reading: "Quote it where it is estimated, and say that pretexts are assumed to pick as "
          + "answers do.",
        aliases: ["pretext ratio", "stated motives"])
    case .answeredShareAtWord:
      entry("The share of a side's acts that are answers, every statement taken at its word.")
    case .answeredShareBeyondPretext:
      entry(
        "The share of a side's acts that are answers when a motive is given for every act: only the "
          + "times of the acts then tell answers from others.")
    case .timesMoreAnswers:
      entry(
        "How many times as many answers follow from an attack of the severe class, by the times of the "
          + "acts alone.")
    case .namedTimesMore:
      entry(
        "How many times as often an attack of the severe class is named in a statement as another "
          + "attack at the same lag.",
        reading: "It tells what a side speaks of, not what it answers.")
    case .answerProbability(_, let attack):
      entry(
        attack == .all
          ? "The probability that an attack is answered within so many days, when stated motives are "
            + "data and a motive may be given for every act."
          : "The same for an attack of one class, severe or other.")
    case .correlogramLag:
      entry(
        "The lag at which pairs of incidents of the two sides exceed the band of chance most. No "
          + "model.", aliases: ["correlogram"])
    case .rateRatio:
      entry(
        "The responder's rate in so many days after an incident over its rate in as many days before "
          + "it. No model.", reading: "A trend that both sides share moves it away from 1, too.")
    case .unansweredEpisodes:
      entry(
        "The share of episodes (runs of incidents without long gaps) in which the responder never "
          + "acts. No model.", aliases: ["episode"])
    case .episodeResponses: entry("Responses per episode that is answered. No model.")
    case .begunEpisodes: entry("The share of episodes that a stream begins. No model.")
    case .endedEpisodes: entry("The share of episodes that a stream ends. No model.")
    case .escalationExponent:
      entry(
        "How the gaps between incidents change as incidents go on, as the exponent of a power law of "
          + "their running number. No model.", reading: "Above zero the gaps shorten.")
    }
  }

  private func entry(
    _ meaning: String, reading: String? = nil, aliases: [String] = []
  ) -> GlossaryEntry {
    GlossaryEntry(name, aliases: aliases, meaning, reading: reading)
  }
}
