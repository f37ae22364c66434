import Incidents
import Yams

/// A part of a study file that knows its place, and that a key may be read from only once and by
/// name: what is left over is a mistake.
struct StudyNode {
  let file: String
  private let node: Node

  /// The root of a study file.
  ///
  /// - Throws: ``StudyError`` when the text is no YAML.
  init(text: String, file: String) throws(StudyError) {
    self.file = file
    do {
      guard let node = try Yams.compose(yaml: text) else {
        throw StudyError(
          file: file, line: 1, column: 1, problem: "the file is empty",
          hint: "a study names at least 'data' and 'models'")
      }
      self.node = node
    } catch let error as StudyError {
      throw error
    } catch let error as YamlError {
      throw StudyNode.translated(error, file: file)
    } catch {
      throw StudyError(file: file, line: 1, column: 1, problem: "\(error)", hint: "")
    }
  }

  private init(file: String, node: Node) {
    self.file = file
    self.node = node
  }

  private static func translated(_ error: YamlError, file: String) -> StudyError {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      return StudyError(
        file: file, line: mark.line, column: mark.column, problem: problem,
        hint: "check indentation, colons and quotes")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      return StudyError(
        file: file, line: context.mark.line, column: context.mark.column,
        problem: "the key \(names) is given twice", hint: "delete one of them")
    default:
      return StudyError(
        file: file, line: 1, column: 1, problem: "this is not YAML", hint: "\(error)")
    }
  }

  /// An error at this place.
  func error(_ problem: String, hint: String = "") -> StudyError {
    StudyError(
      file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, problem: problem,
      hint: hint)
  }

  /// An error at a key of this mapping.
  func error(atKey name: String, _ problem: String, hint: String = "") -> StudyError {
    let key = node.mapping?.first { $0.key.string == name }?.key
    return key.map { StudyNode(file: file, node: $0).error(problem, hint: hint) }
      ?? error(problem, hint: hint)
  }

  /// The values of a mapping by key; every key must be among the known ones.
  ///
  /// - Throws: ``StudyError`` for a part that is no mapping, and for an unknown key, with the known
  ///   key that it looks like.
  func mapping(_ known: [String]) throws(StudyError) -> [String: StudyNode] {
    guard let mapping = node.mapping else {
      throw error(
        "keys with values are expected here", hint: "the keys are \(known.joined(separator: ", "))")
    }
    var result: [String: StudyNode] = [:]
    for (key, value) in mapping {
      let name = key.string ?? ""
      guard known.contains(name) else {
        let place = StudyNode(file: file, node: key)
        let near = Suggestion.nearest(to: name, among: known)
        throw place.error(
          "unknown key '\(name)'",
          hint: near.map { "did you mean '\($0)'?" }
            ?? "the keys here are \(known.joined(separator: ", "))")
      }
      result[name] = StudyNode(file: file, node: value)
    }
    return result
  }

  /// A mapping with keys of the user's own, in the order of the file.
  func pairs() throws(StudyError) -> [(key: String, value: StudyNode)] {
    guard let mapping = node.mapping else { throw error("keys with values are expected here") }
    return mapping.map { ($0.key.string ?? "", StudyNode(file: file, node: $0.value)) }
  }

  /// Whether it has keys with values.
  var isMapping: Bool { node.mapping != nil }

  /// The entries of a list; a single value is a list of one.
  func list() throws(StudyError) -> [StudyNode] {
    if let sequence = node.sequence { return sequence.map { StudyNode(file: file, node: $0) } }
    if node.scalar != nil { return [self] }
    throw error("a list is expected here", hint: "write [a, b], or a line '- a' for each")
  }

  /// A text.
  func text() throws(StudyError) -> String {
    guard let scalar = node.scalar else { throw error("a text is expected here") }
    return scalar.string
  }

  /// A text that can name a folder.
  func folderName() throws(StudyError) -> String {
    let name = try text()
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || "-_".contains($0) }) else {
      throw error("'\(name)' cannot name a folder", hint: "use letters, digits, - and _ only")
    }
    return name
  }

  /// Texts.
  func texts() throws(StudyError) -> [String] {
    var texts: [String] = []
    for entry in try list() { texts.append(try entry.text()) }
    return texts
  }

  /// An error about a word that is none of the known ones.
  func unknown(among words: [String]) -> StudyError {
    let text = (try? text()) ?? ""
    let near = Suggestion.nearest(to: text, among: words)
    return error(
      "'\(text)' is not known here",
      hint: near.map { "did you mean '\($0)'?" } ?? "use one of \(words.joined(separator: ", "))")
  }
}
