/// Records as a web service gives them: JSON text that holds an array of flat objects.
package enum JSONRecords {
  /// Whether bytes begin as JSON text does.
  package static func isJSON(_ bytes: some Sequence<UInt8>) -> Bool {
    let first = bytes.first { !" \t\r\n".utf8.contains($0) }
    return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
  }

  /// The objects as a table of comma-separated values: a column for every member, a row an object.
  ///
  /// The array is the text itself or the first member that is an array of objects, as `Result` or
  /// `data` of the services that number their pages.
  ///
  /// - Parameters:
  ///   - bytes: The JSON text.
  ///   - file: Its name, for messages.
  /// - Returns: The bytes of the table.
  /// - Throws: ``TabularError`` for anything else.
  package static func table(_ bytes: [UInt8], file: String) throws(TabularError) -> [UInt8] {
    guard let value = JSONValue(bytes) else {
      throw TabularError(
        file: file, line: 0, column: 0, problem: "the JSON text is damaged or cut off",
        hint: "download it again")
    }
    guard let objects = objects(value), !objects.isEmpty else {
      throw TabularError(
        file: file, line: 0, column: 0, problem: "the JSON text holds no array of events",
        hint: "save the answer of the service as it came")
    }
    let names = Set(objects.flatMap(\.keys)).sorted()
    var text = SeparatedText()
    for name in names { text.append(name: name) }
    text.endRow()
    for object in objects {
      for name in names { text.append(name: Self.text(object[name])) }
      text.endRow()
    }
    return text.bytes
  }

  private static func objects(_ value: JSONValue) -> [[String: JSONValue]]? {
    switch value {
    case .array(let values):
      var objects: [[String: JSONValue]] = []
      for value in values {
        guard case .object(let members) = value else { return nil }
        objects.append(members)
      }
      return objects
    case .object(let members):
      let arrays = members.sorted { $0.key < $1.key }.compactMap { member in
        member.value.array == nil ? nil : objects(member.value)
      }
      return arrays.max { $0.count < $1.count }
    default: return nil
    }
  }

  private static func text(_ value: JSONValue?) -> String {
    switch value {
    case .string(let text), .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .array(let values): values.map { text($0) }.joined(separator: ";")
    case nil, .null, .object: ""
    }
  }
}
