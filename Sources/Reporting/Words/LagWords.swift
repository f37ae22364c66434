import Escalation
import TextCharts
import TimeSeries

extension VarianceDecision {
  /// What was decided and why, in words.
  var words: String {
    let name = "\(covariance.words) errors"
    switch reason {
    case .chosen: return "\(name), as asked. \(bootstrap)"
    case .changing(let p):
      return "The variance of the errors changes (p = \(Numeral.probability(p))): \(name), which "
        + "allow for it. \(bootstrap) Verdicts use them."
    case .steady(let p):
      return "No test finds a variance of the errors that changes (p = \(Numeral.probability(p))): "
        + "\(name). \(bootstrap)"
    case .untested:
      return "The data are too few to say whether the variance of the errors changes: \(name). "
        + bootstrap
    }
  }

  private var bootstrap: String {
    switch resampling {
    case .residual: "The bootstrap draws whole periods of residuals."
    case .wild: "The bootstrap keeps each period's own errors (wild)."
    case .block: "The bootstrap draws blocks of periods."
    }
  }
}

extension CoefficientCovariance {
  /// Its name in words.
  var words: String {
    switch self {
    case .classical: "classical"
    case .hc0: "HC0"
    case .hc1: "HC1"
    case .hc3: "HC3"
    case .neweyWest: "Newey-West"
    case .neweyWestAdjusted: "adjusted Newey-West"
    case .neweyWestPrewhitened: "prewhitened Newey-West"
    }
  }
}

extension LagOrders {
  /// Whether verdicts change with the number of lags, a sentence a pair where they do.
  func words(_ streams: [String]) -> [String] {
    let pairs = streams.indices.flatMap { i in
      streams.indices.compactMap { j in i == j ? nil : (i, j) }
    }
    let changing = pairs.filter { runs($0.0, $0.1).count > 1 }
    let range = "\(weights.first?.order ?? 0) to \(weights.last?.order ?? 0) lags"
    guard !changing.isEmpty else {
      return ["No answer changes between significant and not at 5 % with \(range)."]
    }
    return changing.map { i, j in
      let parts = runs(i, j).map { run in
        let (low, high) = (run.orders.lowerBound, run.orders.upperBound)
        let orders =
          low == high ? "\(low) lag\(low == 1 ? "" : "s")" : "\(low) to \(high) lags"
        return "\(run.isSignificant ? "significant" : "not significant") with \(orders) "
          + "(weight \(LagOrders.percent(run.weight)))"
      }
      return "The answer of \(streams[i]) to \(streams[j]) changes with the number of lags: "
        + "\(parts.joined(separator: ", ")); F test at 5 %."
    }
  }

  private static func percent(_ share: Double) -> String {
    "\(Numeral.fixed(100 * share, decimals: 0)) %"
  }

  /// Strengths averaged over the numbers of lags.
  func table(_ streams: [String]) -> TextTable {
    var table = TextTable(columns: [
      .init("responder"), .init("provoker"), .init("averaged strength", alignsRight: true),
      .init("error", alignsRight: true), .init("weight of significant", alignsRight: true),
    ])
    for i in streams.indices {
      for j in streams.indices where i != j {
        let average = average(i, j)
        table.append([
          streams[i], streams[j], Numeral.significant(average.strength),
          Numeral.significant(average.error), LagOrders.percent(average.significance),
        ])
      }
    }
    return table
  }
}

extension CausalityTest {
  /// What a test of single lags finds, for the first screen.
  func lagWords(_ context: FitContext) -> String {
    let unit = EstimandUnit.responses.words(context.measure, context.time)
    let lag = lag ?? 1
    return "\(Numeral.significant(effect, digits: 2)) \(unit) "
      + "\(lag) \(lag == 1 ? context.time.noun : context.time.plural) later "
      + "(p = \(Numeral.probability(pValue)), all lags considered)"
  }
}
