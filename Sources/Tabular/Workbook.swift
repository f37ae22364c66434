/// A workbook of Office Open XML (ECMA-376): its sheets, the texts and the formats that they share.
final class Workbook {
  private let archive: ZipArchive
  private let file: String
  private var sheets: [(name: String, part: String)] = []
  /// Texts that cells name by their number.
  private(set) var texts: [String] = []
  /// What the numbers of a style are, by the style's number.
  private(set) var forms: [NumberForm] = []
  /// Whether serial dates count from 1904.
  private(set) var countsFrom1904 = false

  private static let relations = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
  ]

  /// - Throws: ``TabularError`` where the file is not a workbook or is damaged.
  init(_ archive: ZipArchive, file: String) throws {
    self.archive = archive
    self.file = file
    let main = try targets(of: "").first { $0.type.hasSuffix("/officeDocument") }?.part
    guard let main else { throw damage("the file is not a workbook") }
    let parts = try targets(of: main)
    try readSheets(main, parts)
    for part in parts {
      if part.type.hasSuffix("/sharedStrings") { try readTexts(part.part) }
      if part.type.hasSuffix("/styles") { try readStyles(part.part) }
    }
  }

  private func damage(_ problem: String) -> TabularError {
    TabularError(
      file: file, line: 0, column: 0, problem: problem,
      hint: "open it in a spreadsheet and save it again")
  }

  private func pull(_ part: String) throws -> XMLPull {
    guard let entry = try archive.entry(part) else {
      throw damage("the workbook has no part '\(part)'")
    }
    return try XMLPull(entry, damage: damage("the part '\(part)' of the workbook is damaged"))
  }

  /// The parts that a part names, by their identifiers there.
  private func targets(of part: String) throws -> [(id: String, type: String, part: String)] {
    let cut = part.lastIndex(of: "/").map { part.index(after: $0) } ?? part.startIndex
    let folder = part[..<cut]
    let list = "\(folder)_rels/\(part[cut...]).rels"
    guard archive.contains(list) else { return [] }
    let xml = try pull(list)
    var targets: [(String, String, String)] = []
    while let piece = try xml.next() {
      guard piece == .start, xml.name == "Relationship", let id = xml.attribute("Id"),
        let type = xml.attribute("Type"), let target = xml.attribute("Target")
      else { continue }
      targets.append((id, type, Workbook.path(target, from: folder)))
    }
    return targets
  }

  /// The name of an entry: targets are absolute or count from the folder of the part that names them.
  private static func path(_ target: String, from folder: Substring) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var pieces = folder.split(separator: "/")
    for piece in target.split(separator: "/") {
      if piece == ".." { _ = pieces.popLast() } else if piece != "." { pieces.append(piece) }
    }
    return pieces.joined(separator: "/")
  }

  private func readSheets(
    _ main: String, _ parts: [(id: String, type: String, part: String)]
  ) throws {
    let xml = try pull(main)
    while let piece = try xml.next() {
      guard piece == .start else { continue }
      if xml.name == "workbookPr" {
        countsFrom1904 = ["1", "true", "on"].contains(xml.attribute("date1904") ?? "")
      } else if xml.name == "sheet", let name = xml.attribute("name") {
        let id = Workbook.relations.lazy.compactMap { xml.attribute("id", namespace: $0) }.first
        guard let part = parts.first(where: { $0.id == id }), part.type.hasSuffix("/worksheet")
        else { continue }
        sheets.append((name, part.part))
      }
    }
  }

  private func readTexts(_ part: String) throws {
    let xml = try pull(part)
    var text = ""
    // Phonetic readings (rPh) are no part of a text.
    var isText = false
    var isPhonetic = false
    while let piece = try xml.next() {
      switch piece {
      case .start:
        switch xml.name {
        case "si":
          text = ""
          if xml.isEmpty { texts.append("") }
        case "t": isText = !xml.isEmpty && !isPhonetic
        case "rPh": isPhonetic = !xml.isEmpty
        default: break
        }
      case .end:
        switch xml.name {
        case "si": texts.append(Workbook.unescaped(text))
        case "t": isText = false
        case "rPh": isPhonetic = false
        default: break
        }
      case .text: if isText { text += xml.text }
      case .other: break
      }
    }
  }

  private func readStyles(_ part: String) throws {
    let xml = try pull(part)
    var codes: [Int: String] = [:]
    var isCell = false
    while let piece = try xml.next() {
      switch (piece, xml.name) {
      case (.start, "numFmt"):
        if let id = xml.attribute("numFmtId").flatMap({ Int($0) }) {
          codes[id] = xml.attribute("formatCode")
        }
      case (.start, "cellXfs"): isCell = !xml.isEmpty
      case (.end, "cellXfs"): isCell = false
      case (.start, "xf") where isCell:
        let id = xml.attribute("numFmtId").flatMap { Int($0) } ?? 0
        forms.append(codes[id].map { NumberForm(code: $0) } ?? NumberForm(builtIn: id))
      default: break
      }
    }
  }

  /// Opens a sheet by its name, or by its number from 1; nil takes the first.
  func open(_ wanted: String?) throws -> WorksheetBytes {
    guard !sheets.isEmpty else { throw damage("the workbook has no sheets of cells") }
    var index = 0
    if let wanted {
      let number = Int(wanted).map { $0 - 1 }.flatMap { sheets.indices.contains($0) ? $0 : nil }
      guard let found = sheets.firstIndex(where: { $0.name == wanted }) ?? number else {
        throw TabularError(
          file: file, line: 0, column: 0, problem: "there is no sheet '\(wanted)'",
          hint: "the sheets are \(sheets.map(\.name).joined(separator: ", "))")
      }
      index = found
    }
    let sheet = sheets[index]
    return WorksheetBytes(
      try pull(sheet.part), of: self,
      others: wanted == nil ? sheets.map(\.name).filter { $0 != sheet.name } : [])
  }

  /// A text with the letters that stand in it as `_xHHHH_` (ECMA-376 part 1, 22.9.2.19).
  static func unescaped(_ text: String) -> String {
    guard text.contains("_x") else { return text }
    var result = ""
    var rest = text[...]
    while let first = rest.first {
      let code = rest.prefix(7)
      if code.hasPrefix("_x"), code.hasSuffix("_"), code.utf8.count == 7,
        let number = UInt32(code.dropFirst(2).dropLast(), radix: 16),
        let letter = Unicode.Scalar(number)
      {
        result.unicodeScalars.append(letter)
        rest = rest.dropFirst(7)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }
}
