import Escalation
import Incidents
import PointProcesses
import TimeSeries

/// A study as its file says it: data, window, streams and models, with every default filled in.
///
/// Unknown keys are mistakes, named with their line. Paths are relative to the study file.
public struct StudyFile: Sendable {
  /// A model of the study.
  public struct Model: Sendable {
    /// What is fitted.
    public enum Fit: Sendable {
      /// A Hawkes process.
      case hawkes(BaselinePlan, HawkesAnalysis.Options)
      /// The posterior of a Hawkes process.
      case posterior(BaselinePlan, PosteriorAnalysis.Options)
      /// What needs no model: stated lags, correlogram, rate ratios, episodes, escalation curve.
      case modelFree(ModelFreePartners.Options)
      /// A vector autoregression on daily counts.
      case autoregression(VectorAutoregressionAnalysis.Options)
    }

    /// Its name, which is also that of its folder of results.
    public let name: String
    /// What is fitted.
    public let fit: Fit
  }

  /// Reports to extract incidents from.
  public struct Reports: Hashable, Sendable {
    /// The folder of texts.
    public let folder: String
    /// A table of document and publication date, where pages do not carry them.
    public let published: String?
  }

  /// The title.
  public let title: String
  /// The observed days.
  public let window: ObservationWindow
  /// The streams, in order.
  public let streams: [Dyad]
  /// The seed of all random numbers.
  public let seed: UInt64
  /// The level of all intervals.
  public let level: Double
  /// The largest lag of responses and charts, days.
  public let horizon: Int
  /// The file of sides.
  public let sides: String?
  /// The table of incidents.
  public let incidents: String
  /// The table of running totals.
  public let claims: String?
  /// How totals are used.
  public let totals: TotalsPlan
  /// The table of answers whose motive is stated.
  public let stated: String?
  /// Reports to extract incidents from.
  public let reports: Reports?
  /// The models.
  public let models: [Model]

  private static let keys = [
    "study", "window", "streams", "seed", "level", "horizon", "sides", "incidents", "claims",
    "reports", "stated", "models",
  ]

  /// Reads a study file.
  ///
  /// - Parameters:
  ///   - text: The whole file.
  ///   - file: Its name, for messages.
  /// - Throws: ``StudyError`` with file, line and column.
  public init(text: String, file: String) throws(StudyError) {
    let root = try StudyNode(text: text, file: file)
    let values = try root.mapping(StudyFile.keys)
    func required(_ key: String) throws(StudyError) -> StudyNode {
      guard let node = values[key] else {
        throw root.error("the key '\(key)' is missing", hint: "add a line '\(key): ...'")
      }
      return node
    }
    title = try values["study"]?.text() ?? ""
    let windowNode = try required("window")
    window = try StudyFile.value(windowNode) { try ObservationWindow($0) }
    var streams: [Dyad] = []
    for node in try required("streams").list() {
      streams.append(try StudyFile.value(node) { try Dyad($0) })
    }
    self.streams = streams
    seed = UInt64(try values["seed"]?.integer(0...Int.max) ?? 1)
    level = try values["level"]?.number(0.5...0.999) ?? 0.95
    horizon = try values["horizon"]?.integer(1...365) ?? 30
    sides = try values["sides"]?.text()
    incidents = try required("incidents").text()
    var totals = TotalsPlan()
    if let claims = values["claims"] {
      let parts = try claims.mapping(["file", "rule", "scopes"])
      guard let fileNode = parts["file"] else {
        throw claims.error("the key 'file' is missing", hint: "name the table of totals")
      }
      self.claims = try fileNode.text()
      totals.rule = try parts["rule"]?.choice(Ladder.Rule.self) ?? .latestStatement
      totals.scopes = try parts["scopes"]?.texts()
    } else {
      claims = nil
    }
    self.totals = totals
    stated = try values["stated"]?.text()
    if let reports = values["reports"] {
      let parts = try reports.mapping(["folder", "published"])
      guard let folder = parts["folder"] else {
        throw reports.error("the key 'folder' is missing", hint: "name the folder of texts")
      }
      self.reports = Reports(folder: try folder.text(), published: try parts["published"]?.text())
    } else {
      reports = nil
    }
    var models: [Model] = []
    for node in try required("models").list() {
      let model = try StudyFile.model(node, seed: seed, level: level, horizon: horizon)
      guard !models.contains(where: { $0.name == model.name }) else {
        throw node.error("two models are named '\(model.name)'", hint: "rename one of them")
      }
      models.append(model)
    }
    guard !models.isEmpty else {
      throw root.error("there is no model", hint: "add one to 'models'")
    }
    self.models = models
  }

