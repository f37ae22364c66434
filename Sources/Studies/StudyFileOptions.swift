import Escalation
import TimeSeries

extension VectorAutoregressionAnalysis.Options {
  /// Keys that every study with a vector autoregression knows.
  static let studyKeys = [
    "lags", "max-lags", "min-lags", "criterion", "trend", "seasons", "covariance", "shrinkage",
    "tightness", "intervals", "resampling", "surrogates", "bootstrap",
  ]

  /// Takes what a study file says.
  ///
  /// - Throws: ``StudyError`` for values outside their range.
  mutating func read(_ parts: [String: StudyNode]) throws(StudyError) {
    if let lags = parts["lags"] {
      for key in ["max-lags", "min-lags", "criterion"] {
        if let extra = parts[key] {
          throw extra.error("'\(key)' and 'lags' exclude each other", hint: "leave one out")
        }
      }
      order = .fixed(try lags.integer(0...1000))
    } else {
      order = .selected(
        maximum: try parts["max-lags"]?.integer(0...1000) ?? 14,
        by: try parts["criterion"]?.choice(LagSelection.Criterion.self) ?? .aic,
        minimum: try parts["min-lags"]?.integer(0...1000) ?? 1)
    }
    trend = try parts["trend"]?.choice(VectorAutoregression.Trend.self) ?? trend
    seasons = try parts["seasons"]?.integer(2...10_000) ?? seasons
    covariance = try parts["covariance"]?.choice(CovarianceName.self).value ?? covariance
    let tightness = try parts["tightness"]?.number(1e-6...1e6) ?? 0.2
    shrinkage =
      try parts["shrinkage"]?.choice(ShrinkageName.self).value(tightness: tightness) ?? shrinkage
    if let intervals = try parts["intervals"]?.choice(IntervalName.self) {
      correctsBias = intervals == .biasCorrected
      hasAsymptoticIntervals = intervals == .asymptotic
    }
    resampling = try parts["resampling"]?.choice(ResamplingName.self).value ?? resampling
    surrogates = try parts["surrogates"]?.integer(0...1_000_000) ?? surrogates
    replicates = try parts["bootstrap"]?.integer(0...1_000_000) ?? replicates
  }
}

extension CountPlan {
  /// Takes what a study file says.
  ///
  /// - Throws: ``StudyError`` for values outside their range.
  mutating func read(_ parts: [String: StudyNode], _ node: StudyNode) throws(StudyError) {
    response = try parts["response"]?.text()
    model = try parts["model"]?.choice(Model.self) ?? (response == nil ? .kernel : .regression)
    if let response = parts["response"], model == .kernel || model == .endemic {
      throw response.error(
        "this model explains all streams", hint: "leave out 'response', or name another model")
    }
    if response == nil, model != .kernel, model != .endemic {
      throw node.error(
        "the model '\(model.rawValue)' explains one stream", hint: "name it with 'response: ...'")
    }
    covariates = try parts["covariates"]?.texts() ?? []
    provokers = try parts["provokers"]?.texts() ?? []
    lags = try parts["lags"]?.integer(1...1000)
    ownLags = try parts["own-lags"]?.integer(0...1000) ?? 0
    family = try parts["family"]?.choice(CountRegression.Family.self)
    zeros = try parts["zeros"]?.choice(CountRegression.Zeros.self) ?? zeros
    covariance = try parts["covariance"]?.choice(CountCovarianceName.self).value ?? covariance
    func lagList(_ key: String) throws(StudyError) -> [Int] {
      guard let part = parts[key] else { return [1] }
      if let text = try? part.text(), text == "none" { return [] }
      var result: [Int] = []
      for entry in try part.list() { result.append(try entry.integer(1...1000)) }
      return result
    }
    equation = .init(
      pastObservations: try lagList("past-observations"), pastMeans: try lagList("past-means"),
      link: try parts["link"]?.choice(CountAutoregression.Link.self) ?? .identity)
    estimator = try parts["estimator"]?.choice(EstimatorName.self).value ?? estimator
    knotSpacing = try parts["baseline-days"]?.integer(2...100_000)
    season = try parts["season"]?.number(1.000001...1e6)
    series.dummies = try parts["dummies"]?.choice(SeriesSelection.Dummies.self)
    settings.draws = try parts["draws"]?.integer(0...1_000_000) ?? settings.draws
    settings.surrogates = try parts["surrogates"]?.integer(0...1_000_000) ?? settings.surrogates
  }
}
