import Escalation
import TimeSeries

/// A study of one table of counts or other series as its file says it: the table, the models and
/// every option that the command line knows, so that an analysis of the literature can be repeated
/// with one command.
public struct CountStudyFile: Sendable {
  /// A model of the study.
  public struct Model: Sendable {
    /// What is asked for.
    public enum Plan: Sendable {
      /// A vector autoregression.
      case autoregression(VectorAutoregressionPlan)
      /// A model of counts.
      case counts(CountPlan)
      /// Local projections.
      case projections(ProjectionPlan)
      /// All models side by side.
      case comparison(ComparisonPlan)
      /// A description of the series.
      case description(DescriptionPlan)
      /// Points of change.
      case changes(ChangePointPlan)
    }

    /// Its name, which is also that of its folder of results.
    public let name: String
    /// What is asked for.
    public let plan: Plan
    /// Its options as they stand in the file, in order.
    let options: [(key: String, value: String)]
  }

  /// The title.
  public let title: String
  /// The table, relative to the study file.
  public let table: String
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The level of all intervals.
  public let level: Double
  /// The models.
  public let models: [Model]

  /// What a model fits.
  private enum FitName: String, CaseIterable {
    case autoregression = "var"
    case counts, projections, compare, describe, changepoints
  }

  private static let keys = ["study", "counts", "columns", "window", "seed", "level", "models"]
  private static let series = ["columns", "window", "binary"]
  private static let kept: [FitName: [String]] = [
    .autoregression: [
      "lags", "max-lags", "min-lags", "criterion", "trend", "seasons", "dummies", "exogenous",
      "exogenous-lags", "covariance", "shrinkage", "tightness", "intervals", "resampling",
      "surrogates", "horizon", "bootstrap",
    ],
    .counts: [
      "model", "response", "covariates", "provokers", "lags", "own-lags", "family", "zeros",
      "covariance", "past-observations", "past-means", "link", "estimator", "baseline-days",
      "season", "dummies", "draws", "surrogates",
    ],
    .projections: ["lags", "horizon", "law", "errors", "shock", "surrogates"],
    .compare: ["lags", "bootstrap", "events-limit", "forecasts"],
    .describe: ["lags", "jitter-window"],
    .changepoints: ["cost", "penalty", "min-length", "act", "width"],
  ]

  /// Whether a study file names a table of counts rather than one of incidents.
  static func describes(_ root: StudyNode) -> Bool {
    (try? root.pairs())?.contains { $0.key == "counts" } ?? false
  }

  /// Reads a study file.
  ///
  /// - Parameters:
  ///   - root: The whole file.
  ///   - locate: Where a path of the study lies.
  /// - Throws: ``StudyError`` with file, line and column.
  init(_ root: StudyNode, locate: (String) -> String) throws(StudyError) {
    let values = try root.mapping(CountStudyFile.keys)
    guard let counts = values["counts"], let modelsNode = values["models"] else {
      throw root.error("the key 'models' is missing", hint: "add a line 'models: ...'")
    }
    title = try values["study"]?.text() ?? ""
    table = try counts.text()
    seed = UInt64(try values["seed"]?.integer(0...Int.max) ?? 1)
    level = try values["level"]?.number(0.5...0.999) ?? 0.95
    var selection = SeriesSelection(file: locate(table))
    selection.columns = try values["columns"]?.texts()
    selection.window = try values["window"]?.text()
    var models: [Model] = []
    for node in try modelsNode.list() {
      let common = ["name", "fit"] + CountStudyFile.series
      let every = CountStudyFile.kept.values.flatMap { $0 }
      let all = try node.mapping(common + every)
      guard let nameNode = all["name"], let fitNode = all["fit"] else {
        throw node.error("a model needs a name and a fit", hint: "add 'name: ...' and 'fit: var'")
      }
      let name = try nameNode.folderName()
      guard !models.contains(where: { $0.name == name }) else {
        throw node.error("two models are named '\(name)'", hint: "rename one of them")
      }
      let fit = try fitNode.choice(FitName.self)
      let parts = try node.mapping(common + (CountStudyFile.kept[fit] ?? []))
      var own = selection
      if let columns = parts["columns"] { own.columns = try columns.texts() }
      if let window = parts["window"] { own.window = try window.text() }
      if let binary = parts["binary"] { own.isBinary = try binary.flag() }
      var options: [(key: String, value: String)] = []
      for (key, value) in try node.pairs() where key != "name" {
        options.append((key, try value.texts().joined(separator: ", ")))
      }
      models.append(
        Model(
          name: name,
          plan: try CountStudyFile.plan(fit, parts, own, node, seed: seed, level: level),
          options: options))
    }
    guard !models.isEmpty else {
      throw root.error("there is no model", hint: "add one to 'models'")
    }
    self.models = models
  }

