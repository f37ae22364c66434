import Escalation
import Settings
import Testing

/// An option that does not apply is refused, never ignored.
@Suite struct ApplicabilityTests {
  @Test(arguments: [
    // A law of zeros, seasons and the like belong to one model of counts each.
    (["--model", "kernel", "--zeros", "hurdle"], "--zeros belongs to --model regression"),
    (["--zeros", "none"], "--zeros belongs to --model regression, not to kernel"),
    (["--season", "7"], "--season belongs to --model endemic, not to kernel"),
    (["--model", "endemic", "--lags", "3"], "--lags belongs to --model kernel or regression"),
    (["--model", "endemic", "--surrogates", "99"], "--surrogates belongs to --model kernel"),
    (["--model", "endemic", "--baseline-days", "60"], "--baseline-days belongs to --model kernel"),
    (
      ["--model", "inar", "--response", "a", "--family", "poisson"],
      "--family belongs to --model kernel or regression or ingarch or endemic"
    ),
    (["--link", "log"], "--link belongs to --model ingarch, not to kernel"),
    (["--past-means", "1"], "--past-means belongs to --model ingarch"),
    (["--past-observations", "1"], "--past-observations belongs to --model ingarch"),
    (["--covariance", "hc3"], "--covariance belongs to --model regression"),
    (["--estimator", "quasi-score"], "--estimator belongs to --model ingarch"),
    (["--model", "kernel", "--response", "a"], "--response belongs to --model"),
    (["--covariates", "a"], "--covariates belongs to --model regression or ingarch"),
    (["--provokers", "a"], "--provokers belongs to --model regression or ingarch"),
    (["--own-lags", "2"], "--own-lags belongs to --model regression"),
    (["--model", "ingarch", "--response", "a", "--zeros", "hurdle"], "not to ingarch"),
    // What must go together.
    (["--model", "ingarch"], "name it with --response"),
    (["--model", "regression"], "name it with --response"),
    (["--response", "a", "--lags", "7"], "--lags goes with --provokers"),
    (["--response", "a", "--provokers", "a"], "names the response 'a' itself"),
    (["--response", "a", "--covariates", "b,a"], "names the response 'a' itself"),
  ])
  func ofModelsOfCounts(arguments: [String], words: String) throws {
    let message = try #require(refusal(CountSettings.self, arguments), "accepted")
    #expect(message.contains(words), "\(message)")
  }

  @Test(arguments: [
    (["--method", "mle", "--ladder", "7"], "--ladder belongs to --method bayes"),
    (["--method", "mle", "--chains", "4"], "--chains belongs to --method bayes"),
    (["--method", "mle", "--slower-than", "14"], "--slower-than belongs to --method bayes"),
    (["--method", "mle", "--weekdays"], "--weekdays belongs to --method bayes"),
    (["--method", "mle", "--baseline", "spline"], "belongs to --method bayes"),
    (["--method", "bayes", "--bootstrap", "400"], "--bootstrap belongs to --method mle"),
    (["--method", "bayes", "--imputations", "40"], "--imputations belongs to --method mle"),
    (["--method", "bayes", "--effects", "signed"], "--effects signed belongs to --method mle"),
    (["--chains", "4", "--effects", "signed"], "--effects signed to --method mle"),
    (["--chains", "4", "--bootstrap", "400"], "--chains belongs to --method bayes, --bootstrap"),
    (["--baseline", "constant", "--breaks", "2024-01-01"], "no breaks"),
    (["--baseline", "constant", "--slower-than", "14"], "belong to --baseline spline"),
    (["--baseline", "piecewise"], "needs --breaks or --piece-days"),
    (["--baseline", "piecewise", "--breaks", "3", "--piece-days", "30"], "not both"),
    (["--breaks", "3", "--piece-days", "30"], "not both"),
    (["--baseline", "spline", "--piece-days", "30"], "has no pieces"),
    (["--piece-days", "30", "--slower-than", "14"], "belong to --baseline spline"),
    (["--piece-days", "30", "--weekdays"], "belong to --baseline spline"),
    (["--kernel", "exponential", "--shape", "2"], "--shape"),
    (["--lags-from", "90", "--lags-to", "60"], "--lags-from (90) must be smaller than --lags-to"),
  ])
  func ofHawkesProcesses(arguments: [String], words: String) throws {
    let message = try #require(refusal(HawkesSettings.self, arguments), "accepted")
    #expect(message.contains(words), "\(message)")
  }

  @Test(arguments: [
    (["--lags", "3", "--max-lags", "4"], "Give --lags, or --max-lags"),
    (["--lags", "3", "--criterion", "aic"], "Give --lags, or --max-lags"),
    (["--max-lags", "3", "--min-lags", "10"], "--min-lags (10) must not be larger than"),
    (["--lags", "3", "--tightness", "0.1"], "--tightness belongs to --shrinkage minnesota"),
    (["--shrinkage", "lasso", "--tightness", "0.1"], "--shrinkage minnesota"),
    (["--exogenous-lags", "2"], "--exogenous-lags goes with --exogenous"),
    (["--shrinkage", "lasso", "--intervals", "asymptotic"], "--intervals asymptotic"),
  ])
  func ofVectorAutoregressions(arguments: [String], words: String) throws {
    let message = try #require(refusal(VectorAutoregressionSettings.self, arguments), "accepted")
    #expect(message.contains(words), "\(message)")
  }

  /// One end of the range of lags gives way to the other.
  @Test func aLongShortestLagIsAccepted() throws {
    let analysis = try #require(
      try HawkesSettings.parse(["--lags-from", "90"]).analysis() as? HawkesAnalysis)
    #expect(analysis.posterior.lagRange == 90...365)
    #expect(analysis.likelihood.lagRange.lowerBound == 90)
    #expect(analysis.likelihood.lagRange.upperBound > 90)
    let short = try #require(
      try HawkesSettings.parse(["--lags-to", "0.02"]).analysis() as? HawkesAnalysis)
    #expect(short.likelihood.lagRange.upperBound == 0.02)
    #expect(short.likelihood.lagRange.lowerBound < 0.02)
    #expect(short.posterior.lagRange.lowerBound < 0.02)
  }

  @Test func anOptionOfOneMethodChoosesIt() throws {
    func method(_ arguments: [String]) throws -> HawkesAnalysis {
      try #require(try HawkesSettings.parse(arguments).analysis() as? HawkesAnalysis)
    }
    #expect(try method(["--chains", "2"]).method == .bayes)
    #expect(try method(["--weekdays"]).method == .bayes)
    #expect(try method([]).method == nil)
    // Exact times go by maximum likelihood anyway; for dates the option is an error.
    let bootstrap = try method(["--bootstrap", "50"])
    #expect(bootstrap.method == nil && bootstrap.isOnlyLikelihood)
  }

  @Test func theWidthAroundAnActNeedsTheAct() throws {
    let message = try #require(refusal(ChangePointSettings.self, ["--width", "20"]), "accepted")
    #expect(message.contains("--width goes with --act"), "\(message)")
    #expect(refusal(ChangePointSettings.self, ["--width", "20", "--act", "-5"]) == nil)
  }

  /// Lists without an entry, and words that no option has.
  @Test(arguments: [
    ["--columns", ""], ["--columns", ","], ["--binary", "--unknown"], ["--colums", "a"],
  ])
  func listsNeedEntriesAndOptionsTheirNames(arguments: [String]) {
    #expect(refusal(SelectionSettings.self, arguments) != nil)
  }
}
