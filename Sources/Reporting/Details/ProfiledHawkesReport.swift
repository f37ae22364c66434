import Escalation
import Tabular
import TextCharts

extension ProfiledHawkes: DetailedReport {
  func charts(_ fit: Fit) throws -> [any TextChart]? {
    PointProcessCharts(fit, histories, average: "mean over the fits").all
  }

  func closing(_ fit: Fit) throws -> Page {
    let diagnostics = diagnostics
    let tests = zip(data.names, diagnostics.residualPValues).map {
      "\($0) p = \(Numeral.probability($1))"
    }.joined(separator: ", ")
    return Page([
      .heading("Fit"), .paragraph(method),
      .paragraph(
        "Log-likelihood \(Numeral.fixed(diagnostics.logLikelihood, decimals: 2)), "
          + "\(diagnostics.parameterCount) parameters, AIC "
          + "\(Numeral.fixed(diagnostics.akaike, decimals: 1)), BIC "
          + "\(Numeral.fixed(diagnostics.bayesian, decimals: 1)). Time-rescaling test: \(tests)."),
    ])
  }

  func tables(_ fit: Fit) throws -> [Table] {
    [AttributionTable.table(histories, log: fit.data.incidents)]
  }

  private var method: String {
    let shape =
      !model.family.hasShape
      ? ""
      : model.fixedShape.map { " of shape \(Numeral.setting($0))" } ?? " of estimated shape"
    var text =
      "Lags: \(model.family.rawValue)\(shape); mean lags from "
      + "\(Numeral.setting(model.lagRange.lowerBound)) to "
      + "\(Numeral.setting(model.lagRange.upperBound)) days are searched. "
    if model.effects == .signed {
      text +=
        "Effects between streams may be negative: deterrence cuts the baseline by a factor. Lags of "
        + "deterrence are in parameters.csv; negative strengths do not enter the escalation "
        + "intensity. "
    }
    if data.needsImputation {
      text +=
        "Dates are intervals: times were drawn evenly from them \(completions.count) times, so that "
        + "same-day incidents come in either order, and the fits are pooled by Rubin's rules. "
    }
    return text
      + "Intervals are profile likelihoods where there are any, otherwise from "
      + "\(response.draws.count) bootstrap refits."
  }
}