  private static func plan(
    _ fit: FitName, _ parts: [String: StudyNode], _ series: SeriesSelection, _ node: StudyNode,
    seed: UInt64, level: Double
  ) throws(StudyError) -> Model.Plan {
    switch fit {
    case .autoregression:
      var plan = VectorAutoregressionPlan(file: series.file)
      plan.series = series
      plan.series.dummies = try parts["dummies"]?.choice(SeriesSelection.Dummies.self)
      plan.series.exogenous = try parts["exogenous"]?.texts() ?? []
      plan.options.exogenousLags = try parts["exogenous-lags"]?.integer(0...1000) ?? 0
      plan.options.horizon = try parts["horizon"]?.integer(1...10_000) ?? plan.options.horizon
      plan.options.seed = seed
      plan.options.level = level
      try plan.options.read(parts)
      return .autoregression(plan)
    case .counts:
      var plan = CountPlan(file: series.file)
      plan.series = series
      plan.settings.seed = seed
      plan.settings.level = level
      try plan.read(parts, node)
      return .counts(plan)
    case .projections:
      var plan = ProjectionPlan(file: series.file)
      plan.series = series
      plan.options.lags = try parts["lags"]?.integer(0...1000) ?? plan.options.lags
      plan.options.horizon = try parts["horizon"]?.integer(1...1000) ?? plan.options.horizon
      plan.options.law = try parts["law"]?.choice(LocalProjection.Law.self) ?? plan.options.law
      plan.options.errors =
        try parts["errors"]?.choice(LocalProjection.Errors.self) ?? plan.options.errors
      plan.surrogates = try parts["surrogates"]?.integer(0...1_000_000) ?? plan.surrogates
      plan.options.system = try parts["shock"]?.choice(SystemProjection.Shock.self)
      plan.options.seed = seed
      plan.options.level = level
      return .projections(plan)
    case .compare:
      var plan = ComparisonPlan(file: series.file)
      plan.series = series
      plan.lags = try parts["lags"]?.integer(1...1000) ?? plan.lags
      plan.replicates = try parts["bootstrap"]?.integer(20...1_000_000) ?? plan.replicates
      plan.pointProcessLimit =
        try parts["events-limit"]?.integer(0...1_000_000) ?? plan.pointProcessLimit
      if try parts["forecasts"]?.flag() == false { plan.trainingShare = nil }
      plan.seed = seed
      plan.level = level
      return .comparison(plan)
    case .describe:
      var plan = DescriptionPlan(file: series.file)
      plan.series = series
      plan.longest = try parts["lags"]?.integer(1...1000) ?? plan.longest
      plan.window = try parts["jitter-window"]?.integer(2...10_000) ?? plan.window
      plan.seed = seed
      plan.level = level
      return .description(plan)
    case .changepoints:
      var plan = ChangePointPlan(file: series.file)
      plan.series = series
      plan.cost = try parts["cost"]?.choice(ChangePoints.Cost.self) ?? plan.cost
      if let penalty = parts["penalty"] {
        let text = try penalty.text()
        plan.penalty =
          text == "mbic"
          ? .modifiedBIC : text == "bic" ? .bic : .fixed(try penalty.number(0...1e12))
      }
      plan.minimumLength = try parts["min-length"]?.integer(1...100_000) ?? plan.minimumLength
      plan.act = try parts["act"]?.text()
      plan.width = try parts["width"]?.integer(6...100_000) ?? plan.width
      return .changes(plan)
    }
  }
}
