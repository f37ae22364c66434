import Tabular

/// What the columns of tables hold, and in which unit.
enum ColumnMeanings {
  /// A row for each column of each table that is known here, each table once.
  static func table(_ tables: [Table]) -> Table {
    var result = Table(name: "units", columns: ["table", "column", "unit", "meaning"])
    var seen: Set<String> = []
    for table in tables where seen.insert(table.name).inserted {
      for column in table.columns {
        guard let entry = entry(column) else { continue }
        result.append([
          .text(table.name), .text(column), .text(entry.unit), .text(entry.meaning),
        ])
      }
    }
    return result
  }

  /// The unit and the meaning of a column; nil for one that its name explains.
  static func entry(_ column: String) -> (unit: String, meaning: String)? {
    if let entry = entries[column] { return entry }
    if column.hasPrefix("follows ") {
      return ("of the table", "the part that follows incidents of \(column.dropFirst(8))")
    }
    let endings: [(ending: String, unit: String, meaning: String)] = [
      ("_days", "days", "a time"), ("_log_ratio", "natural logarithm", "evidence ratio"),
      ("_lower", "as its estimate", "lower end of the interval"),
      ("_upper", "as its estimate", "upper end of the interval"),
      ("_error", "as its estimate", "standard error"), ("_probability", "0 to 1", "probability"),
      ("_share", "0 to 1", "share"),
    ]
    return endings.first { column.hasSuffix($0.ending) }.map { ($0.unit, $0.meaning) }
  }

  private static let entries: [String: (unit: String, meaning: String)] = [
    "aic": ("log-likelihood", "Akaike's information criterion; smaller is better"),
    "avoided": ("incidents", "incidents fewer without the influence named in the row"),
    "baseline": ("", "in estimates: the baseline of the model; in intensity: its rate a day"),
    "bic": ("log-likelihood", "Schwarz's information criterion; smaller is better"),
    "caused": ("", "the stream that is explained"),
    "causing": ("", "the stream whose past explains"),
    "contraction": ("0 to 1", "share by which the data narrowed the prior's interval"),
    "count_max": ("incidents", "largest possible number; + where there is none"),
    "count_min": ("incidents", "smallest possible number"),
    "counterfactual_count": ("incidents", "incidents expected without the influence"),
    "date": ("date", "the day, or the first day of the period"),
    "date_max": ("date", "last possible day"),
    "date_min": ("date", "first possible day"),
    "day": ("days", "the day of the window, counted from 1"),
    "df": ("", "degrees of freedom"),
    "df1": ("", "degrees of freedom of the numerator"),
    "df2": ("", "degrees of freedom of the denominator"),
    "ess_bulk": ("draws", "independent draws that the chains are worth, in the middle"),
    "ess_tail": ("draws", "independent draws that the chains are worth, in the tails"),
    "estimand": ("", "what is estimated"),
    "estimate": ("as the row says", "the estimate"),
    "input_sha256": ("", "hash of the data"),
    "interval": ("", "where the interval comes from"),
    "kind": ("", "direct: the extra rate of direct responses; total: through all generations"),
    "lag": ("periods", "the lag"),
    "lag_days": ("periods of the model, days where it counts days", "time since the incident"),
    "level": ("0 to 1", "level of the interval"),
    "likeliest_probability": ("0 to 1", "probability of the likeliest cause"),
    "lower": ("as the value", "lower end of the interval"),
    "mc_error": ("as the value", "error from the finite number of draws"),
    "mean": ("incidents", "expected value"),
    "naming": ("", "how a pretext is assumed to pick the attack that it names"),
    "n_provoker": ("incidents", "incidents of the provoker"),
    "n_responder": ("incidents", "incidents of the responder"),
    "order": ("periods", "number of lags"),
    "p_value": ("0 to 1", "probability of a statistic as extreme without the effect"),
    "pretext": ("0 to 1", "assumed pretext ratio of stated motives"),
    "provoker": ("", "the stream that is answered"),
    "r_hat": ("", "agreement of the chains; near 1 when they agree"),
    "reasons": ("", "codes of the reasons of the verdict, separated by semicolons"),
    "responder": ("", "the stream that answers"),
    "seed": ("", "seed of the random numbers"),
    "spontaneous": ("0 to 1", "probability that the incident answers no other"),
    "statistic": ("", "the statistic of the test"),
    "std_error": ("as the estimate", "standard error"),
    "stream": ("", "who acts against whom"),
    "unit": ("", "the unit of the value"),
    "upper": ("as the value", "upper end of the interval"),
    "value": ("as the row or the table says", "the estimate"),
    "verdict": ("", "whether the number can be quoted"),
    "window_end": ("date", "last day of observation"),
    "window_start": ("date", "first day of observation"),
  ]
}
