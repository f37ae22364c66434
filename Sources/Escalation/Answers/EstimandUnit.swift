import Incidents

/// What an estimand is counted in, before it is known what the data count.
public enum EstimandUnit: Hashable, Sendable {
  /// Responses per incident.
  case responses
  /// A probability.
  case probability
  /// The data's unit of time.
  case time
  /// Days, whatever the data's unit of time.
  case days
  /// A ratio.
  case ratio
  /// The logarithm of a ratio.
  case logRatio
  /// A share of a stream's incidents.
  case shareOfIncidents
  /// A share of episodes.
  case shareOfEpisodes
  /// Responses per answered episode.
  case responsesPerEpisode
  /// Incidents per unit of time.
  case rate
  /// A spectral radius.
  case spectralRadius
  /// Incidents.
  case incidents
  /// An exponent.
  case exponent
}

/// What a series counts: incidents, or units of any other series (scores, indices, amounts).
public enum Measure: Hashable, Sendable {
  /// Whole numbers of incidents.
  case incidents
  /// Units of a series that is no count.
  case units

  /// One of them, as a word.
  public var singular: String { self == .incidents ? "incident" : "unit" }

  /// Several of them.
  public var plural: String { self == .incidents ? "incidents" : "units" }
}

extension EstimandUnit {
  /// The unit in words, as `estimates.csv` has it.
  ///
  /// - Parameters:
  ///   - measure: What the data count.
  ///   - time: The period in which lags are counted.
  /// - Returns: The words.
  public func words(_ measure: Measure, _ time: Period) -> String {
    switch self {
    case .responses:
      measure == .incidents ? "responses per incident" : "units of response per unit"
    case .probability: "probability"
    case .time: time.plural
    case .days: "days"
    case .ratio: "ratio"
    case .logRatio: "log ratio"
    case .shareOfIncidents: "share of \(measure.plural)"
    case .shareOfEpisodes: "share of episodes"
    case .responsesPerEpisode: "responses per answered episode"
    case .rate: "\(measure.plural) per \(time.noun)"
    case .spectralRadius: "spectral radius"
    case .incidents: measure.plural
    case .exponent: "exponent"
    }
  }
}
