import Escalation
import Settings

/// A study as its file says it: the data, the models, seed and level, with every default filled in.
///
/// Each part is parsed by the settings of the command line. Unknown keys are mistakes, named with
/// their line. Paths are relative to the study file.
public struct StudyFile: Sendable {
  /// A model of the study.
  public struct Model: Sendable {
    /// Its name, which is also that of its folder of results.
    public let name: String
    /// Its options.
    public let settings: any ModelSettings
    /// The analysis that they describe.
    public let analysis: any Analysis
    /// Rows and columns that it looks at.
    public let selection: SelectionSettings
  }

  /// The title.
  public let title: String
  /// Where the data are.
  public let data: DataSettings
  /// Event data that become the incidents of the study; nil where a table has them.
  public let events: ImportSettings?
  /// Seed and level.
  public let computation: ComputationSettings
  /// The models.
  public let models: [Model]

  private static let keys = ["study", "data", "seed", "level", "evidence-draws", "models"]
  private static let ofModel = ["name", "fit"]

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
    title = try values["study"]?.text() ?? "Study"
    (data, events) = try StudyArguments(required("data")).data()
    computation = try StudyArguments(root, without: ["study", "data", "models"]).parsed(
      ComputationSettings.self, flags: [])
    var models: [Model] = []
    for node in try required("models").list() {
      let model = try StudyFile.model(node, within: data.selection)
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

  private static func model(
    _ node: StudyNode, within selection: SelectionSettings
  ) throws(StudyError) -> Model {
    let names = Models.all.map { $0.name }
    let nameNode = try StudyFile.value("name", of: node)
    guard let nameNode else { throw node.error("the model has no name", hint: "add 'name: ...'") }
    let name = try nameNode.folderName()
    let fitNode = try StudyFile.value("fit", of: node)
    guard let fitNode else {
      throw node.error(
        "the model '\(name)' has no fit",
        hint: "add 'fit: ' and one of \(names.joined(separator: ", "))")
    }
    let fit = try fitNode.text()
    guard let type = Models.named(fit) else { throw fitNode.unknown(among: names) }
    let arguments = try StudyArguments(node, without: ofModel)
    let ofSelection = arguments.keeping(SelectionSettings.names.contains)
    let own = try ofSelection.parsed(SelectionSettings.self, flags: SelectionSettings.flags)
    let settings = try StudyFile.settings(type, arguments)
    let made = try StudyFile.analysis(settings, at: node)
    let looked = selection.overlaid(by: own)
    return Model(name: name, settings: settings, analysis: made, selection: looked)
  }

  private static func settings(
    _ type: any ModelSettings.Type, _ arguments: StudyArguments
  ) throws(StudyError) -> any ModelSettings {
    let result = type.read(arguments.keeping { !SelectionSettings.names.contains($0) })
    switch result {
    case .success(let settings): return settings
    case .failure(let error): throw error
    }
  }

  private static func value(
    _ key: String, of node: StudyNode
  ) throws(StudyError) -> StudyNode? {
    for pair in try node.pairs() where pair.key == key { return pair.value }
    return nil
  }

  private static func analysis(
    _ settings: any ModelSettings, at node: StudyNode
  ) throws(StudyError) -> any Analysis {
    let result = Result { try settings.analysis() }
    switch result {
    case .success(let analysis): return analysis
    case .failure(let error): throw node.error("\(error)")
    }
  }

  /// Every option with its value, as the manifest states it.
  var options: [(key: String, value: String)] {
    var options = [(key: "study", value: title)]
    options += ((events?.studyValues ?? []) + ParsedValues.of(data)).map {
      ("data.\($0.name)", $0.value)
    }
    options += ParsedValues.of(computation).map { ($0.name, $0.value) }
    for model in models {
      options.append(("\(model.name).fit", type(of: model.settings).name))
      options += ParsedValues.of(model.selection).map { ("\(model.name).\($0.name)", $0.value) }
      options += ParsedValues.of(model.settings).map { ("\(model.name).\($0.name)", $0.value) }
    }
    return options
  }
}

extension ModelSettings {
  /// The settings that a mapping describes; a result, since the type is only known when it runs.
  fileprivate static func read(
    _ arguments: StudyArguments
  ) -> Result<any ModelSettings, StudyError> {
    do {
      return .success(try arguments.parsed(Self.self, flags: flags))
    } catch {
      return .failure(error)
    }
  }
}
