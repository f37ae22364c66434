import Foundation

/// JSON as it is, every value with its type.
enum JSON: Decodable, Equatable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .bool(flag)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .string(text)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }

  init(_ bytes: [UInt8]) throws {
    self = try JSONDecoder().decode(JSON.self, from: Data(bytes))
  }

  subscript(key: String) -> JSON? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  var texts: [String] {
    switch self {
    case .string(let text): [text]
    case .array(let values): values.flatMap(\.texts)
    default: []
    }
  }

  var number: Double? { if case .number(let value) = self { value } else { nil } }
}

/// A published schema of docs/schema: those keywords of JSON Schema that it uses.
struct Schema {
  let root: JSON

  init(_ name: String) throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("docs/schema/\(name).schema.json")
    root = try JSON(Array(Data(contentsOf: url)))
  }

  /// What is wrong in a value, each with its place.
  func faults(_ value: JSON) -> [String] { faults(value, root, "") }

  private func faults(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
    let types = schema["type"]?.texts ?? []
    guard types.contains(where: { Schema.has(value, $0) }) else {
      return ["\(place): \(value) is not \(types)"]
    }
    var faults: [String] = []
    func expect(_ isRight: Bool, _ words: String) {
      if !isRight { faults.append("\(place): \(value) \(words)") }
    }
    if let constant = schema["const"] { expect(value == constant, "is not \(constant)") }
    if let choices = schema["enum"]?.texts {
      expect(choices.contains(value.texts.first ?? ""), "is no choice")
    }
    if let pattern = schema["pattern"]?.texts.first, let text = value.texts.first {
      expect(text.range(of: pattern, options: .regularExpression) != nil, "is not like \(pattern)")
    }
    if let number = value.number {
      expect(number >= schema["minimum"]?.number ?? -.infinity, "is too small")
      expect(number <= schema["maximum"]?.number ?? .infinity, "is too large")
    }
    if case .array(let values) = value, let items = schema["items"] {
      for (index, item) in values.enumerated() {
        faults += self.faults(item, items, "\(place)[\(index)]")
      }
    }
    if case .object(let members) = value {
      for name in schema["required"]?.texts ?? [] { expect(members[name] != nil, "lacks \(name)") }
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        let rest = schema["additionalProperties"]
        if let own = schema["properties"]?[name] {
          faults += self.faults(member, own, "\(place).\(name)")
        } else if let rest, rest != .bool(false) {
          faults += self.faults(member, rest, "\(place).\(name)")
        } else {
          expect(false, "has \(name), which the schema does not name")
        }
      }
    }
    return faults
  }

  private static func has(_ value: JSON, _ type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"),
      (.array, "array"), (.object, "object"):
      true
    case (.number(let number), "integer"): number == number.rounded()
    default: false
    }
  }
}