  private static func value<Value>(
    _ node: StudyNode, _ make: (String) throws -> Value
  ) throws(StudyError) -> Value {
    let text = try node.text()
    do {
      return try make(text)
    } catch {
      throw node.error("\(error)")
    }
  }

  /// What a model fits.
  private enum FitName: String, CaseIterable {
    case hawkes
    case autoregression = "var"
    case modelFree = "model-free"
  }

  private static func model(
    _ node: StudyNode, seed: UInt64, level: Double, horizon: Int
  ) throws(StudyError) -> Model {
    let common = ["name", "fit"]
    let hawkes =
      [
        "method", "kernel", "shape", "lags-from", "lags-to", "baseline", "breaks", "piece-days",
        "imputations", "bootstrap",
      ] + posteriorKeys
    let autoregression = VectorAutoregressionAnalysis.Options.studyKeys + ["imputations"]
    let all = try node.mapping(common + hawkes + autoregression.filter { !hawkes.contains($0) })
    guard let nameNode = all["name"] else {
      throw node.error("the model has no name", hint: "add 'name: ...'")
    }
    let name = try nameNode.folderName()
    guard let fitNode = all["fit"] else {
      throw node.error(
        "the model '\(name)' has no fit", hint: "add 'fit: hawkes', 'fit: var' or 'fit: model-free'"
      )
    }
    switch try fitNode.choice(FitName.self) {
    case .hawkes:
      let parts = try node.mapping(common + hawkes)
      var options = HawkesAnalysis.Options()
      options.seed = seed
      options.level = level
      options.family = try parts["kernel"]?.choice(KernelFamily.self) ?? options.family
      options.shape = try parts["shape"]?.number(0.05...100)
      let from = try parts["lags-from"]?.number(1e-3...1000) ?? options.lagRange.lowerBound
      let to = try parts["lags-to"]?.number(1e-3...1000) ?? options.lagRange.upperBound
      guard from < to else {
        throw node.error("lags from \(from) to \(to) days leave nothing to search")
      }
      options.lagRange = from...to
      options.imputations = try parts["imputations"]?.integer(20...10_000) ?? options.imputations
      options.replicates = try parts["bootstrap"]?.integer(0...1_000_000) ?? options.replicates
      if try parts["method"]?.choice(HawkesPlan.Method.self) ?? .bayes == .bayes {
        return Model(
          name: name, fit: try StudyFile.posterior(parts, node, like: options))
      }
      for key in StudyFile.posteriorKeys {
        if let extra = parts[key] {
          throw extra.error("'\(key)' belongs to the method bayes", hint: "leave it out")
        }
      }
      return Model(name: name, fit: .hawkes(try baseline(parts, node), options))
    case .modelFree:
      _ = try node.mapping(common)
      var options = ModelFreePartners.Options()
      options.seed = seed
      options.level = level
      return Model(name: name, fit: .modelFree(options))
    case .autoregression:
      let parts = try node.mapping(common + autoregression)
      var options = VectorAutoregressionAnalysis.Options()
      options.seed = seed
      options.level = level
      options.horizon = horizon
      try options.read(parts)
      options.imputations = try parts["imputations"]?.integer(20...10_000) ?? options.imputations
      return Model(name: name, fit: .autoregression(options))
    }
  }
}
